import { localSetting, setLocalSetting } from './local-setting.ts';
import type { Store } from './store.ts';
import { syncState } from './sync-state.ts';

/** Bodies of own ops stay at least so long, whatever headquarters says about its backups. */
export const keptBodiesMs = 90 * 86_400_000;
const opsPerRun = 2000;
/** Local setting: the last op that was emptied. */
export const emptiedSetting = 'journal.emptiedThrough';

/**
 * Empties old ops of the journal whose changes have come back from headquarters and are in its backups. What an op was
 * (its place, its author, its time, its hash) stays for ever, so the chain goes on. Ops that headquarters keeps aside
 * stay whole. A few thousand at a time, so that nobody waits for it.
 *
 * @param store the open database
 * @returns how many ops were emptied
 */
export function compactJournal(store: Store): number {
  const { durable, settled } = syncState(store);
  const from = Number(localSetting(store, emptiedSetting) ?? 0);
  const rows = store.all<{ seq: number }>(
    `SELECT seq FROM op WHERE seq > ? AND seq <= ? AND hlc_ms < ? ORDER BY seq LIMIT ${opsPerRun}`,
    from,
    Math.min(durable, settled),
    store.now() - keptBodiesMs,
  );
  const last = rows.at(-1)?.seq;
  if (last === undefined) return 0;
  return store.transaction(() => {
    const emptied = store.run(
      `UPDATE op SET body = x'' WHERE seq > ? AND seq <= ? AND seq NOT IN (SELECT seq FROM quarantine)`,
      from,
      last,
    );
    setLocalSetting(store, emptiedSetting, String(last));
    return emptied;
  });
}
