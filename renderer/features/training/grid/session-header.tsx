import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { SessionView } from '#shared/ipc/training.ts';
import { useFormat, useTranslate } from '../../../ui/language.tsx';
import { Ltr } from '../../../ui/user-text.tsx';
import type { SessionCount } from './attendance-figures.ts';
import styles from './attendance-grid.module.css';
import { type MarkAll, MarkAllMenu } from './mark-all-menu.tsx';
import { gridSizes } from './use-grid-window.ts';

interface SessionHeaderProps {
  readonly session: SessionView;
  readonly column: number;
  readonly count: SessionCount;
  /** How many trainees the session has. */
  readonly trainees: number;
  readonly today: string;
  readonly active: boolean;
  /** Set while the menu of this column is open. */
  readonly menu: { readonly onChoose: (all: MarkAll) => void; readonly onClose: () => void } | null;
}

/** Head of a session: its day, its half of the day, who came, whose mark is missing. */
export function SessionHeader(props: SessionHeaderProps): ReactNode {
  const { session, column, count, trainees, today, active, menu } = props;
  const translate = useTranslate();
  const format = useFormat();
  const cancelled = session.status === 'cancelled';
  const missing = !cancelled && session.day < today && count.missing > 0;
  // The first word of the day as it reads in full.
  const [weekday] = format.weekday(session.day).split(/[\s،,]+/);
  const [, month, date] = session.day.split('-');
  const day = (
    // Its own name for the menu that hangs on it; the keys belong to the header itself.
    <button type="button" tabIndex={-1} className={styles.day}>
      <Ltr>
        {date}/{month}
      </Ltr>{' '}
      <SessionSlot session={session} />
    </button>
  );
  return (
    <th
      scope="col"
      className={styles.sessionHead}
      style={{
        insetInlineStart: gridSizes.name + gridSizes.share + column * gridSizes.cell,
        inlineSize: gridSizes.cell,
        blockSize: gridSizes.head,
      }}
      data-place={`-1:${column}`}
      data-today={session.day === today || undefined}
      data-cancelled={cancelled || undefined}
      aria-colindex={column + 3}
      tabIndex={active ? 0 : -1}
    >
      <span className={styles.slot}>{weekday}</span>
      {menu ? (
        <MarkAllMenu title={translate('training.markAll.session')} {...menu}>
          {day}
        </MarkAllMenu>
      ) : (
        day
      )}
      {cancelled ? (
        <span className={styles.slot}>{translate('vocabulary.sessionStatuses.cancelled')}</span>
      ) : (
        <span aria-label={translate('training.attended', { attended: count.attended, trainees })} role="img">
          <Ltr>
            {count.attended}/{trainees}
          </Ltr>
        </span>
      )}
      {missing ? (
        <span
          className={styles.missing}
          role="img"
          aria-label={translate('training.missing', { count: count.missing })}
          title={translate('training.missing', { count: count.missing })}
        >
          <IconAlertTriangle size={12} aria-hidden />
          {count.missing}
        </span>
      ) : null}
    </th>
  );
}

function SessionSlot({ session }: { readonly session: SessionView }): ReactNode {
  const translate = useTranslate();
  if (session.slot === 'times' && session.startTime) return <Ltr>{session.startTime}</Ltr>;
  return translate(`training.slot.${session.slot}`);
}
