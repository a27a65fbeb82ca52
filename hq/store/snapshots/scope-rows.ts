import pg from 'pg';
import type { FieldValue } from '#shared/domain/field.ts';
import type { Table } from '#shared/domain/table.ts';
import { decodeVersions } from '#shared/sync/versions.ts';
import type { Sql } from '../database.ts';
import type { StateRow } from '../ledger.ts';
import { keyColumns, snapshotColumns, stateTable } from '../state-columns.ts';

/** Rows fetched at once. */
const pageRows = 5000;

/**
 * Reads the records of one scope, however many they are, without holding more than a page.
 *
 * @param sql a connection inside a transaction that sees one snapshot; one such reading at a time
 * @param table whose records
 * @param scope a site, or `*` for tables that everybody receives
 * @returns pages in the order of the keys, removed records too
 */
export async function* rowsOf(sql: Sql, table: Table, scope: string): AsyncGenerator<readonly StateRow[]> {
  const keys = keyColumns(table).map(({ name }) => `"${name}"`);
  const values = snapshotColumns(table).map(({ name }) => `"${name}"`);
  const where = table.scope === 'all' ? '' : `WHERE site = ${literal(scope)}`;
  // A cursor takes no parameters of the protocol: the one value is written out.
  await sql.query(
    `DECLARE snapshot_rows NO SCROLL CURSOR FOR
       SELECT ${[...keys, ...values, '_versions'].join(', ')} FROM ${stateTable(table)} ${where}
       ORDER BY ${keys.join(', ')}`,
  );
  try {
    for (;;) {
      const { rows } = await sql.query<FieldValue[]>({
        text: `FETCH ${pageRows} FROM snapshot_rows`,
        rowMode: 'array',
      });
      if (rows.length > 0) yield rows.map((row) => stateRow(row, keys.length));
      if (rows.length < pageRows) return;
    }
  } finally {
    await sql.query('CLOSE snapshot_rows');
  }
}

function stateRow(row: readonly FieldValue[], keys: number): StateRow {
  const versions = row.at(-1) as unknown as Uint8Array;
  return { key: row.slice(0, keys), values: row.slice(keys, -1), versions: decodeVersions(versions) };
}

function literal(text: string): string {
  return pg.escapeLiteral(text);
}
