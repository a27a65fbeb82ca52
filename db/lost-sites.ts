import { tableList } from '#shared/domain/registry.ts';
import type { AnyRow, Table } from '#shared/domain/table.ts';
import type { ChangedRow } from './database.ts';
import { dropDeferredWithoutRow } from './deferred.ts';
import { HqRows } from './hq-rows.ts';
import { planById } from './row-plan.ts';
import { dropVanishedEntries } from './search-index.ts';
import { dropShadowsWithoutRow, Shadows } from './shadow.ts';
import { siteFieldOf } from './site-moves.ts';
import type { Store } from './store.ts';

const siteTables: readonly Table[] = tableList.filter(({ scope }) => scope === 'site');

/**
 * Notes which sites this laptop must no longer hold, in the caller's transaction.
 *
 * @param store the open database, in a transaction
 * @param held the sites that it was granted so far
 * @param granted the sites that it is granted now
 */
export function noteLostSites(store: Store, held: readonly string[], granted: readonly string[]): void {
  const before = lostSites(store);
  const lost = [...new Set([...before, ...held])].filter((site) => !granted.includes(site)).sort();
  if (lost.join('|') !== before.join('|')) {
    store.run('UPDATE sync_state SET lost_sites = ?', lost.join('|'));
  }
}

/**
 * Deletes the records of sites that are no longer granted, search and all. What counts is the site at which headquarters
 * has a record, not the one to which work that has not reached headquarters moves it. Records with own work stay until
 * that has come back, or never will: call it when an answer begins, and when it was read to its end.
 *
 * @param store the open database
 * @returns one entry for each table that changed
 */
export function purgeLostSites(store: Store): readonly ChangedRow[] {
  const sites = lostSites(store);
  if (sites.length === 0) return [];
  const changed = store.transaction(() => {
    const moved = settleMoved(store, sites);
    const touched: ChangedRow[] = [...moved.changed];
    let { left } = moved;
    for (const table of siteTables) {
      const ofSites = `site IN (SELECT value FROM json_each(?))`;
      const gone = store.run(
        `DELETE FROM ${table.name} WHERE ${ofSites} AND own_seq <= (SELECT settled FROM sync_state)`,
        JSON.stringify(sites),
      );
      const row = store.one<{ n: number }>(
        `SELECT count(*) AS n FROM ${table.name} WHERE ${ofSites}`,
        JSON.stringify(sites),
      );
      left += row?.n ?? 0;
      if (gone > 0) touched.push({ table: table.name, key: '' });
    }
    if (touched.length > 0) {
      dropVanishedEntries(store);
      dropShadowsWithoutRow(store);
      dropDeferredWithoutRow(store);
    }
    if (left === 0) store.run("UPDATE sync_state SET lost_sites = ''");
    return touched;
  });
  store.announce(changed);
  return changed;
}

/** Records that show another site than the one at which headquarters has them. */
function settleMoved(
  store: Store,
  lost: readonly string[],
): { readonly changed: readonly ChangedRow[]; readonly left: number } {
  const shadows = new Shadows(store);
  if (!shadows.some) return { changed: [], left: 0 };
  const settled = store.one<{ settled: number }>('SELECT settled FROM sync_state')?.settled ?? 0;
  const rows = new HqRows(store, settled);
  let left = 0;
  for (const { table_id, row_key, key } of shadows.rows()) {
    const plan = planById(table_id);
    const field = plan && siteFieldOf(plan);
    const row = plan && store.one<AnyRow & { readonly own_seq: number }>(plan.selectAny, ...key);
    const site = field && shadows.get(table_id, row_key, field.group)?.find(([id]) => id === field.field.id);
    if (!plan || !row || !site) continue;
    const isLost = lost.includes(String(site[1]));
    if (isLost === lost.includes(String(row.site))) continue;
    if (row.own_seq > settled) {
      if (isLost) left++;
    } else if (isLost) {
      rows.drop(plan, key);
    } else {
      rows.uncover(plan, key);
    }
  }
  return { changed: rows.finish(), left };
}

function lostSites(store: Store): readonly string[] {
  const text = store.one<{ sites: string }>('SELECT lost_sites AS sites FROM sync_state')?.sites ?? '';
  return text === '' ? [] : text.split('|');
}
