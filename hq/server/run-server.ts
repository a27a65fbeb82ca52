import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { FastifyInstance } from 'fastify';
import { transaction } from '../store/database.ts';
import { ensureFramePartitions } from '../store/frame-partitions.ts';
import { lockForSetUp } from '../store/migrate.ts';
import { openStore, type Store } from '../store/store.ts';
import { buildServer, publicAddress, type ServerParts } from './build-server.ts';
import type { Config } from './config.ts';
import { startNightly } from './nightly.ts';

/** A headquarters that is running. */
export interface RunningServer {
  readonly url: string;
  readonly store: Store;
  readonly app: FastifyInstance;
  /** Finishes what is under way, then closes server and database. */
  stop(): Promise<void>;
}

const dayMs = 86_400_000;
const addressNote = 'address';

/**
 * Opens the store and listens.
 *
 * @param config how headquarters runs
 * @param parts version, log and console
 * @returns the running headquarters
 * @throws Error when the database or the address cannot be had; nothing is left running then
 */
export async function runServer(config: Config, parts: Omit<ServerParts, 'store'>): Promise<RunningServer> {
  const store = await openStore({ url: config.databaseUrl, dataFolder: config.dataFolder });
  try {
    const app = await buildServer(config, { ...parts, store });
    const rhythm = setInterval(() => {
      prepareMonth(store).catch((err: unknown) =>
        app.log.warn({ err }, 'no partition for the coming months'),
      );
    }, dayMs);
    rhythm.unref();
    const stopNightly = startNightly(config, store, app.log);
    await app.listen({ host: config.host, port: config.port });
    const { url } = publicAddress(app, config);
    noteAddress(config, url);
    const stop = async (): Promise<void> => {
      clearInterval(rhythm);
      stopNightly();
      await app.close();
      await store.close();
    };
    return { url, store, app, stop };
  } catch (error) {
    await store.close();
    throw error;
  }
}

/**
 * @param config how headquarters runs
 * @returns the address on which it was last reached, for commands that run beside it; undefined before the first start
 */
export function notedAddress(config: Config): string | undefined {
  const note = path.join(config.dataFolder, addressNote);
  return existsSync(note) ? readFileSync(note, 'utf8').trim() : undefined;
}

function noteAddress(config: Config, url: string): void {
  mkdirSync(config.dataFolder, { recursive: true, mode: 0o700 });
  writeFileSync(path.join(config.dataFolder, addressNote), `${url}\n`);
}

async function prepareMonth(store: Store): Promise<void> {
  await transaction(store.pool, async (sql) => {
    await lockForSetUp(sql);
    await ensureFramePartitions(sql, Date.now());
  });
}
