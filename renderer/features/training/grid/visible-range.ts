/** What is drawn of a line of equal parts: the first one, and the one after the last. */
export interface VisibleRange {
  readonly from: number;
  readonly to: number;
}

/**
 * @param scroll how far the line is scrolled from its start, in pixels
 * @param viewport how much of it is in sight, in pixels
 * @param part size of one part, in pixels
 * @param count how many there are
 * @param beyond how many more to draw at either end, so that scrolling shows no gaps
 * @returns the parts to draw
 */
export function visibleRange(
  scroll: number,
  viewport: number,
  part: number,
  count: number,
  beyond: number,
): VisibleRange {
  const from = Math.max(0, Math.floor(scroll / part) - beyond);
  const to = Math.min(count, Math.ceil((scroll + viewport) / part) + beyond);
  return { from: Math.min(from, count), to: Math.max(to, 0) };
}

/**
 * @param range what is in sight
 * @param always a part that is drawn wherever it is, because it has the focus; -1 for none
 * @returns the numbers of all parts to draw, in order
 */
export function partsOf({ from, to }: VisibleRange, always: number): readonly number[] {
  const parts = Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index);
  if (always < 0 || (always >= from && always < to)) return parts;
  return always < from ? [always, ...parts] : [...parts, always];
}

/**
 * @param scroll how far the line is scrolled
 * @param viewport how much of it is in sight
 * @param start where the part begins
 * @param size how long it is
 * @returns the least change of `scroll` that shows the whole part
 */
export function scrollThatShows(scroll: number, viewport: number, start: number, size: number): number {
  if (start < scroll) return start;
  if (start + size > scroll + viewport) return start + size - viewport;
  return scroll;
}
