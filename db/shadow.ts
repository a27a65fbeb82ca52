import type { FieldValue } from '#shared/domain/field.ts';
import { tableById } from '#shared/domain/registry.ts';
import { parseRowKey } from '#shared/domain/table.ts';
import { decodeChanges, encodeChanges } from '#shared/sync/op-body.ts';
import { planById } from './row-plan.ts';
import type { Store } from './store.ts';

/** Field number and value, ascending. */
export type FieldEntries = readonly (readonly [field: number, value: FieldValue])[];

/** In place of a group: headquarters has taken the row out of this laptop's sight. */
export const leftGroup = -1;

/** In place of a group: headquarters has never had the row; another laptop's work, brought by file, has made it. */
export const absentGroup = -2;

/** A row that has shadows. */
export interface ShadowedRow {
  readonly table_id: number;
  readonly row_key: string;
  readonly key: readonly FieldValue[];
}

/**
 * Headquarters' values of field groups on which own ops are still out: what shows once they have come back.
 * Most of the time there are none, and then nothing is read.
 */
export class Shadows {
  readonly #store: Store;
  #some: boolean;

  constructor(store: Store) {
    this.#store = store;
    this.#some = store.one('SELECT 1 FROM shadow LIMIT 1') !== undefined;
  }

  get some(): boolean {
    return this.#some;
  }

  get(table: number, key: string, group: number): FieldEntries | undefined {
    if (!this.#some) return undefined;
    const row = this.#store.one<{ field_values: Uint8Array }>(
      'SELECT field_values FROM shadow WHERE table_id = ? AND row_key = ? AND group_id = ?',
      table,
      key,
      group,
    );
    return row && decodeChanges(row.field_values)[0]?.fields;
  }

  put(table: number, key: string, group: number, fields: FieldEntries): void {
    this.#some = true;
    this.#store.run(
      'INSERT INTO shadow (table_id, row_key, group_id, field_values) VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET field_values = excluded.field_values',
      table,
      key,
      group,
      encodeChanges([{ table, key: [], fields }]),
    );
  }

  drop(table: number, key: string, group: number): void {
    if (!this.#some) return;
    this.#store.run(
      'DELETE FROM shadow WHERE table_id = ? AND row_key = ? AND group_id = ?',
      table,
      key,
      group,
    );
  }

  /** The rows that have any. */
  rows(): readonly ShadowedRow[] {
    const rows = this.#store.all<Omit<ShadowedRow, 'key'>>('SELECT DISTINCT table_id, row_key FROM shadow');
    return rows.map((row) => {
      const table = tableById(row.table_id);
      return { ...row, key: table ? parseRowKey(table, row.row_key) : [] };
    });
  }

  dropRow(table: number, key: string): void {
    if (this.#some) this.#store.run('DELETE FROM shadow WHERE table_id = ? AND row_key = ?', table, key);
  }
}

/**
 * Forgets headquarters' values of rows that are no longer here, in the caller's transaction.
 *
 * @param store the open database, in a transaction
 */
export function dropShadowsWithoutRow(store: Store): void {
  const shadows = new Shadows(store);
  for (const { table_id, row_key, key } of shadows.rows()) {
    const plan = planById(table_id);
    if (!plan || !store.one(plan.selectAny, ...key)) shadows.dropRow(table_id, row_key);
  }
}
