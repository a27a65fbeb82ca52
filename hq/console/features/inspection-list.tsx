import { Anchor, Group } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { BilingualName } from '#renderer/ui/bilingual-name.tsx';
import { useFormat, useTranslate } from '#renderer/ui/language.tsx';
import { PageHeader } from '#renderer/ui/page-header.tsx';
import { Reply } from '#renderer/ui/reply.tsx';
import { inspectionStatuses, severities } from '#shared/domain/vocabularies.ts';
import type { InspectionRow } from '#shared/ipc/console.ts';
import { FilterBar, useListState } from '../app/filters.tsx';
import { useHq } from '../app/queries.ts';
import { type Column, pageSize, RecordList } from '../app/record-list.tsx';
import { SiteName } from '../app/site-name.tsx';
import { InspectionMark, Score, SeverityMark } from '../app/status-marks.tsx';
import { choicesOf } from '../app/vocabulary.ts';

/** All inspections that laptops have sent. */
export function InspectionList(): ReactNode {
  const translate = useTranslate();
  const list = useListState();
  const reply = useHq('inspections.list', { ...list.filters, limit: pageSize, offset: list.offset });
  const columns = useColumns();
  return (
    <>
      <PageHeader title={translate('console.nav.inspections')} />
      <FilterBar
        filters={list.filters}
        onChange={list.setFilters}
        withProgramme={false}
        choices={[
          {
            name: 'status',
            label: 'console.filter.status',
            all: 'console.filter.allStatuses',
            choices: choicesOf(translate, 'inspectionStatuses', inspectionStatuses),
          },
        ]}
      />
      <Reply of={reply}>
        {({ rows, total }) => (
          <RecordList
            label={translate('console.nav.inspections')}
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

function useColumns(): readonly Column<InspectionRow>[] {
  const translate = useTranslate();
  const format = useFormat();
  return [
    { title: translate('console.inspection.date'), cell: ({ startDate }) => format.day(startDate) },
    {
      title: translate('console.inspection.facility'),
      cell: (row) => (
        <Anchor component={Link} href={`/inspections/${row.id}`} size="sm">
          <BilingualName name={row.facility} />
        </Anchor>
      ),
    },
    { title: translate('console.filter.site'), cell: ({ site }) => <SiteName code={site} /> },
    {
      title: translate('console.inspection.template'),
      cell: ({ template }) => format.name(template.title),
    },
    { title: translate('console.inspection.score'), cell: ({ score }) => <Score score={score} /> },
    {
      title: translate('console.inspection.findings'),
      cell: ({ findings }) => (
        <Group gap={4}>
          {severities
            .filter((severity) => findings[severity] > 0)
            .map((severity) => (
              <SeverityMark key={severity} severity={severity} count={findings[severity]} />
            ))}
        </Group>
      ),
    },
    {
      title: translate('console.inspection.status'),
      cell: ({ status }) => <InspectionMark status={status} />,
    },
  ];
}
