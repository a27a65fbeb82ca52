import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { migrate } from '../migrate.ts';
import { type ArchiveHeader, type ArchiveTable, readArchive } from './archive.ts';
import { columnList, quoted } from './copied-tables.ts';

/**
 * Fills an empty database with what a backup holds, in one transaction. It has the migrations of the backup's time
 * afterwards; the next start of headquarters runs the later ones.
 *
 * @param pool of the database
 * @param file the backup
 * @returns what the backup says of itself
 * @throws Error when there is a headquarters in the database already; when the backup is of a newer program, cut or
 *   damaged: then nothing has been filled in
 */
export async function restoreBackup(pool: pg.Pool, file: string): Promise<ArchiveHeader> {
  const archive = await readArchive(file);
  await refuseInhabited(pool);
  await migrate(pool, archive.header.migration);
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query('BEGIN');
    for (const name of archive.header.partitions) await addPartition(client, name);
    // What the migrations put in comes back with the rest.
    await emptyEverything(client);
    for await (const { table, rows } of archive.tables) await fill(client, table, rows);
    await goOnCounting(client);
    await client.query('COMMIT');
    return archive.header;
  } catch (error) {
    await client.query('ROLLBACK').catch((failure: Error) => {
      broken = failure;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}

async function refuseInhabited(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<{ found: string | null }>(
    `SELECT to_regclass('hq.hq_identity') AS found`,
  );
  if (rows[0]?.found === null) return;
  const identity = await pool.query('SELECT 1 FROM hq.hq_identity');
  if (identity.rowCount !== 0) {
    throw new Error('There is a headquarters in this database already. Restore into an empty one.');
  }
}

async function addPartition(client: pg.PoolClient, name: string): Promise<void> {
  const [, year, month] = /^frame_(\d{4})_(\d{2})$/.exec(name) ?? [];
  const from = new Date(Date.UTC(Number(year), Number(month) - 1, 1)).toISOString();
  const to = new Date(Date.UTC(Number(year), Number(month), 1)).toISOString();
  await client.query(
    `CREATE TABLE IF NOT EXISTS hq."${name}" PARTITION OF hq.frame FOR VALUES FROM ('${from}') TO ('${to}')`,
  );
}

async function emptyEverything(client: pg.PoolClient): Promise<void> {
  const { rows } = await client.query<ArchiveTable>(
    `SELECT n.nspname AS schema, c.relname AS name FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
     WHERE n.nspname IN ('hq', 'record') AND c.relkind IN ('r', 'p') AND NOT c.relispartition`,
  );
  await client.query(`TRUNCATE ${rows.map(quoted).join(', ')}`);
}

async function fill(
  client: pg.PoolClient,
  table: ArchiveTable,
  rows: AsyncIterable<Uint8Array>,
): Promise<void> {
  const sink = client.query(copyFrom(`COPY ${quoted(table)} (${columnList(table.columns)}) FROM STDIN`));
  await pipeline(Readable.from(rows), sink);
}

/** Numbers that PostgreSQL gives out go on above those that were restored. */
async function goOnCounting(client: pg.PoolClient): Promise<void> {
  const { rows } = await client.query<{ schema: string; name: string; column: string }>(
    `SELECT n.nspname AS schema, c.relname AS name, a.attname AS column FROM pg_attribute AS a
     JOIN pg_class AS c ON c.oid = a.attrelid JOIN pg_namespace AS n ON n.oid = c.relnamespace
     WHERE n.nspname IN ('hq', 'record') AND a.attidentity <> ''`,
  );
  for (const { column, ...table } of rows) {
    await client.query(
      `SELECT setval(pg_get_serial_sequence($1, $2), coalesce(max("${column}"), 0) + 1, false) FROM ${quoted(table)}`,
      [quoted(table), column],
    );
  }
}
