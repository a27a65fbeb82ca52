import type { Readable } from 'node:stream';
import { DataStore, ERRORS, Upload } from '@tus/server';
import type pg from 'pg';
import { partBytes } from '#shared/sync/photo-lane.ts';
import { type Sql, transaction } from './database.ts';

/**
 * What has arrived of uploads, in PostgreSQL beside everything else: one backup holds all of it, and any process of
 * headquarters can go on with what another began.
 */
export class UploadStore extends DataStore {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    super();
    this.#pool = pool;
    this.extensions = ['creation', 'creation-with-upload'];
  }

  override async create(upload: Upload): Promise<Upload> {
    const device = Number(upload.id.split('-')[0]);
    await this.#pool.query(
      `INSERT INTO hq.upload (id, device, size, metadata, created_at) VALUES ($1, $2, $3, $4, now())
       ON CONFLICT DO NOTHING`,
      [upload.id, device, upload.size ?? 0, JSON.stringify(upload.metadata ?? {})],
    );
    // It was begun before, and the laptop doesn't know: it goes on where it was.
    if ((await arrivedBytes(this.#pool, upload.id)) > 0) throw ERRORS.INVALID_OFFSET;
    return upload;
  }

  /** Keeps a part, also one that was cut: what arrived of it need not come again. */
  override async write(stream: Readable, id: string, offset: number): Promise<number> {
    const chunks: Buffer[] = [];
    let length = 0;
    let cut: unknown;
    try {
      for await (const chunk of stream) {
        chunks.push(chunk as Buffer);
        length += (chunk as Buffer).length;
        if (length > partBytes) break;
      }
    } catch (cause) {
      cut = cause;
    }
    if (length > partBytes) throw ERRORS.ERR_SIZE_EXCEEDED;
    if (length > 0) await this.#append(id, offset, Buffer.concat(chunks));
    if (cut !== undefined) throw cut;
    return offset + length;
  }

  override async getUpload(id: string): Promise<Upload> {
    const { rows } = await this.#pool.query<{
      size: number;
      metadata: Record<string, string | null>;
      created_at: string;
    }>('SELECT size, metadata, created_at FROM hq.upload WHERE id = $1', [id]);
    const [row] = rows;
    if (!row) throw ERRORS.FILE_NOT_FOUND;
    const offset = await arrivedBytes(this.#pool, id);
    return new Upload({ id, size: row.size, offset, metadata: row.metadata, creation_date: row.created_at });
  }

  override async remove(id: string): Promise<void> {
    await this.#pool.query('DELETE FROM hq.upload WHERE id = $1', [id]);
  }

  async #append(id: string, offset: number, bytes: Buffer): Promise<void> {
    await transaction(this.#pool, async (sql) => {
      const { rowCount } = await sql.query('SELECT 1 FROM hq.upload WHERE id = $1 FOR UPDATE', [id]);
      if (rowCount === 0) throw ERRORS.FILE_NOT_FOUND;
      // Another process of headquarters may have taken a part since this request began.
      if ((await arrivedBytes(sql, id)) !== offset) throw ERRORS.INVALID_OFFSET;
      await sql.query('INSERT INTO hq.upload_part (upload, at, bytes) VALUES ($1, $2, $3)', [
        id,
        offset,
        bytes,
      ]);
    });
  }
}

/**
 * @param sql pool or connection
 * @param ids names of uploads
 * @returns how many bytes of each have arrived, and how many there are; uploads that were never begun are left out
 */
export async function uploadProgress(
  sql: Sql,
  ids: readonly string[],
): Promise<ReadonlyMap<string, { readonly arrived: number; readonly size: number }>> {
  const { rows } = await sql.query<{ id: string; size: number; arrived: number }>(
    `SELECT u.id, u.size, coalesce(sum(length(p.bytes)), 0) AS arrived
     FROM hq.upload AS u LEFT JOIN hq.upload_part AS p ON p.upload = u.id WHERE u.id = ANY($1) GROUP BY u.id`,
    [ids],
  );
  return new Map(rows.map(({ id, size, arrived }) => [id, { arrived, size }]));
}

/**
 * @param sql pool or connection
 * @param id name of an upload
 * @returns everything that has arrived of it
 */
export async function uploadedBytes(sql: Sql, id: string): Promise<Uint8Array> {
  const { rows } = await sql.query<{ bytes: Buffer }>(
    'SELECT bytes FROM hq.upload_part WHERE upload = $1 ORDER BY at',
    [id],
  );
  return Buffer.concat(rows.map(({ bytes }) => bytes));
}

/**
 * Forgets uploads that nobody went on with.
 *
 * @param sql pool or connection
 * @param days for which they were kept
 * @returns how many there were
 */
export async function forgetUploads(sql: Sql, days: number): Promise<number> {
  const { rowCount } = await sql.query(
    'DELETE FROM hq.upload WHERE created_at < now() - make_interval(days => $1)',
    [days],
  );
  return rowCount ?? 0;
}

async function arrivedBytes(sql: Sql, id: string): Promise<number> {
  const { rows } = await sql.query<{ arrived: number }>(
    'SELECT coalesce(sum(length(bytes)), 0) AS arrived FROM hq.upload_part WHERE upload = $1',
    [id],
  );
  return rows[0]?.arrived ?? 0;
}
