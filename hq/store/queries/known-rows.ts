import type { RowReader } from '#shared/conflicts/row-reader.ts';
import type { FieldValue } from '#shared/domain/field.ts';
import { type AnyRow, rowKey, type Table } from '#shared/domain/table.ts';
import type { Sql } from '../database.ts';
import { keyColumns, stateTable, valueColumns } from '../state-columns.ts';

/** More than any row needs to be named: from a mark to its session, training and course. */
const mostRounds = 8;

/**
 * Works something out from rows that name one another. What is missing is fetched table by table, and all of it is
 * worked out again, until nothing is missing.
 *
 * @param sql pool or connection
 * @param work reads any row by its key, removed ones too; must not change anything
 * @returns what `work` gave once it had every row
 */
export async function withRows<R>(sql: Sql, work: (rowOf: RowReader) => R): Promise<R> {
  const known = new Map<string, AnyRow | undefined>();
  for (let round = 0; ; round++) {
    const missing = new Map<Table, Map<string, readonly FieldValue[]>>();
    const result = work((table, key) => {
      if (key.length !== table.key.length || key.includes(null)) return undefined;
      const name = rowKey(table, key);
      const full = `${table.name} ${name}`;
      if (known.has(full)) return known.get(full);
      const ofTable = missing.get(table) ?? new Map<string, readonly FieldValue[]>();
      missing.set(table, ofTable.set(name, key));
      return undefined;
    });
    if (missing.size === 0 || round === mostRounds) return result;
    for (const [table, keys] of missing) {
      for (const name of keys.keys()) known.set(`${table.name} ${name}`, undefined);
      for (const row of await fetchRows(sql, table, [...keys.values()])) {
        const key = table.key.map((name) => row[name] ?? null);
        known.set(`${table.name} ${rowKey(table, key)}`, row);
      }
    }
  }
}

async function fetchRows(
  sql: Sql,
  table: Table,
  keys: readonly (readonly FieldValue[])[],
): Promise<readonly AnyRow[]> {
  const names = keyColumns(table);
  const columns = [...names, ...valueColumns(table)].map(({ name }) => `t."${name}"`).join(', ');
  const source = names.map(({ type }, index) => `$${index + 1}::${type}[]`).join(', ');
  const listed = names.map(({ name }) => `"${name}"`).join(', ');
  const { rows } = await sql.query<Record<string, FieldValue>>(
    `SELECT ${columns} FROM ${stateTable(table)} AS t
     JOIN unnest(${source}) AS s (${listed}) USING (${listed})`,
    names.map((_, index) => keys.map((key) => key[index])),
  );
  return rows;
}
