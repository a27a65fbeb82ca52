import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type ExpectedStates, expectedStates } from './expected-states.ts';
import type { WorkFault } from './field-work.ts';
import { lookThrough } from './look-through.ts';
import {
  type CallOfWork,
  ensureTracer,
  fillDiskAt,
  killWorkAt,
  type RecordedRun,
  recordWork,
  type TracedRun,
} from './traced-work.ts';

/** What the work does from the first call to the last, and what its vault may hold at any time. */
export interface Trial {
  readonly folder: string;
  /** The folder of the recorded work. */
  readonly root: string;
  readonly run: RecordedRun;
  readonly states: ExpectedStates;
}

/** Something that was done to the work, and what is wrong afterwards. */
export interface Outcome {
  readonly what: string;
  readonly faults: readonly string[];
  /** How often the user was told that the disk is full. */
  readonly full: number;
}

/**
 * Records the work once, undisturbed.
 *
 * @param fault what is wrong on purpose
 * @returns the record; end it with `endTrial`
 * @throws PlainFailure when calls of processes cannot be traced here
 */
export async function beginTrial(fault?: WorkFault): Promise<Trial> {
  await ensureTracer();
  const folder = mkdtempSync(path.join(tmpdir(), 'outpost-durability-'));
  const root = path.join(folder, 'recorded');
  mkdirSync(root);
  const run = await recordWork({ root, fault });
  return { folder, root, run, states: await expectedStates(path.join(folder, 'expected')) };
}

/** @param trial whose folder is removed */
export function endTrial({ folder }: Trial): void {
  rmSync(folder, { recursive: true, force: true });
}

/**
 * @param run the recorded work
 * @returns every call that changes the disk, in order
 */
export function callsOf(run: RecordedRun): readonly CallOfWork[] {
  return run.events.filter(({ event }) => event.kind !== 'promise').map(({ call, turn }) => ({ call, turn }));
}

/**
 * Kills the work, from its beginning, as it enters a call, and looks at what is left.
 *
 * @param trial the record
 * @param at which call
 * @param fault what is wrong on purpose
 * @returns what came of it
 */
export function killAndLook(trial: Trial, at: CallOfWork, fault?: WorkFault): Promise<Outcome> {
  const what = `killed at ${at.call} ${at.turn}`;
  return disturb(trial, { what, finishes: false, work: (root) => killWorkAt({ root, fault }, at) });
}

/**
 * Does the work, from its beginning, on a disk that is full for a while: it must come to the same end.
 *
 * @param trial the record
 * @param from the first call that is refused
 * @param count how many are
 * @returns what came of it
 */
export function fillAndLook(trial: Trial, from: CallOfWork, count: number): Promise<Outcome> {
  const what = `disk full from ${from.call} ${from.turn} on, for ${count}`;
  return disturb(trial, { what, finishes: true, work: (root) => fillDiskAt({ root }, from, count) });
}

interface Disturbance {
  readonly what: string;
  /** Whether the work comes to its end all the same; when it does not do as is said here, nothing was tried. */
  readonly finishes: boolean;
  readonly work: (root: string) => Promise<TracedRun>;
}

async function disturb(trial: Trial, { what, finishes, work }: Disturbance): Promise<Outcome> {
  const root = mkdtempSync(path.join(trial.folder, 'disturbed-'));
  try {
    const run = await work(root);
    const faults = await lookThrough({ root, key: run.key, promised: run.promised }, trial.states);
    const end =
      run.finished === finishes ? [] : [finishes ? 'it did not come to its end' : 'it was not killed'];
    return { what, faults: [...end, ...faults], full: run.full };
  } catch (thrown) {
    return { what, faults: [String(thrown)], full: 0 };
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

/**
 * Goes through a list, some at a time.
 *
 * @param all the list
 * @param atOnce how many at a time
 * @param work what is done with each
 * @param onDone called after each
 */
export async function inParallel<T, R>(
  all: readonly T[],
  atOnce: number,
  work: (one: T) => Promise<R>,
  onDone: (result: R) => void,
): Promise<void> {
  const waiting = all.values();
  const worker = async (): Promise<void> => {
    for (const one of waiting) onDone(await work(one));
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}
