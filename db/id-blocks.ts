/** Ids are made in blocks of so many; whoever opens the database begins another one. */
const idsPerBlock = 512;
const minuteMs = 60_000;
/** From here on minutes are counted: there are blocks for the next thirty years. */
const firstMinute = Date.UTC(2026, 0, 1) / minuteMs;
/** Blocks there are, and some room for going on where a clock is far ahead. */
const timedBlocks = 2 ** 24 - 2 ** 20;

/**
 * Where ids go on after the database was opened: in the block of this minute, above all before. A backup of the whole disk that was put back unnoticed so makes other ids than those that were made, and sent,
 * after the backup; and ids still ascend.
 *
 * @param lastId highest number used in an id so far
 * @param nowMs wall clock, ms since 1970 UTC
 * @returns the number before the first that may be used now
 */
export function nextIdBlock(lastId: number, nowMs: number): number {
  const next = lastId === 0 ? 0 : Math.floor(lastId / idsPerBlock) + 1;
  const minute = Math.floor(nowMs / minuteMs) - firstMinute;
  return (minute <= timedBlocks ? Math.max(next, minute) : next) * idsPerBlock;
}
