import { westernDigits } from '../../../ui/western-digits.ts';

/** The tests of a training, in the order in which they are taken. */
export const tests = ['preTest', 'postTest', 'practical'] as const;
export type Test = (typeof tests)[number];

/** What a typed score comes to: a number in percent, nothing, or no score at all. */
export type TypedScore = { readonly score: number | null } | { readonly score: undefined };

/**
 * Reads a score as people type it: `75`, `75.5`, `75,5`, `٧٥`, with or without `%`.
 *
 * @param typed what was typed
 * @returns the score in percent, null for an emptied field, undefined for what is none (above 100, letters)
 */
export function typedScore(typed: string): TypedScore {
  const text = westernDigits(typed)
    .replace(/[%٪\s]/g, '')
    .replace(/[,٫]/, '.');
  if (text === '') return { score: null };
  if (!/^\d{1,3}(\.\d{0,2})?$/.test(text) || Number(text) > 100) return { score: undefined };
  return { score: Number(text) };
}

/**
 * @param before score before the training, in percent
 * @param after score after it
 * @returns the gain in points, or null while one is missing
 */
export function gain(before: number | null, after: number | null): number | null {
  if (before === null || after === null) return null;
  return Math.round((after - before) * 100) / 100;
}

/**
 * Where a key leads in the table of scores: Enter and the arrows down and up go from trainee to trainee.
 *
 * @param key the key
 * @param shift Enter with Shift goes up
 * @param row the trainee of the field that has the focus
 * @param rows how many trainees
 * @returns the trainee to go to, or null when the key does something else
 */
export function rowAfterKey(key: string, shift: boolean, row: number, rows: number): number | null {
  const step =
    key === 'ArrowDown' || (key === 'Enter' && !shift) ? 1 : key === 'ArrowUp' || key === 'Enter' ? -1 : 0;
  if (step === 0) return null;
  return Math.max(0, Math.min(rows - 1, row + step));
}

/**
 * @param scores scores or gains; null for those that are missing
 * @returns their mean, or null when there are none
 */
export function meanOf(scores: readonly (number | null)[]): number | null {
  const given = scores.filter((score) => score !== null);
  return given.length === 0 ? null : given.reduce((sum, score) => sum + score, 0) / given.length;
}
