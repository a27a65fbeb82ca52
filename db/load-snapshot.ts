import { tableList } from '#shared/domain/registry.ts';
import { OutpostError } from '#shared/errors.ts';
import { absorb } from '#shared/sync/clock.ts';
import type { Decompress } from '#shared/sync/compression.ts';
import { decodeFrame } from '#shared/sync/frame.ts';
import { decodeSnapshotPart } from '#shared/sync/snapshot-part.ts';
import { bootstrapPlan, dropBootstrap, keptParts, type PlannedBootstrap } from './bootstrap.ts';
import { layAgain, liftAll } from './carried-work.ts';
import type { ChangedRow } from './database.ts';
import { dropDeferredWithoutRow } from './deferred.ts';
import { journalState } from './journal.ts';
import { layOwnWork, replaceable } from './own-work.ts';
import { reindexAll } from './search-index.ts';
import { SnapshotRows } from './snapshot-rows.ts';
import type { Store } from './store.ts';
import { syncState } from './sync-state.ts';

/** What loading a snapshot did. */
export interface LoadedSnapshot {
  /** Rows that it held. */
  readonly rows: number;
  /** The cursor afterwards. */
  readonly cursor: number;
}

/**
 * Loads the planned snapshot, whose parts are all here, in one transaction. What is visible afterwards is headquarters'
 * state at its position with the own ops that are not in it on top; epoch, grant and cursor are the snapshot's.
 *
 * @param store the open database
 * @param decompress undoes the compression of parts
 * @returns what was loaded; undefined when nothing is planned, or the plan is another device number's
 * @throws OutpostError `not_found` when a part is missing; `frame_gap` when a snapshot that adds sites stands at another
 *   position than the cursor; `frame_malformed`, `vault_newer`, `disk_full`: nothing has changed then
 */
export function loadBootstrap(store: Store, decompress: Decompress): LoadedSnapshot | undefined {
  if (store.readOnly) {
    throw new OutpostError('vault_newer', 'A newer version wrote this database: it can only be read here.');
  }
  const plan = bootstrapPlan(store);
  if (!plan) return undefined;
  const loaded = store.transaction(() => load(store, plan, decompress));
  store.pending = undefined;
  store.announce(tableList.map(({ name }): ChangedRow => ({ table: name, key: '' })));
  return loaded;
}

function load(store: Store, plan: PlannedBootstrap, decompress: Decompress): LoadedSnapshot | undefined {
  const { cursor, settled, device } = syncState(store);
  if (plan.device !== device) {
    dropBootstrap(store);
    return undefined;
  }
  if (!plan.whole && plan.at !== cursor) {
    throw new OutpostError('frame_gap', `A snapshot stands at ${plan.at}, the cursor at ${cursor}.`, {
      details: { from: plan.at, cursor },
    });
  }
  store.pending = undefined;
  // Headquarters may have kept an op aside before it was restored, and does not know of it any more.
  store.run('DELETE FROM quarantine WHERE seq > (SELECT accepted FROM sync_state)');
  liftAll(store);
  clear(store, plan);
  const rows = new SnapshotRows(store, { device: plan.device, at: plan.at });
  for (const part of keptParts(store)) {
    for (const block of decodeSnapshotPart(part, decompress)) rows.add(block);
  }
  layOwnWork(store, plan);
  if (!plan.whole) dropDeferredWithoutRow(store);
  reindexAll(store);
  moveTo(store, plan, { settled, latestMs: rows.latestMs });
  store.pending = undefined;
  layAgain(store, (bytes) => decodeFrame(bytes, { decompress }));
  dropBootstrap(store);
  return { rows: rows.count, cursor: plan.at };
}

function clear(store: Store, plan: PlannedBootstrap): void {
  const { seq } = journalState(store);
  const outstanding = seq > plan.ownSeq || store.one('SELECT 1 FROM quarantine') !== undefined;
  const condition = outstanding ? replaceable(plan.ownSeq) : 'TRUE';
  for (const { name, scope } of tableList) {
    if (plan.whole) {
      // Without a condition SQLite drops the table's pages, which is much faster than row by row.
      store.run(outstanding ? `DELETE FROM ${name} WHERE ${condition}` : `DELETE FROM ${name}`);
    } else if (scope === 'site') {
      const ofScopes = 'site IN (SELECT value FROM json_each(?))';
      store.run(`DELETE FROM ${name} WHERE ${ofScopes} AND ${condition}`, JSON.stringify(plan.scopes));
    }
  }
  if (plan.whole) store.run('DELETE FROM deferred_op');
}

function moveTo(
  store: Store,
  plan: PlannedBootstrap,
  before: { readonly settled: number; readonly latestMs: number },
): void {
  const { hlc } = journalState(store);
  // A snapshot knows milliseconds only: the one after the latest is after all its clocks.
  const clock = absorb(hlc, { ms: before.latestMs + 1, counter: 0 }, store.now());
  const settled = plan.whole ? plan.ownSeq : Math.max(before.settled, plan.ownSeq);
  store.run(
    `UPDATE sync_state SET cursor = ?, settled = ?, epoch = ?, grant_version = ?, grant_sites = ?, hlc_ms = ?,
       hlc_counter = ?`,
    plan.at,
    settled,
    plan.epoch,
    plan.grant.version,
    plan.grant.sites.join('|'),
    clock.ms,
    clock.counter,
  );
}
