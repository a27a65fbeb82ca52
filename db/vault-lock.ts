import path from 'node:path';
import Sqlite, { type Database } from 'better-sqlite3';
import { OutpostError } from '#shared/errors.ts';
import { storageError } from './open.ts';
import { vaultFiles } from './vault-header.ts';

/** Held while a vault is open; the operating system lets go of it when the process dies, however it dies. */
export interface VaultLock {
  /** Lets the next one in. May be called twice. */
  release(): void;
}

/**
 * Takes the vault for this process. The lock is SQLite's own on an empty database file, so that it works on every
 * platform and none is left behind by a killed process.
 *
 * @param folder of the vault
 * @param nativeBinding compiled SQLite addon, for runtimes on which the packaged one does not load
 * @returns the lock
 * @throws OutpostError `vault_busy` when another process, or another part of this one, has the vault open; `disk_full`
 */
export function lockVault(folder: string, nativeBinding?: string): VaultLock {
  const file = path.join(folder, vaultFiles.lock);
  let held: Database | undefined;
  try {
    held = new Sqlite(file, { timeout: 0, ...(nativeBinding ? { nativeBinding } : {}) });
    held.exec('BEGIN EXCLUSIVE');
  } catch (cause) {
    held?.close();
    const error = storageError(cause);
    if (error instanceof OutpostError && error.code === 'disk_full') throw error;
    throw new OutpostError('vault_busy', 'This vault is open in another window or program.', { cause });
  }
  const lock = held;
  return { release: () => lock.close() };
}
