import type { FieldValue } from '#shared/domain/field.ts';
import type { KeyOf, RowOf, Table } from '#shared/domain/table.ts';
import { OutpostError } from '#shared/errors.ts';
import type { WritableDb } from './database.ts';

/** Rows that are removed and restored with the record they belong to. */
export interface Belonging {
  readonly table: Table;
  /** Column that holds the record's id. */
  readonly parent: string;
}

/**
 * Removes a record with the rows that belong to it.
 *
 * @param tx the transaction
 * @param table the record's table, keyed by `id`
 * @param id the record
 * @param belongings what goes with it
 * @throws OutpostError `not_found`
 */
export function removeTogether(
  tx: WritableDb,
  table: Table,
  id: number,
  belongings: readonly Belonging[],
): void {
  tx.remove(table, keyOf(table, { id }));
  for (const part of belongings) {
    for (const row of rowsOf(tx, part, id, 'deleted = 0')) tx.remove(part.table, keyOf(part.table, row));
  }
}

/**
 * Brings a removed record back, with those rows that went in the same transaction: what was removed before stays removed.
 *
 * @param tx the transaction
 * @param table the record's table, keyed by `id`
 * @param id the record
 * @param belongings what went with it
 * @throws OutpostError `not_found` when no removed record has this id
 */
export function restoreTogether(
  tx: WritableDb,
  table: Table,
  id: number,
  belongings: readonly Belonging[],
): void {
  const removed = tx.one<Removed>(
    `SELECT ${Object.keys(table.fields).join(', ')}, own_seq FROM ${table.name} WHERE id = ? AND deleted = 1`,
    id,
  );
  if (!removed) {
    throw new OutpostError('not_found', `There is no removed ${table.name} to restore.`, {
      details: { table: table.name },
    });
  }
  const sameTransaction = `deleted = 1 AND (own_seq = ${removed.own_seq} OR own_seq IN
    (SELECT seq FROM op WHERE first = (SELECT first FROM op WHERE seq = ${removed.own_seq})))`;
  const parts = belongings.map((part) => ({ part, rows: rowsOf(tx, part, id, sameTransaction) }));
  revive(tx, table, removed);
  for (const { part, rows } of parts) for (const row of rows) revive(tx, part.table, row);
}

type Row = Readonly<Record<string, FieldValue>>;
type Removed = Row & { readonly own_seq: number };

function rowsOf(tx: WritableDb, part: Belonging, id: number, condition: string): readonly Row[] {
  const columns = Object.keys(part.table.fields).join(', ');
  return tx.all<Row>(
    `SELECT ${columns} FROM ${part.table.name} WHERE ${part.parent} = ? AND ${condition}`,
    id,
  );
}

function revive(tx: WritableDb, table: Table, row: Row): void {
  const values = Object.fromEntries(Object.keys(table.fields).map((name) => [name, row[name] ?? null]));
  tx.insert(table, values as RowOf<Table>);
}

function keyOf(table: Table, row: Row): KeyOf<Table> {
  return Object.fromEntries(table.key.map((name) => [name, row[name] ?? null])) as KeyOf<Table>;
}
