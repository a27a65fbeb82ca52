import type { FieldValue } from '../domain/field.ts';

/** Hybrid logical clock: wall time in ms since 1970 UTC (48 bits) and a counter (16 bits) within that millisecond. */
export interface Hlc {
  readonly ms: number;
  readonly counter: number;
}

/** One row change within an op. Fields and tables go by their number in the registry. */
export interface Change {
  readonly table: number;
  /** Key values in the table's key order. */
  readonly key: readonly FieldValue[];
  /**
   * Field number and new value, sorted by number, never the key's own fields. All fields of a touched group are
   * present. `deleted` is field 0.
   */
  readonly fields: readonly (readonly [field: number, value: FieldValue])[];
}

/** What a device wrote in one transaction (or one part of a long one). `(device, seq)` names it for ever. */
export interface Op {
  /** Gapless from 1 on each device. */
  readonly seq: number;
  /** The `seq` of the first op of the same transaction; equals `seq` except in a long transaction's later parts. */
  readonly first: number;
  readonly hlc: Hlc;
  /** Highest `hq_seq` that was applied on the device when the op was made. */
  readonly seen: number;
  /** Advisor id of the person who did it. */
  readonly actor: number;
  /** Version of the registry (`schemaVersion`) under which it was written. */
  readonly schema: number;
  readonly changes: readonly Change[];
}

/** A place in a device's chain. */
export interface ChainHead {
  /** 0 before the first op. */
  readonly seq: number;
  /** SHA-256, 32 bytes; all zero before the first op. */
  readonly hash: Uint8Array;
}
