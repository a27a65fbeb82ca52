import { Anchor } from '@mantine/core';
import type { ReactNode } from 'react';
import type { TrainingDetail } from '#shared/ipc/training.ts';
import { hrefOf } from '../../app/go-to.ts';
import { paths } from '../../app/paths.ts';
import { useReply } from '../../app/queries.ts';
import { BilingualName } from '../../ui/bilingual-name.tsx';
import { useFormat, useTranslate } from '../../ui/language.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { Reply } from '../../ui/reply.tsx';
import { ImportSteps } from './import-steps.tsx';

/** From a file or the clipboard to a roster in three steps; nothing is changed before the last one. */
export function RosterImport({ eventId }: { readonly eventId: number }): ReactNode {
  const translate = useTranslate();
  const training = useReply('training.get', { eventId });
  return (
    <Reply of={training}>
      {(event) => (
        <>
          <PageHeader title={translate('imports.title')} subtitle={<TrainingLine training={event} />} />
          <ImportSteps eventId={eventId} />
        </>
      )}
    </Reply>
  );
}

function TrainingLine({ training }: { readonly training: TrainingDetail }): ReactNode {
  const translate = useTranslate();
  const format = useFormat();
  const { id, course, startDate, endDate } = training.summary;
  return (
    <>
      {translate('imports.into')}{' '}
      <Anchor href={hrefOf(paths.training(id))} inherit>
        <BilingualName name={course} />
      </Anchor>
      {' · '}
      {translate('training.dates', { from: format.day(startDate), to: format.day(endDate) })}
    </>
  );
}
