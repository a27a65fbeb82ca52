import { randomUUID } from 'node:crypto';
import { copyFileSync, existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import { OutpostError } from '#shared/errors.ts';
import { fileError, flushFile, makeFolderDurably, moveDurably } from './durable-files.ts';
import { openEncrypted, storageError } from './open.ts';
import { PhotoStore } from './photo-store.ts';
import type { Store } from './store.ts';
import { vaultFiles } from './vault-header.ts';

/** A file of the copy, and what opens it. */
interface Copy {
  readonly file: string;
  readonly key: Uint8Array;
  readonly nativeBinding: string | undefined;
}

/** A copy of a vault. */
export interface Backup {
  readonly folder: string;
  /** `seq` of the last op in it. */
  readonly head: number;
}

/**
 * Copies an open vault: a folder with the header, one consistent database and one of the pictures, under the same key,
 * so that the same passphrases open it. The copy is opened and checked before it takes its name.
 *
 * @param store the open database
 * @param photos the open pictures
 * @param vault the folder of the vault, its data key, and how to load SQLite
 * @param target folder of the copy; must not exist
 * @returns the copy
 * @throws OutpostError `vault_exists` when the target exists; `disk_full`; `vault_damaged` when the copy doesn't check
 */
export function backupVault(
  store: Store,
  photos: PhotoStore,
  vault: { readonly folder: string; readonly key: Uint8Array; readonly nativeBinding?: string | undefined },
  target: string,
): Backup {
  if (existsSync(target)) throw new OutpostError('vault_exists', 'There is something at this place already.');
  const beside = `${target}.new-${randomUUID()}`;
  try {
    makeFolderDurably(beside);
    const file = path.join(beside, vaultFiles.database);
    const pictures = path.join(beside, vaultFiles.photos);
    // The pictures last: a record that is added meanwhile must not lack its picture in the copy.
    store.raw.prepare('VACUUM INTO ?').run(file);
    photos.copyTo(pictures);
    copyFileSync(path.join(vault.folder, vaultFiles.header), path.join(beside, vaultFiles.header));
    const head = checkCopy({ file, key: vault.key, nativeBinding: vault.nativeBinding });
    checkPictures({ file: pictures, key: vault.key, nativeBinding: vault.nativeBinding });
    for (const name of [vaultFiles.database, vaultFiles.photos, vaultFiles.header])
      flushFile(path.join(beside, name));
    moveDurably(beside, target);
    return { folder: target, head };
  } catch (thrown) {
    rmSync(beside, { recursive: true, force: true });
    throw storageError(fileError(thrown));
  }
}

function checkPictures(copy: Copy): void {
  const pictures = new PhotoStore({ ...copy, mustExist: true });
  try {
    for (const fault of pictures.faults()) if (fault !== undefined) throw damagedCopy();
  } finally {
    pictures.close();
  }
}

function checkCopy(copy: Copy): number {
  const raw = openEncrypted({ ...copy, mustExist: true });
  try {
    if (raw.pragma('integrity_check', { simple: true }) !== 'ok') {
      throw damagedCopy();
    }
    const row = raw.prepare<[], { seq: number }>('SELECT coalesce(max(seq), 0) AS seq FROM op').get();
    return row?.seq ?? 0;
  } finally {
    raw.close();
  }
}

function damagedCopy(): OutpostError {
  return new OutpostError('vault_damaged', 'The copy does not check: keep the vault and try another place.');
}
