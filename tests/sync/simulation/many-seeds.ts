import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { SeedResult } from './simulate.ts';
import type { Counts } from './world.ts';

/** What one seed came to, without its trace. */
export type SeedSummary = Pick<SeedResult, 'seed' | 'counts' | 'violations' | 'fingerprint'>;

/** Which seeds are lived through, and how. */
export interface ManySeeds {
  readonly seeds: readonly number[];
  readonly steps: number;
  /** Name of a known bug that is built in. */
  readonly bug?: string | undefined;
  /** Called as each seed ends. */
  readonly onSeed?: (summary: SeedSummary) => void;
}

/** What a worker is told. It asks for one seed after the other, by `null` first and then with each summary. */
export type SeedTask = Pick<ManySeeds, 'steps' | 'bug'>;

/** Worlds are made and thrown away: with little room for what is new a tenth of the time goes into tidying up. */
const youngMb = 96;

/**
 * Lives through many worlds, on all processors.
 *
 * @param wanted which ones
 * @returns what each came to, in the order of the seeds
 * @throws Error when a worker dies
 */
export async function simulateMany(wanted: ManySeeds): Promise<readonly SeedSummary[]> {
  const { seeds, steps, bug, onSeed } = wanted;
  const left = [...seeds];
  const summaries: SeedSummary[] = [];
  const take = (summary: SeedSummary): void => {
    summaries.push(summary);
    onSeed?.(summary);
  };
  const count = Math.min(availableParallelism(), seeds.length);
  await Promise.all(Array.from({ length: count }, () => liveThrough(left, { steps, bug }, take)));
  return summaries.sort((a, b) => a.seed - b.seed);
}

function liveThrough(left: number[], task: SeedTask, take: (summary: SeedSummary) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./seed-worker.ts', import.meta.url), {
      workerData: task,
      resourceLimits: { maxYoungGenerationSizeMb: youngMb },
    });
    worker.on('message', (summary: SeedSummary | null) => {
      if (summary) take(summary);
      worker.postMessage(left.shift() ?? null);
    });
    worker.on('error', reject);
    worker.on('exit', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`A worker of the simulation ended with ${code}.`));
    });
  });
}

/**
 * @param summaries of some seeds
 * @returns the sum of what they went through
 */
export function sumOf(summaries: readonly SeedSummary[]): Counts {
  const sum: Counts = {
    steps: 0,
    ops: 0,
    exchanges: 0,
    cuts: 0,
    crashes: 0,
    restores: 0,
    conflicts: 0,
    quarantined: 0,
    snapshots: 0,
  };
  for (const { counts } of summaries) {
    for (const name of Object.keys(sum) as (keyof Counts)[]) sum[name] += counts[name];
  }
  return sum;
}
