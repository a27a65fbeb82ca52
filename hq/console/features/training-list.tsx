import { Anchor } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { BilingualName } from '#renderer/ui/bilingual-name.tsx';
import { useFormat, useTranslate } from '#renderer/ui/language.tsx';
import { UserText } from '#renderer/ui/user-text.tsx';
import { trainingStatuses } from '#shared/domain/vocabularies.ts';
import type { TrainingRow } from '#shared/ipc/console.ts';
import { useListState } from '../app/list-states.tsx';
import { useHq } from '../app/queries.ts';
import { type Column, pageSize } from '../app/record-list.tsx';
import { RecordsScreen } from '../app/records-screen.tsx';
import { SiteName } from '../app/site-name.tsx';
import { TrainingMark } from '../app/status-marks.tsx';
import { choicesOf } from '../app/vocabulary.ts';

/** All trainings that laptops have sent. */
export function TrainingList(): ReactNode {
  const translate = useTranslate();
  const list = useListState('/trainings');
  const reply = useHq('trainings.list', { ...list.filters, limit: pageSize, offset: list.offset });
  return (
    <RecordsScreen
      title={translate('console.nav.trainings')}
      list={list}
      reply={reply}
      columns={useColumns()}
      filters={{
        choices: [
          {
            name: 'status',
            label: 'console.filter.status',
            all: 'console.filter.allStatuses',
            choices: choicesOf(translate, 'trainingStatuses', trainingStatuses),
          },
        ],
      }}
    />
  );
}

function useColumns(): readonly Column<TrainingRow>[] {
  const translate = useTranslate();
  const format = useFormat();
  return [
    {
      title: translate('console.training.course'),
      cell: (row) => (
        <Anchor component={Link} href={`/trainings/${row.id}`} size="sm">
          <BilingualName name={row.course.name} /> ·{' '}
          {translate('console.training.run', { number: row.runNumber })}
        </Anchor>
      ),
    },
    {
      title: translate('console.training.siteAndVenue'),
      cell: ({ site }) => <SiteName code={site} />,
      below: ({ venue }) => <UserText>{venue}</UserText>,
    },
    {
      title: translate('console.training.dates'),
      tight: true,
      cell: (row) => format.period(row.startDate, row.endDate),
    },
    {
      title: translate('console.training.trainees'),
      numeric: true,
      cell: (row) => format.number(row.enrolled),
    },
    {
      title: translate('console.training.sessions'),
      numeric: true,
      cell: (row) => format.number(row.sessions),
    },
    {
      title: translate('console.training.attendance'),
      numeric: true,
      cell: ({ attendanceRate }) => (attendanceRate === null ? '–' : format.percent(attendanceRate)),
    },
    {
      title: translate('console.training.status'),
      tight: true,
      cell: ({ status }) => <TrainingMark status={status} />,
    },
  ];
}
