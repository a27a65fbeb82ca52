import type { ChangedRow } from './database.ts';
import { HqRows } from './hq-rows.ts';
import { opAt } from './journal.ts';
import type { Store } from './store.ts';

/**
 * Notes the ops that headquarters keeps aside, in the caller's transaction. They stay in the journal and stop standing
 * in front of headquarters' values.
 *
 * @param store the open database, in a transaction
 * @param settled own ops up to this `seq` have come back
 * @param ops `seq` of each, and headquarters' reason
 * @returns the rows that changed
 */
export function setAside(
  store: Store,
  settled: number,
  ops: readonly { readonly seq: number; readonly reason: string }[],
): readonly ChangedRow[] {
  const rows = new HqRows(store, settled);
  for (const { seq, reason } of ops) {
    const journalled = opAt(store, seq);
    if (!journalled) continue;
    const at = store.now();
    const added = store.run(
      'INSERT INTO quarantine (seq, reason, reported_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
      seq,
      reason,
      new Date(at).toISOString(),
    );
    if (added === 0) continue;
    const device = store.one<{ device: number }>('SELECT device FROM sync_state')?.device ?? 0;
    rows.release(journalled.op, { actor: journalled.op.actor, device, ms: at });
  }
  return rows.finish();
}
