import { foldText } from './fold-text.ts';

/** The ordered parts of an Arabic name, as they were written; null where the name has none. */
export interface ArabicNameParts {
  readonly given: string | null;
  readonly father: string | null;
  readonly grandfather: string | null;
  readonly greatGrandfather: string | null;
  readonly laqab: string | null;
}

const filiation = new Set(['بن', 'ابن', 'بنت']);

/**
 * Reads an Arabic name: given name, father, grandfather, great-grandfather, laqab. What belongs together stays
 * together (عبد الرحمن, أبو بكر, صلاح الدين); a last part with an article, or a fifth one, is the laqab.
 *
 * @param name an Arabic name as submitted
 * @returns its parts
 */
export function arabicNameParts(name: string): ArabicNameParts {
  const parts = joinedWords(
    name
      .trim()
      .split(/\s+/u)
      .filter((word) => word !== ''),
  );
  const last = parts.at(-1);
  const hasLaqab =
    parts.length > 4 || (parts.length > 1 && last !== undefined && foldText(last).startsWith('ال'));
  const line = hasLaqab ? parts.slice(0, -1) : parts;
  return {
    given: line[0] ?? null,
    father: line[1] ?? null,
    grandfather: line[2] ?? null,
    greatGrandfather: line.length > 3 ? line.slice(3).join(' ') : null,
    laqab: hasLaqab ? (last ?? null) : null,
  };
}

function joinedWords(words: readonly string[]): readonly string[] {
  const parts: string[] = [];
  for (const word of words) {
    const folded = foldText(word);
    if (filiation.has(folded)) continue;
    const before = parts.at(-1);
    const opener = before === undefined ? '' : foldText(before);
    if (
      before !== undefined &&
      (opener === 'عبد' || opener === 'ابو' || folded === 'الدين' || folded === 'الله')
    )
      parts[parts.length - 1] = `${before} ${word}`;
    else parts.push(word);
  }
  return parts;
}
