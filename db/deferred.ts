import type { FieldValue } from '#shared/domain/field.ts';
import { tableList } from '#shared/domain/registry.ts';
import type { Change } from '#shared/sync/op.ts';
import { decodeChanges, encodeChanges } from '#shared/sync/op-body.ts';
import { HqRows } from './hq-rows.ts';
import { deletedGroup, planById, type RowPlan } from './row-plan.ts';
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
    const standing = new Standing(waiting);
    const taken = waiting.filter((row) => takeIn(store, rows, row, standing)).length;
    if (taken > 0) dropUngranted(store);
    rows.finish();
    return taken;
  });
}

/** Tells which changes were overtaken: the row they are about left, or came whole, later on. */
class Standing {
  /** How often each row of a table that is known by now left or came whole, less those that were passed. */
  readonly #ahead = new Map<string, number>();

  constructor(waiting: readonly DeferredRow[]) {
    for (const { body } of waiting) {
      for (const { table, key, fields } of decodeChanges(body)) {
        if (fields.length > 0 || !planById(table)) continue;
        const name = nameOf(table, key);
        this.#ahead.set(name, (this.#ahead.get(name) ?? 0) + 1);
      }
    }
  }

  /** Call in order. Whether the change still says something. */
  holds({ table, key, fields }: Change): boolean {
    const name = nameOf(table, key);
    const ahead = this.#ahead.get(name) ?? 0;
    if (fields.length > 0) return ahead === 0;
    this.#ahead.set(name, ahead - 1);
    return false;
  }
}

function nameOf(table: number, key: readonly FieldValue[]): string {
  return `${table}:${key.join('|')}`;
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

function takeIn(store: Store, rows: HqRows, row: DeferredRow, standing: Standing): boolean {
  const later: Change[] = [];
  const changes = decodeChanges(row.body);
  let known = 0;
  for (const change of changes) {
    const plan = planById(change.table);
    if (!plan) {
      later.push(change);
      continue;
    }
    if (!standing.holds(change)) continue;
    const isKnown = (field: number): boolean => field === deletedGroup || plan.byId.has(field);
    const fields = change.fields.filter(([field]) => isKnown(field));
    if (fields.length > 0 && isPlaced(store, plan, { ...change, fields })) {
      rows.set(plan, { ...change, fields }, { actor: row.actor, device: row.device, ms: row.hlc_ms });
      known++;
    }
    const unknown = change.fields.filter(([field]) => !isKnown(field));
    if (unknown.length > 0) later.push({ ...change, fields: unknown });
  }
  if (later.length < changes.length || known > 0) keep(store, row, later);
  return known > 0;
}

/** Whether the row is here, or what is said makes it: of a row that is gone nobody can tell any more whose it is. */
function isPlaced(store: Store, plan: RowPlan, change: Change): boolean {
  const site = plan.byName.get('site')?.field.id;
  const saysSite = site === undefined || change.fields.some(([field]) => field === site);
  return saysSite || store.one(plan.selectAny, ...change.key) !== undefined;
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
