import type { FieldValue } from '#shared/domain/field.ts';
import type { Table } from '#shared/domain/table.ts';
import type { Source } from '#shared/sync/merge.ts';
import type { ChainHead, Change, Hlc } from '#shared/sync/op.ts';
import type { Winner } from '#shared/sync/versions.ts';
import type { AuditEntry } from './audit.ts';
import type { Contact, Device, Grants, KinDevice, Successor } from './devices.ts';
import type { Effect } from './effect.ts';
import type { FormerOp } from './history.ts';
import type { LockedRows } from './locked-rows.ts';
import type { ArrivedOp, MergedPlace, PlacedOp } from './placed-op.ts';

/**
 * The memory of headquarters as far as exchanges with laptops need it. PostgreSQL in the product; the simulation
 * brings one of its own. Decisions are not taken here: a ledger reads, locks and writes what it is told.
 */
export interface Ledger {
  /**
   * Runs `work` in one transaction: all of it is durable when this resolves, or none of it when this rejects with what
   * `work` threw. `work` may be run again from the start and must not touch anything that a second run would not
   * overwrite.
   */
  change<R>(work: (tx: LedgerChange) => Promise<R>): Promise<R>;
  /** Runs `work` on one snapshot: everything that was committed before it, nothing that is committed meanwhile. */
  look<R>(work: (view: LedgerView) => Promise<R>): Promise<R>;
}

/** Reads the ledger. */
export interface LedgerView {
  /** Headquarters' position: every `hq_seq` up to it is there or never will be. */
  position(): Promise<number>;
  /** The device, or undefined; headquarters' own number is nobody's laptop. */
  device(number: number): Promise<Device | undefined>;
  /** What a device may see and write. */
  grants(device: number): Promise<Grants>;
  /** Places of a device's chain from `from` to `to`, in any order; those that it doesn't have are left out. */
  chain(device: number, from: number, to: number): Promise<readonly ChainHead[]>;
  /** The last op of a device that arrived by `receivedMs`, headquarters' time; 0 when there is none. */
  lastReceivedBy(device: number, receivedMs: number): Promise<number>;
  /** Ops of a device that are kept aside, the last `limit` of them, by ascending `seq`. */
  keptAside(
    device: number,
    limit: number,
  ): Promise<readonly { readonly seq: number; readonly reason: string }[]>;
  /** An op of a device as it arrived, with its place; undefined when headquarters does not have it. */
  opAt(device: number, seq: number): Promise<KeptOp | undefined>;
  /** Numbers whose device has the same key as this one, itself among them, in ascending order. */
  kin(device: number): Promise<readonly KinDevice[]>;
  /** Place of the last op of a device up to this `seq` that has one; 0: none has. */
  placeUpTo(device: number, seq: number): Promise<number>;
  /** The device that was made for a claim; see `Successor.claim`. */
  claimed(claim: Uint8Array): Promise<(KinDevice & Pick<Successor, 'spares' | 'certificate'>) | undefined>;
  /** The device that was given this number as a spare one; undefined: nobody was. */
  holderOfSpare(number: number): Promise<number | undefined>;
  /** The op at a place of the order, or undefined when there is none. */
  formerOp(hqSeq: number): Promise<FormerOp | undefined>;
  /** The life of the database: another one after a restore from a backup. */
  epoch(): Promise<string>;
  /** The greatest `seq` of a device's ops that were given a place up to `hqSeq`; 0 when there is none. */
  ownSeqAt(device: number, hqSeq: number): Promise<number>;
  /** The greatest place that an op of a device was given; 0 when there is none. */
  lastPlaceOf(device: number): Promise<number>;
  /** The last op of a device that lies in a verified backup; 0 when there is none. */
  lastBackedUp(device: number): Promise<number>;
  /** The stream of effects is whole after this position; what came before was dropped. */
  effectsAfter(): Promise<number>;
  /** Bytes of the effects on some scopes in a stretch of the stream; counted up to `most` and not much further. */
  tail(scopes: readonly string[], stretch: Stretch): Promise<number>;
  /** Pages of the records of one scope and table, removed ones too, in the order of their keys. */
  rowsOf(table: Table, scope: string): AsyncIterable<readonly StateRow[]>;
  /** Who acted, by place in the order. */
  actors(places: readonly number[]): Promise<ReadonlyMap<number, number>>;
  /** The newest snapshot of a scope, or undefined. */
  lastSnapshot(scope: string): Promise<KeptSnapshot | undefined>;
  /**
   * The newest snapshots that were made of all these scopes at one position, which is at least `least`; their parts one
   * scope after the other. Undefined: there are none.
   */
  snapshotsOf(scopes: readonly string[], least: number): Promise<Omit<KeptSnapshot, 'scope'> | undefined>;
  hasPart(sha256: Uint8Array): Promise<boolean>;
  /** A part that belongs to a snapshot of one of these scopes, or undefined. */
  partOf(sha256: Uint8Array, scopes: readonly string[]): Promise<Uint8Array | undefined>;
  /** A page of what ops did, in the order of `hq_seq` and, within it, of the scopes' code units. */
  effects(page: EffectPage): Promise<readonly PlacedEffect[]>;
}

/** Changes the ledger, inside one transaction. */
export interface LedgerChange extends LedgerView {
  /** Waits for and locks a device, so that its ops come one after the other. Throws OutpostError `unknown_device`. */
  lockDevice(number: number): Promise<Device>;
  /** Notes that an exchange of a locked device has changed something: it is never taken again. */
  noteExchange(device: number, exchange: number): Promise<void>;
  /** Notes the end of an exchange of a locked device. */
  noteContact(contact: Contact): Promise<void>;
  /** Takes a spare number of a locked device, and further ones that nobody had before. Throws `ids_exhausted`. */
  takeSpare(device: number): Promise<Pick<Successor, 'number' | 'spares'>>;
  /** Makes a number a device: with the key, the site and the grants of a locked one. */
  addSuccessor(device: number, successor: Successor): Promise<void>;
  /** A locked device knows these ops of other numbers of its laptop. */
  noteKnowledge(device: number, knows: readonly Source[]): Promise<void>;
  /** The chain of a locked device has grown to this place. */
  moveHead(device: number, head: ChainHead): Promise<void>;
  /** Keeps a frame as it arrived. */
  keepFrame(frame: KeptFrame): Promise<void>;
  /** Locks and reads rows, in one order for everybody. Rows that don't exist yet are among them. */
  lockRows(wanted: ReadonlyMap<Table, ReadonlyMap<string, readonly FieldValue[]>>): Promise<LockedRows>;
  /**
   * Writes locked rows that changed. The position must be held. When another transaction has added one of the rows
   * that were not there, everything is decided again.
   */
  saveRows(rows: LockedRows): Promise<void>;
  /** Takes `count` places in the order and returns the last. The last lock of a transaction: no reader sees it before all lower ones. */
  takePlaces(count: number): Promise<number>;
  /** Keeps ops of one device, those in quarantine too. */
  addOps(device: number, receivedMs: number, ops: readonly PlacedOp[]): Promise<void>;
  /** Keeps what ops did, scope by scope. */
  addEffects(merged: readonly MergedPlace[]): Promise<void>;
  /** Keeps ops with an objection aside; returns how many they are. */
  addQuarantine(device: number, receivedMs: number, ops: readonly PlacedOp[]): Promise<number>;
  /** Gives an op that was kept aside its place. */
  placeOp(device: number, op: PlacedOp): Promise<void>;
  /** An op is no longer kept aside. */
  endQuarantine(device: number, seq: number, by: QuarantineEnd): Promise<void>;
  /** Keeps a part of a snapshot, or notes that it is wanted still. `keptMs` is headquarters' time. */
  keepPart(sha256: Uint8Array, bytes: Uint8Array, keptMs: number): Promise<void>;
  /** Keeps a snapshot whose parts are kept; one of the same scope and position stays as it is. */
  addSnapshot(snapshot: KeptSnapshot, madeMs: number): Promise<void>;
  /**
   * Begins another life of the database, unless `former` is no longer the present one. Tells whether it did.
   */
  beginEpoch(epoch: NewEpoch): Promise<boolean>;
  /** Places in the order go on from here, unless they are further. */
  raisePosition(position: number): Promise<void>;
  /** Writes down something that somebody may ask about later; stands and falls with the transaction. */
  audit(entry: AuditEntry): Promise<void>;
}

/** An op that headquarters keeps. */
export interface KeptOp extends ArrivedOp {
  /** Its place in the order; null while it is kept aside. */
  readonly hqSeq: number | null;
  /** Effective clock. */
  readonly effective: Hlc;
}

/** How an op that was kept aside was taken in. */
export interface QuarantineEnd {
  /** Name of the admin, or the device's number. */
  readonly who: string;
  /** What was merged in place of what the op says; undefined: just that. */
  readonly corrected: readonly Change[] | undefined;
}

/** A frame as it arrived. */
export interface KeptFrame {
  readonly device: number;
  /** `seq` of its first and of its last op. */
  readonly from: number;
  readonly to: number;
  readonly bytes: Uint8Array;
  /** Headquarters' time, ms. */
  readonly receivedMs: number;
}

/** A stretch of the stream: after `from`, up to `to`. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly most: number;
}

/** A record as headquarters holds it. */
export interface StateRow {
  readonly key: readonly FieldValue[];
  /** In the order of `snapshotColumns`. */
  readonly values: readonly FieldValue[];
  /** Winner by group number. */
  readonly versions: ReadonlyMap<number, Winner>;
}

/** A piece of a snapshot: named by what it holds. */
export interface SnapshotPart {
  readonly sha256: Uint8Array;
  readonly size: number;
}

/** The state of one scope at one position, in parts. */
export interface KeptSnapshot {
  readonly scope: string;
  readonly at: number;
  readonly rows: number;
  readonly parts: readonly SnapshotPart[];
}

/** Another life of the database. */
export interface NewEpoch {
  readonly former: string;
  readonly epoch: string;
  /** Places in the order go on from here. */
  readonly position: number;
  /** So many device numbers are left out: they may have been given out since the backup. */
  readonly skippedDevices: number;
}

/** Which effects are wanted. */
export interface EffectPage {
  readonly scopes: readonly string[];
  /** The last one that was read: only later ones are given. */
  readonly after: { readonly hqSeq: number; readonly scope: string };
  /** The last `hq_seq` that is wanted. */
  readonly to: number;
  readonly limit: number;
}

/** What one op did to the rows of one scope, with the op's place and author. */
export interface PlacedEffect {
  readonly hqSeq: number;
  readonly scope: string;
  readonly effect: Effect;
  readonly device: number;
  readonly seq: number;
  readonly actor: number;
  /** Effective clock. */
  readonly hlc: Hlc;
}
