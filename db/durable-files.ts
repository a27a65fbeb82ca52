import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, writeSync } from 'node:fs';
import path from 'node:path';
import { OutpostError } from '#shared/errors.ts';

/**
 * Replaces a file by way of a temporary one, flushed before and after: a crash leaves the old one or the new one, never a
 * part.
 *
 * @param file its path
 * @param text its new content
 * @throws OutpostError `disk_full`: the old content stays
 */
export function writeDurably(file: string, text: string): void {
  const temporary = `${file}.new`;
  try {
    const written = openSync(temporary, 'w', 0o600);
    try {
      const bytes = Buffer.from(text);
      for (let at = 0; at < bytes.length; ) at += writeSync(written, bytes, at);
      fsyncSync(written);
    } finally {
      closeSync(written);
    }
    renameSync(temporary, file);
    flushFolder(path.dirname(file));
  } catch (thrown) {
    throw fileError(thrown);
  }
}

/**
 * Flushes what a file holds. Its name is another matter: see `moveDurably`.
 *
 * @param file its path
 */
export function flushFile(file: string): void {
  flush(file, 'r+');
}

/**
 * Makes a folder, and those above it that are missing, so that a power cut does not take them away again.
 *
 * @param folder its path
 */
export function makeFolderDurably(folder: string): void {
  const first = mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (first === undefined) return;
  const top = path.dirname(path.resolve(first));
  for (let parent = path.dirname(path.resolve(folder)); ; parent = path.dirname(parent)) {
    flushFolder(parent);
    if (parent === top) return;
  }
}

/**
 * Gives a finished folder its name: the names in it and its own are on disk when this returns.
 *
 * @param from the folder, whose files are flushed
 * @param to its new path, beside the old one
 */
export function moveDurably(from: string, to: string): void {
  flushFolder(from);
  renameSync(from, to);
  flushFolder(path.dirname(path.resolve(to)));
}

/** No space, none left for this person, or a file longer than may be there. */
const noRoom: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

/**
 * Gives the file system's errors about a full disk our code.
 *
 * @param cause what was thrown
 * @returns `disk_full` where that is what happened, else what was thrown
 */
export function fileError(cause: unknown): unknown {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  if (!noRoom.has(String(code))) return cause;
  return new OutpostError('disk_full', 'The disk is full: nothing of this change was saved.', { cause });
}

function flushFolder(folder: string): void {
  // Windows cannot open folders; its file systems journal the rename themselves.
  if (process.platform !== 'win32') flush(folder, 'r');
}

function flush(place: string, flags: 'r' | 'r+'): void {
  const opened = openSync(place, flags);
  try {
    fsyncSync(opened);
  } finally {
    closeSync(opened);
  }
}
