import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Table from 'cli-table3';
import type { RecordCounts } from '#shared/ipc/console.ts';
import { announce } from '../progress.ts';
import type { Difference } from './compare-records.ts';
import type { LaptopFigures } from './laptop.ts';

/** The figures of a run, as `--report` writes them. */
export interface DemoReport {
  readonly laptops: readonly LaptopFigures[];
  readonly hq: RecordCounts;
  /** Paths of the screenshots. */
  readonly screenshots: readonly string[];
}

/** Writes the figures as JSON. */
export function writeReport(file: string, report: DemoReport): void {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(report, null, 2)}\n`);
}

/** Prints what was recorded, what headquarters holds, and what it took. */
export function printReport(
  report: DemoReport,
  recorded: readonly RecordCounts[],
  differences: readonly Difference[],
): void {
  const kinds = Object.keys(report.hq) as (keyof RecordCounts)[];
  const records = new Table({
    head: ['records', ...report.laptops.map(({ site }) => site), 'headquarters'],
    style: plain,
  });
  for (const kind of kinds) {
    records.push([kind, ...recorded.map((counts) => String(counts[kind])), String(report.hq[kind])]);
  }
  const exchanges = new Table({
    head: ['laptop', 'ops sent', 'ops received', 'bytes up', 'bytes down', 'ms'],
    style: plain,
  });
  for (const laptop of report.laptops) {
    exchanges.push([
      laptop.site,
      String(laptop.opsSent),
      String(laptop.opsReceived),
      String(laptop.bytesUp),
      String(laptop.bytesDown),
      String(laptop.ms),
    ]);
  }
  console.log(`${records.toString()}\n${exchanges.toString()}`);
  for (const { kind, recorded: here, received } of differences) {
    console.error(`${kind}: ${here} recorded, ${received} at headquarters`);
  }
  if (differences.length === 0) announce('Headquarters holds exactly what was recorded.');
  for (const screenshot of report.screenshots) announce(`Screenshot: ${screenshot}`);
}

const plain = { head: [], border: [] };
