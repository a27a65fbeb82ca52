import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createRandom } from '#shared/sample/random.ts';
import { Disk, type DiskImage, type Loss, losses } from './disk.ts';
import type { Promised } from './field-work.ts';
import { lookThrough } from './look-through.ts';
import type { RecordedRun } from './traced-work.ts';
import type { Trial } from './trial.ts';

/** A moment at which the power goes, and what the disk does to what it had not flushed. */
export interface PowerCut {
  /** Events that had happened. */
  readonly after: number;
  readonly seed: number;
  /** Each file and folder draws one. */
  readonly losses: readonly Loss[];
}

/** What came of a cut. */
export interface CutOutcome {
  readonly cut: PowerCut;
  readonly faults: readonly string[];
}

/** The harshest disk: nothing is safe but what was flushed. */
const harshest: readonly Loss[] = ['lost'];

/**
 * @param run the recorded work
 * @param count how many
 * @returns cuts spread over the whole of it by chance, each with a seed of its own
 */
export function spreadCuts(run: RecordedRun, count: number): readonly PowerCut[] {
  const random = createRandom(20_090_630);
  const stretch = run.events.length / count;
  return Array.from({ length: count }, (_, index) => ({
    after: Math.min(run.events.length, Math.ceil((index + random.share()) * stretch)),
    seed: index + 1,
    losses,
  }));
}

/**
 * @param run the recorded work
 * @param every of so many promises of commits one is taken; of the others all are
 * @returns cuts right after the user was told that something is safe, on the harshest disk
 */
export function cutsAfterPromises(run: RecordedRun, every: number): readonly PowerCut[] {
  return run.events.flatMap(({ event }, index) => {
    if (event.kind !== 'promise') return [];
    const { kind, number } = event.promised;
    return kind === 'commit' && number % every !== 0
      ? []
      : [{ after: index + 1, seed: index, losses: harshest }];
  });
}

/**
 * @param run the recorded work
 * @param rounds how often each moment comes, every time with another seed
 * @returns cuts after each event of the work
 */
export function everyCut(run: RecordedRun, rounds: number): readonly PowerCut[] {
  return run.events.flatMap((_, index) =>
    Array.from({ length: rounds }, (__, round) => ({
      after: index + 1,
      seed: index * rounds + round,
      losses: round === 0 ? harshest : losses,
    })),
  );
}

/**
 * Cuts the power of a recorded work and looks at what is left.
 *
 * @param trial the recorded work, where it was done, and what the vault may hold
 * @param cuts when
 * @returns what came of each, in the order of time
 */
export async function* cutPower(
  { run, root, states }: Trial,
  cuts: readonly PowerCut[],
): AsyncGenerator<CutOutcome> {
  const disk = new Disk(root);
  const promised: Promised[] = [];
  let done = 0;
  for (const cut of cuts.toSorted((a, b) => a.after - b.after)) {
    for (; done < cut.after; done++) {
      const event = run.events[done]?.event;
      if (event?.kind === 'promise') promised.push(event.promised);
      else if (event) disk.apply(event);
    }
    const left = mkdtempSync(`${root}-after-cut-`);
    putOnDisk(left, disk.imageAfterCut(createRandom(cut.seed), cut.losses));
    const faults = await lookThrough({ root: left, key: run.key, promised }, states);
    rmSync(left, { recursive: true });
    yield { cut, faults };
  }
}

/** Parents come before what lies in them. */
function putOnDisk(root: string, image: DiskImage): void {
  for (const [place, bytes] of image) {
    const file = path.join(root, place);
    if (bytes) writeFileSync(file, bytes);
    else mkdirSync(file);
  }
}
