import { randomUUID } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';

/** Endings of the files that pages save: for carrying, and what is exported or printed. */
const endings: readonly string[] = ['outpost', 'xlsx', 'csv', 'pdf'];

/** A name without a folder. */
const fileName = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[^/\\:*?"<>|\u0000-\u001f]+$/u)
  .refine((name) => endings.includes(endingOf(name)));

/** What a page may ask to be saved. */
const wish = z.object({
  name: fileName,
  bytes: z.instanceof(Uint8Array).refine(({ length }) => length <= 512 * 1024 * 1024),
});

/** Asks a person where to save; undefined: nowhere. */
export type AskWhere = (suggestion: string) => Promise<string | undefined>;

/**
 * @param name of a file
 * @returns its ending without the dot: the kinds of files that the dialogue of the system offers
 */
export function endingOf(name: string): string {
  return path.extname(name).slice(1);
}

/** Places that a person chose and that nothing was written to yet. Pages know them by a word, never by their path. */
export interface Places {
  /**
   * Asks where to save. Throws ZodError when the name is none; returns null when the person decided otherwise.
   */
  choose(name: unknown, askWhere: AskWhere): Promise<string | null>;
  /** The file that a word stands for, once; undefined when it stands for none. */
  take(word: string): string | undefined;
}

/**
 * @returns no places
 */
export function createPlaces(): Places {
  const files = new Map<string, string>();
  return {
    async choose(name, askWhere) {
      const file = await askWhere(fileName.parse(name));
      if (file === undefined) return null;
      const word = randomUUID();
      files.set(word, file);
      return word;
    },
    take(word) {
      const file = files.get(word);
      files.delete(word);
      return file;
    },
  };
}

/**
 * Saves a file where a person says. The file is there whole or not at all.
 *
 * @param asked what the page sent, from anybody
 * @param askWhere shows the dialogue of the system
 * @returns the name of the saved file; null when the person decided otherwise
 * @throws ZodError for anything that is no such file; the system's error when it cannot be written
 */
export async function saveFile(asked: unknown, askWhere: AskWhere): Promise<string | null> {
  const { name, bytes } = wish.parse(asked);
  const file = await askWhere(name);
  if (file === undefined) return null;
  await writeWhole(file, bytes);
  return path.basename(file);
}

/**
 * @param file where to
 * @param bytes what
 * @throws the system's error when it cannot be written; then nothing of it is left
 */
export async function writeWhole(file: string, bytes: Uint8Array): Promise<void> {
  const beside = `${file}.part`;
  try {
    const handle = await open(beside, 'w', 0o600);
    try {
      await handle.writeFile(bytes);
      // A stick is pulled out as soon as the window says that the file is there.
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(beside, file);
  } catch (cause) {
    await rm(beside, { force: true });
    throw cause;
  }
}
