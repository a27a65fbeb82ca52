import type pg from 'pg';
import { checkPhoto, checkThumbnail } from '#shared/attachments/check-photo.ts';
import { tables } from '#shared/domain/registry.ts';
import { deletedFieldId } from '#shared/domain/table.ts';
import { OutpostError } from '#shared/errors.ts';
import type { Change } from '#shared/sync/op.ts';
import { hashText } from '#shared/sync/photo-lane.ts';
import { commitOwn } from './commit-own.ts';
import { type Sql, transaction } from './database.ts';
import { readGrants } from './device-records.ts';
import { sha256 } from './keys.ts';
import { ledgerChange } from './postgres-ledger.ts';

/** A photo as the records describe it. */
export interface ExpectedPhoto {
  readonly sha256: string;
  /** Bytes. */
  readonly size: number;
  readonly thumbSha256: string;
  readonly thumbSize: number;
  /** Sites whose records name it and that the device may write. */
  readonly sites: readonly string[];
  /** Those among them for which headquarters has it already. */
  readonly received: readonly string[];
}

/** Every site that the device was ever granted: a photo may arrive long after the record that it belongs to. */
const everGranted = 'SELECT unnest(sites) FROM hq.device_grant WHERE device = $1';

/**
 * @param sql pool or connection
 * @param device the device's number
 * @param hashes of photos
 * @returns what the live records of the device's sites say about them, by hash; others are left out
 */
export async function expectedPhotos(
  sql: Sql,
  device: number,
  hashes: readonly string[],
): Promise<ReadonlyMap<string, ExpectedPhoto>> {
  const { rows } = await sql.query<ExpectedPhoto>(
    `SELECT a.sha256, min(a.size) AS size, min(a.thumb_sha256) AS "thumbSha256", min(a.thumb_size) AS "thumbSize",
       array_agg(DISTINCT a.site) AS sites,
       coalesce(array_agg(DISTINCT r.site) FILTER (WHERE r.site IS NOT NULL), '{}') AS received
     FROM record.attachment AS a
     LEFT JOIN record.attachment_receipt AS r ON r.site = a.site AND r.sha256 = a.sha256 AND r.deleted = 0
     WHERE a.sha256 = ANY($2) AND a.deleted = 0 AND a.size IS NOT NULL AND a.thumb_sha256 IS NOT NULL
       AND a.site IN (${everGranted})
     GROUP BY a.sha256`,
    [device, hashes],
  );
  return new Map(rows.map((row) => [row.sha256, row]));
}

/**
 * Takes in a photo that has arrived: from here on it counts. The receipt goes out to the devices of its sites as an
 * ordinary change.
 *
 * @param pool the database's pool
 * @param device who sent it
 * @param expected what the records say
 * @param arrived the picture followed by its thumbnail
 * @throws OutpostError `photo_mismatch` when it is another file, `photo_damaged`, `photo_metadata`, `photo_too_large`
 */
export async function takePhoto(
  pool: pg.Pool,
  device: number,
  expected: ExpectedPhoto,
  arrived: Uint8Array,
): Promise<void> {
  const bytes = arrived.subarray(0, expected.size);
  const thumbnail = arrived.subarray(expected.size);
  if (hashText(sha256(bytes)) !== expected.sha256 || hashText(sha256(thumbnail)) !== expected.thumbSha256) {
    throw new OutpostError('photo_mismatch', 'The photo that arrived is not the one of the record.');
  }
  checkPhoto(bytes);
  checkThumbnail(thumbnail);
  const now = Date.now();
  await transaction(pool, async (sql) => {
    await sql.query(
      `INSERT INTO hq.attachment (sha256, bytes, thumb_sha256, thumbnail, device, received_at)
       VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING`,
      [
        ...[expected.sha256, Buffer.from(bytes), expected.thumbSha256, Buffer.from(thumbnail)],
        ...[device, new Date(now).toISOString()],
      ],
    );
    const receipts = expected.sites
      .filter((site) => !expected.received.includes(site))
      .map((site) => receiptOf(site, expected.sha256, now));
    if (receipts.length > 0) await commitOwn(ledgerChange(sql), receipts, now);
  });
}

/** Says that headquarters has a photo, also where it had said that it has it no more. */
function receiptOf(site: string, hash: string, now: number): Change {
  const { id, fields } = tables.attachmentReceipt;
  return {
    table: id,
    key: [site, hash],
    fields: [
      [deletedFieldId, 0],
      [fields.received_at.id, new Date(now).toISOString()],
    ],
  };
}

/**
 * @param sql pool or connection
 * @param device who asks; only photos that records of its present sites name are given
 * @param hash of the picture
 * @param from the byte from which on it is wanted
 * @returns the rest of the picture; undefined when there is none that the device may have
 */
export async function readPicture(
  sql: Sql,
  device: number,
  hash: string,
  from: number,
): Promise<Uint8Array | undefined> {
  const { sites } = await readGrants(sql, device);
  const { rows } = await sql.query<{ bytes: Buffer }>(
    `SELECT substring(p.bytes FROM $3::integer + 1) AS bytes FROM hq.attachment AS p WHERE p.sha256 = $1
       AND EXISTS (SELECT 1 FROM record.attachment AS a
         WHERE a.sha256 = p.sha256 AND a.deleted = 0 AND a.site = ANY($2))`,
    [hash, sites, from],
  );
  return rows[0]?.bytes;
}

/**
 * @param sql pool or connection
 * @param device who asks
 * @param hashes of pictures
 * @param mostBytes how many bytes to give at most
 * @returns thumbnails of pictures that the device may have, by the picture's hash, as many as fit
 */
export async function readThumbnails(
  sql: Sql,
  device: number,
  hashes: readonly string[],
  mostBytes: number,
): Promise<readonly { readonly sha256: string; readonly thumbnail: Uint8Array }[]> {
  const { sites } = await readGrants(sql, device);
  const { rows } = await sql.query<{ sha256: string; thumbnail: Buffer }>(
    `SELECT sha256, thumbnail FROM (
       SELECT p.sha256, p.thumbnail, sum(length(p.thumbnail)) OVER (ORDER BY p.sha256) AS so_far
       FROM hq.attachment AS p WHERE p.sha256 = ANY($1) AND EXISTS (SELECT 1 FROM record.attachment AS a
         WHERE a.sha256 = p.sha256 AND a.deleted = 0 AND a.site = ANY($2))) AS t WHERE so_far <= $3`,
    [hashes, sites, mostBytes],
  );
  return rows;
}
