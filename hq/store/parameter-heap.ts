/** The three parameters that stand for a column of byte strings. */
export type ParameterHeap = readonly [
  heap: Buffer,
  at: readonly (number | null)[],
  length: readonly (number | null)[],
];

/**
 * Many byte strings as parameters of one statement: all of them one after the other, which travel as they are, and
 * their places. An array of them would be written as hexadecimal digits and read again.
 *
 * In SQL each is `substring(heap FROM at FOR length)`.
 *
 * @param values byte strings; null is null there too
 * @returns the bytes of all, and for each where it begins, from 1, and its length
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
  return [Buffer.concat(held, next - 1), at, length];
}
