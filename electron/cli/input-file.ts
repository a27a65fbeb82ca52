import { OutpostError } from '#shared/errors.ts';

/**
 * Reads a file that the command line named.
 *
 * @param file its path
 * @param read how to read it
 * @returns what `read` gave
 * @throws OutpostError `not_found` when it cannot be read
 */
export async function readInput<R>(file: string, read: (file: string) => Promise<R>): Promise<R> {
  try {
    return await read(file);
  } catch (cause) {
    throw new OutpostError('not_found', `${file} cannot be read.`, { cause });
  }
}
