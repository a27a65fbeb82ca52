import { tableList } from '#shared/domain/registry.ts';
import type { Change } from '#shared/sync/op.ts';
import { decodeChanges, encodeChanges } from '#shared/sync/op-body.ts';
import { HqRows } from './hq-rows.ts';
import { deletedGroup, planById } from './row-plan.ts';
import type { Store } from './store.ts';

interface DeferredRow {
  readonly hq_seq: number;
  readonly device: number;
  readonly seq: number;
  readonly actor: number;
  readonly hlc_ms: number;
  readonly body: Uint8Array;
}

/**
 * Takes in what headquarters sent while this laptop ran an older version that had no place for it. Call after the
 * migrations; what is still unknown stays.
 *
 * @param store the open database
 * @returns how many deltas were taken in, whole or in part
 */
export function replayDeferred(store: Store): number {
  if (!store.one('SELECT 1 FROM deferred_op LIMIT 1')) return 0;
  return store.transaction(() => {
    const state = store.one<{ settled: number }>('SELECT settled FROM sync_state');
    const rows = new HqRows(store, state?.settled ?? 0);
    const waiting = store.all<DeferredRow>('SELECT * FROM deferred_op ORDER BY hq_seq, device, seq');
    const taken = waiting.filter((row) => takeIn(store, rows, row)).length;
    if (taken > 0) dropUngranted(store);
    rows.finish();
    return taken;
  });
}

/** The grant may have become narrower while rows of tables that nobody knew lay here. */
function dropUngranted(store: Store): void {
  const state = store.one<{ sites: string; accepted: number }>(
    'SELECT grant_sites AS sites, accepted FROM sync_state WHERE hq_url IS NOT NULL',
  );
  if (!state) return;
  for (const { name, scope } of tableList) {
    if (scope !== 'site') continue;
    store.run(
      `DELETE FROM ${name} WHERE site NOT IN (SELECT value FROM json_each(?)) AND own_seq <= ?`,
      JSON.stringify(state.sites.split('|')),
      state.accepted,
    );
  }
}

function takeIn(store: Store, rows: HqRows, row: DeferredRow): boolean {
  const later: Change[] = [];
  let known = 0;
  for (const change of decodeChanges(row.body)) {
    const plan = planById(change.table);
    const isKnown = (field: number): boolean => field === deletedGroup || plan?.byId.has(field) === true;
    const fields = change.fields.filter(([field]) => isKnown(field));
    if (plan && (fields.length > 0 || change.fields.length === 0)) {
      rows.set(plan, { ...change, fields }, { actor: row.actor, device: row.device, ms: row.hlc_ms });
      known++;
    }
    const unknown = change.fields.filter(([field]) => !isKnown(field));
    if (!plan) later.push(change);
    else if (unknown.length > 0) later.push({ ...change, fields: unknown });
  }
  if (known === 0) return false;
  keep(store, row, later);
  return true;
}

/**
 * Forgets what waits for a later version about rows that are no longer here, in the caller's transaction. What is about
 * tables that only a later version knows stays: nobody can tell here whose it is, see `replayDeferred`.
 *
 * @param store the open database, in a transaction
 */
export function dropDeferredWithoutRow(store: Store): void {
  for (const row of store.all<DeferredRow>('SELECT * FROM deferred_op')) {
    const changes = decodeChanges(row.body);
    const kept = changes.filter(({ table, key }) => {
      const plan = planById(table);
      return !plan || store.one(plan.selectAny, ...key) !== undefined;
    });
    if (kept.length < changes.length) keep(store, row, kept);
  }
}

function keep(store: Store, row: DeferredRow, changes: readonly Change[]): void {
  const place = [row.hq_seq, row.device, row.seq] as const;
  if (changes.length === 0) {
    store.run('DELETE FROM deferred_op WHERE hq_seq = ? AND device = ? AND seq = ?', ...place);
  } else {
    store.run(
      'UPDATE deferred_op SET body = ? WHERE hq_seq = ? AND device = ? AND seq = ?',
      encodeChanges(changes),
      ...place,
    );
  }
}
