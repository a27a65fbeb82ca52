import { mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { makeFolderDurably, moveDurably, writeDurably } from './durable-files.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'outpost-durable-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a file that is replaced', () => {
  it('has its new content, beyond what one write takes too', () => {
    const file = path.join(folder, 'replaced.json');
    writeDurably(file, 'before');
    writeDurably(file, 'ب'.repeat(100_000));
    expect(readFileSync(file, 'utf8')).toBe('ب'.repeat(100_000));
  });

  it.runIf(process.platform === 'linux')('keeps its old content on a full disk, which is said', () => {
    const file = path.join(folder, 'kept.json');
    writeDurably(file, 'before');
    symlinkSync('/dev/full', `${file}.new`);
    expect(() => writeDurably(file, 'after')).toThrow(expect.objectContaining({ code: 'disk_full' }));
    expect(readFileSync(file, 'utf8')).toBe('before');
  });
});

it('a folder is made with those above it, and moves as a whole', () => {
  const made = path.join(folder, 'a', 'b', 'c');
  makeFolderDurably(made);
  makeFolderDurably(made);
  writeDurably(path.join(made, 'inside.json'), '1');
  moveDurably(made, path.join(folder, 'a', 'b', 'moved'));
  expect(readFileSync(path.join(folder, 'a', 'b', 'moved', 'inside.json'), 'utf8')).toBe('1');
});
