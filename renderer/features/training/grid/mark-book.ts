import type { MarkView } from '#shared/ipc/training.ts';
import {
  emptyHistory,
  type MarkHistory,
  type Moved,
  redoStep,
  undoStep,
  withBefore,
  withNewestStep,
  withoutStep,
  withStep,
} from './mark-history.ts';

/** What the grid shows at one moment. */
export interface MarkBookState {
  /** By `markKey`; what was just pressed goes before what the core has confirmed. */
  readonly marks: ReadonlyMap<string, MarkView>;
  readonly status: 'clean' | 'saving' | 'saved' | 'failed';
  readonly canUndo: boolean;
  readonly canRedo: boolean;
}

/** The marks of one grid: shown at once, written by the core, undone and done again. */
export interface MarkBook {
  state(): MarkBookState;
  /** Calls `listener` after each change of the state; returns the way to stop. */
  subscribe(listener: () => void): () => void;
  /** The core has these marks (another screen, a sync). What is on its way to the core stays on top of them. */
  receive(marks: readonly MarkView[]): void;
  /**
   * Shows marks and sends them to the core at once.
   *
   * @param marks one or many; all or nothing
   * @param joining the number of the newest step, when these marks belong to it (minutes typed after a late mark)
   * @returns the number of the step
   */
  mark(marks: readonly MarkView[], joining?: number): number;
  /** Takes the newest step back; returns its marks as they are now, or null when there is nothing to undo. */
  undo(): readonly MarkView[] | null;
  /** Does again what was undone last; returns its marks as they are now, or null. */
  redo(): readonly MarkView[] | null;
  /** Takes one step back, also when others followed. */
  undoOf(step: number): void;
}

/** What a book stands on. */
export interface MarkBookParts {
  /** Marks as the core has them. */
  readonly marks: readonly MarkView[];
  /** Writes marks in the core; resolves, once they are on disk, with the marks as they were before. */
  readonly send: (marks: readonly MarkView[]) => Promise<readonly MarkView[]>;
  /** Told when the core refuses; the marks are already shown as they were. */
  readonly onError: (error: unknown) => void;
}

/**
 * @param mark whose and when
 * @returns the key of a mark in `MarkBookState.marks`
 */
export function markKey({ sessionId, personId }: Pick<MarkView, 'sessionId' | 'personId'>): string {
  return `${sessionId}:${personId}`;
}

/**
 * Keeps the marks of one grid. Nothing waits for the core, and the core has the last word: a mark that it refuses
 * goes back to what it was.
 *
 * @param parts the marks at the start and the way to the core
 * @returns the book
 */
export function createMarkBook({ marks: first, send, onError }: MarkBookParts): MarkBook {
  const listeners = new Set<() => void>();
  const underWay = new Map<string, { readonly mark: MarkView; readonly turn: number }>();
  let confirmed = byKey(first);
  let history: MarkHistory = emptyHistory;
  let turns = 0;
  let waiting = 0;
  let state: MarkBookState = { marks: confirmed, status: 'clean', canUndo: false, canRedo: false };

  const show = (status: MarkBookState['status']): void => {
    const marks = new Map(confirmed);
    for (const [key, { mark }] of underWay) marks.set(key, mark);
    state = { marks, status, canUndo: history.done.length > 0, canRedo: history.undone.length > 0 };
    for (const listener of listeners) listener();
  };
  /** Takes marks off the way, unless something newer for the same cell is under way already. */
  const settle = (marks: readonly MarkView[], turn: number): void => {
    for (const key of marks.map(markKey)) {
      if (underWay.get(key)?.turn === turn) underWay.delete(key);
    }
  };
  const write = async (
    marks: readonly MarkView[],
    settled: { readonly written: (before: readonly MarkView[]) => void; readonly refused: () => void },
  ): Promise<void> => {
    turns += 1;
    const turn = turns;
    for (const mark of marks) underWay.set(markKey(mark), { mark, turn });
    waiting += 1;
    show('saving');
    try {
      const before = await send(marks);
      waiting -= 1;
      confirmed = new Map([...confirmed, ...byKey(marks)]);
      settled.written(before);
      settle(marks, turn);
      show(waiting > 0 ? 'saving' : 'saved');
    } catch (error) {
      waiting -= 1;
      settled.refused();
      settle(marks, turn);
      show('failed');
      onError(error);
    }
  };
  const nothing = { written: () => undefined, refused: () => undefined };
  const move = (moved: Moved | null): readonly MarkView[] | null => {
    if (!moved) return null;
    history = moved.history;
    void write(moved.marks, nothing);
    return moved.marks;
  };
  const asNow = (marks: readonly MarkView[]): readonly MarkView[] =>
    marks.map((mark) => state.marks.get(markKey(mark)) ?? { ...mark, mark: null, minutes: null });

  return {
    state: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    receive: (marks) => {
      confirmed = byKey(marks);
      show(state.status);
    },
    mark: (marks, joining) => {
      const newest = history.done.at(-1)?.number;
      if (joining !== undefined && joining === newest) {
        history = withNewestStep(history, joining, marks);
        void write(marks, nothing);
        return joining;
      }
      const number = turns + 1;
      history = withStep(history, { number, before: asNow(marks), after: marks });
      void write(marks, {
        written: (before) => {
          history = withBefore(history, number, before);
        },
        refused: () => {
          history = withoutStep(history, number);
        },
      });
      return number;
    },
    undo: () => move(undoStep(history)),
    redo: () => move(redoStep(history)),
    undoOf: (number) => {
      const step = history.done.find((each) => each.number === number);
      if (!step) return;
      history = withoutStep(history, number);
      void write(step.before, nothing);
    },
  };
}

function byKey(marks: readonly MarkView[]): ReadonlyMap<string, MarkView> {
  return new Map(marks.map((mark) => [markKey(mark), mark]));
}
