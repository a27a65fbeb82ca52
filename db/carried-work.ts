import { OutpostError } from '#shared/errors.ts';
import { absorb } from '#shared/sync/clock.ts';
import type { DecodedFrame } from '#shared/sync/frame.ts';
import type { Op } from '#shared/sync/op.ts';
import type { ChangedRow } from './database.ts';
import { HqRows } from './hq-rows.ts';
import { journalState } from './journal.ts';
import { planById } from './row-plan.ts';
import type { Store } from './store.ts';
import { syncState } from './sync-state.ts';

/** Another laptop whose work this one carries. */
export interface CarriedLaptop {
  readonly device: number;
  readonly label: string;
  /** Headquarters' certificate of its key, as JSON. */
  readonly certificate: string;
}

/** A frame of another laptop, verified. */
export interface CarriedFrame {
  readonly device: number;
  readonly bytes: Uint8Array;
  readonly frame: DecodedFrame;
}

/** What this laptop carries for another one. */
export interface CarriedLoad extends CarriedLaptop {
  /** Ops that headquarters is not known to have. */
  readonly ops: number;
  /** When the first of them came, UTC. */
  readonly since: string;
}

/**
 * Keeps frames of other laptops, to be carried on to headquarters, and shows what they say: on top of headquarters'
 * values, under the own ones. All in one transaction. Frames that are here already, or that headquarters is known to
 * have, change nothing.
 *
 * @param store the open database
 * @param laptops whose frames they are
 * @param frames verified; those of one laptop in their order
 * @returns how many ops are new here
 * @throws OutpostError `vault_newer`, `disk_full`: nothing has changed then
 */
export function takeCarried(
  store: Store,
  laptops: readonly CarriedLaptop[],
  frames: readonly CarriedFrame[],
): number {
  if (store.readOnly) {
    throw new OutpostError('vault_newer', 'A newer version wrote this database: it can only be read here.');
  }
  const taken = store.transaction(() => {
    for (const { device, label, certificate } of laptops) {
      store.run(
        `INSERT INTO carried_laptop (device, label, certificate) VALUES (?, ?, ?)
           ON CONFLICT DO UPDATE SET label = excluded.label, certificate = excluded.certificate`,
        ...[device, label, certificate],
      );
    }
    let ops = 0;
    const fresh: { readonly device: number; readonly ops: readonly Op[] }[] = [];
    for (const { device, bytes, frame } of frames) {
      const known = Math.max(heardOf(store, device), carriedUpTo(store, device));
      const { from, to } = frame.header;
      if (to <= known) continue;
      const at = new Date(store.now()).toISOString();
      store.run(
        `INSERT INTO carried_frame (device, from_seq, to_seq, bytes, received_at) VALUES (?, ?, ?, ?, ?)
           ON CONFLICT DO UPDATE SET to_seq = excluded.to_seq, bytes = excluded.bytes WHERE excluded.to_seq > to_seq`,
        ...[device, from, to, bytes, at],
      );
      const later = frame.ops.filter(({ seq }) => seq > known);
      ops += later.length;
      fresh.push({ device, ops: later });
    }
    return { ops, changed: layOps(store, fresh) };
  });
  store.announce(taken.changed);
  return taken.ops;
}

/**
 * Lays kept frames on the rows again, in the caller's transaction: after a snapshot was loaded under them.
 *
 * @param store the open database, in a transaction
 * @param decode reads a kept frame
 */
export function layAgain(store: Store, decode: (bytes: Uint8Array) => DecodedFrame): void {
  store.run('DELETE FROM carried_group');
  const frames = carriedFrames(store).map(({ device, bytes }) => ({ device, ops: decode(bytes).ops }));
  layOps(
    store,
    frames.map(({ device, ops }) => ({ device, ops: ops.filter(({ seq }) => seq > heardOf(store, device)) })),
  );
}

/** Takes everything that was laid off the rows, in the caller's transaction; the frames stay. */
export function liftAll(store: Store): void {
  const devices = store.all<{ device: number }>('SELECT DISTINCT device FROM carried_group');
  if (devices.length === 0) return;
  const rows = new HqRows(store, syncState(store).settled);
  for (const { device } of devices) rows.lift(device, Number.MAX_SAFE_INTEGER);
  rows.finish();
}

function layOps(
  store: Store,
  work: readonly { readonly device: number; readonly ops: readonly Op[] }[],
): readonly ChangedRow[] {
  const { settled, enrolled, device: own } = syncState(store);
  const sites = enrolled?.grant.sites ?? [];
  const rows = new HqRows(store, settled);
  let clock = journalState(store).hlc;
  for (const { device, ops } of work) {
    if (device === own) continue;
    for (const { seq, actor, hlc, changes } of ops) {
      // What is written here from now on is later than what is shown, as far as that clock can be believed.
      if (hlc.ms <= store.now()) clock = absorb(clock, hlc, store.now());
      for (const change of changes) {
        const plan = planById(change.table);
        if (plan) rows.lay(plan, change, { actor, device, ms: hlc.ms, seq }, sites);
      }
    }
  }
  store.run('UPDATE sync_state SET hlc_ms = ?, hlc_counter = ?', clock.ms, clock.counter);
  return rows.finish();
}

/**
 * Headquarters has other laptops' ops up to these places, and its stream was read beyond them: what it made of them
 * shows, and they need not be carried any further.
 *
 * @param store the open database
 * @param heads device number and `seq` of each
 */
export function letGo(store: Store, heads: readonly (readonly [device: number, seq: number])[]): void {
  if (heads.length === 0) return;
  const changed = store.transaction(() => {
    const rows = new HqRows(store, syncState(store).settled);
    for (const [device, seq] of heads) {
      noteHeard(store, device, seq);
      rows.lift(device, seq);
      store.run('DELETE FROM carried_frame WHERE device = ? AND to_seq <= ?', device, seq);
    }
    store.run('DELETE FROM carried_laptop WHERE device NOT IN (SELECT device FROM carried_frame)');
    return rows.finish();
  });
  store.announce(changed);
}

/**
 * @param store the open database
 * @returns the frames that are carried, those of one laptop in their order
 */
export function carriedFrames(store: Store): readonly {
  readonly device: number;
  readonly from: number;
  readonly to: number;
  readonly bytes: Uint8Array;
}[] {
  return store
    .all<{ device: number; from_seq: number; to_seq: number; bytes: Uint8Array }>(
      'SELECT device, from_seq, to_seq, bytes FROM carried_frame ORDER BY device, from_seq',
    )
    .map(({ device, from_seq, to_seq, bytes }) => ({
      device,
      from: from_seq,
      to: to_seq,
      bytes: new Uint8Array(bytes),
    }));
}

/**
 * @param store the open database
 * @returns what is carried, by laptop
 */
export function carriedLoads(store: Store): readonly CarriedLoad[] {
  return store.all<{ device: number; label: string; certificate: string; ops: number; since: string }>(
    `SELECT l.device, l.label, l.certificate, min(f.received_at) AS since,
        max(f.to_seq) - max(min(f.from_seq) - 1, coalesce((SELECT seq FROM heard_laptop h WHERE h.device = l.device), 0)) AS ops
       FROM carried_laptop l JOIN carried_frame f ON f.device = l.device GROUP BY l.device ORDER BY l.label`,
  );
}

/**
 * Notes that headquarters' stream has named an op of another laptop, in the caller's transaction.
 *
 * @param store the open database, in a transaction
 * @param device the other laptop
 * @param seq its op
 */
export function noteHeard(store: Store, device: number, seq: number): void {
  store.run(
    'INSERT INTO heard_laptop (device, seq) VALUES (?, ?) ON CONFLICT DO UPDATE SET seq = max(seq, excluded.seq)',
    device,
    seq,
  );
}

function heardOf(store: Store, device: number): number {
  return store.one<{ seq: number }>('SELECT seq FROM heard_laptop WHERE device = ?', device)?.seq ?? 0;
}

function carriedUpTo(store: Store, device: number): number {
  const row = store.one<{ seq: number | null }>(
    'SELECT max(to_seq) AS seq FROM carried_frame WHERE device = ?',
    device,
  );
  return row?.seq ?? 0;
}
