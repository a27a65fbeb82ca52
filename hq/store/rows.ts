import type { FieldValue } from '#shared/domain/field.ts';
import { rowKey, type Table } from '#shared/domain/table.ts';
import { decodeVersions, encodeVersions } from '#shared/sync/versions.ts';
import { arrayOf, heapOf } from './column-parameters.ts';
import { RunAgain, type Sql } from './database.ts';
import { type LockedRow, type LockedRows, rowName } from './locked-rows.ts';
import { keyColumns, stateTable, valueColumns } from './state-columns.ts';

/**
 * Locks rows and reads them, in one order for everybody so that no two transactions wait for each other: tables by
 * number, keys in PostgreSQL's order. A row that does not exist cannot be locked: see `saveRows`.
 *
 * @param sql a connection inside a transaction
 * @param wanted key values by row key, by table
 * @returns the rows, those that do not exist too
 */
export async function lockRows(
  sql: Sql,
  wanted: ReadonlyMap<Table, ReadonlyMap<string, readonly FieldValue[]>>,
): Promise<LockedRows> {
  const inOrder = [...wanted].sort(([a], [b]) => a.id - b.id);
  const locked = new Map<string, LockedRow>();
  for (const [table, keys] of inOrder) {
    for (const [name, key] of keys) {
      const row = { table, key, stored: false, state: undefined, hqSeq: 0, changed: false };
      locked.set(rowName(table, name), row);
    }
    for (const row of await selectForUpdate(sql, table, [...keys.values()])) {
      locked.set(rowName(table, rowKey(table, row.key)), row);
    }
  }
  return locked;
}

/**
 * Writes the rows that changed. New rows are added by one transaction at a time, the one that holds the counter, so
 * that nobody waits here; when another one was quicker with the same key, everything must be decided again. The same
 * when it has added a row whose absence was a reason to keep an op aside.
 *
 * @param sql the connection that locked the rows and holds the counter
 * @param locked what `lockRows` gave, after merging
 * @throws RunAgain when another transaction added one of the rows that were not there
 */
export async function saveRows(sql: Sql, locked: LockedRows): Promise<void> {
  const lists = { added: newLists(), changed: newLists(), missed: newLists() };
  for (const row of locked.values()) {
    if (!row.changed && row.stored) continue;
    const byTable = row.stored ? lists.changed : row.changed ? lists.added : lists.missed;
    const list = byTable.get(row.table);
    if (list) list.push(row);
    else byTable.set(row.table, [row]);
  }
  for (const [table, rows] of lists.missed) await refuseAdded(sql, table, rows);
  for (const [table, rows] of lists.added) await insertRows(sql, table, rows);
  for (const [table, rows] of lists.changed) await updateRows(sql, table, rows);
}

function newLists(): Map<Table, LockedRow[]> {
  return new Map();
}

async function refuseAdded(sql: Sql, table: Table, rows: readonly LockedRow[]): Promise<void> {
  const names = keyColumns(table).map(({ name }) => `"${name}"`);
  const found = await sql.query(
    `SELECT 1 FROM ${stateTable(table)} JOIN ${keyList(table)} USING (${names.join(', ')}) LIMIT 1`,
    names.map((_, index) => arrayOf(rows.map(({ key }) => key[index]))),
  );
  if (found.rowCount !== 0) throw new RunAgain(`${table.name}: another transaction added a row`);
}

async function selectForUpdate(
  sql: Sql,
  table: Table,
  keys: readonly (readonly FieldValue[])[],
): Promise<readonly LockedRow[]> {
  const keyNames = keyColumns(table).map(({ name }) => name);
  const values = valueColumns(table);
  const columns = [...keyNames, ...values.map(({ name }) => name), '_versions', '_hq_seq'];
  const { rows } = await sql.query<FieldValue[]>({
    text: `SELECT ${columns.map((name) => `t."${name}"`).join(', ')}
      FROM ${stateTable(table)} AS t JOIN ${keyList(table)} USING (${keyNames.map((name) => `"${name}"`).join(', ')})
      ORDER BY ${keyNames.map((name) => `t."${name}"`).join(', ')} FOR UPDATE OF t`,
    values: keyNames.map((_, index) => arrayOf(keys.map((key) => key[index]))),
    rowMode: 'array',
  });
  return rows.map((row): LockedRow => {
    const hqSeq = Number(row[columns.length - 1]);
    const key = row.slice(0, keyNames.length);
    const held = new Map<number, FieldValue>();
    for (const [index, { fieldId }] of values.entries()) {
      const value = row[keyNames.length + index];
      if (value !== undefined && value !== null) held.set(fieldId, value);
    }
    const versions = decodeVersions(row[columns.length - 2] as unknown as Uint8Array);
    return { table, key, stored: true, state: { values: held, versions }, hqSeq, changed: false };
  });
}

async function insertRows(sql: Sql, table: Table, rows: readonly LockedRow[]): Promise<void> {
  const { source, names, picked, parameters } = wholeRows(table, rows);
  const added = await sql.query(
    `INSERT INTO ${stateTable(table)} (${names}) SELECT ${picked} FROM ${source} ON CONFLICT DO NOTHING`,
    parameters,
  );
  if (added.rowCount !== rows.length)
    throw new RunAgain(`${table.name}: another transaction added the same row`);
}

async function updateRows(sql: Sql, table: Table, rows: readonly LockedRow[]): Promise<void> {
  const { source, names, picked, parameters } = wholeRows(table, rows);
  const set = [...valueColumns(table).map(({ name }) => name), '_versions', '_hq_seq'];
  const matches = keyColumns(table).map(({ name }) => `t."${name}" = s."${name}"`);
  await sql.query(
    `UPDATE ${stateTable(table)} AS t SET ${set.map((name) => `"${name}" = s."${name}"`).join(', ')}
     FROM (SELECT ${picked} FROM ${source}) AS s (${names}) WHERE ${matches.join(' AND ')}`,
    parameters,
  );
}

/** Whole rows as parameters, one array per column; the winners' column as a heap. */
function wholeRows(
  table: Table,
  rows: readonly LockedRow[],
): {
  /** What the rows are read from, its columns named as `names`, and what to read. */
  readonly source: string;
  readonly names: string;
  readonly picked: string;
  readonly parameters: unknown[];
} {
  const keys = keyColumns(table);
  const values = valueColumns(table);
  const plain = [...keys, ...values, { name: '_hq_seq', type: 'bigint' }];
  const arrays = [...plain, { name: '_at', type: 'integer' }, { name: '_length', type: 'integer' }];
  const quoted = (columns: readonly { readonly name: string }[]): string =>
    columns.map(({ name }) => `"${name}"`).join(', ');
  const [heap, at, length] = heapOf(rows.map(({ state }) => encodeVersions(state?.versions ?? new Map())));
  return {
    source: `unnest(${arrays.map(({ type }, index) => `$${index + 1}::${type}[]`).join(', ')}) AS r (${quoted(arrays)})`,
    names: `${quoted(plain)}, "_versions"`,
    picked: `${quoted(plain)}, substring($${arrays.length + 1}::bytea FROM "_at" FOR "_length")`,
    parameters: [
      ...keys.map((_, index) => arrayOf(rows.map(({ key }) => key[index]))),
      ...values.map(({ fieldId, name }) =>
        arrayOf(rows.map(({ state }) => state?.values.get(fieldId) ?? (name === 'deleted' ? 0 : null))),
      ),
      arrayOf(rows.map(({ hqSeq }) => hqSeq)),
      at,
      length,
      heap,
    ],
  };
}

/** The keys that are the statement's parameters, one array per key column, as a table named `s`. */
function keyList(table: Table): string {
  const columns = keyColumns(table);
  const source = columns.map(({ type }, index) => `$${index + 1}::${type}[]`).join(', ');
  return `unnest(${source}) AS s (${columns.map(({ name }) => `"${name}"`).join(', ')})`;
}
