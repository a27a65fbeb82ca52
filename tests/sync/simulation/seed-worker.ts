import { parentPort, workerData } from 'node:worker_threads';
import type { SeedSummary, SeedTask } from './many-seeds.ts';
import { simulate } from './simulate.ts';

const { seeds, steps, bug }: SeedTask = workerData;
for (const seed of seeds) {
  const { counts, violations, fingerprint } = await simulate(seed, { steps, bug });
  parentPort?.postMessage({ seed, counts, violations, fingerprint } satisfies SeedSummary);
}
