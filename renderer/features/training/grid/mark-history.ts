import type { MarkView } from '#shared/ipc/training.ts';

/** One change that is undone as a whole: a mark, a mark with its minutes, a whole session. */
export interface MarkStep {
  readonly number: number;
  readonly before: readonly MarkView[];
  readonly after: readonly MarkView[];
}

/** What was done in this grid and may be undone, and what was undone and may be done again. */
export interface MarkHistory {
  readonly done: readonly MarkStep[];
  readonly undone: readonly MarkStep[];
}

export const emptyHistory: MarkHistory = { done: [], undone: [] };

/** Steps beyond this are forgotten, oldest first. */
const mostSteps = 500;

/**
 * @param history so far
 * @param step what was just done; what was undone before it cannot be done again
 * @returns the history with it
 */
export function withStep(history: MarkHistory, step: MarkStep): MarkHistory {
  return { done: [...history.done, step].slice(-mostSteps), undone: [] };
}

/**
 * Lets a step grow: minutes that are typed after a late mark belong to that mark.
 *
 * @param history so far
 * @param number the number of the step; one that is not the newest is left alone
 * @param after its marks as they are now
 * @returns the history with the newest step changed
 */
export function withNewestStep(
  history: MarkHistory,
  number: number,
  after: readonly MarkView[],
): MarkHistory {
  const newest = history.done.at(-1);
  if (newest?.number !== number) return history;
  return { ...history, done: [...history.done.slice(0, -1), { ...newest, after }] };
}

/**
 * @param history so far
 * @param number the number of a step
 * @param before its marks as the core had them
 * @returns the history with that step corrected, wherever it is
 */
export function withBefore(history: MarkHistory, number: number, before: readonly MarkView[]): MarkHistory {
  const correct = (step: MarkStep): MarkStep => (step.number === number ? { ...step, before } : step);
  return { done: history.done.map(correct), undone: history.undone.map(correct) };
}

/**
 * @param history so far
 * @param number the number of a step that the core refused, or that was undone out of turn
 * @returns the history without it
 */
export function withoutStep(history: MarkHistory, number: number): MarkHistory {
  const others = (step: MarkStep): boolean => step.number !== number;
  return { done: history.done.filter(others), undone: history.undone.filter(others) };
}

/**
 * @param history so far
 * @returns the marks to send, the step that they undo and the history afterwards; null when there is nothing to undo
 */
export function undoStep(history: MarkHistory): Moved | null {
  const step = history.done.at(-1);
  if (!step) return null;
  return {
    step,
    marks: step.before,
    history: { done: history.done.slice(0, -1), undone: [...history.undone, step] },
  };
}

/**
 * @param history so far
 * @returns the marks to send, the step that they do again and the history afterwards; null when nothing was undone
 */
export function redoStep(history: MarkHistory): Moved | null {
  const step = history.undone.at(-1);
  if (!step) return null;
  return {
    step,
    marks: step.after,
    history: { done: [...history.done, step], undone: history.undone.slice(0, -1) },
  };
}

/** What undo or redo comes to. */
export interface Moved {
  readonly step: MarkStep;
  readonly marks: readonly MarkView[];
  readonly history: MarkHistory;
}
