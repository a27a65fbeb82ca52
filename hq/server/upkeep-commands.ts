import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { z } from 'zod';
import { parseAtBoundary } from '#shared/errors.ts';
import { restoreBackup } from '../store/backups/restore-backup.ts';
import { takeBackup } from '../store/backups/take-backup.ts';
import { openDatabase, transaction } from '../store/database.ts';
import { beginEpoch } from '../store/epoch.ts';
import { changeGrant } from '../store/grants.ts';
import { migrate } from '../store/migrate.ts';
import { ledgerChange } from '../store/postgres-ledger.ts';
import { operator, withStore } from './commands.ts';
import type { Config } from './config.ts';
import { backupName, makeAllSnapshots } from './nightly.ts';

const grantOptions = z.object({
  device: z.coerce.number().int().positive(),
  sites: z
    .string()
    .max(10_000)
    .transform((text) =>
      text
        .split(',')
        .map((site) => site.trim())
        .filter((site) => site !== ''),
    ),
});

/**
 * `snapshot`: makes the snapshots that the night would make.
 *
 * @param config how headquarters runs
 */
export async function makeSnapshotsNow(config: Config): Promise<void> {
  await withStore(config, async (store) => {
    const { rows, parts, bytes } = await makeAllSnapshots(store, { info: () => undefined });
    process.stdout.write(`Snapshots of ${rows} records in ${parts} parts, ${bytes} bytes.\n`);
  });
}

/**
 * `backup`: writes one file, restores it into a scratch database and compares. Works beside a running headquarters.
 *
 * @param config how headquarters runs
 * @param out path of the file; undefined: a new one in the folder for backups
 * @throws Error when the file exists, cannot be written, or does not come back as it was
 */
export async function backUpNow(config: Config, out: string | undefined): Promise<void> {
  const folder = config.backupFolder ?? path.join(config.dataFolder, 'backups');
  const file = path.resolve(out ?? path.join(folder, backupName(new Date())));
  await withStore(config, async (store) => {
    const taken = await takeBackup({ pool: store.pool, url: store.databaseUrl }, file);
    process.stdout.write(`Wrote and checked ${taken.file}: ${taken.size} bytes, as of ${taken.takenAt}.\n`);
  });
}

/**
 * `restore`: fills an empty database with a backup, and begins another life of it: every laptop then sends what the
 * backup lacks. No headquarters may run on the database.
 *
 * @param config how headquarters runs
 * @param from path of the backup
 * @throws Error when there is a headquarters in the database already, or the file is no whole backup
 */
export async function restoreNow(config: Config, from: string): Promise<void> {
  const { databaseUrl: url, dataFolder } = config;
  const database = await openDatabase({ url, dataFolder, join: true });
  try {
    const header = await restoreBackup(database.pool, path.resolve(from));
    await migrate(database.pool);
    await transaction(database.pool, (sql) => beginEpoch(ledgerChange(sql), restored()));
    process.stdout.write(
      `Headquarters is as it was on ${header.takenAt}. Start it: laptops send what it lacks as they come.\n`,
    );
  } finally {
    await database.close();
  }
}

/**
 * `epoch new`: begins another life of the database, after a restore by other means than `restore`.
 *
 * @param config how headquarters runs
 */
export async function beginEpochNow(config: Config): Promise<void> {
  await withStore(config, async (store) => {
    const epoch = await store.ledger.change((tx) => beginEpoch(tx, restored()));
    process.stdout.write(
      `A new epoch has begun: ${epoch}. Laptops send what headquarters lacks as they come.\n`,
    );
  });
}

/**
 * `grant`: gives a laptop other sites.
 *
 * @param config how headquarters runs
 * @param given the command's options
 * @throws OutpostError `invalid_request`, `unknown_device`, `device_revoked`, `not_found` for an unknown site
 */
export async function grantNow(config: Config, given: unknown): Promise<void> {
  const { device, sites } = parseAtBoundary(grantOptions, given);
  await withStore(config, async (store) => {
    const grant = await transaction(store.pool, (sql) => changeGrant(sql, device, sites, operator));
    const names = grant.sites.length === 0 ? 'no site' : grant.sites.join(', ');
    process.stdout.write(`Laptop ${device} may see and write ${names} (version ${grant.version}).\n`);
  });
}

function restored(): Parameters<typeof beginEpoch>[1] {
  return { who: operator, reason: 'restore', now: Date.now(), entropy: new Uint8Array(randomBytes(16)) };
}
