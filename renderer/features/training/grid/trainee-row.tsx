import { IconCircleArrowDown, IconShieldQuestion } from '@tabler/icons-react';
import { memo, type ReactNode } from 'react';
import type { MarkView, SessionView, TraineeView } from '#shared/ipc/training.ts';
import { BilingualName } from '../../../ui/bilingual-name.tsx';
import { useFormat, useTranslate } from '../../../ui/language.tsx';
import { attendanceShare } from './attendance-figures.ts';
import styles from './attendance-grid.module.css';
import type { GridPlace } from './grid-moves.ts';
import { type MarkAll, MarkAllMenu } from './mark-all-menu.tsx';
import { markKey } from './mark-book.ts';
import { MarkCell } from './mark-cell.tsx';
import { gridSizes } from './use-grid-window.ts';

interface TraineeRowProps {
  readonly row: number;
  readonly trainee: TraineeView;
  readonly sessions: readonly SessionView[];
  /** Numbers of the sessions to draw. */
  readonly columns: readonly number[];
  readonly marks: ReadonlyMap<string, MarkView>;
  readonly rulePercent: number;
  readonly today: string;
  readonly active: GridPlace;
  readonly readOnly: boolean;
  /** Set while the menu of this row is open. */
  readonly menu: { readonly onChoose: (all: MarkAll) => void; readonly onClose: () => void } | null;
}

/** One trainee: name, running share, marks. Drawn again only when something of it has changed. */
export const TraineeRow = memo(function TraineeRow(props: TraineeRowProps): ReactNode {
  const { row, trainee, sessions, columns, marks, today, active } = props;
  const { id } = trainee.person;
  const markOf = (sessionId: number): MarkView | undefined => marks.get(markKey({ sessionId, personId: id }));
  const withdrawn = trainee.status === 'withdrawn';
  return (
    <tr
      className={styles.row}
      style={{ insetBlockStart: row * gridSizes.row, blockSize: gridSizes.row }}
      aria-rowindex={row + 2}
    >
      <NameHeader {...props} withdrawn={withdrawn} />
      <ShareCell {...props} />
      {columns.map((column) => {
        const session = sessions[column];
        if (!session) return null;
        const mark = markOf(session.id);
        const cancelled = session.status === 'cancelled';
        return (
          <MarkCell
            key={session.id}
            row={row}
            column={column}
            mark={mark?.mark ?? null}
            minutes={mark?.minutes ?? null}
            active={active.row === row && active.column === column}
            missing={!mark?.mark && session.day < today && !cancelled && !withdrawn}
            readOnly={props.readOnly || cancelled || withdrawn}
          />
        );
      })}
    </tr>
  );
}, sameRow);

/** A mark changes the map of all marks: what counts for a row are its own. */
function sameRow(before: TraineeRowProps, after: TraineeRowProps): boolean {
  return (
    before.trainee === after.trainee &&
    before.sessions === after.sessions &&
    before.row === after.row &&
    before.rulePercent === after.rulePercent &&
    before.today === after.today &&
    before.readOnly === after.readOnly &&
    before.menu === null &&
    after.menu === null &&
    sameFocus(before, after) &&
    sameNumbers(before.columns, after.columns) &&
    sameMarks(before, after)
  );
}

function sameFocus(before: TraineeRowProps, after: TraineeRowProps): boolean {
  const was = before.active.row === before.row;
  const is = after.active.row === after.row;
  return was === is && (!is || before.active.column === after.active.column);
}

function sameNumbers(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((number, index) => number === b[index]);
}

function sameMarks(before: TraineeRowProps, after: TraineeRowProps): boolean {
  if (before.marks === after.marks) return true;
  const personId = after.trainee.person.id;
  return after.sessions.every(({ id }) => {
    const key = markKey({ sessionId: id, personId });
    const a = before.marks.get(key);
    const b = after.marks.get(key);
    return a === b || (a?.mark === b?.mark && a?.minutes === b?.minutes);
  });
}

function NameHeader(props: TraineeRowProps & { readonly withdrawn: boolean }): ReactNode {
  const { row, trainee, active, menu, withdrawn } = props;
  const translate = useTranslate();
  const { person } = trainee;
  const name = (
    <button type="button" tabIndex={-1} className={styles.nameText} title={person.badge ?? undefined}>
      <BilingualName name={{ en: person.nameLatin, ar: person.nameAr }} />
    </button>
  );
  return (
    <th
      scope="row"
      className={styles.name}
      style={{ inlineSize: gridSizes.name }}
      data-place={`${row}:-1`}
      aria-colindex={1}
      tabIndex={active.row === row && active.column === -1 ? 0 : -1}
    >
      {menu ? (
        <MarkAllMenu title={translate('training.markAll.trainee')} {...menu}>
          {name}
        </MarkAllMenu>
      ) : (
        name
      )}
      {withdrawn ? (
        <span className={styles.withdrawn}>{translate('vocabulary.enrolmentStatuses.withdrawn')}</span>
      ) : null}
      {trainee.vettingWarning && !withdrawn ? (
        <span
          role="img"
          className={styles.warning}
          title={translate('training.vettingWarning')}
          aria-label={translate('training.vettingWarning')}
        >
          <IconShieldQuestion size={16} aria-hidden />
        </span>
      ) : null}
    </th>
  );
}

function ShareCell({ trainee, sessions, marks, rulePercent }: TraineeRowProps): ReactNode {
  const translate = useTranslate();
  const format = useFormat();
  const personId = trainee.person.id;
  const { share, belowRule } = attendanceShare(
    sessions,
    (sessionId) => marks.get(markKey({ sessionId, personId }))?.mark ?? null,
    rulePercent,
  );
  return (
    <td
      className={styles.share}
      style={{ insetInlineStart: gridSizes.name, inlineSize: gridSizes.share }}
      aria-colindex={2}
      data-below={belowRule || undefined}
    >
      {belowRule ? <IconCircleArrowDown size={15} aria-hidden /> : null}
      {share === null ? (
        <span className={styles.slot} role="img" aria-label={translate('training.share.none')}>
          –
        </span>
      ) : (
        format.percent(share)
      )}
      {belowRule ? (
        <span className={styles.below}>{translate('training.share.below', { rule: rulePercent })}</span>
      ) : null}
    </td>
  );
}
