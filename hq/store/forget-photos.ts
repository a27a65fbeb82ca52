import type pg from 'pg';
import { tables } from '#shared/domain/registry.ts';
import { deletedFieldId } from '#shared/domain/table.ts';
import { audit } from './audit.ts';
import { commitOwn } from './commit-own.ts';
import { transaction } from './database.ts';
import { ledgerChange } from './postgres-ledger.ts';
import { forgetUploads } from './upload-store.ts';

/** So long a photo stays after the last record let go of it: a removal may be undone on a laptop that is out of reach. */
const patienceDays = 30;

/**
 * Forgets pictures that no live record has named for a month, and uploads that nobody went on with. Laptops hear that
 * headquarters has these photos no more: a record that comes back sends its photo again.
 *
 * @param pool the database's pool
 * @param now headquarters' time, ms
 * @returns how many pictures were forgotten
 */
export async function forgetPhotos(pool: pg.Pool, now: number): Promise<number> {
  await forgetUploads(pool, patienceDays);
  return transaction(pool, async (sql) => {
    const { rows } = await sql.query<{ sha256: string }>(
      `DELETE FROM hq.attachment AS p WHERE p.received_at < $1 AND NOT EXISTS (
         SELECT 1 FROM record.attachment AS a LEFT JOIN hq.op AS o ON o.hq_seq = a._hq_seq
         WHERE a.sha256 = p.sha256 AND (a.deleted = 0 OR o.received_at >= $1)) RETURNING sha256`,
      [new Date(now - patienceDays * 86_400_000).toISOString()],
    );
    if (rows.length === 0) return 0;
    const receipts = await sql.query<{ site: string; sha256: string }>(
      'SELECT site, sha256 FROM record.attachment_receipt WHERE sha256 = ANY($1) AND deleted = 0',
      [rows.map(({ sha256 }) => sha256)],
    );
    const gone = receipts.rows.map(({ site, sha256 }) => ({
      table: tables.attachmentReceipt.id,
      key: [site, sha256],
      fields: [[deletedFieldId, 1] as const],
    }));
    if (gone.length > 0) await commitOwn(ledgerChange(sql), gone, now);
    const detail = { count: rows.length };
    await audit(sql, { action: 'photo.forgotten', who: 'headquarters', subject: 'photos', detail });
    return rows.length;
  });
}
