import type { FieldValue } from '#shared/domain/field.ts';
import { tableById } from '#shared/domain/registry.ts';
import type { RowPlan } from './row-plan.ts';
import { dependents, type Searchable, searchables, searchText } from './search-text.ts';
import type { Store } from './store.ts';

/** A row that was written: what the search index may have to follow. */
export interface TouchedRow {
  readonly plan: RowPlan;
  readonly key: readonly FieldValue[];
}

/** Goes up whenever rows are folded or chosen in another way: then the index is made anew. */
const indexVersion = '1';
const versionSetting = 'search.version';

const byTable: ReadonlyMap<number, Searchable> = new Map(searchables.map((one) => [one.table.id, one]));
const sources: ReadonlySet<number> = new Set(dependents.map(({ source }) => source.id));

interface Entry {
  readonly id: number;
  readonly site: string | null;
  readonly words: string;
  readonly sounds: string;
}

/**
 * Brings the search index up to date with rows that were written, in the same transaction.
 *
 * @param store the open database, in a transaction
 * @param touched the rows
 */
export function indexRows(store: Store, touched: Iterable<TouchedRow>): void {
  const ids = new Map<Searchable, Set<FieldValue>>();
  const note = (table: number, id: FieldValue | undefined): void => {
    const searchable = byTable.get(table);
    if (!searchable || id === undefined) return;
    const known = ids.get(searchable) ?? new Set<FieldValue>();
    ids.set(searchable, known.add(id));
  };
  for (const { plan, key } of touched) {
    note(plan.table.id, key[0]);
    if (!sources.has(plan.table.id)) continue;
    for (const { source, table, sql } of dependents) {
      if (source.id !== plan.table.id) continue;
      for (const { id } of store.all<{ id: number }>(sql, ...key)) note(table.id, id);
    }
  }
  for (const [searchable, rows] of ids) for (const id of rows) indexRow(store, searchable, id);
}

/**
 * Makes the whole index anew, in one transaction.
 *
 * @param store the open database
 */
export function rebuildSearch(store: Store): void {
  store.transaction(() => {
    store.run('DELETE FROM search_entry');
    for (const searchable of searchables) {
      const rows = store.all<{ id: number }>(`SELECT id FROM ${searchable.table.name} WHERE deleted = 0`);
      for (const { id } of rows) indexRow(store, searchable, id);
    }
    store.run(
      'INSERT INTO local_setting (name, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value',
      versionSetting,
      indexVersion,
    );
  });
}

/**
 * Makes the index anew when an earlier version of the program made it.
 *
 * @param store the open database, just migrated
 */
export function refreshSearch(store: Store): void {
  const made = store.one<{ value: string }>('SELECT value FROM local_setting WHERE name = ?', versionSetting);
  if (made?.value !== indexVersion) rebuildSearch(store);
}

/**
 * Takes rows that are no longer here out of the index, in the caller's transaction.
 *
 * @param store the open database, in a transaction
 */
export function dropVanishedEntries(store: Store): void {
  for (const { table } of searchables) {
    store.run(
      `DELETE FROM search_entry WHERE table_id = ? AND NOT EXISTS
         (SELECT 1 FROM ${table.name} r WHERE r.id = CAST(search_entry.row_key AS INTEGER))`,
      table.id,
    );
  }
}

/**
 * Brings the index up to date with all rows, in the caller's transaction: entries that say the same stay.
 *
 * @param store the open database, in a transaction
 */
export function reindexAll(store: Store): void {
  dropVanishedEntries(store);
  for (const searchable of searchables) {
    for (const { id } of store.all<{ id: number }>(`SELECT id FROM ${searchable.table.name}`)) {
      indexRow(store, searchable, id);
    }
  }
}

/**
 * @param store the open database
 * @returns row keys, with their table, at which the index is not what the rows say
 */
export function staleEntries(store: Store): readonly string[] {
  const stale: string[] = [];
  for (const searchable of searchables) {
    const { id: tableId, name } = searchable.table;
    const rows = store.all<{ id: number }>(
      `SELECT id FROM ${name} UNION SELECT CAST(row_key AS INTEGER) FROM search_entry WHERE table_id = ?`,
      tableId,
    );
    for (const { id } of rows) {
      const text = searchText(store, searchable, id);
      const entry = entryOf(store, tableId, id);
      const same = text === undefined ? entry === undefined : entry !== undefined && sameText(entry, text);
      if (!same) stale.push(`${name} ${id}`);
    }
  }
  const unknown = store.all<{ table_id: number }>('SELECT DISTINCT table_id FROM search_entry');
  for (const { table_id } of unknown) if (!tableById(table_id)) stale.push(`table ${table_id}`);
  return stale;
}

function indexRow(store: Store, searchable: Searchable, id: FieldValue): void {
  const table = searchable.table.id;
  const text = searchText(store, searchable, id);
  const entry = entryOf(store, table, id);
  if (!text) {
    if (entry) store.run('DELETE FROM search_entry WHERE id = ?', entry.id);
  } else if (!entry) {
    store.run(
      'INSERT INTO search_entry (table_id, row_key, site, words, sounds) VALUES (?, ?, ?, ?, ?)',
      table,
      String(id),
      text.site,
      text.words,
      text.sounds,
    );
  } else if (!sameText(entry, text)) {
    store.run(
      'UPDATE search_entry SET site = ?, words = ?, sounds = ? WHERE id = ?',
      text.site,
      text.words,
      text.sounds,
      entry.id,
    );
  }
}

function entryOf(store: Store, table: number, id: FieldValue): Entry | undefined {
  return store.one<Entry>(
    'SELECT id, site, words, sounds FROM search_entry WHERE table_id = ? AND row_key = ?',
    table,
    String(id),
  );
}

function sameText(entry: Entry, text: Omit<Entry, 'id'>): boolean {
  return entry.site === text.site && entry.words === text.words && entry.sounds === text.sounds;
}
