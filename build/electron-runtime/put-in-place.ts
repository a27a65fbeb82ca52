import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import path from 'node:path';

/**
 * Makes a folder of the cache whole or not at all: `make` fills a temporary neighbour, which then takes the name in
 * one rename. A process killed half-way leaves only a neighbour, and of two that race the first one wins.
 * @param folder absolute; what is there already is kept and `make` is not called
 * @param make fills the folder it is given
 */
export async function putInPlace(folder: string, make: (temporary: string) => Promise<void>): Promise<void> {
  if (existsSync(folder)) return;
  await mkdir(path.dirname(folder), { recursive: true });
  const temporary = await mkdtemp(`${folder}.part-`);
  try {
    await make(temporary);
    await chmod(temporary, 0o755);
    await rename(temporary, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}
