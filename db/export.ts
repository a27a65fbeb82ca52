import type { FieldValue } from '#shared/domain/field.ts';
import { tableList } from '#shared/domain/registry.ts';
import type { Table } from '#shared/domain/table.ts';
import type { ReadableDb } from './database.ts';
import { unrestricted } from './unrestricted.ts';

/** What an export may hold besides plain records. */
export interface ExportOptions {
  /** Names, phones, birth dates and other personal data; left out by default. */
  readonly personal: boolean;
  /** Confidential visits, answers to restricted questions and what comes out of them; left out by default. */
  readonly restricted: boolean;
  /** Only these tables; left out: all. */
  readonly tables?: readonly Table[];
}

/** One live row as it is exported. */
export interface ExportedRow {
  readonly table: string;
  /** Value by field name, without the fields that the options leave out. */
  readonly row: Readonly<Record<string, FieldValue>>;
}

/**
 * All live rows, one by one, table after table in the order of the registry.
 *
 * @param read the field database
 * @param options what may be in it
 * @returns the rows; consume it before the next write
 */
export function* exportRows(read: ReadableDb, options: ExportOptions): Generator<ExportedRow> {
  for (const table of options.tables ?? tableList) {
    const rows = read.each<Readonly<Record<string, FieldValue>>>(
      `SELECT ${exportedColumns(table, options).join(', ')} FROM ${table.name} r
        WHERE r.deleted = 0 AND ${options.restricted ? 'TRUE' : unrestricted(table)}
        ORDER BY ${table.key.join(', ')}`,
    );
    for (const row of rows) yield { table: table.name, row };
  }
}

/**
 * @param read the field database
 * @param options what would be in the export
 * @returns how many live rows it leaves out, by table: for the preview that every export shows
 */
export function leftOut(
  read: ReadableDb,
  options: ExportOptions,
): readonly { readonly table: string; readonly rows: number }[] {
  if (options.restricted) return [];
  return (options.tables ?? tableList).flatMap((table) => {
    const counted = read.one<{ n: number }>(
      `SELECT count(*) AS n FROM ${table.name} r WHERE r.deleted = 0 AND (${unrestricted(table)}) IS NOT TRUE`,
    );
    const rows = counted?.n ?? 0;
    return rows === 0 ? [] : [{ table: table.name, rows }];
  });
}

function exportedColumns(table: Table, options: ExportOptions): readonly string[] {
  return Object.entries(table.fields)
    .filter(([, field]) => options.personal || !field.personal)
    .map(([name]) => name);
}
