import type { FieldValue } from '#shared/domain/field.ts';
import { tableById, tables } from '#shared/domain/registry.ts';
import { emptyPeopleIndex, PeopleIndex, stalePeople } from './people-index.ts';
import { regroupEverybody, regroupPeople, staleGroups } from './person-groups.ts';
import type { RowPlan } from './row-plan.ts';
import { dependents, personSearch, type Searchable, searchables, searchText } from './search-text.ts';
import type { Store } from './store.ts';

/** A row that was written: what the search index may have to follow. */
export interface TouchedRow {
  readonly plan: RowPlan;
  readonly key: readonly FieldValue[];
}

/** Goes up whenever rows are folded or chosen in another way: then the index is made anew. */
const indexVersion = '2';
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
 * Brings the search index up to date with rows that were written, in the same transaction; before it, who stands for
 * whom among people of whom something was said.
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
  const people = new Set<number>();
  const said = new Set<number>();
  for (const { plan, key } of touched) {
    note(plan.table.id, key[0]);
    if (plan.table === tables.person) people.add(Number(key[0]));
    if (plan.table === tables.personLink) for (const id of key) said.add(Number(id));
    if (!sources.has(plan.table.id)) continue;
    for (const { source, table, sql } of dependents) {
      if (source.id !== plan.table.id) continue;
      for (const { id } of store.all<{ id: number }>(sql, ...key)) note(table.id, id);
    }
  }
  for (const id of peopleToLookAt(store, people, said)) note(tables.person.id, id);
  indexAll(store, ids);
}

/** People who stand for others, or for whom others stand, come with them. */
function peopleToLookAt(
  store: Store,
  people: ReadonlySet<number>,
  said: ReadonlySet<number>,
): Iterable<number> {
  const joins = people.size > 0 && store.one('SELECT 1 FROM person_link LIMIT 1') !== undefined;
  return regroupPeople(store, joins ? [...people, ...said] : said);
}

function indexAll(store: Store, ids: ReadonlyMap<Searchable, Iterable<FieldValue>>): void {
  const people = new PeopleIndex(store);
  for (const [searchable, rows] of ids) {
    for (const id of rows) {
      indexRow(store, searchable, id);
      if (searchable.table === tables.person) people.index(Number(id));
    }
  }
  people.finish();
}

/**
 * Makes the whole index anew, in one transaction.
 *
 * @param store the open database
 */
export function rebuildSearch(store: Store): void {
  store.transaction(() => {
    store.run('DELETE FROM search_entry');
    emptyPeopleIndex(store);
    regroupEverybody(store);
    indexAll(store, everyRow(store));
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
  const people = store.all<{ id: number }>(
    `SELECT person_id AS id FROM name_line UNION SELECT person_id FROM person_number
      EXCEPT SELECT id FROM person WHERE deleted = 0`,
  );
  indexAll(store, new Map([[personSearch, [...regroupEverybody(store), ...people.map(({ id }) => id)]]]));
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
  indexAll(store, everyRow(store));
}

function everyRow(store: Store): ReadonlyMap<Searchable, readonly number[]> {
  return new Map(
    searchables.map((searchable) => [
      searchable,
      store.all<{ id: number }>(`SELECT id FROM ${searchable.table.name}`).map(({ id }) => id),
    ]),
  );
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
  for (const id of staleGroups(store)) stale.push(`group of person ${id}`);
  return [...stale, ...stalePeople(store)];
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
