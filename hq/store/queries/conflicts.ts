import { parseConflictId } from '#shared/conflicts/conflict-id.ts';
import { type ConflictRow, describe, disputed } from '#shared/conflicts/describe.ts';
import { tables } from '#shared/domain/registry.ts';
import type { Table } from '#shared/domain/table.ts';
import type { ConflictState } from '#shared/domain/vocabularies.ts';
import type { ConflictFacts } from '#shared/ipc/conflicts.ts';
import type { Sql } from '../database.ts';
import { Conditions, type RecordFilter } from './conditions.ts';
import { withRows } from './known-rows.ts';

/** Personal data that the console shows nowhere. */
export const hiddenFields: ReadonlyMap<Table, ReadonlySet<string>> = new Map<Table, ReadonlySet<string>>([
  [tables.person, new Set(['birth_date', 'birth_placeholder', 'badge', 'other_id', 'phone', 'note'])],
  [tables.visitCounterpart, new Set(['name'])],
  [tables.vetting, new Set(['case_number', 'reason'])],
]);

const from = `record.conflict AS c
  LEFT JOIN record.advisor AS a ON a.id = c.standing_by LEFT JOIN record.advisor AS b ON b.id = c.fallen_by
  LEFT JOIN record.laptop AS k ON k.device = c.standing_device
  LEFT JOIN record.laptop AS l ON l.device = c.fallen_device`;
const found = 'greatest(c.standing_at, c.fallen_at)';

/**
 * @param sql pool or connection
 * @param filter what to list; `from` and `to` bound the day on which the second value was written, `text` is looked for
 *   in the names of authors and laptops
 * @returns how many there are in all, and the page: those that wait first, each the latest first. Values of confidential
 *   visits and restricted questions are left out
 */
export async function listConflicts(
  sql: Sql,
  filter: RecordFilter & { readonly state?: ConflictState | undefined },
): Promise<{ readonly total: number; readonly rows: ConflictFacts[] }> {
  const conditions = new Conditions()
    // A decision may be here without what it decides.
    .always('c.deleted = 0 AND c.standing IS NOT NULL')
    .add('c.site = ?', filter.site)
    .add('c.state = ?', filter.state)
    .add(`${found} >= ?::date`, filter.from)
    .add(`${found} < ?::date + 1`, filter.to)
    .words(`concat_ws(' ', a.display_name, b.display_name, k.label, l.label)`, filter.text);
  const limit = conditions.parameter(filter.limit);
  const offset = conditions.parameter(filter.offset);
  const { rows } = await sql.query<ConflictRow & { readonly total: number }>(
    `SELECT count(*) OVER () AS total, c.* FROM ${from} WHERE ${conditions.sql}
     ORDER BY c.state DESC, ${found} DESC, c.device, c.seq, c.table_number, c.row_key, c.group_number
     LIMIT ${limit} OFFSET ${offset}`,
    conditions.values,
  );
  return { total: rows[0]?.total ?? 0, rows: await described(sql, rows) };
}

/**
 * @param sql pool or connection
 * @param id of a conflict
 * @returns it, or undefined when there is none
 * @throws OutpostError `not_found` for a text that is no conflict's
 */
export async function readConflict(sql: Sql, id: string): Promise<ConflictFacts | undefined> {
  const key = parseConflictId(id);
  const { rows } = await sql.query<ConflictRow>(
    `SELECT * FROM record.conflict WHERE device = $1 AND seq = $2 AND table_number = $3 AND row_key = $4
       AND group_number = $5 AND site = $6 AND deleted = 0 AND standing IS NOT NULL`,
    [key.device, key.seq, key.table_number, key.row_key, key.group_number, key.site],
  );
  return (await described(sql, rows))[0];
}

function described(sql: Sql, rows: readonly ConflictRow[]): Promise<ConflictFacts[]> {
  return withRows(sql, (rowOf) =>
    rows.map((row) =>
      describe(disputed(row, rowOf), {
        rowOf,
        isWithheld: (restrictions) => restrictions.length > 0,
        isHidden: (table, field) => hiddenFields.get(table)?.has(field) === true,
      }),
    ),
  );
}
