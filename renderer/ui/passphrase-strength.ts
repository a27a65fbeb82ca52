/** How soon a passphrase would be guessed, 0 (at once) to 4 (not in years). */
export type Strength = 0 | 1 | 2 | 3 | 4;

/** The least strength that a vault is made with; the core holds to the same. */
export const enoughStrength: Strength = 3;
/** The least number of characters; the core holds to the same. */
const shortestPassphrase = 10;

/**
 * Reads the word lists, which are large, and makes the estimator of zxcvbn. Nothing leaves the window.
 *
 * @returns a function from passphrase, and words that don't count because they are known (a name), to its strength
 */
export async function loadStrength(): Promise<(passphrase: string, known: readonly string[]) => Strength> {
  const [{ ZxcvbnFactory }, common, english] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
    import('@zxcvbn-ts/language-en'),
  ]);
  const estimator = new ZxcvbnFactory({
    dictionary: { ...common.dictionary, ...english.dictionary },
    graphs: common.adjacencyGraphs,
  });
  return (passphrase, known) => {
    // Longer ones cost seconds to estimate and are strong by then.
    const { score } = estimator.check(passphrase.slice(0, 100), [...known, 'outpost']);
    return [...passphrase].length < shortestPassphrase && score >= enoughStrength ? 2 : score;
  };
}
