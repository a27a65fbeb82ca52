import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { PlainFailure } from '#build/plain-failure.ts';
import { tryCommand } from '#build/run-command.ts';
import { ensureSystemPackages } from '#build/system-packages.ts';
import { promiseOf, type RecordedEvent, readRecord, tracedCalls } from './disk-events.ts';
import type { Promised, WorkFault } from './field-work.ts';

const program = path.join(import.meta.dirname, 'children', 'work-until-killed.ts');

/** What a run of the work said before it ended. */
export interface TracedRun {
  readonly promised: readonly Promised[];
  /** Whether it ended by itself. */
  readonly finished: boolean;
  /** How often the user was told that the disk is full. */
  readonly full: number;
  /** Data key of its vault; undefined when it did not come so far. */
  readonly key: Uint8Array | undefined;
}

/** Everything that the work does to the disk. */
export interface RecordedRun extends TracedRun {
  readonly events: readonly RecordedEvent[];
}

/**
 * Makes sure that strace is here and may look at processes.
 *
 * @throws PlainFailure with what to do
 */
export async function ensureTracer(): Promise<void> {
  await ensureSystemPackages(['tracer']);
  const { status, stderr } = await tryCommand('strace', ['-qq', '-e', 'trace=write', 'true']);
  if (status === 0) return;
  const why = stderr.trim().split('\n').at(-1) ?? '';
  throw new PlainFailure(`strace cannot look at processes here (in a container: allow ptrace): ${why}`);
}

/** The work that is to be done: where, on which vault, and what is wrong on purpose. */
export interface Task {
  readonly root: string;
  /** Data key of its vault; left out: the work is still to begin. */
  readonly key?: Uint8Array | undefined;
  readonly fault?: WorkFault | undefined;
}

/** A call of the process: its name, and the how manieth of this name. */
export interface CallOfWork {
  readonly call: string;
  readonly turn: number;
}

/**
 * Does the work and records every change of the disk.
 *
 * @param task the work
 * @returns what it said and did
 */
export async function recordWork(task: Task): Promise<RecordedRun> {
  const record = `${task.root}.strace`;
  // Of the one thread that works on files: SQLite and the vault's files are used synchronously.
  const options = ['-xx', '-y', '-s', '10000000', '-e', `trace=${tracedCalls.join(',')}`, '-o', record];
  const run = await runTraced(options, task);
  const events = readRecord(readFileSync(record, 'utf8'), task.root);
  rmSync(record);
  return { ...run, events };
}

/**
 * Does the work and kills it as it enters a call, which then has no effect.
 *
 * @param task the work
 * @param at when
 * @returns what it had said
 */
export function killWorkAt(task: Task, at: CallOfWork): Promise<TracedRun> {
  return tamper(at.call, `signal=KILL:when=${at.turn}`, task);
}

/**
 * Does the work on a disk that is full for a while: some calls in a row are refused, as the file system does.
 *
 * @param task the work
 * @param from the first that is refused
 * @param count how many of its name are
 * @returns what it said
 */
export function fillDiskAt(task: Task, from: CallOfWork, count: number): Promise<TracedRun> {
  return tamper(from.call, `error=ENOSPC:when=${from.turn}..${from.turn + count - 1}`, task);
}

/** Only the calls of this name stop at the tracer. */
function tamper(call: string, how: string, task: Task): Promise<TracedRun> {
  // No filter by seccomp, though it is quicker: with it strace loses the signal, and nothing is killed.
  return runTraced(['-e', `trace=${call}`, '-e', `inject=${call}:${how}`, '-o', '/dev/null'], task);
}

async function runTraced(options: readonly string[], { root, key, fault }: Task): Promise<TracedRun> {
  const work = [root, key ? Buffer.from(key).toString('hex') : '', fault ?? ''];
  const args = ['-qq', ...options, process.execPath, program, ...work];
  const child = spawn('strace', args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  let errors = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    output += chunk;
  });
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    errors += chunk;
  });
  const [status, signal] = (await once(child, 'close')) as [number | null, string | null];
  if (status !== 0 && signal !== 'SIGKILL') throw new Error(`the work failed: ${errors}`);
  const lines = output.split('\n');
  const made = lines.find((line) => line.startsWith('key '))?.slice(4);
  return {
    promised: lines.flatMap((line) => promiseOf(line)?.promised ?? []),
    finished: status === 0,
    full: lines.filter((line) => line === 'full').length,
    key: made === undefined ? key : new Uint8Array(Buffer.from(made, 'hex')),
  };
}
