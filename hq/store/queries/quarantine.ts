import type { RowReader } from '#shared/conflicts/row-reader.ts';
import { tables } from '#shared/domain/registry.ts';
import type { KeptRow } from '#shared/ipc/console.ts';
import { keptRecords } from '#shared/quarantine/kept-records.ts';
import { decodeChanges } from '#shared/sync/op-body.ts';
import { fits } from '../check-op.ts';
import type { Sql } from '../database.ts';
import { Conditions, type RecordFilter } from './conditions.ts';
import { hiddenFields } from './conflicts.ts';
import { withRows } from './known-rows.ts';

interface KeptRecord {
  readonly device: number;
  readonly seq: number;
  readonly reason: string;
  readonly detail: string;
  readonly since: string;
  readonly released_at: string | null;
  readonly released_by: string | null;
  readonly label: string;
  readonly site: string;
  readonly revoked: boolean;
  readonly actor: number;
  readonly effective_ms: number;
  readonly body: Buffer;
}

const columns = `q.device, q.seq, q.reason, q.detail, q.since, q.released_at, q.released_by, d.label, d.site,
  d.revoked_at IS NOT NULL AS revoked, o.actor, o.effective_ms, coalesce(q.corrected, o.body) AS body`;
const from = `hq.quarantine AS q JOIN hq.op AS o ON o.device = q.device AND o.seq = q.seq
  JOIN hq.device AS d ON d.number = q.device LEFT JOIN record.advisor AS a ON a.id = o.actor`;

/**
 * @param sql pool or connection
 * @param filter what to list; `from` and `to` bound the day on which it was put aside, `text` is looked for in the names of
 *   authors and laptops
 * @returns how many there are in all, and the page: those that are kept aside, or those that were taken in, the last
 *   first. Values of confidential visits and restricted questions are left out
 */
export async function listKept(
  sql: Sql,
  filter: RecordFilter & { readonly state: 'open' | 'released' },
): Promise<{ readonly total: number; readonly rows: KeptRow[] }> {
  const conditions = new Conditions()
    .always(filter.state === 'open' ? 'q.released_at IS NULL' : 'q.released_at IS NOT NULL')
    .add('d.site = ?', filter.site)
    .add('q.since >= ?::date', filter.from)
    .add('q.since < ?::date + 1', filter.to)
    .words(`concat_ws(' ', a.display_name, d.label)`, filter.text);
  const limit = conditions.parameter(filter.limit);
  const offset = conditions.parameter(filter.offset);
  const { rows } = await sql.query<KeptRecord & { readonly total: number }>(
    `SELECT count(*) OVER () AS total, ${columns} FROM ${from} WHERE ${conditions.sql}
     ORDER BY coalesce(q.released_at, q.since) DESC, q.device, q.seq LIMIT ${limit} OFFSET ${offset}`,
    conditions.values,
  );
  return { total: rows[0]?.total ?? 0, rows: await inWords(sql, rows) };
}

/**
 * @param sql pool or connection
 * @param id `<device>-<seq>`
 * @returns the change, or undefined when it was never kept aside
 */
export async function readKept(sql: Sql, id: string): Promise<KeptRow | undefined> {
  const { rows } = await sql.query<KeptRecord>(
    `SELECT ${columns} FROM ${from} WHERE q.device = $1 AND q.seq = $2`,
    id.split('-').map(Number),
  );
  return (await inWords(sql, rows))[0];
}

async function inWords(sql: Sql, rows: readonly KeptRecord[]): Promise<KeptRow[]> {
  return withRows(sql, (rowOf) => rows.map((row) => viewOf(row, rowOf)));
}

function viewOf(row: KeptRecord, rowOf: RowReader): KeptRow {
  const author = rowOf(tables.advisor, [row.actor])?.display_name;
  return {
    id: `${row.device}-${row.seq}`,
    device: row.device,
    laptop: row.label,
    site: row.site,
    revoked: row.revoked,
    seq: row.seq,
    reason: row.reason,
    detail: row.detail,
    since: row.since,
    at: new Date(row.effective_ms).toISOString(),
    author: typeof author === 'string' ? author : null,
    released: row.released_at === null ? null : { at: row.released_at, by: row.released_by ?? '' },
    records: keptRecords(decodeChanges(row.body), {
      rowOf,
      isWithheld: (restrictions) => restrictions.length > 0,
      isHidden: (table, field) => hiddenFields.get(table)?.has(field) === true,
      fits,
    }),
  };
}
