import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

const packageFile = path.resolve(import.meta.dirname, '..', '..', 'package.json');

/**
 * @returns the version of Outpost that this command line belongs to
 */
export function appVersion(): string {
  return z.object({ version: z.string() }).parse(JSON.parse(readFileSync(packageFile, 'utf8'))).version;
}
