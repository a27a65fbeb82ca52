import type { FieldValue } from '../domain/field.ts';
import { tableByName } from '../domain/registry.ts';
import type { AnyRow, Table } from '../domain/table.ts';
import type { Bilingual } from '../ipc/common.ts';

/**
 * Reads a row, removed ones too: the conflict's words come from laptops and from headquarters alike. Undefined when it
 * is not here.
 */
export type RowReader = (table: Table, key: readonly FieldValue[]) => AnyRow | undefined;

const columns = [
  ['name_en', 'name_ar'],
  ['name_latin', 'name_ar'],
  ['title_en', 'title_ar'],
  ['display_name', 'display_name'],
  ['title', 'title'],
] as const;

/**
 * @param table of a row
 * @param row the row
 * @param rowOf reads other rows
 * @returns what it is called, in both languages as far as it has a name in both; undefined for a row without a name
 */
export function nameOfRow(table: Table, row: AnyRow, rowOf: RowReader): Bilingual | undefined {
  for (const [en, ar] of columns) {
    if (!(en in table.fields)) continue;
    const [latin, arabic] = [textOf(row[en]), textOf(row[ar])];
    return latin || arabic ? { en: latin || arabic, ar: arabic || latin } : undefined;
  }
  // A facility is called like the institution that it is.
  const institution = table.name === 'facility' ? tableByName('institution') : undefined;
  const named = institution && rowOf(institution, [row.institution_id ?? null]);
  return institution && named && nameOfRow(institution, named, rowOf);
}

/**
 * Follows references from row to row.
 *
 * @param table of the row it starts from
 * @param row the row; of one that is not here, its key at least
 * @param path names of reference fields, one after the other
 * @param rowOf reads rows
 * @returns the row at the end and its table; undefined when one on the way is not here
 */
export function follow(
  table: Table,
  row: AnyRow,
  path: readonly string[],
  rowOf: RowReader,
): { readonly table: Table; readonly row: AnyRow } | undefined {
  let at = { table, row };
  for (const step of path) {
    const ref = at.table.fields[step]?.ref;
    const next = ref === undefined ? undefined : tableByName(ref);
    const found = next && rowOf(next, [at.row[step] ?? null]);
    if (!next || !found) return undefined;
    at = { table: next, row: found };
  }
  return at;
}

function textOf(value: FieldValue | undefined): string {
  return typeof value === 'string' ? value : '';
}
