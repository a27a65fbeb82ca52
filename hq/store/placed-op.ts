import type { Hlc, Op } from '#shared/sync/op.ts';
import type { Objection } from './check-op.ts';
import type { MergedOp } from './merge-ops.ts';

/** An op as it arrived: its canonical body and its place in the chain. */
export interface ArrivedOp {
  readonly op: Op;
  readonly body: Uint8Array;
  readonly hash: Uint8Array;
}

/** An op with what headquarters decided about it. */
export interface PlacedOp extends ArrivedOp {
  /** Effective clock. */
  readonly hlc: Hlc;
  /** Its place in the order; null in quarantine. */
  readonly hqSeq: number | null;
  readonly objection: Objection | undefined;
}

/** What merging an op gave, at its place in the order. */
export interface MergedPlace {
  readonly hqSeq: number;
  readonly result: MergedOp;
}
