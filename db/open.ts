import Sqlite, { type Database } from 'better-sqlite3';
import { OutpostError } from '#shared/errors.ts';

/** How to open an encrypted database file. */
export interface OpenOptions {
  readonly file: string;
  /** The data key: 32 bytes. */
  readonly key: Uint8Array;
  /** Compiled SQLite addon, for runtimes on which the packaged one does not load. */
  readonly nativeBinding?: string | undefined;
  /** Fail when the file is missing, instead of making it. */
  readonly mustExist?: boolean;
}

const keyBytes = 32;

/**
 * Opens an SQLCipher 4 database with a raw key: WAL, every commit flushed to disk, nothing temporary outside memory.
 *
 * @param options the file and its key
 * @returns the connection
 * @throws OutpostError `vault_missing`; `wrong_passphrase` when the key does not fit; `vault_damaged` when the file is
 *   no database
 */
export function openEncrypted(options: OpenOptions): Database {
  if (options.key.length !== keyBytes) throw new Error('a data key has 32 bytes');
  const raw = connect(options);
  try {
    raw.pragma("cipher = 'sqlcipher'");
    raw.pragma('legacy = 4');
    raw.pragma(`key = "x'${Buffer.from(options.key).toString('hex')}'"`);
    raw.prepare('SELECT count(*) FROM sqlite_schema').get();
    raw.pragma('journal_mode = WAL');
    raw.pragma('synchronous = FULL');
    raw.pragma('foreign_keys = ON');
    raw.pragma('temp_store = MEMORY');
    // In KiB: enough for the indexes by which people are found, among hundreds of thousands.
    raw.pragma('cache_size = -16000');
    raw.pragma('secure_delete = ON');
    raw.pragma('mmap_size = 0');
    raw.pragma('trusted_schema = OFF');
    return raw;
  } catch (thrown) {
    raw.close();
    throw openingError(thrown);
  }
}

function connect(options: OpenOptions): Database {
  try {
    return new Sqlite(options.file, {
      timeout: 5000,
      fileMustExist: options.mustExist ?? false,
      ...(options.nativeBinding ? { nativeBinding: options.nativeBinding } : {}),
    });
  } catch (cause) {
    throw new OutpostError('vault_missing', 'The database file cannot be opened.', { cause });
  }
}

function openingError(cause: unknown): unknown {
  const code = sqliteCode(cause);
  if (code === 'SQLITE_NOTADB') {
    return new OutpostError('wrong_passphrase', 'The key does not open this database.', { cause });
  }
  if (code.startsWith('SQLITE_IOERR') && !isDiskFull(code)) {
    return new OutpostError('vault_damaged', 'The database file is damaged.', { cause });
  }
  return storageError(cause);
}

/**
 * Gives SQLite's errors about the storage itself a code of ours.
 *
 * @param cause what was thrown
 * @returns `disk_full`, `vault_busy` or `vault_damaged` where that is what happened, else what was thrown
 */
export function storageError(cause: unknown): unknown {
  const code = sqliteCode(cause);
  if (isDiskFull(code)) {
    return new OutpostError('disk_full', 'The disk is full: nothing of this change was saved.', { cause });
  }
  if (code.startsWith('SQLITE_BUSY')) {
    return new OutpostError('vault_busy', 'Another program is using the database.', { cause });
  }
  if (code.startsWith('SQLITE_CORRUPT') || code.startsWith('SQLITE_NOTADB')) {
    return new OutpostError('vault_damaged', 'The database file is damaged.', { cause });
  }
  return cause;
}

/** Shared memory lies in a file too: where there is no room for it to grow, that has a code of its own. */
function isDiskFull(code: string): boolean {
  return code.startsWith('SQLITE_FULL') || code === 'SQLITE_IOERR_SHMSIZE';
}

function sqliteCode(thrown: unknown): string {
  return thrown instanceof Error && 'code' in thrown ? String(thrown.code) : '';
}
