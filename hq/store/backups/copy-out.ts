import type pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { type CopiedTable, columnList, quoted } from './copied-tables.ts';

/**
 * @param client a connection inside a transaction that sees one snapshot
 * @param table whose rows are wanted
 * @returns them as COPY gives them, in the order of their keys
 */
export function copyOut(client: pg.ClientBase, table: CopiedTable): AsyncIterable<Uint8Array> {
  const query = `SELECT ${columnList(table.columns)} FROM ${quoted(table)} ORDER BY ${columnList(table.key)}`;
  return client.query(copyTo(`COPY (${query}) TO STDOUT`));
}
