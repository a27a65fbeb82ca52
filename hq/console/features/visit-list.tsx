import { Anchor, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { BilingualName } from '#renderer/ui/bilingual-name.tsx';
import { useFormat, useTranslate } from '#renderer/ui/language.tsx';
import { PageHeader } from '#renderer/ui/page-header.tsx';
import { Reply } from '#renderer/ui/reply.tsx';
import { UserText } from '#renderer/ui/user-text.tsx';
import { visitModes } from '#shared/domain/vocabularies.ts';
import type { VisitRow } from '#shared/ipc/console.ts';
import { FilterBar, useListState } from '../app/filters.tsx';
import { useHq } from '../app/queries.ts';
import { type Column, pageSize, RecordList } from '../app/record-list.tsx';
import { SiteName } from '../app/site-name.tsx';
import { choicesOf } from '../app/vocabulary.ts';

/** All mentoring visits that laptops have sent. */
export function VisitList(): ReactNode {
  const translate = useTranslate();
  const list = useListState();
  const reply = useHq('visits.list', { ...list.filters, limit: pageSize, offset: list.offset });
  const columns = useColumns();
  return (
    <>
      <PageHeader title={translate('console.nav.visits')} />
      <FilterBar
        filters={list.filters}
        onChange={list.setFilters}
        choices={[
          {
            name: 'mode',
            label: 'console.filter.mode',
            all: 'console.filter.allModes',
            choices: choicesOf(translate, 'visitModes', visitModes),
          },
        ]}
      />
      <Reply of={reply}>
        {({ rows, total }) => (
          <RecordList
            label={translate('console.nav.visits')}
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

function useColumns(): readonly Column<VisitRow>[] {
  const translate = useTranslate();
  const format = useFormat();
  return [
    { title: translate('console.visit.day'), cell: ({ day }) => format.day(day) },
    {
      title: translate('console.visit.institution'),
      cell: (row) => (
        <Anchor component={Link} href={`/visits/${row.id}`} size="sm">
          <BilingualName name={row.institution} />
        </Anchor>
      ),
    },
    { title: translate('console.filter.site'), cell: ({ site }) => <SiteName code={site} /> },
    {
      title: translate('console.visit.mode'),
      cell: ({ mode }) => translate(`vocabulary.visitModes.${mode}`),
    },
    {
      title: translate('console.visit.advisors'),
      cell: ({ advisors }) => <UserText>{format.list(advisors)}</UserText>,
    },
    {
      title: translate('console.visit.excerpt'),
      cell: ({ excerpt, sensitivity }) =>
        excerpt === null ? (
          <Text size="sm" c="dimmed">
            {translate(`vocabulary.sensitivities.${sensitivity}`)}
          </Text>
        ) : (
          <Text size="sm" lineClamp={2} maw="26rem">
            <UserText>{excerpt}</UserText>
          </Text>
        ),
    },
    {
      title: translate('console.visit.actions'),
      cell: ({ openActions, actions }) =>
        translate('console.visit.openOf', { open: openActions, all: actions }),
    },
  ];
}
