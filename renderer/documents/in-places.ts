/** A part with the place that it has among its like. */
export interface Placed<T> {
  readonly place: string;
  readonly part: T;
}

/**
 * Names parts by their place: nothing in a document ever moves, and two of them may well be equal.
 *
 * @param parts in order
 * @returns the same, each with its place
 */
export function inPlaces<T>(parts: readonly T[]): readonly Placed<T>[] {
  return parts.map((part, place) => ({ part, place: String(place) }));
}
