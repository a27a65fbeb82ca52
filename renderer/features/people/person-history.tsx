import { Text } from '@mantine/core';
import { IconMessages, IconSchool } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { enrolmentStatuses } from '#shared/domain/vocabularies.ts';
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
      <Text size="sm" c="dimmed">
        {translate('people.noHistory')}
      </Text>
    );
  }
  return (
    <>
      {person.trainings.length > 0 ? (
        <LinkList title={translate('people.trainings')} icon={IconSchool} count={person.trainings.length}>
          {person.trainings.map(({ eventId, course, startDate, status }) => (
            <LinkRow
              key={eventId}
              href={hrefOf(paths.training(eventId))}
              detail={format.day(startDate)}
              end={<EnrolmentWord status={status} />}
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

function EnrolmentWord({ status }: { readonly status: string }): ReactNode {
  const translate = useTranslate();
  const known = enrolmentStatuses.find((each) => each === status);
  return known ? translate(`vocabulary.enrolmentStatuses.${known}`) : null;
}
