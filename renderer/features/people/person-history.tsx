import { Paper, Text, Title } from '@mantine/core';
import { IconMessages, IconSchool } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { enrolmentStatuses, trainingStatuses } from '#shared/domain/vocabularies.ts';
import type { PersonDetail } from '#shared/ipc/people.ts';
import { hrefOf } from '../../app/go-to.ts';
import { paths } from '../../app/paths.ts';
import { BilingualName } from '../../ui/bilingual-name.tsx';
import { useFormat, useTranslate } from '../../ui/language.tsx';
import { LinkList, LinkRow } from '../../ui/link-list.tsx';

/** Trainings a person took part in, and visits at which they were met. */
export function PersonHistory({ person }: { readonly person: PersonDetail }): ReactNode {
  const translate = useTranslate();
  const format = useFormat();
  if (person.trainings.length === 0 && person.visits.length === 0) {
    return (
      <Paper withBorder p="md" component="section" aria-label={translate('people.history')}>
        <Title order={2} mb="xs">
          {translate('people.history')}
        </Title>
        <Text size="sm" c="dimmed">
          {translate('people.noHistory')}
        </Text>
      </Paper>
    );
  }
  return (
    <>
      {person.trainings.length > 0 ? (
        <LinkList title={translate('people.trainings')} icon={IconSchool} count={person.trainings.length}>
          {person.trainings.map(({ eventId, course, startDate, status, result }) => (
            <LinkRow
              key={eventId}
              href={hrefOf(paths.training(eventId))}
              detail={format.day(startDate)}
              end={<OutcomeWord status={status} result={result} />}
            >
              <BilingualName name={course} />
            </LinkRow>
          ))}
        </LinkList>
      ) : null}
      {person.visits.length > 0 ? (
        <LinkList title={translate('people.visits')} icon={IconMessages} count={person.visits.length}>
          {person.visits.map(({ visitId, day, institution }) => (
            <LinkRow key={visitId} href={hrefOf(paths.visit(visitId))} detail={format.day(day)}>
              <BilingualName name={institution} />
            </LinkRow>
          ))}
        </LinkList>
      ) : null}
    </>
  );
}

interface OutcomeProps {
  /** Of the training. */
  readonly status: string;
  /** Of the person in it; null while there is none. */
  readonly result: string | null;
}

/** How it ended for the person; until then, where the training stands once it has begun. */
function OutcomeWord({ status, result }: OutcomeProps): ReactNode {
  const translate = useTranslate();
  const outcome = enrolmentStatuses.find((each) => each === result);
  if (outcome) return translate(`vocabulary.enrolmentStatuses.${outcome}`);
  const standing = trainingStatuses.find((each) => each === status);
  return standing && standing !== 'planned' ? translate(`vocabulary.trainingStatuses.${standing}`) : null;
}
