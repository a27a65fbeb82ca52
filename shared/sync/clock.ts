import type { Hlc } from './op.ts';

const maxCounter = 65_535;
/** Wall clocks count up to here only: 35 years of headroom below 48 bits, so that a mad clock never makes an op unsendable. */
const maxWallMs = 2 ** 48 - 2 ** 40;

/** The clock of a device that has done nothing yet. */
export const zeroHlc: Hlc = { ms: 0, counter: 0 };

/**
 * @param a one clock
 * @param b another
 * @returns below, at or above 0 as `a` is before, equal to or after `b`
 */
export function compareHlc(a: Hlc, b: Hlc): number {
  return a.ms - b.ms || a.counter - b.counter;
}

/**
 * The clock of the next op.
 *
 * @param last the clock of the device's last op, or what `absorb` gave
 * @param nowMs the laptop's wall clock, ms since 1970 UTC; may be wrong by any amount
 * @returns a clock strictly after `last`; a full counter borrows the next millisecond
 */
export function tick(last: Hlc, nowMs: number): Hlc {
  const wall = wallMs(nowMs);
  if (wall > last.ms) return { ms: wall, counter: 0 };
  if (last.counter < maxCounter) return { ms: last.ms, counter: last.counter + 1 };
  return { ms: last.ms + 1, counter: 0 };
}

/**
 * Takes in a clock that headquarters sent, so that the next `tick` comes after it.
 *
 * @param last the device's clock
 * @param remote an effective clock out of headquarters' stream: never one straight from another laptop
 * @param nowMs the laptop's wall clock, ms since 1970 UTC
 * @returns the greatest of the three
 */
export function absorb(last: Hlc, remote: Hlc, nowMs: number): Hlc {
  const wall: Hlc = { ms: wallMs(nowMs), counter: 0 };
  const known = compareHlc(last, remote) >= 0 ? last : remote;
  return compareHlc(known, wall) >= 0 ? known : wall;
}

/**
 * The clock by which headquarters judges an op: corrected by how far the device's clock is off, and never later than
 * the moment at which the op arrived, so that a clock in the future cannot win for ever.
 *
 * @param hlc the op's own clock
 * @param offsetMs what must be added to the device's clock to have headquarters' time
 * @param receivedMs headquarters' time when the op arrived, ms since 1970 UTC
 * @returns the lesser of `hlc + offsetMs` and `receivedMs`, not below 0
 */
export function effectiveHlc(hlc: Hlc, offsetMs: number, receivedMs: number): Hlc {
  const corrected: Hlc = { ms: Math.max(0, hlc.ms + Math.round(offsetMs)), counter: hlc.counter };
  const received: Hlc = { ms: wallMs(receivedMs), counter: 0 };
  return compareHlc(corrected, received) <= 0 ? corrected : received;
}

function wallMs(nowMs: number): number {
  if (!(nowMs > 0)) return 0;
  return Math.min(Math.floor(nowMs), maxWallMs);
}
