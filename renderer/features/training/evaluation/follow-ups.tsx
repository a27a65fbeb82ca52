import { Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { addMonths, followUpMonths } from '#shared/domain/follow-up.ts';
import type { TrainingDetail } from '#shared/ipc/training.ts';
import { useFormat, useTranslate } from '../../../ui/language.tsx';
import { todayOnThisLaptop } from '../../../ui/today.ts';
import styles from './evaluation-tab.module.css';
import { FollowUpRow } from './follow-up-row.tsx';

interface FollowUpsProps {
  readonly training: TrainingDetail;
  readonly readOnly: boolean;
}

/** What those who completed use at work, three to six months later: one key each. */
export function FollowUps({ training, readOnly }: FollowUpsProps): ReactNode {
  const translate = useTranslate();
  const format = useFormat();
  const trainees = training.trainees.filter(({ followUp }) => followUp !== null);
  const first = trainees.map(({ followUp }) => followUp?.due ?? '').toSorted()[0];
  const open = trainees.filter(({ followUp }) => followUp?.done === null).length;
  return (
    <section className={styles.part} aria-labelledby="follow-up-title">
      <Title order={2} id="follow-up-title">
        {translate('evaluation.followUps')}
      </Title>
      {first === undefined ? (
        <Text size="sm" c="dimmed">
          {translate('evaluation.followUps.none')}
        </Text>
      ) : (
        <>
          <Text size="sm" c="dimmed">
            {translate('evaluation.followUps.when', {
              from: format.day(first),
              until: format.day(addMonths(training.summary.endDate, followUpMonths.until)),
            })}{' '}
            {open > 0
              ? translate('evaluation.followUps.open', { count: open })
              : translate('evaluation.followUps.allDone')}
          </Text>
          <ul className={styles.followUps}>
            {trainees.map((trainee) => (
              <FollowUpRow
                key={trainee.person.id}
                eventId={training.summary.id}
                trainee={trainee}
                today={todayOnThisLaptop()}
                readOnly={readOnly}
              />
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
