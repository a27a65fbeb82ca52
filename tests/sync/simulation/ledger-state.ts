import type { AuditEntry } from '#hq/store/audit.ts';
import type { Device, GrantRecord, Successor } from '#hq/store/devices.ts';
import type { KeptSnapshot, PlacedEffect } from '#hq/store/ledger.ts';
import type { PlacedOp } from '#hq/store/placed-op.ts';
import type { FieldValue } from '#shared/domain/field.ts';
import { firstLaptopDevice } from '#shared/domain/ids.ts';
import type { Table } from '#shared/domain/table.ts';
import type { RowState } from '#shared/sync/merge.ts';

/** A record at headquarters. */
export interface KeptRow {
  readonly table: Table;
  readonly key: readonly FieldValue[];
  readonly state: RowState;
  readonly hqSeq: number;
}

/** An op at headquarters. */
export interface KeptOp extends PlacedOp {
  readonly device: number;
  readonly receivedMs: number;
}

/** Everything that headquarters has committed. Its values are never changed, only replaced: a copy is cheap. */
export interface LedgerState {
  position: number;
  readonly devices: Map<number, Device>;
  readonly grants: Map<number, readonly GrantRecord[]>;
  /** By device, in the order of `seq`. */
  readonly ops: Map<number, readonly KeptOp[]>;
  readonly byPlace: Map<number, KeptOp>;
  /** By scope, in the order of `hqSeq`. */
  readonly effects: Map<string, readonly PlacedEffect[]>;
  readonly rows: Map<string, KeptRow>;
  /** By device and `seq`. */
  readonly aside: Map<number, ReadonlyMap<number, string>>;
  readonly audit: AuditEntry[];
  /** The last op of each device that is in a verified backup. */
  readonly backedUp: Map<number, number>;
  /** The life of the database. */
  epoch: string;
  /** The stream of effects is whole after this position. */
  effectsAfter: number;
  /** By ascending position. */
  readonly snapshots: KeptSnapshot[];
  /** Numbers that were given to devices for later, by device. */
  readonly spares: Map<number, readonly number[]>;
  /** Devices that go on in place of others, by number. */
  readonly successors: Map<number, Successor>;
  /** The highest number that was given to anybody; copies share it: whoever restores a backup goes on above all. */
  readonly numbers: { last: number };
  /** By hash, hexadecimal. */
  readonly parts: Map<string, Uint8Array>;
}

/** @returns the state of a headquarters that knows nothing yet */
export function emptyState(): LedgerState {
  return {
    position: 0,
    devices: new Map(),
    grants: new Map(),
    ops: new Map(),
    byPlace: new Map(),
    effects: new Map(),
    rows: new Map(),
    aside: new Map(),
    audit: [],
    backedUp: new Map(),
    epoch: 'epoch-1',
    effectsAfter: 0,
    snapshots: [],
    spares: new Map(),
    successors: new Map(),
    numbers: { last: firstLaptopDevice - 1 },
    parts: new Map(),
  };
}

/**
 * @param state of headquarters
 * @returns a copy that later changes don't touch: a backup
 */
export function copyState(state: LedgerState): LedgerState {
  return {
    position: state.position,
    devices: new Map(state.devices),
    grants: new Map(state.grants),
    ops: new Map(state.ops),
    byPlace: new Map(state.byPlace),
    effects: new Map(state.effects),
    rows: new Map(state.rows),
    aside: new Map(state.aside),
    audit: [...state.audit],
    backedUp: new Map(state.backedUp),
    epoch: state.epoch,
    effectsAfter: state.effectsAfter,
    snapshots: [...state.snapshots],
    spares: new Map(state.spares),
    successors: new Map(state.successors),
    numbers: state.numbers,
    parts: new Map(state.parts),
  };
}
