import { sampleDevice } from '#shared/domain/ids.ts';
import { commit } from './commit.ts';
import type { FieldDatabase } from './database.ts';
import { replayDeferred } from './deferred.ts';
import { journalHead, journalState } from './journal.ts';
import { currentSchema, migrate, schemaOf } from './migrate.ts';
import { openEncrypted, storageError } from './open.ts';
import { readableDb } from './read.ts';
import { refreshSearch } from './search-index.ts';
import { type DatabaseLog, Store, silentLog } from './store.ts';

/** How to open the field database of a vault. */
export interface FieldDatabaseOptions {
  readonly file: string;
  /** The vault's data key: 32 bytes. */
  readonly key: Uint8Array;
  /** Compiled SQLite addon, for runtimes on which the packaged one does not load. */
  readonly nativeBinding?: string | undefined;
  /** Wall clock, ms since 1970 UTC; left out: the machine's. */
  readonly now?: () => number;
  readonly log?: DatabaseLog;
  /** Opens as the sample mode, whose device number headquarters refuses. */
  readonly sample?: boolean;
  /** Fail when the file is missing, instead of making it. */
  readonly mustExist?: boolean;
  /** Called once the file is closed. */
  readonly afterClose?: () => void;
}

/** An open field database, with the store that sync, search and checks work on. */
export interface OpenFieldDatabase extends FieldDatabase {
  readonly store: Store;
  /** A newer version wrote the file: commits throw `vault_newer`. */
  readonly readOnly: boolean;
}

/**
 * Opens the field database, makes it when it is missing, and brings its schema up to date.
 *
 * @param options the file, its key, and what stands in for the machine in tests
 * @returns the open database; close it
 * @throws OutpostError `wrong_passphrase`, `vault_damaged`, `vault_missing`, `vault_busy`, `disk_full`
 */
export function openFieldDatabase(options: FieldDatabaseOptions): OpenFieldDatabase {
  const raw = openEncrypted(options);
  try {
    const readOnly = schemaOf(raw) > currentSchema;
    if (readOnly) raw.pragma('query_only = ON');
    else migrate(raw);
    const store = new Store(raw, { log: options.log ?? silentLog, now: options.now ?? Date.now, readOnly });
    if (!readOnly) {
      replayDeferred(store);
      refreshSearch(store);
    }
    if (options.sample && !readOnly)
      store.run('UPDATE sync_state SET device = ? WHERE device IS NULL', sampleDevice);
    return fieldDatabase(store, options.afterClose);
  } catch (thrown) {
    raw.close();
    throw storageError(thrown);
  }
}

function fieldDatabase(store: Store, afterClose?: () => void): OpenFieldDatabase {
  return {
    store,
    readOnly: store.readOnly,
    read: readableDb(store),
    get device() {
      return journalState(store).device;
    },
    commit: (author, work) => commit(store, author, work),
    onChange: (listener) => store.onChange(listener),
    head: () => journalHead(store),
    close: () => {
      if (!store.raw.open) return;
      store.raw.close();
      afterClose?.();
    },
  };
}
