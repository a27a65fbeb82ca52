import type pg from 'pg';
import { openDatabase, transaction } from './database.ts';
import { moveFormerConflicts } from './former-conflicts.ts';
import { ensureFramePartitions } from './frame-partitions.ts';
import { type Identity, loadIdentity } from './identity.ts';
import { updateDirectory } from './laptop-directory.ts';
import type { Ledger } from './ledger.ts';
import { lockForSetUp, migrate } from './migrate.ts';
import { postgresLedger } from './postgres-ledger.ts';
import { seedReference } from './seed-reference.ts';

/** Headquarters' memory, open and up to date. */
export interface Store {
  readonly pool: pg.Pool;
  /** What exchanges with laptops read and change. */
  readonly ledger: Ledger;
  readonly identity: Identity;
  readonly embedded: boolean;
  /** The connection string: a secret. */
  readonly databaseUrl: string;
  close(): Promise<void>;
}

/**
 * Opens the database, migrates it, and on the first start gives headquarters its identity and the reference data.
 *
 * @param options see `openDatabase`
 * @returns the open store
 * @throws Error when the database cannot be reached, started or migrated
 */
export async function openStore(options: Parameters<typeof openDatabase>[0]): Promise<Store> {
  const database = await openDatabase(options);
  try {
    await migrate(database.pool);
    const identity = await transaction(database.pool, async (sql) => {
      await lockForSetUp(sql);
      const known = await loadIdentity(sql);
      await seedReference(sql, known, Date.now());
      await updateDirectory(sql, Date.now());
      await moveFormerConflicts(sql, Date.now());
      await ensureFramePartitions(sql, Date.now());
      return known;
    });
    const { pool, embedded, url } = database;
    const close = (): Promise<void> => database.close();
    return { pool, ledger: postgresLedger(pool), identity, embedded, databaseUrl: url, close };
  } catch (error) {
    await database.close();
    throw error;
  }
}
