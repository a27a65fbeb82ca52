import type { Op } from './op.ts';

/** An op and its link in the chain, as the journal keeps both. */
export interface JournalOp {
  readonly op: Op;
  readonly hash: Uint8Array;
}

/** Most ops in one frame, so that neither end has to hold more, or to work on one for long. */
const maxOps = 8000;
/** Most weight in one frame, for the same reason. A cell weighs at least two: this stays far below `maxCells`. */
const heaviest = 384 * 1024;

/** Roughly how much an op says: what its compressed size grows with. */
export function weightOf(op: Op): number {
  let weight = 8;
  for (const change of op.changes) {
    weight += 4;
    for (const value of change.key) weight += typeof value === 'string' ? value.length : 3;
    for (const [, value] of change.fields) weight += typeof value === 'string' ? value.length + 2 : 2;
  }
  return weight;
}

/** Reads ahead as far as needed and no further. */
export class Lookahead {
  readonly #source: Iterator<JournalOp>;
  #ahead: JournalOp[] = [];

  constructor(ops: Iterable<JournalOp>) {
    this.#source = ops[Symbol.iterator]();
  }

  has(count: number): boolean {
    while (this.#ahead.length < count) {
      const next = this.#source.next();
      if (next.done) return false;
      this.#ahead.push(next.value);
    }
    return true;
  }

  /** How many ops from here weigh no more than `weight` together; at least one. */
  fit(weight: number): number {
    let sum = 0;
    let count = 0;
    const limit = Math.min(weight, heaviest);
    while (count < maxOps && this.has(count + 1)) {
      const next = this.#ahead[count];
      if (!next) break;
      sum += weightOf(next.op);
      if (sum > limit) break;
      count++;
    }
    return Math.max(1, count);
  }

  first(count: number): readonly JournalOp[] {
    return this.#ahead.slice(0, count);
  }

  drop(count: number): void {
    this.#ahead = this.#ahead.slice(count);
  }
}
