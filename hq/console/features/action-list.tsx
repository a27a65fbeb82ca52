import { Anchor, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { BilingualName } from '#renderer/ui/bilingual-name.tsx';
import { useFormat, useTranslate } from '#renderer/ui/language.tsx';
import { UserText } from '#renderer/ui/user-text.tsx';
import { actionSides, actionStatuses } from '#shared/domain/vocabularies.ts';
import type { ActionRow } from '#shared/ipc/console.ts';
import { useListState } from '../app/list-states.tsx';
import { useHq } from '../app/queries.ts';
import { type Column, pageSize, RecordList } from '../app/record-list.tsx';
import { RecordsScreen } from '../app/records-screen.tsx';
import { SiteName } from '../app/site-name.tsx';
import { ActionMark } from '../app/status-marks.tsx';
import { choicesOf } from '../app/vocabulary.ts';

/** Everything owed, from visits and inspections of all sites. */
export function ActionList(): ReactNode {
  const translate = useTranslate();
  const list = useListState('/actions');
  const reply = useHq('actions.list', { ...list.filters, limit: pageSize, offset: list.offset });
  const [description, ...rest] = useOwnColumns();
  return (
    <RecordsScreen
      title={translate('console.nav.actions')}
      list={list}
      reply={reply}
      columns={[...(description ? [description] : []), ...usePlaceColumns(), ...rest, useOriginColumn()]}
      filters={{
        choices: [
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
        ],
        switches: [
          { name: 'open', label: 'console.filter.open' },
          { name: 'overdue', label: 'console.filter.overdue' },
        ],
      }}
    />
  );
}

/** The actions of one visit: where they belong is said above them. */
export function VisitActions({ rows }: { readonly rows: readonly ActionRow[] }): ReactNode {
  const translate = useTranslate();
  return (
    <RecordList
      label={translate('console.nav.actions')}
      rows={rows}
      total={rows.length}
      rowKey={({ id }) => id}
      columns={useOwnColumns()}
    />
  );
}

function useOwnColumns(): readonly Column<ActionRow>[] {
  const translate = useTranslate();
  const format = useFormat();
  return [
    {
      title: translate('console.action.description'),
      cell: ({ description }) =>
        description === null ? (
          <Text size="sm" c="dimmed">
            {translate('console.action.withheld')}
          </Text>
        ) : (
          <UserText>{description}</UserText>
        ),
    },
    { title: translate('console.action.owner'), cell: ({ owner }) => <UserText>{owner}</UserText> },
    {
      title: translate('console.action.side'),
      tight: true,
      cell: ({ side }) => translate(`vocabulary.actionSides.${side}`),
    },
    {
      title: translate('console.action.due'),
      tight: true,
      cell: ({ due }) => (due ? format.day(due) : '–'),
    },
    {
      title: translate('console.action.status'),
      cell: ({ status, overdue }) => <ActionMark status={status} overdue={overdue} />,
    },
  ];
}

function usePlaceColumns(): readonly Column<ActionRow>[] {
  const translate = useTranslate();
  return [
    {
      title: translate('console.action.where'),
      cell: ({ institution }) => (institution ? <BilingualName name={institution} /> : null),
      below: ({ site }) => <SiteName code={site} />,
    },
  ];
}

function useOriginColumn(): Column<ActionRow> {
  const translate = useTranslate();
  return {
    title: translate('console.action.from'),
    tight: true,
    cell: ({ visitId, inspectionId }) => {
      if (visitId !== null) {
        return (
          <Anchor component={Link} href={`/visits/${visitId}`} size="sm">
            {translate('console.action.fromVisit')}
          </Anchor>
        );
      }
      if (inspectionId !== null) {
        return (
          <Anchor component={Link} href={`/inspections/${inspectionId}`} size="sm">
            {translate('console.action.fromFinding')}
          </Anchor>
        );
      }
      return '–';
    },
  };
}
