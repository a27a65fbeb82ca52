import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { packArchive } from '#electron/core/import/archive-fixture.ts';
import { readSheets } from '#electron/core/import/sheet-reader.ts';
import { OutpostError } from '#shared/errors.ts';

/** What the ugly files take. */
export interface FolderFigures {
  readonly files: number;
  readonly slowest: string;
  /** Milliseconds of the slowest. */
  readonly longest: number;
  /** The most that the process with its thread ever held, in megabytes. */
  readonly memory: number;
}

const folder = path.resolve(import.meta.dirname, '../../electron/core/import/rosters');

/** Reads every roster of the tests, and an archive that unpacks to a gigabyte. */
export async function measureFolder(): Promise<FolderFigures> {
  const zeros = { content: new Uint8Array(64 * 1024 * 1024) };
  const bomb = packArchive([
    { name: 'xl/workbook.xml', content: Buffer.from('<workbook/>') },
    ...Array.from({ length: 16 }, (_, n) => ({ name: `xl/worksheets/sheet${n + 1}.xml`, ...zeros })),
  ]);
  const files = [
    ...readdirSync(folder)
      .filter((name) => !name.endsWith('.ts'))
      .map((name): [string, Uint8Array] => [name, readFileSync(path.join(folder, name))]),
    ['an archive of a gigabyte', bomb] as [string, Uint8Array],
  ];
  let [slowest, longest] = ['', 0];
  for (const [name, bytes] of files) {
    const begun = performance.now();
    await readOrRefuse(name, bytes);
    const taken = performance.now() - begun;
    if (taken > longest) [slowest, longest] = [name, taken];
  }
  return { files: files.length, slowest, longest, memory: process.resourceUsage().maxRSS / 1024 };
}

async function readOrRefuse(fileName: string, bytes: Uint8Array): Promise<void> {
  try {
    await readSheets({ fileName, bytes }, new AbortController().signal);
  } catch (thrown) {
    if (!(thrown instanceof OutpostError)) throw thrown;
  }
}
