import { type FileHandle, open, rm } from 'node:fs/promises';
import { fileError } from '#db/durable-files.ts';
import { OutpostError } from '#shared/errors.ts';

/**
 * Writes a file that must not be there yet. It is on its disk when this returns: a stick is pulled out right away.
 *
 * @param file its path
 * @param bytes its content
 * @throws OutpostError `conflicting_state` when it is there already or its folder is not; `disk_full`: then nothing of it
 *   is left
 */
export async function writeNewFile(file: string, bytes: Uint8Array): Promise<void> {
  const handle = await open(file, 'wx', 0o600).catch((cause: unknown) => {
    throw new OutpostError('conflicting_state', `${file} cannot be written, or is there already.`, { cause });
  });
  await fill(handle, bytes).catch(async (cause: unknown) => {
    await rm(file, { force: true });
    throw fileError(cause);
  });
}

/** Writes and flushes; the file is closed however this ends. */
async function fill(handle: FileHandle, bytes: Uint8Array): Promise<void> {
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}
