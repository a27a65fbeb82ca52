import { firstLaptopDevice } from '#shared/domain/ids.ts';
import { tables } from '#shared/domain/registry.ts';
import type { ReferenceRow } from '#shared/reference/seed.ts';
import { toBase64Url } from '#shared/sync/base64.ts';
import type { Sql } from './database.ts';
import { ledgerChange } from './postgres-ledger.ts';
import { commitReference } from './seed-reference.ts';

interface DeviceRow {
  readonly number: number;
  readonly site: string;
  readonly label: string;
  readonly public_key: Buffer;
  readonly enrolled_at: string;
  readonly revoked_at: string | null;
}

/**
 * Tells the laptops of each site of one another: devices whose row in the directory is missing or no longer true get
 * one, as an op of headquarters.
 *
 * @param sql a connection inside a transaction; headquarters must be a device already
 * @param now headquarters' time, ms
 * @returns how many rows were written
 */
export async function updateDirectory(sql: Sql, now: number): Promise<number> {
  const { rows } = await sql.query<DeviceRow>(
    `SELECT d.number, d.site, d.label, d.public_key, d.enrolled_at, d.revoked_at FROM hq.device AS d
     LEFT JOIN record.laptop AS l ON l.device = d.number
     WHERE d.number >= $1 AND (l.device IS NULL OR l.site IS DISTINCT FROM d.site
       OR l.label IS DISTINCT FROM d.label OR l.revoked IS DISTINCT FROM (d.revoked_at IS NOT NULL)::int)
     ORDER BY d.number`,
    [firstLaptopDevice],
  );
  if (rows.length > 0) await commitReference(ledgerChange(sql), rows.map(directoryRow), now);
  return rows.length;
}

function directoryRow(device: DeviceRow): ReferenceRow {
  return {
    table: tables.laptop,
    row: {
      device: device.number,
      site: device.site,
      label: device.label,
      public_key: toBase64Url(device.public_key),
      enrolled_at: device.enrolled_at,
      revoked: device.revoked_at === null ? 0 : 1,
    },
  };
}
