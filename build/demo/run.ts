import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { buildApp } from '../build-app.ts';
import { resolveElectron } from '../electron-runtime/resolve-electron.ts';
import { outRoot } from '../paths.ts';
import { runTool } from '../plain-failure.ts';
import { announce, step } from '../progress.ts';
import { ensureSystemPackages } from '../system-packages.ts';
import { hasDisplay } from '../virtual-display.ts';
import { compareRecords } from './compare-records.ts';
import { type Headquarters, prepareHeadquarters } from './headquarters.ts';
import { type DemoLaptop, setUpLaptop } from './laptop.ts';
import { type DemoOptions, readOptions } from './options.ts';
import { recordEverything } from './record-everything.ts';
import { printReport, writeReport } from './report.ts';
import { openWindow, photographWindow, shownRecords } from './window.ts';

/** Where the demo keeps headquarters and laptops; made anew each time. */
const demoFolder = path.join(outRoot, 'demo');

const sites = ['MOSUL', 'BASRA'] as const;

await runTool(async () => {
  const options = readOptions(process.argv.slice(2));
  if (!options) return;
  await prepareMachine(options);
  rmSync(demoFolder, { recursive: true, force: true });
  mkdirSync(demoFolder, { recursive: true });
  const headquarters = await step('Starting headquarters', () =>
    prepareHeadquarters(path.join(demoFolder, 'hq')),
  );
  try {
    await playMainJob(options, headquarters);
  } finally {
    await headquarters.stop();
  }
});

async function prepareMachine(options: DemoOptions): Promise<void> {
  const virtual = options.headless || !hasDisplay();
  await ensureSystemPackages(['window', ...(virtual ? (['virtual-display'] as const) : [])]);
  const runtime = await resolveElectron();
  announce(`Electron ${runtime.version}`);
  await buildApp();
}

async function playMainJob(options: DemoOptions, headquarters: Headquarters): Promise<void> {
  const laptops: DemoLaptop[] = [];
  for (const site of sites) {
    laptops.push(
      await step(`Setting up the laptop of ${site}`, () =>
        setUpLaptop(path.join(demoFolder, site.toLowerCase()), site, headquarters),
      ),
    );
  }
  await step('Taking headquarters off the network', () => headquarters.stop());
  for (const [index, laptop] of laptops.entries()) {
    await step(`Recording at ${laptop.site}, offline`, () => recordEverything(laptop, options.seed + index));
  }
  await step('Bringing headquarters back', () => headquarters.start());
  for (const laptop of laptops) await step(`Syncing ${laptop.site}`, () => laptop.sync());
  const recorded = laptops.map((laptop) => laptop.recorded());
  const received = await headquarters.counts();
  const [first] = laptops;
  if (!first) throw new Error('the demo has no laptop');
  const shown = await shownRecords(first);
  for (const laptop of laptops) await laptop.close();

  const screenshots =
    options.headless || !hasDisplay()
      ? await step('Opening the window on a virtual display', () =>
          photographWindow(first, shown, demoFolder),
        )
      : [];
  const report = { laptops: laptops.map(({ figures }) => figures()), hq: received, screenshots };
  if (options.report) writeReport(options.report, report);
  const differences = compareRecords(recorded, received);
  printReport(report, recorded, differences);
  if (differences.length > 0) process.exitCode = 1;
  else if (!options.headless && hasDisplay()) await openWindow(first, headquarters);
}
