import { Anchor } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { BilingualName } from '#renderer/ui/bilingual-name.tsx';
import { useFormat, useTranslate } from '#renderer/ui/language.tsx';
import { PageHeader } from '#renderer/ui/page-header.tsx';
import { Reply } from '#renderer/ui/reply.tsx';
import { UserText } from '#renderer/ui/user-text.tsx';
import { actionSides, actionStatuses } from '#shared/domain/vocabularies.ts';
import type { ActionRow } from '#shared/ipc/console.ts';
import { FilterBar, useListState } from '../app/filters.tsx';
import { useHq } from '../app/queries.ts';
import { type Column, pageSize, RecordList } from '../app/record-list.tsx';
import { SiteName } from '../app/site-name.tsx';
import { ActionMark } from '../app/status-marks.tsx';
import { choicesOf } from '../app/vocabulary.ts';

/** Everything owed, from visits and inspections of all sites. */
export function ActionList(): ReactNode {
  const translate = useTranslate();
  const list = useListState();
  const reply = useHq('actions.list', { ...list.filters, limit: pageSize, offset: list.offset });
  return (
    <>
      <PageHeader title={translate('console.nav.actions')} />
      <FilterBar
        filters={list.filters}
        onChange={list.setFilters}
        choices={[
          {
            name: 'status',
            label: 'console.filter.status',
            all: 'console.filter.allStatuses',
            choices: choicesOf(translate, 'actionStatuses', actionStatuses),
          },
          {
            name: 'side',
            label: 'console.filter.side',
            all: 'console.filter.bothSides',
            choices: choicesOf(translate, 'actionSides', actionSides),
          },
        ]}
        switches={[
          { name: 'open', label: 'console.filter.open' },
          { name: 'overdue', label: 'console.filter.overdue' },
        ]}
      />
      <Reply of={reply}>
        {({ rows, total }) => (
          <ActionTable rows={rows} total={total} offset={list.offset} onOffset={list.setOffset} />
        )}
      </Reply>
    </>
  );
}

interface ActionTableProps {
  readonly rows: readonly ActionRow[];
  readonly total: number;
  readonly offset: number;
  readonly onOffset?: (offset: number) => void;
}

/** Actions as a table: in their own list, and on the page of a visit. */
export function ActionTable(props: ActionTableProps): ReactNode {
  const translate = useTranslate();
  return (
    <RecordList
      {...props}
      label={translate('console.nav.actions')}
      rowKey={({ id }) => id}
      columns={useColumns()}
    />
  );
}

function useColumns(): readonly Column<ActionRow>[] {
  const translate = useTranslate();
  const format = useFormat();
  return [
    {
      title: translate('console.action.description'),
      cell: ({ description }) =>
        description === null ? (
          translate('console.inspection.restricted')
        ) : (
          <UserText>{description}</UserText>
        ),
    },
    {
      title: translate('console.visit.institution'),
      cell: ({ institution }) => (institution ? <BilingualName name={institution} /> : null),
    },
    { title: translate('console.filter.site'), cell: ({ site }) => <SiteName code={site} /> },
    { title: translate('console.action.owner'), cell: ({ owner }) => <UserText>{owner}</UserText> },
    {
      title: translate('console.action.side'),
      cell: ({ side }) => translate(`vocabulary.actionSides.${side}`),
    },
    { title: translate('console.action.due'), cell: ({ due }) => (due ? format.day(due) : '–') },
    {
      title: translate('console.action.status'),
      cell: ({ status, overdue }) => <ActionMark status={status} overdue={overdue} />,
    },
    { title: translate('console.action.from'), cell: (row) => <Origin action={row} /> },
  ];
}

function Origin({ action }: { readonly action: ActionRow }): ReactNode {
  const translate = useTranslate();
  if (action.visitId !== null) {
    return (
      <Anchor component={Link} href={`/visits/${action.visitId}`} size="sm">
        {translate('console.action.fromVisit')}
      </Anchor>
    );
  }
  if (action.inspectionId !== null) {
    return (
      <Anchor component={Link} href={`/inspections/${action.inspectionId}`} size="sm">
        {translate('console.action.fromFinding')}
      </Anchor>
    );
  }
  return '–';
}
