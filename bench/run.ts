import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Table from 'cli-table3';
import { buildApp } from '#build/build-app.ts';
import { outRoot } from '#build/paths.ts';
import { PlainFailure, runTool } from '#build/plain-failure.ts';
import { step } from '#build/progress.ts';
import { ensureSystemPackages } from '#build/system-packages.ts';
import { hasDisplay, startVirtualDisplay } from '#build/virtual-display.ts';
import { benchGrid } from './grid/run.ts';
import { benchImport } from './import/run.ts';
import { measureKeyToDisk } from './key-to-disk.ts';
import { benchPeople } from './people/run.ts';
import { benchSync } from './sync/run.ts';
import { measureWindowStart } from './window-start.ts';
import { measureWire } from './wire.ts';
import { measureWritePath } from './write-path.ts';
import { benchXlsform } from './xlsform/run.ts';

/** One line of the result: a figure of ours beside a peer or a floor of the same run. */
interface Line {
  readonly measure: string;
  readonly ours: string;
  readonly peer: string;
  readonly ratio: string;
}

const [subject, ...options] = process.argv.slice(2);
await runTool(() => {
  if (subject === undefined) return benchKeystrokes();
  if (subject === 'sync') return benchSync(options);
  if (subject === 'grid') return benchGrid();
  if (subject === 'import') return benchImport(options);
  if (subject === 'people') return benchPeople(options);
  if (subject === 'xlsform') return benchXlsform(options);
  throw new PlainFailure(
    `There is no bench of ${subject}. Known: grid, import, people, sync, xlsform; without a name, the way of a keystroke.`,
  );
});

async function benchKeystrokes(): Promise<void> {
  await ensureSystemPackages(['window', 'virtual-display']);
  await buildApp();
  const screen = hasDisplay() ? undefined : await startVirtualDisplay();
  if (screen) process.env.DISPLAY = screen.display;
  try {
    const lines = [
      ...(await step('Write path', async () => writeLines())),
      ...(await step('Bytes on the wire', async () => wireLines())),
      ...(await step('Key to disk', keyLines)),
      ...(await step('Window start', startLines)),
    ];
    print(lines);
  } finally {
    await screen?.stop();
  }
}

function writeLines(): readonly Line[] {
  return measureWritePath().flatMap(({ name, commitRate, rawRate, ratio, p50, p95 }) => [
    {
      measure: `commit, ${name}: rows a second`,
      ours: commitRate.toFixed(0),
      peer: `${rawRate.toFixed(0)} raw better-sqlite3, same durability`,
      ratio: ratio.toFixed(2),
    },
    {
      measure: `commit, ${name}: µs a transaction, p50 / p95`,
      ours: `${p50.toFixed(0)} / ${p95.toFixed(0)}`,
      peer: '',
      ratio: '',
    },
  ]);
}

function wireLines(): readonly Line[] {
  return measureWire().map(({ workload, bytesPerField, jsonBytesPerField, ratio }) => ({
    measure: `wire, ${workload}: bytes a field`,
    ours: bytesPerField.toFixed(2),
    peer: `${jsonBytesPerField.toFixed(2)} gzip'd JSON`,
    ratio: `1 : ${ratio.toFixed(1)}`,
  }));
}

async function keyLines(): Promise<readonly Line[]> {
  const { presses, p50, p95 } = await measureKeyToDisk();
  const [single] = measureWritePath();
  const floor = single ? 1000 / single.rawRate : Number.NaN;
  return [
    {
      measure: `one mark, key to disk: ms, p50 / p95 of ${presses}`,
      ours: `${p50.toFixed(2)} / ${p95.toFixed(2)}`,
      peer: `${floor.toFixed(2)} raw insert, same durability`,
      ratio: (p50 / floor).toFixed(2),
    },
  ];
}

async function startLines(): Promise<readonly Line[]> {
  const { app, empty, ratio } = await measureWindowStart();
  return [
    {
      measure: 'window start to first usable paint: ms',
      ours: app.toFixed(0),
      peer: `${empty.toFixed(0)} empty Electron window`,
      ratio: ratio.toFixed(2),
    },
  ];
}

function print(lines: readonly Line[]): void {
  const table = new Table({
    head: ['measure', 'Outpost', 'peer or floor', 'ratio'],
    style: { head: [], border: [] },
  });
  for (const { measure, ours, peer, ratio } of lines) table.push([measure, ours, peer, ratio]);
  console.log(table.toString());
  mkdirSync(outRoot, { recursive: true });
  writeFileSync(path.join(outRoot, 'bench.json'), `${JSON.stringify(lines, null, 2)}\n`);
}
