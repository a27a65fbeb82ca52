import { useRef } from 'react';
import { assertNever } from '#shared/assert-never.ts';
import type { AttendanceMarkCode } from '#shared/domain/vocabularies.ts';
import type { MarkView, SessionView, TraineeView } from '#shared/ipc/training.ts';
import { useAnnounce } from '../../../ui/announcer.tsx';
import { useTranslate } from '../../../ui/language.tsx';
import { useUndoToast } from '../../../ui/toast.tsx';
import type { GridPlace } from './grid-moves.ts';
import type { MarkAll } from './mark-all-menu.tsx';
import { type MarkBook, markKey } from './mark-book.ts';
import { markWords } from './mark-cell.tsx';
import { type MarkKey, minutesAfterDigit, nextMark } from './mark-keys.ts';

interface MarkingParts {
  readonly book: MarkBook;
  readonly sessions: readonly SessionView[];
  readonly trainees: readonly TraineeView[];
  readonly readOnly: boolean;
  /** Told where the marks of an undone or redone step are, to go there. */
  readonly onMoved: (place: GridPlace) => void;
}

interface Marking {
  /** Does to the marks at a place what a key asks for; at a header, to the whole row or column. */
  readonly press: (key: MarkKey, place: GridPlace) => void;
  readonly markAll: (place: GridPlace, all: MarkAll) => void;
}

/** Minutes that are being typed: for which cell, in which step, how many so far. */
interface Typing {
  readonly key: string;
  readonly step: number;
  readonly minutes: number | null;
}

/**
 * Turns keys into marks.
 *
 * @param parts the book of marks, and who and what the rows and columns are
 * @returns what the grid calls on a key press
 */
export function useMarking(parts: MarkingParts): Marking {
  const { book, sessions, trainees, readOnly, onMoved } = parts;
  const translate = useTranslate();
  const announce = useAnnounce();
  const offerUndo = useUndoToast();
  const typing = useRef<Typing | null>(null);

  const cellsAt = (place: GridPlace): readonly MarkView[] => {
    const who = place.row === -1 ? trainees : trainees.slice(place.row, place.row + 1);
    const when = place.column === -1 ? sessions : sessions.slice(place.column, place.column + 1);
    const { marks } = book.state();
    return who
      .filter(({ status }) => status !== 'withdrawn')
      .flatMap(({ person }) =>
        when
          .filter(({ status }) => status !== 'cancelled')
          .map(({ id }) => {
            const cell = { sessionId: id, personId: person.id, mark: null, minutes: null };
            return marks.get(markKey(cell)) ?? cell;
          }),
      );
  };
  const set = (cell: MarkView, mark: AttendanceMarkCode | null): void => {
    if (cell.mark === mark && cell.minutes === null && mark !== 'late') return;
    const step = book.mark([{ ...cell, mark, minutes: null }]);
    typing.current = mark === 'late' ? { key: markKey(cell), step, minutes: null } : null;
    announce(markWords(translate, mark, null));
  };
  const typeDigit = (cell: MarkView, digit: number): void => {
    if (cell.mark !== 'late') return;
    const before = typing.current?.key === markKey(cell) ? typing.current : null;
    const minutes = minutesAfterDigit(before?.minutes ?? null, digit);
    const step = book.mark([{ ...cell, minutes }], before?.step);
    typing.current = { key: markKey(cell), step, minutes };
    announce(markWords(translate, 'late', minutes));
  };
  const markAll = (place: GridPlace, { mark, onlyMissing }: MarkAll): void => {
    const changed = cellsAt(place)
      .filter((cell) => (onlyMissing ? cell.mark === null : cell.mark !== mark || cell.minutes !== null))
      .map((cell) => ({ ...cell, mark, minutes: null }));
    if (readOnly || changed.length === 0) return;
    const step = book.mark(changed);
    const message =
      mark === null
        ? translate('training.markAll.cleared', { count: changed.length })
        : translate('training.markAll.done', {
            count: changed.length,
            mark: translate(`vocabulary.attendanceMarks.${mark}`),
          });
    announce(message);
    offerUndo({ message, undo: async () => book.undoOf(step) });
  };
  const moved = (marks: readonly MarkView[] | null, message: string): void => {
    const first = marks?.[0];
    announce(first ? message : translate('training.undo.nothing'));
    if (!first) return;
    onMoved({
      row: trainees.findIndex(({ person }) => person.id === first.personId),
      column: sessions.findIndex(({ id }) => id === first.sessionId),
    });
  };

  const press = (key: MarkKey, place: GridPlace): void => {
    if (readOnly) return;
    if (key.do !== 'digit') typing.current = null;
    const all = place.row === -1 || place.column === -1;
    const cell = all ? undefined : cellsAt(place)[0];
    switch (key.do) {
      case 'mark':
        if (all) markAll(place, { mark: key.mark, onlyMissing: false });
        else if (cell) set(cell, key.mark);
        return;
      case 'clear':
        if (all) markAll(place, { mark: null, onlyMissing: false });
        else if (cell) set(cell, null);
        return;
      case 'cycle':
        if (cell) set(cell, nextMark(cell.mark));
        return;
      case 'digit':
        if (cell) typeDigit(cell, key.digit);
        return;
      case 'undo':
        moved(book.undo(), translate('training.undo.done'));
        return;
      case 'redo':
        moved(book.redo(), translate('training.redo.done'));
        return;
      default:
        assertNever(key);
    }
  };
  return { press, markAll };
}
