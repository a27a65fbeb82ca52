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
    rows.finish();
    return taken;
  });
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
  const place = [row.hq_seq, row.device, row.seq] as const;
  if (later.length === 0) {
    store.run('DELETE FROM deferred_op WHERE hq_seq = ? AND device = ? AND seq = ?', ...place);
  } else {
    store.run(
      'UPDATE deferred_op SET body = ? WHERE hq_seq = ? AND device = ? AND seq = ?',
      encodeChanges(later),
      ...place,
    );
  }
  return true;
}
