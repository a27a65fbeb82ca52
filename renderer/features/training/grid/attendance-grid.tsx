import { useDirection } from '@mantine/core';
import {
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import type { TrainingDetail } from '#shared/ipc/training.ts';
import { paths } from '../../../app/paths.ts';
import { useTranslate } from '../../../ui/language.tsx';
import { todayOnThisLaptop } from '../../../ui/today.ts';
import { useRoomBelow } from '../use-room-below.ts';
import styles from './attendance-grid.module.css';
import { GridHead } from './grid-head.tsx';
import { type GridPlace, placeAfterKey } from './grid-moves.ts';
import { KeyLegend } from './key-legend.tsx';
import type { MarkAll } from './mark-all-menu.tsx';
import { type MarkKey, markKeyOf } from './mark-keys.ts';
import { TraineeRow } from './trainee-row.tsx';
import { gridSizes, useGridWindow } from './use-grid-window.ts';
import { useMarkBook } from './use-mark-book.ts';
import { useMarking } from './use-marking.ts';
import { partsOf } from './visible-range.ts';

interface AttendanceGridProps {
  readonly training: TrainingDetail;
  /** The session to begin at; without it the grid chooses. */
  readonly sessionId: number | null;
  readonly readOnly: boolean;
}

/** ARIA makes a grid of a table that is walked by arrow keys; linters that only know elements do not know this pair. */
const asGrid = { role: 'grid' } as const;

/** Attendance as a spreadsheet: trainees down, sessions across, one letter a mark, all by keyboard. */
export function AttendanceGrid({ training, sessionId, readOnly }: AttendanceGridProps): ReactNode {
  const translate = useTranslate();
  const { dir } = useDirection();
  const today = todayOnThisLaptop();
  const { sessions } = training;
  const trainees = useMemo(() => traineesOfGrid(training), [training]);
  const { book, state } = useMarkBook(training);
  const scroller = useRef<HTMLDivElement>(null);
  const room = useRoomBelow(scroller);
  const view = useGridWindow(scroller, trainees.length, sessions.length);
  const [active, setActive] = useState<GridPlace>(() => ({
    row: 0,
    column: firstColumn(training, sessionId, today),
  }));
  const [menuAt, setMenuAt] = useState<GridPlace | null>(null);
  /** Whether a mark leads to the next trainee: a list on paper is typed in with one key a person. */
  const [walking, setWalking] = useState(false);
  const lastMarked = useRef<GridPlace | null>(null);
  const focusNext = useRef(true);

  const goTo = (place: GridPlace): void => {
    focusNext.current = true;
    view.reveal(place.row, place.column);
    setActive(place);
  };
  const marking = useMarking({ book, sessions, trainees, readOnly, onMoved: goTo });

  // After the draw, because the cell may have been out of sight before it.
  useEffect(() => {
    if (!focusNext.current) return;
    focusNext.current = false;
    view.reveal(active.row, active.column);
    cellAt(scroller.current, active)?.focus({ preventScroll: true });
  }, [active, view]);

  const onKeyDown = (event: KeyboardEvent<HTMLTableElement>): void => {
    // The menu hangs outside of the grid and keeps its own keys.
    if (!(event.target instanceof Node && event.currentTarget.contains(event.target))) return;
    const handled = press(event);
    if (handled) event.preventDefault();
  };
  const press = (event: KeyboardEvent): boolean => {
    const header = active.row === -1 || active.column === -1;
    if (header && !readOnly && (event.code === 'Space' || event.key === 'Enter')) {
      setMenuAt(active);
      return true;
    }
    const size = { rows: trainees.length, columns: sessions.length, page: view.page };
    const key = event.key === 'Enter' ? (event.shiftKey ? 'ArrowUp' : 'ArrowDown') : event.key;
    const next =
      event.altKey || event.metaKey
        ? null
        : placeAfterKey({ key, ctrlKey: event.ctrlKey }, active, size, dir);
    if (next) {
      goTo(next);
      return true;
    }
    if (isWalkKey(event) && !readOnly) {
      setWalking(!walking);
      return true;
    }
    const mark = markKeyOf(event);
    if (!mark) return false;
    applyKey(mark);
    return true;
  };
  const applyKey = (key: MarkKey): void => {
    const onCell = active.row >= 0 && active.column >= 0;
    // Minutes that are typed after a late mark belong to it, though the grid has gone on to the next trainee.
    const late = walking && key.do === 'digit' ? lastMarked.current : null;
    marking.press(key, late ?? active);
    if (key.do === 'digit') return;
    lastMarked.current = key.do === 'mark' && onCell ? active : null;
    if (walking && key.do === 'mark' && onCell) {
      goTo({ row: Math.min(trainees.length - 1, active.row + 1), column: active.column });
    }
  };
  const onClick = (event: MouseEvent<HTMLTableElement>): void => {
    const place = placeOf(event.target);
    if (!place || !event.currentTarget.contains(event.target as Node)) return;
    // A second touch of the same cell goes to the next mark, as the space bar does.
    const again = place.row === active.row && place.column === active.column;
    goTo(place);
    if (readOnly) return;
    if (place.row === -1 || place.column === -1) setMenuAt(place);
    else if (again) marking.press({ do: 'cycle' }, place);
  };
  const closeMenu = (): void => {
    setMenuAt(null);
    goTo(active);
  };
  const menuFor = (row: number, column: number) =>
    menuAt?.row === row && menuAt.column === column
      ? {
          onClose: closeMenu,
          onChoose: (all: MarkAll) => {
            marking.markAll({ row, column }, all);
            closeMenu();
          },
        }
      : null;

  const rows = partsOf(view.rows, active.row);
  const columns = partsOf(view.columns, active.column);
  const inlineSize = gridSizes.name + gridSizes.share + sessions.length * gridSizes.cell;
  return (
    <>
      <KeyLegend
        state={state}
        disabled={readOnly}
        walking={walking}
        onWalk={setWalking}
        onKey={applyKey}
        checkIn={readOnly ? null : checkInPath(training, active.column)}
      />
      <div className={styles.scroller} ref={scroller} style={{ maxBlockSize: room }}>
        <table
          {...asGrid}
          className={styles.table}
          style={{ inlineSize }}
          aria-label={translate('training.tab.attendance')}
          aria-rowcount={trainees.length + 1}
          aria-colcount={sessions.length + 2}
          onKeyDown={onKeyDown}
          onClick={onClick}
        >
          <GridHead
            sessions={sessions}
            trainees={trainees}
            columns={columns}
            marks={state.marks}
            today={today}
            active={active}
            menuFor={(column) => menuFor(-1, column)}
          />
          <tbody className={styles.body} style={{ blockSize: trainees.length * gridSizes.row }}>
            {rows.map((row) => {
              const trainee = trainees[row];
              if (!trainee) return null;
              return (
                <TraineeRow
                  key={trainee.person.id}
                  row={row}
                  trainee={trainee}
                  sessions={sessions}
                  columns={columns}
                  marks={state.marks}
                  rulePercent={training.passRule.attendancePercent}
                  today={today}
                  active={active}
                  readOnly={readOnly}
                  menu={menuFor(row, -1)}
                />
              );
            })}
          </tbody>
        </table>
      </div>
    </>
  );
}

/** Those who withdrew stay at the end while they have marks; others of them are left out. */
function traineesOfGrid({ trainees, marks }: TrainingDetail): TrainingDetail['trainees'] {
  const marked = new Set(marks.filter(({ mark }) => mark !== null).map(({ personId }) => personId));
  const here = trainees.filter(({ status }) => status !== 'withdrawn');
  const gone = trainees.filter(({ status, person }) => status === 'withdrawn' && marked.has(person.id));
  return [...here, ...gone];
}

/** The session asked for, else today's, else the first past one with a mark missing, else the first. */
function firstColumn({ sessions, marks }: TrainingDetail, asked: number | null, today: string): number {
  const byId = sessions.findIndex(({ id }) => id === asked);
  if (byId >= 0) return byId;
  const todays = sessions.findIndex(({ day }) => day === today);
  if (todays >= 0) return todays;
  const marked = new Set(marks.filter(({ mark }) => mark !== null).map(({ sessionId }) => sessionId));
  return Math.max(
    0,
    sessions.findIndex(({ id, day }) => day < today && !marked.has(id)),
  );
}

function checkInPath({ summary, sessions }: TrainingDetail, column: number): string | null {
  const session = sessions[column];
  return session && session.status !== 'cancelled' ? paths.checkIn(summary.id, session.id) : null;
}

function isWalkKey({ code, ctrlKey, altKey, metaKey }: KeyboardEvent): boolean {
  return code === 'KeyT' && !ctrlKey && !altKey && !metaKey;
}

function cellAt(scroller: HTMLElement | null, { row, column }: GridPlace): HTMLElement | null {
  return scroller?.querySelector<HTMLElement>(`[data-place="${row}:${column}"]`) ?? null;
}

function placeOf(target: EventTarget): GridPlace | null {
  if (!(target instanceof Element)) return null;
  const place = target.closest<HTMLElement>('[data-place]')?.dataset.place;
  if (!place) return null;
  const [row = 0, column = 0] = place.split(':').map(Number);
  return { row, column };
}
