import { readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { FastifyBaseLogger } from 'fastify';
import { takeBackup } from '../store/backups/take-backup.ts';
import { transaction } from '../store/database.ts';
import { forgetPhotos } from '../store/forget-photos.ts';
import { grantedSites } from '../store/grants.ts';
import { everybody } from '../store/merge-ops.ts';
import { dropEffects } from '../store/snapshots/drop-effects.ts';
import { type MadeSnapshots, makeInTurn } from '../store/snapshots/make-snapshots.ts';
import { forgetSnapshots } from '../store/snapshots/snapshot-records.ts';
import type { Store } from '../store/store.ts';
import { brotli } from './compression.ts';
import type { Config } from './config.ts';

/** Names the lock under which one of several headquarters does the work of the night; any fixed number will do. */
const nightLock = 4_715_008_220;
const backupSuffix = '.outpost-backup';

type Log = Pick<FastifyBaseLogger, 'info' | 'warn'>;

/**
 * Does the work of the night at the configured hour of this machine's clock, every day.
 *
 * @param config hour, and where backups go
 * @param store headquarters' memory
 * @param log of the server
 * @returns the way to stop
 */
export function startNightly(config: Config, store: Store, log: Log): () => void {
  let timer: NodeJS.Timeout;
  const plan = (): void => {
    timer = setTimeout(
      () => {
        workAtNight(config, store, log).catch((err: unknown) => log.warn({ err }, 'the night was cut short'));
        plan();
      },
      untilHour(config.nightHour, new Date()),
    );
    timer.unref();
  };
  plan();
  return () => clearTimeout(timer);
}

/**
 * @param hour 0 to 23
 * @param now of this machine
 * @returns ms until the clock shows that hour next
 */
export function untilHour(hour: number, now: Date): number {
  const next = new Date(now);
  next.setHours(hour, 0, 0, 0);
  if (next <= now) next.setDate(next.getDate() + 1);
  return next.getTime() - now.getTime();
}

/**
 * Forgets photos that were removed a month ago, makes snapshots of everything that laptops may see, forgets old ones and
 * the stream before them, and takes a backup where a folder is configured. One of several headquarters does it; the others leave it alone.
 *
 * @param config where backups go, and how many stay
 * @param store headquarters' memory
 * @param log of the server
 */
export async function workAtNight(config: Config, store: Store, log: Log): Promise<void> {
  const alone = await store.pool.connect();
  try {
    const { rows } = await alone.query<{ locked: boolean }>('SELECT pg_try_advisory_lock($1) AS locked', [
      nightLock,
    ]);
    if (!rows[0]?.locked) return;
    try {
      await forgetPhotos(store.pool, Date.now());
      const { at } = await makeAllSnapshots(store, log);
      await transaction(store.pool, async (sql) => {
        await forgetSnapshots(sql, Date.now());
        await dropEffects(sql, at, Date.now());
      });
      if (config.backupFolder !== undefined) await backUp(config, config.backupFolder, store, log);
    } finally {
      await alone.query('SELECT pg_advisory_unlock($1)', [nightLock]);
    }
  } finally {
    alone.release();
  }
}

/**
 * @param store headquarters' memory
 * @param log told about what was made
 * @returns snapshots of every site that a laptop is granted, and of what everybody receives
 */
export async function makeAllSnapshots(store: Store, log: Pick<Log, 'info'>): Promise<MadeSnapshots> {
  const scopes = [everybody, ...(await grantedSites(store.pool))];
  const made = await makeInTurn({ ledger: store.ledger, compress: brotli, now: Date.now }, scopes);
  log.info({ scopes: scopes.length, ...made }, 'snapshots made');
  return made;
}

async function backUp(config: Config, folder: string, store: Store, log: Log): Promise<void> {
  const file = path.join(folder, backupName(new Date()));
  const { size } = await takeBackup({ pool: store.pool, url: store.databaseUrl }, file);
  log.info({ size }, 'backup taken and checked');
  const old = readdirSync(folder)
    .filter((name) => /^headquarters-[0-9TZ-]+\.outpost-backup$/.test(name))
    .sort()
    .slice(0, -config.keptBackups);
  for (const name of old) rmSync(path.join(folder, name));
}

/**
 * @param now the moment of a backup
 * @returns a file name that sorts by it
 */
export function backupName(now: Date): string {
  return `headquarters-${now.toISOString().slice(0, 19).replaceAll(':', '-')}Z${backupSuffix}`;
}
