import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chownSync,
  closeSync,
  existsSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { prepareClusterFolder } from './cluster-folder.ts';
import { endFormerDatabase } from './former-database.ts';
import { findPostgresBinaries } from './postgres-binaries.ts';
import { type SystemUser, unprivilegedUser } from './unprivileged-user.ts';

/** A PostgreSQL of headquarters' own. */
export interface EmbeddedPostgres {
  /** Connection string of the superuser `outpost` to its database of the same name. */
  readonly url: string;
  /** Process id of what runs it. */
  readonly pid: number;
  /** Ends it: open transactions are rolled back, everything committed is kept. */
  stop(): Promise<void>;
}

const databaseName = 'outpost';
const startSeconds = 60;

// The watcher ends PostgreSQL when its standard input closes, so that it never outlives a killed headquarters.
const watcher = `
exec 3<&0
"$@" </dev/null 3<&- &
database=$!
( read -r _ <&3; kill -INT $database 2>/dev/null ) &
guard=$!
wait $database
code=$?
kill $guard 2>/dev/null
exit $code
`;

/**
 * Starts the embedded PostgreSQL and makes its cluster on the first start. Committed means written: fsync is on.
 *
 * @param dataFolder headquarters' folder, absolute; the cluster lies in it (see `prepareClusterFolder`)
 * @returns the running database, which accepts connections
 * @throws Error when another headquarters runs on the folder, or when PostgreSQL does not start
 */
export async function startEmbeddedPostgres(dataFolder: string): Promise<EmbeddedPostgres> {
  const user = unprivilegedUser();
  const folder = prepareClusterFolder(dataFolder, user);
  const binaries = await findPostgresBinaries(user, folder.programs);
  const password = databasePassword(dataFolder);
  if (!existsSync(path.join(folder.data, 'PG_VERSION'))) {
    initialise(binaries.initdb, folder.data, password, user);
  }
  await endFormerDatabase(folder.data, dataFolder);
  writeFileSync(path.join(dataFolder, 'hq.pid'), `${process.pid}\n`, { mode: 0o600 });
  const place = await choosePlace(user);
  const log = openSync(path.join(dataFolder, 'postgres.log'), 'a', 0o600);
  const child = spawnPostgres(binaries.postgres, folder.data, place, log, user);
  closeSync(log);
  const url = connectionUrl(place, password, databaseName);
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  try {
    await untilReady(connectionUrl(place, password, 'postgres'), child);
  } catch (error) {
    child.stdin?.end();
    await exited;
    place.remove();
    throw new Error(`PostgreSQL did not start; see postgres.log in ${dataFolder}.`, { cause: error });
  }
  const stop = async (): Promise<void> => {
    child.stdin?.end();
    if (process.platform === 'win32') child.kill();
    await exited;
    place.remove();
    rmSync(path.join(dataFolder, 'hq.pid'), { force: true });
  };
  return { url, pid: child.pid ?? 0, stop };
}

/** Where it listens: a socket in a folder of its own, or on Windows a free port of the loopback. */
interface Place {
  readonly socketFolder: string | undefined;
  readonly port: number;
  readonly remove: () => void;
}

async function choosePlace(user: SystemUser | undefined): Promise<Place> {
  if (process.platform === 'win32') {
    return { socketFolder: undefined, port: await freePort(), remove: () => undefined };
  }
  // A socket's path has a limit of about 100 bytes, so it cannot lie in headquarters' folder.
  const socketFolder = mkdtempSync(path.join(tmpdir(), 'outpost-hq-'));
  if (user) chownSync(socketFolder, user.uid, user.gid);
  return { socketFolder, port: 5432, remove: () => rmSync(socketFolder, { recursive: true, force: true }) };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

function spawnPostgres(
  postgres: string,
  data: string,
  place: Place,
  log: number,
  user: SystemUser | undefined,
): ChildProcess {
  const settings = {
    listen_addresses: place.socketFolder === undefined ? '127.0.0.1' : '',
    port: String(place.port),
    ...(place.socketFolder === undefined ? {} : { unix_socket_directories: place.socketFolder }),
    fsync: 'on',
    synchronous_commit: 'on',
    full_page_writes: 'on',
    max_connections: '60',
    max_wal_size: '1GB',
    timezone: 'UTC',
    log_timezone: 'UTC',
  };
  const flags = [
    '-D',
    data,
    ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ];
  // A session of its own: Ctrl-C reaches headquarters alone, which then ends its database in order.
  const options = {
    cwd: data,
    detached: true,
    stdio: ['pipe', log, log] as ['pipe', number, number],
    ...(user ? { uid: user.uid, gid: user.gid } : {}),
  };
  return process.platform === 'win32'
    ? spawn(postgres, flags, options)
    : spawn('/bin/sh', ['-c', watcher, 'watcher', postgres, ...flags], options);
}

function connectionUrl(place: Place, password: string, database: string): string {
  const account = `postgresql://outpost:${password}`;
  return place.socketFolder === undefined
    ? `${account}@127.0.0.1:${place.port}/${database}`
    : `${account}@/${database}?host=${encodeURIComponent(place.socketFolder)}`;
}

function databasePassword(dataFolder: string): string {
  const file = path.join(dataFolder, 'database-password');
  if (existsSync(file)) return readFileSync(file, 'utf8').trim();
  const password = randomBytes(24).toString('hex');
  writeFileSync(file, `${password}\n`, { mode: 0o600, flush: true });
  return password;
}

function initialise(initdb: string, data: string, password: string, user: SystemUser | undefined): void {
  const folder = mkdtempSync(path.join(tmpdir(), 'outpost-hq-init-'));
  const passwordFile = path.join(folder, 'password');
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  if (user) {
    chownSync(folder, user.uid, user.gid);
    chownSync(passwordFile, user.uid, user.gid);
  }
  const account = user ? { uid: user.uid, gid: user.gid } : {};
  const flags = [
    '--username=outpost',
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--data-checksums',
  ];
  try {
    execFileSync(initdb, ['-D', data, `--pwfile=${passwordFile}`, ...flags], {
      cwd: data,
      stdio: 'pipe',
      ...account,
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function untilReady(url: string, child: ChildProcess): Promise<void> {
  const deadline = Date.now() + startSeconds * 1000;
  for (;;) {
    if (child.exitCode !== null) throw new Error(`PostgreSQL ended with code ${child.exitCode}.`);
    try {
      await ensureDatabase(url);
      return;
    } catch (error) {
      if (!isStarting(error) || Date.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

/** No socket yet, nobody listening yet, or "the database system is starting up". */
function isStarting(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'ENOENT' || code === 'ECONNREFUSED' || code === 'ECONNRESET' || code === '57P03';
}

async function ensureDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [databaseName]);
    if (found.rowCount === 0) await client.query(`CREATE DATABASE ${databaseName}`);
  } finally {
    await client.end();
  }
}
