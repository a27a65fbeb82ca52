import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { chromium, _electron as electron, type Page } from 'playwright';
import { buildApp } from '../build-app.ts';
import { chromiumLaunchOptions } from '../chromium.ts';
import { electronLaunchOptions } from '../launch.ts';
import { outRoot, repositoryRoot } from '../paths.ts';
import { runTool } from '../plain-failure.ts';
import { announce, step } from '../progress.ts';
import { ensureSystemPackages } from '../system-packages.ts';
import { startVirtualDisplay } from '../virtual-display.ts';
import { type Headquarters, prepareHeadquarters } from './headquarters.ts';
import { setUpLaptop } from './laptop.ts';
import { recordEverything } from './record-everything.ts';

const size = { width: 1280, height: 800 } as const;
const pictures = path.join(repositoryRoot, 'docs', 'images');
const workFolder = path.join(outRoot, 'pictures');
const seed = 2008;

/** `npm run pictures`: takes the pictures of the README anew, on made-up records, into `docs/images`. */
await runTool(async () => {
  await ensureSystemPackages(['window', 'virtual-display', 'console']);
  await buildApp();
  rmSync(workFolder, { recursive: true, force: true });
  mkdirSync(pictures, { recursive: true });
  mkdirSync(workFolder, { recursive: true });
  await step('Taking pictures of the app', photographApp);
  await step('Taking a picture of the console', photographConsole);
});

async function photographApp(): Promise<void> {
  const { display, stop } = await startVirtualDisplay();
  const dataFolder = path.join(workFolder, 'laptop');
  const app = await electron.launch(await electronLaunchOptions({ dataFolder, env: { DISPLAY: display } }));
  try {
    const page = await app.firstWindow();
    await page.setViewportSize(size);
    await page.locator('h1').first().waitFor();
    await speak(page, 'ltr');
    await page.getByRole('button', { name: 'Explore with sample data' }).click();
    await page.getByRole('heading', { level: 1, name: 'Today' }).waitFor();
    await openFirst(page, 'training');
    await page.getByRole('tab', { name: 'Attendance' }).click();
    await page.locator('[data-place]:focus').waitFor();
    await take(page, 'attendance');
    await openFirst(page, 'inspections');
    await speak(page, 'rtl');
    await page.locator('[data-question]').first().waitFor();
    await take(page, 'inspection-ar');
  } finally {
    await app.close();
    await stop();
  }
}

/** Opens the first record of a subject's list. */
async function openFirst(page: Page, subject: string): Promise<void> {
  await page.evaluate((hash) => {
    window.location.hash = hash;
  }, `/${subject}`);
  await page.locator('tbody tr').first().click();
  await page.getByRole('tab').first().waitFor();
}

async function speak(page: Page, direction: 'ltr' | 'rtl'): Promise<void> {
  if ((await page.evaluate(() => document.documentElement.dir)) === direction) return;
  await page.keyboard.press('F9');
  await page.waitForFunction((wanted) => document.documentElement.dir === wanted, direction);
}

async function photographConsole(): Promise<void> {
  const headquarters = await prepareHeadquarters(path.join(workFolder, 'hq'));
  try {
    for (const [index, site] of ['MOSUL', 'BASRA'].entries()) {
      const laptop = await setUpLaptop(path.join(workFolder, site.toLowerCase()), site, headquarters);
      await recordEverything(laptop, seed + index);
      await laptop.sync();
      await laptop.close();
    }
    await photographOverview(headquarters);
  } finally {
    await headquarters.stop();
  }
}

async function photographOverview({ url, admin }: Headquarters): Promise<void> {
  const browser = await chromium.launch(chromiumLaunchOptions());
  try {
    const page = await browser.newPage({ viewport: size, locale: 'en-GB' });
    await page.goto(url);
    await page.locator('input[autocomplete=username]').fill(admin.name);
    await page.locator('input[type=password]').fill(admin.password);
    await page.keyboard.press('Enter');
    await page.getByRole('table').first().waitFor();
    await take(page, 'console');
  } finally {
    await browser.close();
  }
}

/** Waits until nothing is being read any more, so that the picture shows records and not their absence. */
async function take(page: Page, name: string): Promise<void> {
  await page.mouse.move(0, 0);
  await page.waitForFunction(() => document.querySelector('[role=status] .mantine-Loader-root') === null);
  await page.evaluate(() => document.fonts.ready);
  const file = path.join(pictures, `${name}.png`);
  await page.screenshot({ path: file, animations: 'disabled' });
  announce(path.relative(repositoryRoot, file));
}
