import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { startEmbeddedPostgres } from './embedded-postgres.ts';

/** Anything that runs SQL: the pool for single statements, a client inside a transaction. */
export type Sql = Pick<pg.ClientBase, 'query'>;

/** The database of headquarters. */
export interface Database {
  readonly pool: pg.Pool;
  /** The connection string: a secret. */
  readonly url: string;
  readonly embedded: boolean;
  /** Ends the connections and, when it is headquarters' own, the database. */
  close(): Promise<void>;
}

/** Thrown inside a transaction whose ground has shifted: it is rolled back and run again from the start. */
export class RunAgain extends Error {}

/** Transactions that are safe to run again from the start when PostgreSQL picked them as the victim. */
const retryable = new Set(['40001', '40P01']);
const mostAttempts = 10;
const connectionNote = 'database-url';

/**
 * Opens the database: the given one, or the embedded one of headquarters' folder.
 *
 * @param options `url` of a given PostgreSQL, or undefined; `dataFolder` of headquarters, absolute. With `join` the
 *   embedded database of a headquarters that is running on the folder is used, when there is one: for commands.
 * @returns the open database, without migrations run
 * @throws Error when it cannot be reached or started
 */
export async function openDatabase(options: {
  readonly url: string | undefined;
  readonly dataFolder: string;
  readonly join?: boolean;
}): Promise<Database> {
  if (options.url !== undefined) return connect(options.url, false, async () => undefined);
  const note = path.join(options.dataFolder, connectionNote);
  if (options.join && existsSync(note)) {
    const url = readFileSync(note, 'utf8').trim();
    if (await answers(url)) return connect(url, true, async () => undefined);
  }
  const postgres = await startEmbeddedPostgres(options.dataFolder);
  writeFileSync(note, `${postgres.url}\n`, { mode: 0o600 });
  return connect(postgres.url, true, async () => {
    await postgres.stop();
    rmSync(note, { force: true });
  });
}

/**
 * Runs `work` in one transaction and commits when it resolves; rolls back when it rejects. A transaction that
 * PostgreSQL sacrificed, or that throws `RunAgain`, is run again.
 *
 * @param pool the database's pool
 * @param work gets the connection; must not touch anything that a second run would not overwrite
 * @param isolation default: each statement sees what was committed before it
 * @returns what `work` gave
 * @throws what `work` threw
 */
export async function transaction<R>(
  pool: pg.Pool,
  work: (sql: Sql) => Promise<R>,
  isolation: 'READ COMMITTED' | 'REPEATABLE READ READ ONLY' = 'READ COMMITTED',
): Promise<R> {
  for (let attempt = 1; ; attempt++) {
    const client = await pool.connect();
    let broken: Error | undefined;
    try {
      await client.query(`BEGIN ISOLATION LEVEL ${isolation.replace(' READ ONLY', ', READ ONLY')}`);
      const result = await work(client);
      await client.query('COMMIT');
      return result;
    } catch (error) {
      await client.query('ROLLBACK').catch((failure: Error) => {
        broken = failure;
      });
      const sacrificed = error instanceof pg.DatabaseError && retryable.has(error.code ?? '');
      if (attempt >= mostAttempts || !(sacrificed || error instanceof RunAgain)) throw error;
    } finally {
      client.release(broken);
    }
  }
}

function connect(url: string, embedded: boolean, end: () => Promise<void>): Database {
  const pool = connectPool(url);
  const close = async (): Promise<void> => {
    await pool.end();
    await end();
  };
  return { pool, url, embedded, close };
}

/**
 * @param url connection string
 * @returns connections that read and write values as headquarters does; end it
 */
export function connectPool(url: string): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: 12,
    application_name: 'outpost-hq',
    options: '-c timezone=UTC -c datestyle=ISO -c synchronous_commit=on',
    types: { getTypeParser: parserOf },
  });
  // An idle connection that breaks is replaced by the next query; without a listener it would end the process.
  pool.on('error', () => undefined);
  // One that breaks in the middle of a transaction fails its statements; that it tells so, too, must not end the process.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url });
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

const { builtins } = pg.types;
const bigintArray = 1016;

function parserOf(oid: number, format?: 'text' | 'binary'): (text: string) => unknown {
  if (oid === builtins.INT8) return parseSafeInteger;
  if (oid === builtins.DATE) return (text) => text;
  if (oid === builtins.TIMESTAMPTZ) return parseInstant;
  if (oid === bigintArray)
    return (text) => text.slice(1, -1).split(',').filter(Boolean).map(parseSafeInteger);
  return pg.types.getTypeParser(oid, format === 'binary' ? 'text' : format);
}

function parseSafeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`${text} is too great for a whole number here.`);
  return value;
}

/** `2008-05-01 10:00:00.25+00` becomes `2008-05-01T10:00:00.250Z`. */
function parseInstant(text: string): string {
  return new Date(`${text.replace(' ', 'T').replace(/\+00$/, '')}Z`).toISOString();
}
