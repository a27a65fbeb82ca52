import { type ReactNode, useMemo } from 'react';
import type { MarkView, SessionView, TraineeView } from '#shared/ipc/training.ts';
import { useTranslate } from '../../../ui/language.tsx';
import { type SessionCount, sessionCount } from './attendance-figures.ts';
import styles from './attendance-grid.module.css';
import type { GridPlace } from './grid-moves.ts';
import type { MarkAll } from './mark-all-menu.tsx';
import { markKey } from './mark-book.ts';
import { SessionHeader } from './session-header.tsx';
import { gridSizes } from './use-grid-window.ts';

interface GridHeadProps {
  readonly sessions: readonly SessionView[];
  readonly trainees: readonly TraineeView[];
  readonly columns: readonly number[];
  readonly marks: ReadonlyMap<string, MarkView>;
  readonly today: string;
  readonly active: GridPlace;
  readonly menuFor: (
    column: number,
  ) => { readonly onChoose: (all: MarkAll) => void; readonly onClose: () => void } | null;
}

/** The header of the grid: it stays while the rows go by. */
export function GridHead(props: GridHeadProps): ReactNode {
  const { sessions, trainees, columns, marks, today, active, menuFor } = props;
  const translate = useTranslate();
  const expected = useMemo(() => trainees.filter(({ status }) => status !== 'withdrawn'), [trainees]);
  return (
    <thead className={styles.head} style={{ blockSize: gridSizes.head }}>
      <tr className={styles.headRow} aria-rowindex={1}>
        <th scope="col" className={styles.nameHead} style={{ inlineSize: gridSizes.name }} aria-colindex={1}>
          {translate('training.column.trainee')}
        </th>
        <th
          scope="col"
          className={styles.shareHead}
          style={{ insetInlineStart: gridSizes.name, inlineSize: gridSizes.share }}
          aria-colindex={2}
        >
          {translate('training.column.attendance')}
        </th>
        {columns.map((column) => {
          const session = sessions[column];
          if (!session) return null;
          return (
            <SessionHeader
              key={session.id}
              session={session}
              column={column}
              count={countOf(session.id, expected, marks)}
              trainees={expected.length}
              today={today}
              active={active.row === -1 && active.column === column}
              menu={menuFor(column)}
            />
          );
        })}
      </tr>
    </thead>
  );
}

function countOf(
  sessionId: number,
  trainees: readonly TraineeView[],
  marks: ReadonlyMap<string, MarkView>,
): SessionCount {
  return sessionCount(
    trainees.map(({ person }) => marks.get(markKey({ sessionId, personId: person.id }))?.mark ?? null),
  );
}
