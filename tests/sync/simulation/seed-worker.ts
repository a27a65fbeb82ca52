import { parentPort } from 'node:worker_threads';
import type { SeedSummary, SeedTask } from './many-seeds.ts';
import { simulate } from './simulate.ts';

parentPort?.on('message', async ({ seed, steps, bug }: SeedTask) => {
  const { counts, violations, fingerprint } = await simulate(seed, { steps, bug });
  parentPort?.postMessage({ seed, counts, violations, fingerprint } satisfies SeedSummary);
});
// Everything is loaded.
parentPort?.postMessage(null);
