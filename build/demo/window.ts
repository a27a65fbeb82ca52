import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import type { Page } from 'playwright';
import type { Language } from '#shared/domain/vocabularies.ts';
import { launchDriven } from '../driven-app.ts';
import { electronLaunchOptions } from '../launch.ts';
import { repositoryRoot } from '../paths.ts';
import { announce } from '../progress.ts';
import { startVirtualDisplay } from '../virtual-display.ts';
import type { Headquarters } from './headquarters.ts';
import type { DemoLaptop } from './laptop.ts';

const size = { width: 1280, height: 800 } as const;

/** A screen that the demo shows. */
interface ShownScreen {
  /** Of the screenshot, without ending. */
  readonly name: string;
  /** In the app. */
  readonly address: string;
  readonly language: Language;
}

/**
 * Opens the app on a laptop under a virtual display, unlocks it as its advisor does, and takes screenshots.
 *
 * @param laptop closed: a vault is open in one program at a time
 * @param shown ids of the records to show, from `shownRecords`
 * @param folder receives the screenshots
 * @returns their paths, relative to the repository
 */
export async function photographWindow(
  laptop: DemoLaptop,
  shown: ShownRecords,
  folder: string,
): Promise<readonly string[]> {
  const screen = await startVirtualDisplay();
  try {
    const launch = await electronLaunchOptions({
      dataFolder: laptop.folder,
      env: { DISPLAY: screen.display },
    });
    const app = await launchDriven(launch);
    try {
      const page = await app.firstWindow();
      await page.setViewportSize(size);
      await unlock(page, laptop);
      return await photograph(page, screensOf(shown), folder);
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

/** The records of the main job, by id. */
export interface ShownRecords {
  readonly training: number;
  readonly visit: number;
  readonly inspection: number;
}

/**
 * @param laptop unlocked, with everything recorded
 * @returns what is worth a picture
 */
export async function shownRecords(laptop: DemoLaptop): Promise<ShownRecords> {
  const [training] = await laptop.call('training.list', {});
  const [visit] = await laptop.call('mentoring.list', {});
  const [inspection] = await laptop.call('inspections.list', {});
  if (!training || !visit || !inspection) throw new Error('the laptop lacks one of its records');
  return { training: training.id, visit: visit.id, inspection: inspection.id };
}

function screensOf({ training, visit, inspection }: ShownRecords): readonly ShownScreen[] {
  const english = {
    today: '/today',
    training: `/training/${training}`,
    attendance: `/training/${training}/attendance`,
    mentoring: `/mentoring/${visit}`,
    inspection: `/inspections/${inspection}`,
    actions: '/actions',
    sync: '/sync',
  };
  const arabic = { 'attendance-ar': english.attendance, 'inspection-ar': english.inspection };
  return [
    ...Object.entries(english).map(([name, address]) => ({ name, address, language: 'en' as const })),
    ...Object.entries(arabic).map(([name, address]) => ({ name, address, language: 'ar' as const })),
  ];
}

async function photograph(
  page: Page,
  screens: readonly ShownScreen[],
  folder: string,
): Promise<readonly string[]> {
  const taken: string[] = [];
  for (const { name, address, language } of screens) {
    await page.evaluate((hash) => {
      window.location.hash = hash;
    }, address);
    await switchTo(page, language);
    await page.getByRole('heading', { level: 1 }).first().waitFor();
    await page.evaluate(untilSettled);
    const file = path.join(folder, `${name}.png`);
    await page.screenshot({ path: file });
    taken.push(path.relative(repositoryRoot, file));
  }
  return taken;
}

/** Runs in the page: a screen that has not changed for this long has read what it shows. */
function untilSettled(): Promise<void> {
  const quietMs = 500;
  return new Promise((resolve) => {
    let timer = setTimeout(finish, quietMs);
    const observer = new MutationObserver(() => {
      clearTimeout(timer);
      timer = setTimeout(finish, quietMs);
    });
    observer.observe(document.body, { subtree: true, childList: true, characterData: true });
    function finish(): void {
      observer.disconnect();
      resolve();
    }
  });
}

async function switchTo(page: Page, language: Language): Promise<void> {
  const shows = (wanted: string): boolean => document.documentElement.lang.startsWith(wanted);
  if (await page.evaluate(shows, language)) return;
  await page.keyboard.press('F9');
  await page.waitForFunction(shows, language);
}

/**
 * Opens the app's window on this screen and waits until it is closed.
 *
 * @param laptop closed: a vault is open in one program at a time
 * @param headquarters running, for the console
 */
export async function openWindow(laptop: DemoLaptop, { url, admin }: Headquarters): Promise<void> {
  const { executablePath, args, env } = await electronLaunchOptions({ dataFolder: laptop.folder });
  announce(`The window of ${laptop.site} opens. Passphrase: ${laptop.passphrase}`);
  announce(
    `The console is at ${url} until the window is closed (name ${admin.name}, password ${admin.password}).`,
  );
  const child = spawn(executablePath, args, { env, stdio: 'ignore' });
  await once(child, 'exit');
}
