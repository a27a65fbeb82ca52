import type { FieldValue } from '#shared/domain/field.ts';

/** The three parameters that stand for a column of byte strings. */
export type ParameterHeap = readonly [heap: Buffer, at: string, length: string];

/**
 * Many byte strings as parameters of one statement: all of them one after the other, which travel as they are, and
 * their places. An array of them would be written as hexadecimal digits and read again.
 *
 * In SQL each is `substring(heap FROM at FOR length)`.
 *
 * @param values byte strings; null is null there too
 * @returns the bytes of all, and two arrays: where each begins, from 1, and its length
 */
export function heapOf(values: readonly (Uint8Array | null)[]): ParameterHeap {
  const at: (number | null)[] = [];
  const length: (number | null)[] = [];
  const held: Uint8Array[] = [];
  let next = 1;
  for (const value of values) {
    at.push(value === null ? null : next);
    length.push(value === null ? null : value.length);
    if (value === null) continue;
    held.push(value);
    next += value.length;
  }
  return [Buffer.concat(held, next - 1), arrayOf(at), arrayOf(length)];
}

/**
 * A column of values as one parameter. The driver takes arrays too, but looks at every number as if it might be a text.
 *
 * @param values numbers, texts and nulls
 * @returns the array as PostgreSQL reads it, to be cast to its type
 */
export function arrayOf(values: readonly (FieldValue | undefined)[]): string {
  let literal = '{';
  for (const value of values) {
    if (literal.length > 1) literal += ',';
    if (value === null || value === undefined) literal += 'NULL';
    else if (typeof value === 'number') literal += value;
    else literal += needsEscape.test(value) ? `"${value.replace(escaped, '\\$&')}"` : `"${value}"`;
  }
  return `${literal}}`;
}

const needsEscape = /["\\]/;
const escaped = /["\\]/g;
