import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { openSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type ConsoleReply, consoleCall, consoleRoutes, type RecordCounts } from '#shared/ipc/console.ts';
import { repositoryRoot } from '../paths.ts';

/** A headquarters of its own, with its embedded PostgreSQL, as a process that can be stopped and started. */
export interface Headquarters {
  readonly url: string;
  readonly admin: { readonly name: string; readonly password: string };
  start(): Promise<void>;
  /** Ends it as an operator does; nothing happens when it isn't running. */
  stop(): Promise<void>;
  /** Makes an enrolment file for one laptop of a site and returns its content. */
  enrol(site: string, label: string): Promise<string>;
  /** How many records of each kind it holds, as its console counts them. */
  counts(): Promise<RecordCounts>;
}

/** Patience with a first start, which makes the database. In milliseconds. */
const startPatience = 120_000;

/**
 * Starts a fresh headquarters on loopback with an administrator.
 *
 * @param folder its folder; made when missing
 * @returns the running headquarters
 */
export async function prepareHeadquarters(folder: string): Promise<Headquarters> {
  await mkdir(folder, { recursive: true });
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const admin = { name: 'demo', password: randomBytes(12).toString('base64url') };
  const env = { ...process.env, HQ_DATA: folder, HQ_PORT: String(port), HQ_LOG_LEVEL: 'info' };
  let running: ChildProcess | undefined;

  const start = async (): Promise<void> => {
    const log = openSync(path.join(folder, 'hq.log'), 'a');
    const child = spawn(process.execPath, [serverEntry], { env, stdio: ['ignore', log, log] });
    running = child;
    await untilHealthy(url, child, path.join(folder, 'hq.log'));
  };
  const stop = async (): Promise<void> => {
    const child = running;
    running = undefined;
    if (!child || child.exitCode !== null) return;
    child.kill('SIGTERM');
    await once(child, 'exit');
  };

  await start();
  await command(['admin', 'create', '--name', admin.name], env, `${admin.password}\n`);
  return {
    url,
    admin,
    start,
    stop,
    enrol: async (site, label) => {
      const out = path.join(folder, `${label}.enrolment.json`);
      await command(
        ['enrol', '--site', site, '--label', label, '--role', 'inspector', '--out', out],
        env,
        '',
      );
      return readFile(out, 'utf8');
    },
    counts: () => askCounts(url, admin),
  };
}

const serverEntry = path.join(repositoryRoot, 'hq', 'server', 'main.ts');

async function command(args: readonly string[], env: NodeJS.ProcessEnv, input: string): Promise<void> {
  const child = spawn(process.execPath, [serverEntry, ...args], { env, stdio: ['pipe', 'pipe', 'pipe'] });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  child.stdout.resume();
  child.stdin.end(input);
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`hq ${args[0]} ended with ${code}: ${said.trim()}`);
}

async function untilHealthy(url: string, child: ChildProcess, log: string): Promise<void> {
  const deadline = Date.now() + startPatience;
  while (Date.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`Headquarters ended at its start; see ${log}.`);
    const healthy = await fetch(`${url}/healthz`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (healthy) return;
    await wait(100);
  }
  throw new Error(`Headquarters did not answer within ${startPatience / 1000} s; see ${log}.`);
}

async function askCounts(url: string, admin: Headquarters['admin']): Promise<RecordCounts> {
  const signIn = consoleCall('session.signIn', admin);
  const session = await fetch(`${url}${signIn.url}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: signIn.body,
  });
  const cookie = session.headers.get('set-cookie')?.split(';')[0];
  if (!session.ok || !cookie) throw new Error(`Signing in to headquarters was answered ${session.status}.`);
  const ask = consoleCall('counts', {});
  const answer = await fetch(`${url}${ask.url}`, { headers: { cookie } });
  const counts: ConsoleReply<'counts'> = consoleRoutes.counts.reply.parse(await answer.json());
  return counts;
}

/** A port that nobody uses now; headquarters must come back on the same one. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('there is no free port');
  return address.port;
}
