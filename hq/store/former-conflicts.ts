import { formatKey, formatValues } from '#shared/conflicts/stored-values.ts';
import { hqDevice } from '#shared/domain/ids.ts';
import { tableById, tables } from '#shared/domain/registry.ts';
import { parseRowKey, type RowOf } from '#shared/domain/table.ts';
import { decodeChanges } from '#shared/sync/op-body.ts';
import type { Sql } from './database.ts';
import { everybody } from './merge-ops.ts';
import { ledgerChange } from './postgres-ledger.ts';
import { commitReference } from './seed-reference.ts';

/** A conflict as versions before it became a row of the records kept it. */
interface FormerConflict {
  readonly id: number;
  readonly table_id: number;
  readonly row_key: string;
  readonly group_id: number;
  readonly scope: string;
  readonly winner_device: number;
  readonly winner_ms: number;
  readonly winner_values: Buffer;
  readonly loser_device: number;
  readonly loser_ms: number;
  readonly loser_values: Buffer;
  /** The op that met the other value, and who wrote both. */
  readonly device: number;
  readonly seq: number;
  readonly site: string;
  readonly winner_actor: number | null;
  readonly loser_actor: number | null;
}

/**
 * Makes rows of the conflicts that an earlier version had found, so that laptops receive and decide them. The value
 * before both was not kept then.
 *
 * @param sql a connection inside a transaction that holds the set-up lock
 * @param now headquarters' time, ms
 * @returns how many there were: none when it was done before
 */
export async function moveFormerConflicts(sql: Sql, now: number): Promise<number> {
  const { rows } = await sql.query<FormerConflict>(
    `SELECT c.*, o.device, o.seq, d.site, w.actor AS winner_actor, l.actor AS loser_actor FROM hq.conflict AS c
     JOIN hq.op AS o ON o.hq_seq = c.hq_seq JOIN hq.device AS d ON d.number = o.device
     LEFT JOIN hq.op AS w ON w.hq_seq = c.winner_hq_seq LEFT JOIN hq.op AS l ON l.hq_seq = c.loser_hq_seq
     ORDER BY c.id`,
  );
  if (rows.length === 0) return 0;
  const known = rows.flatMap((former) => rowOf(former) ?? []);
  await commitReference(
    ledgerChange(sql),
    known.map((row) => ({ table: tables.conflict, row })),
    now,
  );
  await sql.query('DELETE FROM hq.conflict WHERE id = ANY($1)', [rows.map(({ id }) => id)]);
  return known.length;
}

function rowOf(former: FormerConflict): RowOf<typeof tables.conflict> | undefined {
  const table = tableById(former.table_id);
  if (!table) return undefined;
  return {
    device: former.device,
    seq: former.seq,
    table_number: table.id,
    row_key: formatKey(parseRowKey(table, former.row_key)),
    group_number: former.group_id,
    site: former.scope === everybody ? former.site : former.scope,
    base: null,
    standing: valuesOf(former.winner_values),
    standing_by: former.winner_actor || hqDevice,
    standing_device: former.winner_device,
    standing_at: new Date(former.winner_ms).toISOString(),
    fallen: valuesOf(former.loser_values),
    fallen_by: former.loser_actor || hqDevice,
    fallen_device: former.loser_device,
    fallen_at: new Date(former.loser_ms).toISOString(),
    state: 'open',
    decision: null,
    note: null,
    decided_by: null,
    decided_at: null,
    replaced: null,
    written: null,
  };
}

function valuesOf(packed: Uint8Array): string {
  return formatValues(decodeChanges(packed)[0]?.fields ?? []);
}
