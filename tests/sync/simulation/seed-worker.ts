import { parentPort, workerData } from 'node:worker_threads';
import type { SeedSummary, SeedTask } from './many-seeds.ts';
import { simulate } from './simulate.ts';

const { steps, bug }: SeedTask = workerData;

parentPort?.on('message', async (seed: number | null) => {
  if (seed === null) {
    parentPort?.close();
    return;
  }
  const { counts, violations, fingerprint } = await simulate(seed, { steps, bug });
  parentPort?.postMessage({ seed, counts, violations, fingerprint } satisfies SeedSummary);
});
parentPort?.postMessage(null);
