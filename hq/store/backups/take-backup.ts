import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { counterValue } from '../counters.ts';
import { connectPool, transaction } from '../database.ts';
import { type ArchiveHeader, ArchiveWriter, type TableEnd } from './archive.ts';
import { addBackup } from './backup-records.ts';
import { copiedTables, framePartitions, quoted } from './copied-tables.ts';
import { copyOut } from './copy-out.ts';
import { restoreBackup } from './restore-backup.ts';

/** A backup that was restored once, to see that it can be. */
export interface TakenBackup {
  readonly file: string;
  readonly size: number;
  readonly takenAt: string;
  /** Headquarters' position in it. */
  readonly position: number;
}

/** What a copy of one moment holds. */
interface Copy {
  readonly header: ArchiveHeader;
  readonly tables: ReadonlyMap<string, TableEnd>;
  readonly heads: ReadonlyMap<number, number>;
  readonly size: number;
  readonly sha256: Uint8Array;
}

/**
 * Copies the whole database, as it is at one moment, into one file while headquarters runs; restores the file into a
 * scratch database beside it, and compares every table. Only then does the file take its name, and do laptops hear that
 * their ops are in a backup.
 *
 * @param database of headquarters; its account must be allowed to create a database
 * @param file path of the backup; must not exist
 * @returns the backup
 * @throws Error when it cannot be written or does not come back as it was: then there is no file
 */
export async function takeBackup(
  database: { readonly pool: pg.Pool; readonly url: string },
  file: string,
): Promise<TakenBackup> {
  if (existsSync(file)) throw new Error(`There is something at ${path.basename(file)} already.`);
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  const half = `${file}.half-${randomBytes(4).toString('hex')}`;
  try {
    const copy = await copyTo(database.pool, half);
    await verify(database, half, copy);
    renameSync(half, file);
    const { takenAt, position } = copy.header;
    const { size, sha256, heads } = copy;
    const record = { takenAt, position, file: path.basename(file), size, sha256, heads };
    await transaction(database.pool, (sql) => addBackup(sql, record));
    return { file, size, takenAt, position };
  } catch (error) {
    rmSync(half, { force: true });
    throw error;
  }
}

async function copyTo(pool: pg.Pool, file: string): Promise<Copy> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY');
    const header = await headerOf(client);
    const devices = await client.query<{ number: number; head_seq: number }>(
      'SELECT number, head_seq FROM hq.device',
    );
    const writer = new ArchiveWriter(file, header);
    const tables = new Map<string, TableEnd>();
    try {
      for (const table of await copiedTables(client)) {
        tables.set(quoted(table), await writer.table(table, copyOut(client, table)));
      }
      const heads = new Map(devices.rows.map(({ number, head_seq }) => [number, head_seq]));
      return { header, tables, heads, ...(await writer.finish()) };
    } catch (error) {
      await writer.abandon();
      throw error;
    }
  } catch (error) {
    broken = error instanceof Error ? error : new Error('copying failed');
    throw error;
  } finally {
    if (!broken) await client.query('COMMIT');
    // A connection in the middle of a copy is of no use any more.
    client.release(broken);
  }
}

async function headerOf(client: pg.PoolClient): Promise<ArchiveHeader> {
  const { rows } = await client.query<{ id: string; migration: number; taken_at: string }>(
    `SELECT id, now() AS taken_at, (SELECT max(number) FROM public.outpost_migration) AS migration
     FROM hq.hq_identity`,
  );
  const [row] = rows;
  if (!row) throw new Error('Headquarters has no identity yet.');
  return {
    format: 'outpost-backup',
    version: 1,
    migration: row.migration,
    takenAt: row.taken_at,
    hqId: row.id,
    position: await counterValue(client, 'hq_seq'),
    partitions: [...(await framePartitions(client))],
  };
}

async function verify(
  database: { readonly pool: pg.Pool; readonly url: string },
  file: string,
  copy: Copy,
): Promise<void> {
  const name = `outpost_check_${randomBytes(6).toString('hex')}`;
  await database.pool.query(`CREATE DATABASE "${name}" TEMPLATE template0`).catch((cause: unknown) => {
    const reason =
      'A backup is checked in a scratch database: the account needs the right to create one (CREATEDB).';
    throw cause instanceof pg.DatabaseError && cause.code === '42501' ? new Error(reason, { cause }) : cause;
  });
  const scratch = connectPool(withDatabase(database.url, name));
  try {
    await restoreBackup(scratch, file);
    const client = await scratch.connect();
    try {
      for (const table of await copiedTables(client)) {
        const expected = copy.tables.get(quoted(table));
        const hash = createHash('sha256');
        for await (const chunk of copyOut(client, table)) hash.update(chunk);
        if (hash.digest('hex') !== expected?.sha256) {
          throw new Error(`The backup does not come back as it was: ${quoted(table)}.`);
        }
      }
    } finally {
      client.release();
    }
  } finally {
    await scratch.end();
    await database.pool.query(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
  }
}

function withDatabase(url: string, name: string): string {
  const [address = '', query] = url.split('?');
  return `${address.replace(/\/[^/]*$/, `/${name}`)}${query === undefined ? '' : `?${query}`}`;
}
