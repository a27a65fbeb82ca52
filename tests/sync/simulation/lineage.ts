import type { Op } from '#shared/sync/op.ts';
import { encodeChanges } from '#shared/sync/op-body.ts';
import { hexOf } from './keys.ts';

/** A line of ops that one disk has made, one after the other. Whoever copies or restores a disk begins another line. */
export interface Line {
  /** Where it branches off: the last op that both have. */
  readonly parent: PlaceInLine | undefined;
  /** Ops that were made in this line. */
  length: number;
}

/** An op's place in the line in which it was made. */
export interface PlaceInLine {
  readonly line: Line;
  readonly index: number;
}

/**
 * @param parent the last op of the disk that is copied; undefined: a new disk
 * @returns a line without ops
 */
export function newLine(parent?: PlaceInLine): Line {
  return { parent, length: 0 };
}

/**
 * @param line of a disk
 * @returns the place of its last op
 */
export function endOf(line: Line): PlaceInLine {
  return { line, index: line.length };
}

/**
 * @param later where an op was made
 * @param earlier where another one was
 * @returns whether the other one was on the disk when the first was made
 */
export function cameAfter(later: PlaceInLine, earlier: PlaceInLine): boolean {
  for (let at: PlaceInLine | undefined = later; at; at = at.line.parent) {
    if (at.line === earlier.line) return earlier.index <= at.index;
  }
  return false;
}

/**
 * @param op of any device
 * @returns what it is, whatever number it comes under
 */
export function contentOf({ hlc, actor, changes }: Op): string {
  return `${hlc.ms}.${hlc.counter}.${actor}.${hexOf(encodeChanges(changes))}`;
}
