import { readdirSync, readFileSync } from 'node:fs';
import type pg from 'pg';
import { type Sql, transaction } from './database.ts';

const folder = new URL('./migrations/', import.meta.url);
/** Names the lock under which migrations and the first seeding run; any fixed number will do. */
const migrationLock = 4_715_008_219;

interface Migration {
  readonly number: number;
  readonly name: string;
  readonly sql: string;
}

/**
 * Brings the database to this version: each migration in its own transaction, which also records it. Several
 * headquarters may start on one database at once; one migrates, the others wait for it.
 *
 * @param pool the database's pool
 * @param upTo the last migration to run; left out: the newest
 * @returns numbers of the migrations that were run
 * @throws Error when the database is newer than this program; nothing is changed then
 */
export async function migrate(
  pool: pg.Pool,
  upTo: number = Number.POSITIVE_INFINITY,
): Promise<readonly number[]> {
  const migrations = readMigrations();
  const last = migrations.at(-1)?.number ?? 0;
  if (Number.isFinite(upTo) && upTo > last) throw tooNew(upTo, last);
  const done: number[] = [];
  for (const migration of migrations.filter(({ number }) => number <= upTo)) {
    const ran = await transaction(pool, async (sql) => {
      const applied = await appliedMigrations(sql);
      const newest = Math.max(0, ...applied);
      if (newest > last) throw tooNew(newest, last);
      if (applied.has(migration.number)) return false;
      await sql.query(migration.sql);
      await sql.query('INSERT INTO public.outpost_migration (number, name) VALUES ($1, $2)', [
        migration.number,
        migration.name,
      ]);
      return true;
    });
    if (ran) done.push(migration.number);
  }
  return done;
}

function tooNew(found: number, known: number): Error {
  return new Error(`The database is at version ${found}; this program knows ${known}. Use a newer program.`);
}

/**
 * Waits for and takes the lock that guards migrations and seeding, until the transaction ends.
 *
 * @param sql a connection inside a transaction
 */
export async function lockForSetUp(sql: Sql): Promise<void> {
  await sql.query('SELECT pg_advisory_xact_lock($1)', [migrationLock]);
}

async function appliedMigrations(sql: Sql): Promise<ReadonlySet<number>> {
  await lockForSetUp(sql);
  await sql.query(
    `CREATE TABLE IF NOT EXISTS public.outpost_migration (
       number integer PRIMARY KEY, name text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())`,
  );
  const { rows } = await sql.query<{ number: number }>('SELECT number FROM public.outpost_migration');
  return new Set(rows.map((row) => row.number));
}

function readMigrations(): readonly Migration[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .sort()
    .map((file) => ({
      number: Number(file.slice(0, 4)),
      name: file.slice(5, -4),
      sql: readFileSync(new URL(file, folder), 'utf8'),
    }));
}
