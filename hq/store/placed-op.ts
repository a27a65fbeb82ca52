import type { Source } from '#shared/sync/merge.ts';
import type { Hlc, Op } from '#shared/sync/op.ts';
import type { Objection } from './check-op.ts';
import type { MergedOp } from './merge-ops.ts';
import type { ReplacedValue } from './replaced.ts';

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
  /** What it took the place of; undefined in quarantine. */
  readonly replaced: readonly ReplacedValue[] | undefined;
}

/** What merging an op gave, at its place in the order. */
export interface MergedPlace {
  readonly hqSeq: number;
  /** Who wrote it. */
  readonly device: number;
  readonly op: Op;
  /** Effective clock. */
  readonly hlc: Hlc;
  /** See `Writer.knows`. */
  readonly knows: readonly Source[];
  readonly result: MergedOp;
}
