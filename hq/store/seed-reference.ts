import { hqDevice } from '#shared/domain/ids.ts';
import { tables } from '#shared/domain/registry.ts';
import { type ReferenceRow, referenceRows } from '#shared/reference/seed.ts';
import type { Change } from '#shared/sync/op.ts';
import { commitOwn } from './commit-own.ts';
import type { Sql } from './database.ts';
import type { Identity } from './identity.ts';
import type { LedgerChange } from './ledger.ts';
import { ledgerChange } from './postgres-ledger.ts';

/**
 * On the first start: headquarters becomes a device of its own and writes the reference data as ops, so that laptops
 * receive it by the ordinary stream.
 *
 * @param sql a connection inside a transaction that holds the set-up lock
 * @param identity of headquarters
 * @param now headquarters' time, ms
 * @returns how many rows were written: none when it was done before and nothing is new
 */
export async function seedReference(sql: Sql, identity: Identity, now: number): Promise<number> {
  const added = await sql.query(
    `INSERT INTO hq.device (number, spares, public_key, certificate, site, label, role, programme, app, enrolled_at)
     VALUES ($1, '{}', $2, '', '', 'Headquarters', 'supervisor', 'police', '', to_timestamp($3::float8 / 1000))
     ON CONFLICT DO NOTHING`,
    [hqDevice, Buffer.from(identity.publicKey), now],
  );
  if (added.rowCount === 0) return seedPlans(sql, now);
  const rows = referenceRows();
  await commitReference(ledgerChange(sql), rows, now);
  return rows.length;
}

/** A headquarters from before courses had plans gets them once, for the courses that it still has. */
async function seedPlans(sql: Sql, now: number): Promise<number> {
  const { rows } = await sql.query<{ code: string }>(
    `SELECT code FROM record.course WHERE deleted = 0 AND NOT EXISTS (SELECT 1 FROM record.course_session)`,
  );
  const known = new Set(rows.map(({ code }) => code));
  const plans = referenceRows().filter(
    ({ table, row }) => table === tables.courseSession && known.has(String(row.course_code)),
  );
  if (plans.length > 0) await commitReference(ledgerChange(sql), plans, now);
  return plans.length;
}

/**
 * Writes reference data as ops of headquarters' own device.
 *
 * @param tx a transaction
 * @param rows the reference data
 * @param now headquarters' time, ms
 * @throws OutpostError `unknown_device` when headquarters is no device yet
 */
export async function commitReference(
  tx: LedgerChange,
  rows: readonly ReferenceRow[],
  now: number,
): Promise<void> {
  await commitOwn(tx, rows.map(insertion), now);
}

/** Groups that are all null stay out, as in what laptops write. */
function insertion({ table, row }: ReferenceRow): Change {
  const plain = Object.entries(table.fields).filter(([name]) => !table.key.includes(name));
  const filled = (name: string): boolean => (row[name] ?? null) !== null;
  const fields = plain
    .filter(
      ([name, { group }]) =>
        filled(name) || plain.some(([other, field]) => group && field.group === group && filled(other)),
    )
    .map(([name, field]) => [field.id, row[name] ?? null] as const)
    .sort(([a], [b]) => a - b);
  const key = table.key.map((name) => row[name] ?? null);
  return { table: table.id, key, fields };
}
