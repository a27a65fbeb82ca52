import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { _electron } from 'playwright';
import { resolveElectron } from '#build/electron-runtime/resolve-electron.ts';
import { electronLaunchOptions, type LaunchChoices } from '#build/launch.ts';
import { outRoot, repositoryRoot } from '#build/paths.ts';
import { electronThatStarts } from '#tests/fixtures/given-electron.ts';
import { quantile } from './distribution.ts';

/** How long it takes from the start of the process to a window that can be used. */
export interface WindowStart {
  /** Milliseconds, medians. */
  readonly app: number;
  readonly empty: number;
  /** `app / empty`. */
  readonly ratio: number;
}

const rounds = 5;
const emptyWindow = path.join(repositoryRoot, 'bench', 'empty-window');

/**
 * Starts the app and an empty Electron window in turns, each until its first button can be pressed. Both are watched
 * in the same way, which adds the same to both.
 *
 * @returns the medians and their ratio
 */
export async function measureWindowStart(): Promise<WindowStart> {
  const runtime = await resolveElectron();
  const folder = path.join(outRoot, 'empty-electron');
  const forEmpty = await electronThatStarts(runtime, emptyWindow, folder);
  const app: number[] = [];
  const empty: number[] = [];
  try {
    // The first start reads everything from disk: it warms both and does not count.
    for (let round = 0; round <= rounds; round++) {
      const emptyTime = await startOnce({ app: emptyWindow, runtime: forEmpty });
      const appTime = await startOnce({ app: repositoryRoot, runtime });
      if (round === 0) continue;
      empty.push(emptyTime);
      app.push(appTime);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  const medians = { app: quantile(app, 0.5), empty: quantile(empty, 0.5) };
  return { ...medians, ratio: medians.app / medians.empty };
}

async function startOnce(choices: LaunchChoices): Promise<number> {
  const dataFolder = mkdtempSync(path.join(tmpdir(), 'outpost-start-'));
  try {
    const launch = await electronLaunchOptions({ ...choices, dataFolder });
    const started = performance.now();
    const running = await _electron.launch(launch);
    const page = await running.firstWindow();
    await page.locator('button:enabled').first().waitFor();
    const milliseconds = performance.now() - started;
    await running.close();
    return milliseconds;
  } finally {
    rmSync(dataFolder, { recursive: true, force: true });
  }
}
