import { Anchor, Group } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { BilingualName } from '#renderer/ui/bilingual-name.tsx';
import { useFormat, useTranslate } from '#renderer/ui/language.tsx';
import { inspectionStatuses, severities } from '#shared/domain/vocabularies.ts';
import type { InspectionRow } from '#shared/ipc/console.ts';
import { useListState } from '../app/list-states.tsx';
import { useHq } from '../app/queries.ts';
import { type Column, pageSize } from '../app/record-list.tsx';
import { RecordsScreen } from '../app/records-screen.tsx';
import { SiteName } from '../app/site-name.tsx';
import { InspectionMark, SeverityMark } from '../app/status-marks.tsx';
import { choicesOf } from '../app/vocabulary.ts';

/** All inspections that laptops have sent. */
export function InspectionList(): ReactNode {
  const translate = useTranslate();
  const list = useListState('/inspections');
  const reply = useHq('inspections.list', { ...list.filters, limit: pageSize, offset: list.offset });
  return (
    <RecordsScreen
      title={translate('console.nav.inspections')}
      list={list}
      reply={reply}
      columns={useColumns()}
      filters={{
        // Every inspection belongs to one programme.
        withProgramme: false,
        choices: [
          {
            name: 'status',
            label: 'console.filter.status',
            all: 'console.filter.allStatuses',
            choices: choicesOf(translate, 'inspectionStatuses', inspectionStatuses),
          },
        ],
      }}
    />
  );
}

function useColumns(): readonly Column<InspectionRow>[] {
  const translate = useTranslate();
  const format = useFormat();
  return [
    {
      title: translate('console.inspection.date'),
      tight: true,
      cell: ({ startDate }) => format.day(startDate),
    },
    {
      title: translate('console.inspection.where'),
      cell: (row) => (
        <Anchor component={Link} href={`/inspections/${row.id}`} size="sm">
          <BilingualName name={row.facility} />
        </Anchor>
      ),
      below: ({ site }) => <SiteName code={site} />,
    },
    {
      title: translate('console.inspection.template'),
      cell: ({ template }) => <BilingualName name={template.title} />,
    },
    {
      title: translate('console.inspection.score'),
      tight: true,
      cell: ({ score: { score } }) =>
        score === null
          ? translate('console.inspection.noScore')
          : format.number(score, { maximumFractionDigits: 1 }),
      below: ({ score }) =>
        translate('console.inspection.coverage', { percent: format.percent(score.coverage) }),
    },
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
      tight: true,
      cell: ({ status }) => <InspectionMark status={status} />,
    },
  ];
}
