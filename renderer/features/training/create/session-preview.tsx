import { ScrollArea, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { SessionInput } from '#shared/ipc/training.ts';
import { useFormat, useTranslate } from '../../../ui/language.tsx';
import { UserText } from '../../../ui/user-text.tsx';
import styles from './session-preview.module.css';

/** The sessions that would be made, a working day a line. */
export function SessionPreview({ sessions }: { readonly sessions: readonly SessionInput[] }): ReactNode {
  const translate = useTranslate();
  const format = useFormat();
  if (sessions.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        {translate('training.plan.empty')}
      </Text>
    );
  }
  const days = [...new Set(sessions.map(({ day }) => day))];
  const hours = sessions.reduce((sum, session) => sum + session.hours, 0);
  return (
    <>
      <Text size="sm" c="dimmed" role="status">
        {translate('training.plan.summary', { days: days.length, sessions: sessions.length, hours })}
      </Text>
      <ScrollArea.Autosize
        className={styles.scroller ?? ''}
        mah="20rem"
        viewportProps={{ tabIndex: 0, role: 'group', 'aria-label': translate('training.plan.preview') }}
      >
        <ol className={styles.days} data-topics={sessions.some(({ topic }) => topic) || undefined}>
          {days.map((day) => (
            <li key={day} className={styles.day}>
              <span className={styles.date}>{format.weekday(day)}</span>
              {sessions
                .filter((session) => session.day === day)
                .map(({ slot, topic }) => (
                  <span key={slot} className={styles.session}>
                    <span className={styles.slot}>{translate(`training.slot.${slot}`)}</span>
                    {topic ? <UserText>{topic}</UserText> : null}
                  </span>
                ))}
            </li>
          ))}
        </ol>
      </ScrollArea.Autosize>
    </>
  );
}
