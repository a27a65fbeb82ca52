import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, expect, it } from 'vitest';
import { writeNewFile } from './write-new-file.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'outpost-new-file-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('a file for carrying is written whole and never replaces another', async () => {
  const file = path.join(folder, 'a.outpost');
  await writeNewFile(file, Uint8Array.of(1, 2, 3));
  await expect(writeNewFile(file, Uint8Array.of(4))).rejects.toMatchObject({ code: 'conflicting_state' });
  expect([...readFileSync(file)]).toEqual([1, 2, 3]);
});

it.runIf(process.platform === 'linux')(
  'a file for carrying that finds no space is said to, and leaves no half of it behind',
  async () => {
    const file = path.join(folder, 'b.outpost');
    // The shell's limit of the size of files stands in for the stick's: it refuses in the midst of the bytes.
    const program = `
      import { writeNewFile } from ${JSON.stringify(path.join(import.meta.dirname, 'write-new-file.ts'))};
      process.on('SIGXFSZ', () => {});
      await writeNewFile(${JSON.stringify(file)}, new Uint8Array(100_000)).catch(({ code, cause }) =>
        console.log(code ?? 'none', cause?.code ?? 'none'));`;
    const run = promisify(execFile)('sh', [
      '-c',
      'ulimit -f 8; exec "$0" --input-type=module -e "$1"',
      process.execPath,
      program,
    ]);
    expect((await run).stdout.trim()).toBe('disk_full EFBIG');
    expect(readdirSync(folder)).not.toContain('b.outpost');
  },
);
