import { type ErrorShape, OutpostError, toErrorShape } from '#shared/errors.ts';
import type { Job } from '#shared/ipc/sync.ts';
import type { JobControl, Jobs } from './handler.ts';

/** The jobs of one core, with what only the core itself does to them. */
export interface JobRegistry extends Jobs {
  /** Cancels everything that runs and waits until all of it has stopped. */
  stopAll(): Promise<void>;
}

/** Finished jobs that the list still shows. */
const remembered = 20;

interface Entry {
  job: Job;
  readonly abort: AbortController;
  readonly settled: Promise<unknown>;
}

/**
 * @param announce told about every step that a person would notice: a start, a further percent, an end
 * @param log told about failures that have no code, whose text may hold personal data and stays on this laptop
 * @returns a registry without jobs
 */
export function createJobs(announce: (job: Job) => void, log: (cause: unknown) => void): JobRegistry {
  const entries = new Map<string, Entry>();
  let lastNumber = 0;

  function change(entry: Entry, patch: Partial<Job>): void {
    const before = entry.job;
    entry.job = { ...before, ...patch };
    if (isNoticeable(before, entry.job)) announce(entry.job);
  }
  function forgetOld(): void {
    const finished = [...entries.values()].filter(({ job }) => job.state !== 'running');
    for (const { job } of finished.slice(0, -remembered)) entries.delete(job.id);
  }
  function finish(entry: Entry, state: Job['state'], error: ErrorShape | null): void {
    change(entry, { state, error, ...(state === 'done' ? { progress: 1 } : {}) });
    forgetOld();
  }
  async function perform<R>(entry: Entry, work: (control: JobControl) => Promise<R>): Promise<R> {
    const control: JobControl = {
      signal: entry.abort.signal,
      report: (done, total) => change(entry, { done, total, progress: progressOf(done, total) }),
    };
    try {
      control.signal.throwIfAborted();
      const result = await work(control);
      finish(entry, 'done', null);
      return result;
    } catch (cause) {
      const cancelled = entry.abort.signal.aborted;
      const error = cancelled ? new OutpostError('cancelled', 'It was cancelled.', { cause }) : cause;
      if (!(error instanceof OutpostError)) log(error);
      finish(entry, cancelled ? 'cancelled' : 'failed', toErrorShape(error));
      throw error;
    }
  }

  return {
    run(kind, work) {
      const id = `${kind}-${++lastNumber}`;
      const job: Job = { id, kind, state: 'running', progress: null, done: 0, total: null, error: null };
      let begin: () => void = () => undefined;
      const begun = new Promise<void>((resolve) => {
        begin = resolve;
      });
      const done = begun.then(() => perform(entry, work));
      // Whoever started it hears of a failure through `done`; the registry only waits.
      const entry: Entry = { job, abort: new AbortController(), settled: done.catch(() => undefined) };
      entries.set(id, entry);
      announce(job);
      begin();
      return { id, done };
    },
    list: () => [...entries.values()].map(({ job }) => job),
    cancel(jobId) {
      const entry = entries.get(jobId);
      if (!entry) throw new OutpostError('not_found', 'There is no such job.');
      if (entry.job.state === 'running') entry.abort.abort();
    },
    async stopAll() {
      for (const { abort } of entries.values()) abort.abort();
      await Promise.all([...entries.values()].map(({ settled }) => settled));
    },
  };
}

function progressOf(done: number, total: number | null): number | null {
  if (total === null) return null;
  return total <= 0 ? 1 : Math.min(1, Math.max(0, done / total));
}

function isNoticeable(before: Job, after: Job): boolean {
  if (before.state !== after.state || before.total !== after.total) return true;
  const percent = (job: Job): number => Math.floor((job.progress ?? 0) * 100);
  return percent(before) !== percent(after) || (after.total === null && after.done - before.done >= 500);
}
