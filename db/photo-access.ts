import path from 'node:path';
import { OutpostError } from '#shared/errors.ts';
import type { ReadableDb } from './database.ts';
import { PhotoStore } from './photo-store.ts';
import { vaultFiles } from './vault-header.ts';

/** The pictures of an open vault. When their file is damaged the records can still be worked with. */
export interface PhotoAccess {
  /** The open file. Throws OutpostError `photos_damaged` when it could not be opened. */
  readonly store: PhotoStore;
  close(): void;
}

/** So long a picture stays after the last record let go of it. */
const patienceMs = 30 * 86_400_000;

/**
 * Opens the pictures of a vault whose records are open, and forgets those that no record has named for a month.
 *
 * @param folder of the vault
 * @param key its data key
 * @param read its records
 * @param options how to load SQLite, and the wall clock in ms since 1970 UTC
 * @returns the pictures; close them before the records
 */
export function openPhotos(
  folder: string,
  key: Uint8Array,
  read: ReadableDb,
  options: { readonly nativeBinding?: string | undefined; readonly now: () => number },
): PhotoAccess {
  let opened: PhotoStore | undefined;
  let failure: unknown;
  try {
    opened = new PhotoStore({
      file: path.join(folder, vaultFiles.photos),
      key,
      nativeBinding: options.nativeBinding,
    });
    opened.sweep(namedPictures(read), options.now(), patienceMs);
  } catch (cause) {
    opened?.close();
    opened = undefined;
    failure = cause;
  }
  return {
    get store() {
      if (opened) return opened;
      throw new OutpostError('photos_damaged', 'The photos of this vault cannot be opened.', {
        cause: failure,
      });
    },
    close: () => opened?.close(),
  };
}

function namedPictures(read: ReadableDb): ReadonlySet<string> {
  const rows = read.all<{ sha256: string }>(
    'SELECT DISTINCT sha256 FROM attachment WHERE deleted = 0 AND sha256 IS NOT NULL',
  );
  return new Set(rows.map(({ sha256 }) => sha256));
}
