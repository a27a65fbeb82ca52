import type { FieldValue } from '../domain/field.ts';
import type { Change, Hlc } from './op.ts';

/** How an entry of headquarters' stream is to be taken. */
export const deltaKinds = ['change', 'put', 'leave'] as const;
export type DeltaKind = (typeof deltaKinds)[number];

/** A field group of the receiver's own op whose value does not stand at headquarters. */
export interface LostGroup {
  readonly table: number;
  readonly key: readonly FieldValue[];
  readonly group: number;
}

/** One step of headquarters' stream, as one device sees it. */
export interface DeltaEntry {
  readonly hqSeq: number;
  /** The op behind it. */
  readonly device: number;
  readonly seq: number;
  readonly actor: number;
  /** Effective clock: safe to absorb. */
  readonly hlc: Hlc;
  /** `change`: fields take these values. `put`: whole rows arrive. `leave`: rows go out of the receiver's sight. */
  readonly kind: DeltaKind;
  /**
   * Of another device's op: the fields that won. Of the receiver's own op: only what headquarters set beyond it
   * (`MergedChange.extra`), usually nothing; the receiver applies it like any other change.
   */
  readonly changes: readonly Change[];
  /** Of the receiver's own op: the groups that did not win, usually none. */
  readonly lost: readonly LostGroup[];
}
