import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { repositoryRoot } from '../paths.ts';
import { PlainFailure } from '../plain-failure.ts';
import { announce } from '../progress.ts';
import { tryCommand } from '../run-command.ts';

const electronPackage = path.join(repositoryRoot, 'node_modules', 'electron');
const probeTimeout = 5_000;
const downloadTimeout = 600_000;

/** Where the executable lies inside Electron's dist folder on this platform. */
export function executableIn(distFolder: string): string {
  const inside: Partial<Record<NodeJS.Platform, string>> = {
    darwin: 'Electron.app/Contents/MacOS/Electron',
    win32: 'electron.exe',
  };
  return path.join(distFolder, inside[process.platform] ?? 'electron');
}

/**
 * The version of the Electron in a dist folder.
 * @throws PlainFailure when the folder holds no executable or does not say its version
 */
export function versionIn(distFolder: string): string {
  if (!existsSync(executableIn(distFolder))) {
    throw new PlainFailure(`There is no Electron in ${distFolder}: ${executableIn(distFolder)} is missing.`);
  }
  const file = path.join(distFolder, 'version');
  if (!existsSync(file))
    throw new PlainFailure(`${distFolder} has no file "version", so it is no Electron dist folder.`);
  return readFileSync(file, 'utf8').trim().replace(/^v/, '');
}

/** The dist folder that Electron's own installer left in node_modules, if it did. */
export function installedDist(): string | undefined {
  const folder = path.join(electronPackage, 'dist');
  return existsSync(executableIn(folder)) ? folder : undefined;
}

/**
 * Lets Electron's own installer download its binary, if its server answers.
 * @returns the dist folder, or undefined when the download is impossible
 */
export async function downloadDist(): Promise<string | undefined> {
  if (!(await serverAnswers())) return undefined;
  announce("Downloading Electron by Electron's own installer …");
  await tryCommand(process.execPath, [path.join(electronPackage, 'install.js')], {
    visible: true,
    timeout: downloadTimeout,
  });
  return installedDist();
}

/** A quick look first: on a network that swallows packets the installer would wait for minutes. */
async function serverAnswers(): Promise<boolean> {
  if (process.env.ELECTRON_SKIP_BINARY_DOWNLOAD) return false;
  const mirror = process.env.ELECTRON_MIRROR ?? process.env.npm_config_electron_mirror;
  if (mirror || process.env.ELECTRON_GET_USE_PROXY) return true;
  try {
    const address = 'https://github.com/electron/electron/releases';
    const answer = await fetch(address, { method: 'HEAD', signal: AbortSignal.timeout(probeTimeout) });
    return answer.ok;
  } catch {
    return false;
  }
}
