import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { _electron, type Page } from 'playwright';
import { electronLaunchOptions } from '../launch.ts';
import { repositoryRoot } from '../paths.ts';
import { announce } from '../progress.ts';
import { startVirtualDisplay } from '../virtual-display.ts';
import type { Headquarters } from './headquarters.ts';
import type { DemoLaptop } from './laptop.ts';

const size = { width: 1280, height: 800 } as const;

/** Screens that the demo shows, by their address in the app. */
const shownScreens = ['today', 'training', 'mentoring', 'inspections', 'actions', 'sync'] as const;

/**
 * Opens the app on a laptop under a virtual display, unlocks it as its advisor does, and takes screenshots.
 *
 * @param laptop closed: a vault is open in one program at a time
 * @param folder receives the screenshots
 * @returns their paths, relative to the repository
 */
export async function photographWindow(laptop: DemoLaptop, folder: string): Promise<readonly string[]> {
  const screen = await startVirtualDisplay();
  try {
    const launch = await electronLaunchOptions({
      dataFolder: laptop.folder,
      env: { DISPLAY: screen.display },
    });
    const app = await _electron.launch({ ...launch, timeout: 60_000 });
    try {
      const page = await app.firstWindow();
      await page.setViewportSize(size);
      await unlock(page, laptop);
      return await photograph(page, folder);
    } finally {
      await app.close();
    }
  } finally {
    await screen.stop();
  }
}

async function unlock(page: Page, laptop: DemoLaptop): Promise<void> {
  await page.locator('input[type=password]').first().fill(laptop.passphrase);
  await page.keyboard.press('Enter');
  await page.getByRole('navigation').first().waitFor();
}

async function photograph(page: Page, folder: string): Promise<readonly string[]> {
  const taken: string[] = [];
  for (const screen of shownScreens) {
    await page.evaluate((hash) => {
      window.location.hash = hash;
    }, `/${screen}`);
    await page.getByRole('heading', { level: 1 }).first().waitFor();
    await page.waitForFunction(() => document.querySelector('[role=status] .mantine-Loader-root') === null);
    const file = path.join(folder, `${screen}.png`);
    await page.screenshot({ path: file });
    taken.push(path.relative(repositoryRoot, file));
  }
  return taken;
}

/**
 * Opens the app's window on this screen and waits until it is closed.
 *
 * @param laptop closed: a vault is open in one program at a time
 * @param headquarters running, for the console
 */
export async function openWindow(laptop: DemoLaptop, headquarters: Headquarters): Promise<void> {
  const { executablePath, args, env } = await electronLaunchOptions({ dataFolder: laptop.folder });
  announce(`The window of ${laptop.site} opens. Passphrase: ${laptop.passphrase}`);
  announce(`Headquarters stays at ${headquarters.url} until the window is closed.`);
  const child = spawn(executablePath, args, { env, stdio: 'ignore' });
  await once(child, 'exit');
}
