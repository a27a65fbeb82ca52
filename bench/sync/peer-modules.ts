import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { runCommand } from '#build/run-command.ts';

const folder = fileURLToPath(new URL('./peer/', import.meta.url));
const fromPeers = createRequire(path.join(folder, 'package.json'));

/** What is used of PouchDB. */
export interface PouchDatabase {
  bulkDocs(docs: readonly object[]): Promise<unknown>;
  info(): Promise<{ readonly doc_count: number }>;
  close(): Promise<void>;
}

export interface Pouch {
  new (name: string): PouchDatabase;
  readonly version: string;
  replicate(
    source: PouchDatabase | string,
    target: PouchDatabase | string,
  ): Promise<{ readonly ok: boolean }>;
  defaults(options: { readonly prefix: string }): Pouch;
}

/** Installs the peers, which Outpost itself does not depend on, when the bench runs for the first time. */
export async function ensurePeers(): Promise<void> {
  if (existsSync(path.join(folder, 'node_modules', 'pouchdb'))) return;
  await runCommand('npm', ['ci', '--no-audit', '--no-fund'], { cwd: folder });
}

/** @returns PouchDB */
export function loadPouch(): Pouch {
  return fromPeers('pouchdb') as Pouch;
}

/** A request handler as Node's HTTP server takes it. */
export type Handler = Parameters<typeof import('node:http').createServer>[1];

/**
 * @param pouch where the databases lie
 * @returns the peer's server
 */
export function pouchServer(pouch: Pouch): Handler {
  const express = fromPeers('express') as () => { use(handler: unknown): void } & NonNullable<Handler>;
  const expressPouch = fromPeers('express-pouchdb') as (pouch: Pouch, options: object) => unknown;
  const app = express();
  app.use(expressPouch(pouch, { mode: 'minimumForPouchDB', inMemoryConfig: true, logPath: '/dev/null' }));
  return app;
}

/** @returns the way into PostgreSQL's `COPY … FROM STDIN` */
export function loadCopyFrom(): (sql: string) => import('node:stream').Writable & import('pg').Submittable {
  return (fromPeers('pg-copy-streams') as { from: ReturnType<typeof loadCopyFrom> }).from;
}
