import { z } from 'zod';
import { OutpostError } from '#shared/errors.ts';
import { sameBytes } from '#shared/sync/bytes.ts';
import type { Bootstrap } from '#shared/sync/exchange.ts';
import { sha256 } from './journal.ts';
import type { Store } from './store.ts';

/** A snapshot that headquarters told this laptop to load, and whose grant and epoch hold from then on. */
export interface PlannedBootstrap extends Omit<Bootstrap, 'parts'> {
  readonly epoch: string;
  readonly grant: { readonly version: number; readonly sites: readonly string[] };
  /** The device number that `ownSeq` counts ops of. */
  readonly device: number;
}

/** A piece of it. */
export interface PlannedPart {
  readonly sha256: Uint8Array;
  readonly size: number;
}

const planRow = z.object({
  snapshot: z.string(),
  device: z.int(),
  epoch: z.string(),
  grant_version: z.int(),
  grant_sites: z.string(),
  at: z.int(),
  own_seq: z.int(),
  scopes: z.string(),
  whole: z.int(),
});

/**
 * Notes which snapshot is to be loaded, in the caller's transaction. Parts that were fetched for an earlier one stay
 * when this one has them too, so that a long download goes on over any number of exchanges.
 *
 * @param store the open database, in a transaction
 * @param plan what headquarters' answer says
 * @param parts in the order in which they are loaded
 */
export function planBootstrap(store: Store, plan: PlannedBootstrap, parts: readonly PlannedPart[]): void {
  const known = bootstrapPlan(store);
  store.run(
    `INSERT INTO bootstrap (only_row, snapshot, device, epoch, grant_version, grant_sites, at, own_seq, scopes, whole)
       VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET snapshot = excluded.snapshot, device = excluded.device, epoch = excluded.epoch,
         grant_version = excluded.grant_version, grant_sites = excluded.grant_sites, at = excluded.at,
         own_seq = excluded.own_seq, scopes = excluded.scopes, whole = excluded.whole`,
    plan.id,
    plan.device,
    plan.epoch,
    plan.grant.version,
    plan.grant.sites.join('|'),
    plan.at,
    plan.ownSeq,
    plan.scopes.join('|'),
    plan.whole ? 1 : 0,
  );
  if (known?.id === plan.id) return;
  store.run('UPDATE bootstrap_part SET place = NULL');
  for (const [place, part] of parts.entries()) {
    store.run(
      `INSERT INTO bootstrap_part (sha256, place, size) VALUES (?, ?, ?)
         ON CONFLICT DO UPDATE SET place = excluded.place`,
      part.sha256,
      place,
      part.size,
    );
  }
  store.run('DELETE FROM bootstrap_part WHERE place IS NULL');
}

/**
 * @param store the open database
 * @returns the snapshot that is to be loaded; undefined when there is none
 */
export function bootstrapPlan(store: Store): PlannedBootstrap | undefined {
  const row = store.one('SELECT * FROM bootstrap');
  if (!row) return undefined;
  const plan = planRow.parse(row);
  return {
    id: plan.snapshot,
    device: plan.device,
    epoch: plan.epoch,
    grant: { version: plan.grant_version, sites: splitList(plan.grant_sites) },
    at: plan.at,
    ownSeq: plan.own_seq,
    scopes: [...splitList(plan.scopes)],
    whole: plan.whole === 1,
  };
}

/**
 * @param store the open database
 * @returns the parts that are still to be fetched, in order
 */
export function missingParts(store: Store): readonly PlannedPart[] {
  const rows = store.all<PlannedPart>(
    'SELECT sha256, size FROM bootstrap_part WHERE bytes IS NULL ORDER BY place',
  );
  return rows.map(({ sha256: hash, size }) => ({ sha256: new Uint8Array(hash), size }));
}

/**
 * @param store the open database
 * @returns bytes of the planned snapshot: those that are here, and all
 */
export function bootstrapProgress(store: Store): { readonly here: number; readonly all: number } {
  const row = store.one<{ here: number | null; whole: number | null }>(
    'SELECT sum(CASE WHEN bytes IS NULL THEN 0 ELSE size END) AS here, sum(size) AS whole FROM bootstrap_part',
  );
  return { here: row?.here ?? 0, all: row?.whole ?? 0 };
}

/**
 * Keeps a part that was fetched: it is on disk when this returns.
 *
 * @param store the open database
 * @param part which one it is
 * @param bytes what was fetched
 * @throws OutpostError `frame_malformed` when the bytes are not the part; `disk_full`
 */
export function keepPart(store: Store, part: PlannedPart, bytes: Uint8Array): void {
  if (bytes.length !== part.size || !sameBytes(sha256(bytes), part.sha256)) {
    throw new OutpostError('frame_malformed', 'A part of the snapshot is not what headquarters announced.');
  }
  store.transaction(() =>
    store.run('UPDATE bootstrap_part SET bytes = ? WHERE sha256 = ?', bytes, part.sha256),
  );
}

/**
 * @param store the open database
 * @returns the parts in order, one at a time
 * @throws OutpostError `not_found` when one has not been fetched
 */
export function* keptParts(store: Store): Generator<Uint8Array> {
  const places = store.all<{ place: number }>('SELECT place FROM bootstrap_part ORDER BY place');
  for (const { place } of places) {
    const row = store.one<{ bytes: Uint8Array | null }>(
      'SELECT bytes FROM bootstrap_part WHERE place = ?',
      place,
    );
    if (!row?.bytes) throw new OutpostError('not_found', 'A part of the snapshot is not here yet.');
    yield new Uint8Array(row.bytes);
  }
}

/**
 * Forgets the planned snapshot and its parts, in the caller's transaction.
 *
 * @param store the open database, in a transaction
 */
export function dropBootstrap(store: Store): void {
  if (!store.one('SELECT 1 FROM bootstrap')) return;
  store.run('DELETE FROM bootstrap');
  store.run('DELETE FROM bootstrap_part');
}

function splitList(text: string): readonly string[] {
  return text === '' ? [] : text.split('|');
}
