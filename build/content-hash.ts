import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { isTestFile } from './lint/violation.ts';
import { repositoryRoot } from './paths.ts';

/**
 * A hash over the names and contents of files, tests left out.
 * @param inputs repository paths of files and folders; one that is missing counts as empty
 */
export async function contentHash(inputs: readonly string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const input of inputs) {
    for (const file of await filesIn(input)) {
      hash
        .update(`${file}\0`)
        .update(await readFile(path.join(repositoryRoot, file)))
        .update('\0');
    }
  }
  return hash.digest('hex');
}

async function filesIn(input: string): Promise<readonly string[]> {
  const absolute = path.join(repositoryRoot, input);
  if (!existsSync(absolute)) return [];
  if (path.extname(input) !== '') return [input];
  const entries = await readdir(absolute, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && !isTestFile(entry.name))
    .map((entry) => path.relative(repositoryRoot, path.join(entry.parentPath, entry.name)))
    .sort();
}
