import { foldText } from './fold-text.ts';

/** One part of a name after joining what belongs together: a given name, a father's name, a laqab. */
export interface NameUnit {
  readonly script: 'arabic' | 'latin';
  /** Folded spelling; `عبد الرحمن` and `Abd al-Rahman` are one unit each, the laqab without its article. */
  readonly text: string;
  /** The final letter was an alef maqsura, which sounds as a: folding hides it. */
  readonly endsInA: boolean;
}

const arabicLetter = /\p{Script=Arabic}/u;
const filiation = new Set(['بن', 'ابن', 'بنت', 'bin', 'ibn', 'bint', 'ben']);
const latinArticle = /^(?:al|el|ul|il)$/;
const sunArticle = /^[aeu](?:r|s|sh|t|d|n|z|dh|th)$/;
const servant = /^abd(?:[aeiou]{1,2}l?)?$/;
const father = /^ab(?:u|o|ou|oo|i)$/;
const ofFaith = /^(?:al|el|ul|[aeu]d)?d(?:i|ee)n$/;
const ofGod = /^[au]ll+ah?$/;

/**
 * Cuts a name into its parts, in order.
 *
 * @param name a name in Arabic or Latin script, or both
 * @returns its units; empty when it has no letters
 */
export function nameUnits(name: string): readonly NameUnit[] {
  const words = name.split(/[\s\-‐-―_.,،/]+/u).flatMap((word) => {
    const text = foldText(word).replaceAll(' ', '');
    return text === '' || filiation.has(text) ? [] : [{ text, endsInA: endsInAlefMaqsura(word) }];
  });
  const joined = joinArabic(joinLatin(words));
  return joined.map((word, index) => {
    const script = arabicLetter.test(word.text) ? 'arabic' : 'latin';
    return { ...word, script, text: index === joined.length - 1 ? withoutArticle(word.text) : word.text };
  });
}

interface Word {
  readonly text: string;
  readonly endsInA: boolean;
}

function endsInAlefMaqsura(word: string): boolean {
  const bare = word.normalize('NFKC').replace(/[\p{M}\p{Cf}\u0640]/gu, '');
  const nisba = /ئى$/u.test(bare) || /^ال/u.test(bare) || bare === 'على';
  return bare.endsWith('ى') && !nisba;
}

function joinArabic(words: readonly Word[]): readonly Word[] {
  const joined: Word[] = [];
  for (const word of words) {
    const last = joined.at(-1);
    const belongs =
      last !== undefined &&
      (last.text === 'عبد' || last.text === 'ابو' || word.text === 'الدين' || word.text === 'الله');
    if (belongs) joined[joined.length - 1] = { text: last.text + word.text, endsInA: word.endsInA };
    else joined.push(word);
  }
  return joined;
}

function joinLatin(words: readonly Word[]): readonly Word[] {
  const joined: Word[] = [];
  let pending = '';
  for (const [index, { text, endsInA }] of words.entries()) {
    const next = words[index + 1]?.text;
    const last = joined.at(-1);
    if (servant.test(text) && next !== undefined) pending = 'abd';
    else if (father.test(text) && next !== undefined && pending === '') pending = 'abu';
    else if (isArticle(text, next)) continue;
    else if (last && pending === '' && ofFaith.test(text))
      joined[joined.length - 1] = plain(`${last.text}eldin`);
    else if (ofGod.test(text) && (pending !== '' || last)) {
      if (pending !== '') joined.push(plain(`${pending}allah`));
      else if (last) joined[joined.length - 1] = plain(`${last.text}allah`);
      pending = '';
    } else {
      joined.push(pending === 'abd' ? plain(`abdel${text}`) : { text: pending + text, endsInA });
      pending = '';
    }
  }
  return joined;
}

function plain(text: string): Word {
  return { text, endsInA: false };
}

function isArticle(text: string, next: string | undefined): boolean {
  if (next === undefined) return false;
  return latinArticle.test(text) || (sunArticle.test(text) && next.startsWith(text.slice(1)));
}

function withoutArticle(text: string): string {
  if (/^ال../u.test(text) && text !== 'الله') return text.slice(2);
  return /^al[^aeioulw]..../.test(text) ? text.slice(2) : text;
}
