import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Table from 'cli-table3';
import type { Page } from 'playwright';
import { buildApp } from '#build/build-app.ts';
import { launchDriven } from '#build/driven-app.ts';
import { electronLaunchOptions } from '#build/launch.ts';
import { outRoot } from '#build/paths.ts';
import { ensureSystemPackages } from '#build/system-packages.ts';
import { hasDisplay, startVirtualDisplay } from '#build/virtual-display.ts';
import { quantile } from '../distribution.ts';
import { type BenchBridge, classSize, makeClass } from './class.ts';
import { installProbe, measureGrid, measurePlainTable, type TableTimes } from './in-page.ts';

const rounds = 5;
/** A frame of a screen that is drawn 60 times a second, in milliseconds. */
const frame = 1000 / 60;

/** What was measured of one table over all rounds; milliseconds, frames in shares of one hundred. */
interface Figures {
  readonly open: number;
  readonly markP50: number;
  readonly markP95: number;
  readonly framesASecond: number;
  readonly dropped: number;
}

/**
 * Opens, marks and scrolls the attendance grid at 120 trainees by 60 sessions in the real window, in turns with a plain
 * table of HTML that holds the same marks and nothing else, and prints both.
 */
export async function benchGrid(): Promise<void> {
  await ensureSystemPackages(['window', 'virtual-display']);
  await buildApp();
  const screen = hasDisplay() ? undefined : await startVirtualDisplay();
  if (screen) process.env.DISPLAY = screen.display;
  const dataFolder = mkdtempSync(path.join(tmpdir(), 'outpost-grid-'));
  const app = await launchDriven(await electronLaunchOptions({ dataFolder }));
  try {
    const page = await app.firstWindow();
    const eventId = await openClass(page);
    const ours: TableTimes[] = [];
    const floor: TableTimes[] = [];
    // The first round loads the screen and warms both: it does not count.
    for (let round = 0; round <= rounds; round++) {
      await page.evaluate(() => {
        window.location.hash = '/today';
      });
      await page.getByRole('heading', { level: 1, name: 'Today' }).waitFor();
      const plain = await measurePlainTable(page, eventId);
      const grid = await measureGrid(page, eventId);
      if (round === 0) continue;
      floor.push(plain);
      ours.push(grid);
    }
    report(figuresOf(ours), figuresOf(floor));
  } finally {
    await app.close();
    await screen?.stop();
    rmSync(dataFolder, { recursive: true, force: true });
  }
}

async function openClass(page: Page): Promise<number> {
  await page.locator('h1').first().waitFor();
  await page.evaluate(async () => {
    const bridge = (globalThis as unknown as { outpost: BenchBridge }).outpost;
    await bridge.call('vault.openSample', { language: 'en' });
  });
  const eventId = await makeClass(page);
  await page.reload();
  await page.getByRole('navigation').first().waitFor();
  await installProbe(page);
  return eventId;
}

function figuresOf(times: readonly TableTimes[]): Figures {
  const marks = times.flatMap(({ mark }) => mark);
  const frames = times.flatMap(({ frames: each }) => each);
  const total = frames.reduce((sum, each) => sum + each, 0);
  const wanted = frames.reduce((sum, each) => sum + Math.max(1, Math.round(each / frame)), 0);
  return {
    open: quantile(
      times.flatMap(({ open }) => open),
      0.5,
    ),
    markP50: quantile(marks, 0.5),
    markP95: quantile(marks, 0.95),
    framesASecond: (1000 * frames.length) / total,
    dropped: (100 * (wanted - frames.length)) / wanted,
  };
}

function report(ours: Figures, floor: Figures): void {
  const table = new Table({
    head: [
      `${classSize.trainees} trainees × ${classSize.sessions} sessions`,
      'Outpost',
      'plain table, same run',
      'ratio',
    ],
    style: { head: [], border: [] },
  });
  const line = (name: string, a: number, b: number, digits: number): void => {
    table.push([name, a.toFixed(digits), b.toFixed(digits), b === 0 ? '' : (a / b).toFixed(2)]);
  };
  line('open: ms, median', ours.open, floor.open, 0);
  line('mark shown: ms, p50', ours.markP50, floor.markP50, 1);
  line('mark shown: ms, p95', ours.markP95, floor.markP95, 1);
  line('scrolling: frames a second', ours.framesASecond, floor.framesASecond, 1);
  line('scrolling: dropped frames, %', ours.dropped, floor.dropped, 1);
  console.log(table.toString());
  mkdirSync(outRoot, { recursive: true });
  writeFileSync(path.join(outRoot, 'bench-grid.json'), `${JSON.stringify({ ours, floor }, null, 2)}\n`);
}
