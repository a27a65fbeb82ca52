import type { CallOfWork, RecordedRun } from './traced-work.ts';

/**
 * @param all a list
 * @param count how many are wanted
 * @returns so many of them, evenly spread
 */
export function sampleOf<T>(all: readonly T[], count: number): readonly T[] {
  if (count >= all.length) return all;
  return Array.from(
    { length: count },
    (_, index) => all[Math.floor(((index + 0.5) * all.length) / count)] as T,
  );
}

/**
 * @param run the recorded work
 * @param name of the calls
 * @returns calls of that name that change the disk once there is a vault to work on
 */
export function callsAfterVault(run: RecordedRun, name: string): readonly CallOfWork[] {
  const begun = run.events.findIndex(
    ({ event }) => event.kind === 'promise' && event.promised.kind === 'enrolled',
  );
  return run.events
    .slice(begun)
    .filter(({ call, event }) => call === name && event.kind !== 'promise')
    .map(({ call, turn }) => ({ call, turn }));
}

/**
 * @param run the recorded work
 * @param commit number of a commit
 * @returns the call without which that commit is not there
 */
export function lastWriteOf(run: RecordedRun, commit: number): CallOfWork {
  const promised = run.events.findIndex(
    ({ event }) =>
      event.kind === 'promise' && event.promised.kind === 'commit' && event.promised.number === commit,
  );
  const last = run.events.slice(0, promised).findLast(({ call }) => call === 'pwrite64');
  if (!last) throw new Error(`commit ${commit} writes nothing`);
  return { call: last.call, turn: last.turn };
}
