import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createPlaces, saveFile } from './save-file.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'outpost-save-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const bytes = Uint8Array.of(1, 2, 3);
const here = async (name: string): Promise<string> => path.join(folder, name);

describe('saving a file', () => {
  it('puts it where the person says, and says its name', async () => {
    expect(await saveFile({ name: 'Basra-2.outpost', bytes }, here)).toBe('Basra-2.outpost');
    expect(new Uint8Array(readFileSync(path.join(folder, 'Basra-2.outpost')))).toEqual(bytes);
    expect(readdirSync(folder)).toEqual(['Basra-2.outpost']);
  });

  it.each(['طلب-تدقيق.xlsx', 'roster.csv', 'certificates.pdf'])(
    'takes what is exported: %s',
    async (name) => {
      expect(await saveFile({ name, bytes }, here)).toBe(name);
      expect(readdirSync(folder)).toEqual([name]);
    },
  );

  it('does nothing when the person thinks better of it', async () => {
    expect(await saveFile({ name: 'Basra-2.outpost', bytes }, async () => undefined)).toBeNull();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('leaves nothing behind when it cannot be written', async () => {
    const nowhere = async (): Promise<string> => path.join(folder, 'missing', 'x.outpost');
    await expect(saveFile({ name: 'x.outpost', bytes }, nowhere)).rejects.toThrow();
    expect(existsSync(path.join(folder, 'missing'))).toBe(false);
  });

  it.runIf(process.platform === 'linux')('leaves nothing behind when the disk is full', async () => {
    symlinkSync('/dev/full', path.join(folder, 'x.outpost.part'));
    await expect(saveFile({ name: 'x.outpost', bytes }, here)).rejects.toThrow('ENOSPC');
    expect(readdirSync(folder)).toEqual([]);
  });

  it.each([
    ['another kind of file', { name: 'run.sh', bytes }],
    ['a folder in the name', { name: '../x.outpost', bytes }],
    ['no bytes', { name: 'x.outpost', bytes: 'text' }],
    ['nothing', undefined],
  ])('refuses %s before anybody is asked', async (_what, asked) => {
    await expect(
      saveFile(asked, async () => {
        throw new Error('somebody was asked');
      }),
    ).rejects.toThrow(/invalid|expected/i);
  });
});

describe('a place to save what is made afterwards', () => {
  it('is known to the page by a word that works once and says nothing of the folder', async () => {
    const places = createPlaces();
    const word = await places.choose('Basra.pdf', here);
    expect(word).not.toContain(path.sep);
    expect(places.take(word ?? '')).toBe(path.join(folder, 'Basra.pdf'));
    expect(places.take(word ?? '')).toBeUndefined();
  });

  it('is nowhere when the person thinks better of it, and for words that nobody was given', async () => {
    const places = createPlaces();
    expect(await places.choose('Basra.pdf', async () => undefined)).toBeNull();
    expect(places.take('/etc/passwd')).toBeUndefined();
  });

  it.each(['run.sh', '../x.pdf', 7])('is not asked for %s', async (name) => {
    await expect(createPlaces().choose(name, here)).rejects.toThrow();
  });
});
