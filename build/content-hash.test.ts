import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { contentHash } from './content-hash.ts';
import { cacheRoot, repositoryRoot } from './paths.ts';

let folder: string;
beforeEach(() => {
  mkdirSync(cacheRoot, { recursive: true });
  folder = mkdtempSync(path.join(cacheRoot, 'hash-test-'));
  write('inside/a.ts', 'one');
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(name: string, text: string): void {
  mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
  writeFileSync(path.join(folder, name), text);
}

const hash = (): Promise<string> => contentHash([path.relative(repositoryRoot, path.join(folder, 'inside'))]);

describe('a bundle is built again', () => {
  it.each([
    ['changes', 'inside/a.ts', 'two'],
    ['is new', 'inside/b.ts', ''],
  ])('when a file %s', async (_what, name, text) => {
    const before = await hash();
    write(name, text);
    expect(await hash()).not.toBe(before);
  });

  it.each([
    ['a test', 'inside/a.test.ts'],
    ['a file elsewhere', 'outside/a.ts'],
  ])('but not for %s', async (_what, name) => {
    const before = await hash();
    write(name, 'new');
    expect(await hash()).toBe(before);
  });
});
