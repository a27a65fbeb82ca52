import { Anchor } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { BilingualName } from '#renderer/ui/bilingual-name.tsx';
import { useFormat, useTranslate } from '#renderer/ui/language.tsx';
import { PageHeader } from '#renderer/ui/page-header.tsx';
import { Reply } from '#renderer/ui/reply.tsx';
import { UserText } from '#renderer/ui/user-text.tsx';
import { trainingStatuses } from '#shared/domain/vocabularies.ts';
import type { TrainingRow } from '#shared/ipc/console.ts';
import { FilterBar, useListState } from '../app/filters.tsx';
import { useHq } from '../app/queries.ts';
import { type Column, pageSize, RecordList } from '../app/record-list.tsx';
import { SiteName } from '../app/site-name.tsx';
import { TrainingMark } from '../app/status-marks.tsx';
import { choicesOf } from '../app/vocabulary.ts';

/** All trainings that laptops have sent. */
export function TrainingList(): ReactNode {
  const translate = useTranslate();
  const list = useListState();
  const reply = useHq('trainings.list', { ...list.filters, limit: pageSize, offset: list.offset });
  const columns = useColumns();
  return (
    <>
      <PageHeader title={translate('console.nav.trainings')} />
      <FilterBar
        filters={list.filters}
        onChange={list.setFilters}
        choices={[
          {
            name: 'status',
            label: 'console.filter.status',
            all: 'console.filter.allStatuses',
            choices: choicesOf(translate, 'trainingStatuses', trainingStatuses),
          },
        ]}
      />
      <Reply of={reply}>
        {({ rows, total }) => (
          <RecordList
            label={translate('console.nav.trainings')}
            rows={rows}
            total={total}
            offset={list.offset}
            onOffset={list.setOffset}
            rowKey={({ id }) => id}
            columns={columns}
          />
        )}
      </Reply>
    </>
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
    { title: translate('console.filter.site'), cell: ({ site }) => <SiteName code={site} /> },
    { title: translate('console.training.venue'), cell: ({ venue }) => <UserText>{venue}</UserText> },
    {
      title: translate('console.training.dates'),
      cell: (row) => `${format.day(row.startDate)} – ${format.day(row.endDate)}`,
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
    { title: translate('console.training.status'), cell: ({ status }) => <TrainingMark status={status} /> },
  ];
}
