import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MarkView } from '#shared/ipc/training.ts';
import {
  emptyHistory,
  type MarkHistory,
  redoStep,
  undoStep,
  withBefore,
  withNewestStep,
  withoutStep,
  withStep,
} from './mark-history.ts';

const mark = (personId: number, code: MarkView['mark'], minutes: number | null = null): MarkView => ({
  sessionId: 1,
  personId,
  mark: code,
  minutes,
});
const step = (number: number, before: MarkView[], after: MarkView[]): Parameters<typeof withStep>[1] => ({
  number,
  before,
  after,
});

describe('undo in the attendance grid', () => {
  it('takes steps back newest first and does them again in order', () => {
    const one = step(1, [mark(1, null)], [mark(1, 'present')]);
    const two = step(2, [mark(2, null)], [mark(2, 'absent')]);
    const both = withStep(withStep(emptyHistory, one), two);
    const undone = undoStep(both);
    expect(undone?.marks).toEqual([mark(2, null)]);
    const undoneBoth = undoStep(undone?.history ?? emptyHistory);
    expect(undoneBoth?.marks).toEqual([mark(1, null)]);
    expect(undoStep(undoneBoth?.history ?? both)).toBeNull();
    expect(redoStep(undoneBoth?.history ?? emptyHistory)?.marks).toEqual([mark(1, 'present')]);
  });

  it('forgets what was undone once something else is done', () => {
    const undone = undoStep(withStep(emptyHistory, step(1, [mark(1, null)], [mark(1, 'late')])));
    const other = withStep(undone?.history ?? emptyHistory, step(2, [mark(2, null)], [mark(2, 'late')]));
    expect(redoStep(other)).toBeNull();
  });

  it('takes a late mark back together with the minutes that were typed after it', () => {
    const late = withStep(emptyHistory, step(1, [mark(1, 'present')], [mark(1, 'late')]));
    const withMinutes = withNewestStep(withNewestStep(late, 1, [mark(1, 'late', 1)]), 1, [
      mark(1, 'late', 15),
    ]);
    expect(withMinutes.done).toHaveLength(1);
    expect(undoStep(withMinutes)?.marks).toEqual([mark(1, 'present')]);
    expect(redoStep(undoStep(withMinutes)?.history ?? emptyHistory)?.marks).toEqual([mark(1, 'late', 15)]);
  });

  it('goes back to what the core had, where the screen thought otherwise', () => {
    const guessed = withStep(emptyHistory, step(1, [mark(1, null)], [mark(1, 'present')]));
    expect(undoStep(withBefore(guessed, 1, [mark(1, 'excused')]))?.marks).toEqual([mark(1, 'excused')]);
  });

  it('forgets a step that the core refused', () => {
    const refused = withoutStep(withStep(emptyHistory, step(1, [mark(1, null)], [mark(1, 'late')])), 1);
    expect(undoStep(refused)).toBeNull();
  });

  it('leaves the marks as they were after any run of steps is undone, and as they became after redo', () => {
    const code = fc.constantFrom<MarkView['mark']>(null, 'present', 'absent', 'late', 'excused');
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.integer({ min: 1, max: 5 }), code), { maxLength: 40 }), (changes) => {
        const state = new Map<number, MarkView>();
        const apply = (marks: readonly MarkView[]): void => {
          for (const each of marks) state.set(each.personId, each);
        };
        let history: MarkHistory = emptyHistory;
        for (const [number, [person, next]] of changes.entries()) {
          const before = state.get(person) ?? mark(person, null);
          apply([mark(person, next)]);
          history = withStep(history, step(number, [before], [mark(person, next)]));
        }
        const became = new Map(state);
        for (let moved = undoStep(history); moved; moved = undoStep(history)) {
          apply(moved.marks);
          history = moved.history;
        }
        expect([...state.values()].every((each) => each.mark === null)).toBe(true);
        for (let moved = redoStep(history); moved; moved = redoStep(history)) {
          apply(moved.marks);
          history = moved.history;
        }
        expect(state).toEqual(became);
      }),
    );
  });
});
