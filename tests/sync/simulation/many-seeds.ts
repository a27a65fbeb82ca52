import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { SeedResult } from './simulate.ts';
import type { Counts } from './world.ts';

/** What one seed came to, without its trace. */
export type SeedSummary = Pick<SeedResult, 'seed' | 'counts' | 'violations' | 'fingerprint'>;

/** A world that is to be lived through. */
export interface SeedTask {
  readonly seed: number;
  readonly steps: number;
  /** Name of a known bug that is built in. */
  readonly bug?: string | undefined;
}

/** Which seeds are lived through, and how. */
export interface ManySeeds {
  readonly seeds: readonly number[];
  readonly steps: number;
  /** Name of a known bug that is built in. */
  readonly bug?: string | undefined;
  /** Called as each seed ends. */
  readonly onSeed?: (summary: SeedSummary) => void;
}

/** Worlds are made and thrown away: with little room for what is new a tenth of the time goes into tidying up. */
const youngMb = 96;

interface Waiting {
  readonly task: SeedTask;
  readonly done: (summary: SeedSummary) => void;
  readonly failed: (why: Error) => void;
}

/** Threads that live through worlds, one for each processor. They keep what takes a while to load. */
export class WorldThreads {
  readonly #workers: readonly Worker[];
  readonly #idle: Worker[] = [];
  readonly #queue: Waiting[] = [];
  readonly #current = new Map<Worker, Waiting>();

  /** @param most threads at most; left out: as many as there are processors */
  constructor(most = availableParallelism()) {
    const count = Math.min(most, availableParallelism());
    this.#workers = Array.from({ length: count }, () => this.#start());
  }

  /**
   * @param task a world
   * @returns what it came to
   * @throws Error when the thread dies
   */
  live(task: SeedTask): Promise<SeedSummary> {
    return new Promise((done, failed) => {
      this.#queue.push({ task, done, failed });
      this.#handOut();
    });
  }

  /**
   * @param wanted worlds
   * @returns what each came to, in the order of the seeds
   * @throws Error when a thread dies
   */
  async liveMany({ seeds, steps, bug, onSeed }: ManySeeds): Promise<readonly SeedSummary[]> {
    const worlds = seeds.map(async (seed) => {
      const summary = await this.live({ seed, steps, bug });
      onSeed?.(summary);
      return summary;
    });
    return Promise.all(worlds);
  }

  /** Ends the threads; nothing may be waiting. */
  async close(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.terminate()));
  }

  #start(): Worker {
    const worker = new Worker(new URL('./seed-worker.ts', import.meta.url), {
      resourceLimits: { maxYoungGenerationSizeMb: youngMb },
    });
    worker.on('message', (summary: SeedSummary | null) => {
      if (summary) this.#current.get(worker)?.done(summary);
      this.#current.delete(worker);
      this.#idle.push(worker);
      this.#handOut();
    });
    worker.on('error', (why) => this.#fail(why instanceof Error ? why : new Error(String(why))));
    return worker;
  }

  #handOut(): void {
    while (this.#idle.length > 0 && this.#queue.length > 0) {
      const [worker, next] = [this.#idle.pop(), this.#queue.shift()];
      if (!worker || !next) return;
      this.#current.set(worker, next);
      worker.postMessage(next.task);
    }
  }

  #fail(why: Error): void {
    for (const { failed } of [...this.#current.values(), ...this.#queue.splice(0)]) failed(why);
    this.#current.clear();
  }
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
