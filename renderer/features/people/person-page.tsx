import { Anchor, SimpleGrid, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { useReply } from '../../app/queries.ts';
import { useCanRecord } from '../../app/session.tsx';
import { BilingualName } from '../../ui/bilingual-name.tsx';
import { useTranslate } from '../../ui/language.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { RecordMark } from '../../ui/record-mark.tsx';
import { Reply } from '../../ui/reply.tsx';
import { Ltr } from '../../ui/user-text.tsx';
import { PersonFields } from './person-fields.tsx';
import { PersonHistory } from './person-history.tsx';
import { PersonVetting } from './person-vetting.tsx';

/** One person: fields that save themselves, vetting, trainings and visits. */
export function PersonPage({ id }: { readonly id: number }): ReactNode {
  const translate = useTranslate();
  const canRecord = useCanRecord();
  const reply = useReply('people.get', { id });
  return (
    <Reply of={reply}>
      {(person) => (
        <>
          <PageHeader
            back={
              <Anchor component={Link} href="/" size="sm">
                {translate('people.back')}
              </Anchor>
            }
            title={<BilingualName name={{ en: person.nameLatin, ar: person.nameAr }} both />}
            subtitle={
              <>
                {person.rank ? <BilingualName name={person.rank} /> : null}
                {person.rank && person.badge ? ' · ' : null}
                {person.badge ? <Ltr>{person.badge}</Ltr> : null}
              </>
            }
            marks={<RecordMark state={person.state} />}
          />
          <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md">
            <PersonFields person={person} disabled={!canRecord} />
            <Stack gap="md">
              <PersonVetting person={person} disabled={!canRecord} />
              <PersonHistory person={person} />
            </Stack>
          </SimpleGrid>
        </>
      )}
    </Reply>
  );
}
