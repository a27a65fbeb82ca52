import { Worker } from 'node:worker_threads';
import { type ErrorShape, fromErrorShape, OutpostError } from '#shared/errors.ts';
import type { RowSource } from './read-workbook.ts';
import type { Sheet } from './sheet.ts';

/** What the thread answers. */
export type ReadingReply =
  | { readonly ok: true; readonly sheets: readonly Sheet[] }
  | { readonly ok: false; readonly error: ErrorShape };

/** The longest that a file is read, in milliseconds: a roster takes a second on a slow laptop. */
const longestReading = 15_000;
/** How long a thread waits for another file, in milliseconds: whoever corrects a file chooses it again soon. */
const longestIdle = 60_000;
/** What a file may take in memory before its thread is ended, in megabytes. */
const resourceLimits = { maxOldGenerationSizeMb: 192, maxYoungGenerationSizeMb: 32 };

let idle: Worker | undefined;
let turn: Promise<unknown> = Promise.resolve();

/**
 * Reads a roster in a thread of its own, one after the other. A file that takes too long or too much memory, by
 * accident or by intent, costs its thread and nothing else: the core answers all the while.
 *
 * @param source the file or what was pasted
 * @param signal aborted when nobody waits for it any more
 * @returns its sheets that hold anything
 * @throws OutpostError as `readWorkbook` does; `file_too_large` also when time or memory ran out; `cancelled`
 */
export function readSheets(source: RowSource, signal: AbortSignal): Promise<readonly Sheet[]> {
  const reading = turn.then(() => readNow(source, signal));
  turn = reading.catch(() => undefined);
  return reading;
}

async function readNow(source: RowSource, signal: AbortSignal): Promise<readonly Sheet[]> {
  if (signal.aborted) throw cancelled();
  const thread = idle ?? startThread();
  idle = undefined;
  try {
    const reply = await replyOf(thread, source, signal);
    keepForLater(thread);
    if (reply.ok) return reply.sheets;
    throw fromErrorShape(reply.error);
  } catch (cause) {
    if (idle !== thread) await thread.terminate();
    throw cause;
  }
}

/** The bundled core has the bundled thread beside it. */
function startThread(): Worker {
  const bundled = import.meta.url.endsWith('.cjs');
  const file = new URL(bundled ? './sheet-thread.cjs' : './sheet-thread.ts', import.meta.url);
  const thread = new Worker(file, { resourceLimits });
  const forget = (): void => {
    if (idle === thread) idle = undefined;
  };
  return thread.on('error', forget).on('exit', forget);
}

function replyOf(thread: Worker, source: RowSource, signal: AbortSignal): Promise<ReadingReply> {
  return new Promise((resolve, reject) => {
    const settle = (how: () => void): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
      thread.off('message', onMessage).off('error', onError).off('exit', onExit);
      how();
    };
    const onMessage = (reply: ReadingReply): void => settle(() => resolve(reply));
    const onError = (cause: NodeJS.ErrnoException): void =>
      settle(() => reject(cause.code === 'ERR_WORKER_OUT_OF_MEMORY' ? tooMuch('memory', cause) : cause));
    const onExit = (): void => settle(() => reject(tooMuch('memory')));
    const onAbort = (): void => settle(() => reject(cancelled()));
    const timer = setTimeout(() => settle(() => reject(tooMuch('time'))), longestReading);
    thread.on('message', onMessage).on('error', onError).on('exit', onExit);
    signal.addEventListener('abort', onAbort);
    thread.ref();
    thread.postMessage(source);
  });
}

function keepForLater(thread: Worker): void {
  idle = thread;
  // A waiting thread keeps no program from ending.
  thread.unref();
  const timer = setTimeout(() => {
    if (idle !== thread) return;
    idle = undefined;
    thread.terminate().catch(() => undefined);
  }, longestIdle);
  timer.unref();
}

function cancelled(): OutpostError {
  return new OutpostError('cancelled', 'The file is not read any more.');
}

function tooMuch(what: 'time' | 'memory', cause?: unknown): OutpostError {
  return new OutpostError('file_too_large', `The file takes too much ${what} to be read.`, {
    details: { ran_out: what },
    cause,
  });
}
