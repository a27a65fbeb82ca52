import { parseRowKey, type Table } from '#shared/domain/table.ts';
import type { ReadableDb } from './database.ts';
import { planOf } from './row-plan.ts';

/** Who changed a row last. */
export interface RowAuthor {
  /** The advisor's id. */
  readonly advisorId: number;
  /** Device on which they did; undefined: this laptop. */
  readonly device: number | undefined;
  /** UTC. */
  readonly at: string;
}

/**
 * @param read the field database
 * @param table the table of the row
 * @param key its row key (`rowKey`)
 * @returns who changed it last, and when; undefined when it isn't here or its own op is no longer in the journal
 */
export function rowAuthor(read: ReadableDb, table: Table, key: string): RowAuthor | undefined {
  const row = read.one<{ actor: number | null; device: number | null; ms: number | null }>(
    `SELECT coalesce(r.changed_by, op.actor) AS actor, r.changed_device AS device,
        coalesce(r.changed_ms, op.hlc_ms) AS ms
      FROM (SELECT changed_by, changed_device, changed_ms, own_seq FROM ${table.name} WHERE ${planOf(table).whereKey}) r
      LEFT JOIN op ON op.seq = r.own_seq`,
    ...parseRowKey(table, key),
  );
  if (row?.actor == null || row.ms === null) return undefined;
  return { advisorId: row.actor, device: row.device ?? undefined, at: new Date(row.ms).toISOString() };
}
