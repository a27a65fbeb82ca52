import type { FieldValue } from '#shared/domain/field.ts';
import { rowKey, type Table } from '#shared/domain/table.ts';
import type { RowState } from '#shared/sync/merge.ts';
import { decodeVersions, encodeVersions } from '#shared/sync/versions.ts';
import type { Sql } from './database.ts';
import { keyColumns, stateTable, valueColumns } from './state-columns.ts';

/** A row that is locked for merging. */
export interface LockedRow {
  readonly table: Table;
  readonly key: readonly FieldValue[];
  /** Undefined until an op has made it. */
  state: RowState | undefined;
  /** The op that changed it last, in this transaction or before; 0: none yet. */
  hqSeq: number;
  changed: boolean;
}

/** Locked rows by table name and key. */
export type LockedRows = ReadonlyMap<string, LockedRow>;

/**
 * @param table a table
 * @param key what `rowKey` gave
 * @returns the name of the row among locked rows
 */
export function rowName(table: Table, key: string): string {
  return `${table.name} ${key}`;
}

/**
 * Locks rows and reads them, in one order for everybody so that no two transactions wait for each other: missing ones
 * are added empty first, tables by number, keys in PostgreSQL's order.
 *
 * @param sql a connection inside a transaction
 * @param wanted key values by row key, by table
 * @returns the rows
 */
export async function lockRows(
  sql: Sql,
  wanted: ReadonlyMap<Table, ReadonlyMap<string, readonly FieldValue[]>>,
): Promise<LockedRows> {
  const inOrder = [...wanted].sort(([a], [b]) => a.id - b.id);
  for (const [table, keys] of inOrder) await addMissing(sql, table, [...keys.values()]);
  const locked = new Map<string, LockedRow>();
  for (const [table, keys] of inOrder) {
    for (const row of await selectForUpdate(sql, table, [...keys.values()])) {
      locked.set(rowName(table, rowKey(table, row.key)), row);
    }
  }
  return locked;
}

/**
 * Writes back the rows that changed, and takes away those that stayed empty.
 *
 * @param sql the connection that locked them
 * @param locked what `lockRows` gave, after merging
 */
export async function saveRows(sql: Sql, locked: LockedRows): Promise<void> {
  const changed = new Map<Table, LockedRow[]>();
  const empty = new Map<Table, LockedRow[]>();
  for (const row of locked.values()) {
    const lists = row.changed ? changed : row.state === undefined ? empty : undefined;
    const list = lists?.get(row.table);
    if (list) list.push(row);
    else lists?.set(row.table, [row]);
  }
  for (const [table, rows] of changed) await updateRows(sql, table, rows);
  for (const [table, rows] of empty) await removeEmpty(sql, table, rows);
}

async function addMissing(sql: Sql, table: Table, keys: readonly (readonly FieldValue[])[]): Promise<void> {
  const columns = keyColumns(table);
  const names = columns.map(({ name }) => `"${name}"`).join(', ');
  await sql.query(
    `INSERT INTO ${stateTable(table)} (${names}) SELECT ${names} FROM ${keyList(table)} ORDER BY ${names}
     ON CONFLICT DO NOTHING`,
    columns.map((_, index) => keys.map((key) => key[index])),
  );
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
    values: keyNames.map((_, index) => keys.map((key) => key[index])),
    rowMode: 'array',
  });
  return rows.map((row): LockedRow => {
    const hqSeq = Number(row[columns.length - 1]);
    const key = row.slice(0, keyNames.length);
    if (hqSeq === 0) return { table, key, state: undefined, hqSeq, changed: false };
    const held = new Map<number, FieldValue>();
    for (const [index, { fieldId }] of values.entries()) {
      const value = row[keyNames.length + index];
      if (value !== undefined && value !== null) held.set(fieldId, value);
    }
    const versions = decodeVersions(row[columns.length - 2] as unknown as Uint8Array);
    return { table, key, state: { values: held, versions }, hqSeq, changed: false };
  });
}

async function updateRows(sql: Sql, table: Table, rows: readonly LockedRow[]): Promise<void> {
  const keys = keyColumns(table);
  const values = valueColumns(table);
  const set = [...values.map(({ name }) => name), '_versions', '_hq_seq'];
  const types = [...keys, ...values].map(({ type }) => type).concat('bytea', 'bigint');
  const source = types.map((type, index) => `$${index + 1}::${type}[]`).join(', ');
  const names = [...keys.map(({ name }) => name), ...set].map((name) => `"${name}"`).join(', ');
  await sql.query(
    `UPDATE ${stateTable(table)} AS t SET ${set.map((name) => `"${name}" = s."${name}"`).join(', ')}
     FROM unnest(${source}) AS s (${names}) WHERE ${keys.map(({ name }) => `t."${name}" = s."${name}"`).join(' AND ')}`,
    [
      ...keys.map((_, index) => rows.map(({ key }) => key[index])),
      ...values.map(({ fieldId, name }) =>
        rows.map(({ state }) => state?.values.get(fieldId) ?? (name === 'deleted' ? 0 : null)),
      ),
      rows.map(({ state }) => Buffer.from(encodeVersions(state?.versions ?? new Map()))),
      rows.map(({ hqSeq }) => hqSeq),
    ],
  );
}

async function removeEmpty(sql: Sql, table: Table, rows: readonly LockedRow[]): Promise<void> {
  const keys = keyColumns(table);
  const matches = keys.map(({ name }) => `t."${name}" = s."${name}"`).join(' AND ');
  await sql.query(
    `DELETE FROM ${stateTable(table)} AS t USING ${keyList(table)} WHERE ${matches} AND t."_hq_seq" = 0`,
    keys.map((_, index) => rows.map(({ key }) => key[index])),
  );
}

/** The keys that are the statement's parameters, one array per key column, as a table named `s`. */
function keyList(table: Table): string {
  const columns = keyColumns(table);
  const source = columns.map(({ type }, index) => `$${index + 1}::${type}[]`).join(', ');
  return `unnest(${source}) AS s (${columns.map(({ name }) => `"${name}"`).join(', ')})`;
}
