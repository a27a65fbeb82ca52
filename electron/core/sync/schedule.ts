/** Waits that can be taken back; tests bring their own. */
export interface Timers {
  /** Calls `work` once after `ms`; returns the way to take it back. */
  after(ms: number, work: () => void): () => void;
}

/** The machine's own. Waiting never keeps the process alive. */
export const machineTimers: Timers = {
  after(ms, work) {
    const timer = setTimeout(work, ms);
    timer.unref();
    return () => clearTimeout(timer);
  },
};

const firstRetryMs = 5_000;
const longestRetryMs = 10 * 60_000;

/**
 * How long to wait before the next try, so that laptops of a site whose link comes back do not all call at once.
 *
 * @param failures failed tries in a row, at least 1
 * @param random a number from 0 up to 1
 * @returns ms: doubled with every failure up to ten minutes, then spread over half to one and a half times that
 */
export function retryDelay(failures: number, random: number): number {
  const base = Math.min(longestRetryMs, firstRetryMs * 2 ** Math.min(failures - 1, 20));
  return Math.round(base * (0.5 + random));
}
