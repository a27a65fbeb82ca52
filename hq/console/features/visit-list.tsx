import { Anchor, Text } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { BilingualName } from '#renderer/ui/bilingual-name.tsx';
import { useFormat, useTranslate } from '#renderer/ui/language.tsx';
import { StatusBadge } from '#renderer/ui/status-badge.tsx';
import { UserText } from '#renderer/ui/user-text.tsx';
import { visitModes } from '#shared/domain/vocabularies.ts';
import type { VisitRow } from '#shared/ipc/console.ts';
import { useListState } from '../app/list-states.tsx';
import { useHq } from '../app/queries.ts';
import { type Column, pageSize } from '../app/record-list.tsx';
import { RecordsScreen } from '../app/records-screen.tsx';
import { SiteName } from '../app/site-name.tsx';
import { choicesOf } from '../app/vocabulary.ts';

/** All mentoring visits that laptops have sent. */
export function VisitList(): ReactNode {
  const translate = useTranslate();
  const list = useListState('/visits');
  const reply = useHq('visits.list', { ...list.filters, limit: pageSize, offset: list.offset });
  return (
    <RecordsScreen
      title={translate('console.nav.visits')}
      list={list}
      reply={reply}
      columns={useColumns()}
      filters={{
        choices: [
          {
            name: 'mode',
            label: 'console.filter.mode',
            all: 'console.filter.allModes',
            choices: choicesOf(translate, 'visitModes', visitModes),
          },
        ],
      }}
    />
  );
}

function useColumns(): readonly Column<VisitRow>[] {
  const translate = useTranslate();
  const format = useFormat();
  return [
    { title: translate('console.visit.day'), tight: true, cell: ({ day }) => format.day(day) },
    {
      title: translate('console.action.where'),
      cell: (row) => (
        <Anchor component={Link} href={`/visits/${row.id}`} size="sm">
          <BilingualName name={row.institution} />
        </Anchor>
      ),
      below: ({ site }) => <SiteName code={site} />,
    },
    {
      title: translate('console.visit.mode'),
      tight: true,
      cell: ({ mode }) => translate(`vocabulary.visitModes.${mode}`),
    },
    {
      title: translate('console.visit.advisors'),
      cell: ({ advisors }) => <UserText>{format.list(advisors)}</UserText>,
    },
    { title: translate('console.visit.excerpt'), cell: (row) => <Excerpt visit={row} /> },
    {
      title: translate('console.visit.actions'),
      tight: true,
      cell: ({ openActions, actions }) =>
        actions === 0 ? '–' : translate('console.visit.openOf', { open: openActions, all: actions }),
    },
  ];
}

function Excerpt({ visit }: { readonly visit: VisitRow }): ReactNode {
  const translate = useTranslate();
  if (visit.excerpt === null) {
    return (
      <StatusBadge tone="neutral" icon={IconLock}>
        {translate('vocabulary.sensitivities.confidential')}
      </StatusBadge>
    );
  }
  return (
    // The direction of the whole block, or the other script would be cut at its beginning.
    <Text size="sm" lineClamp={2} maw="26rem" dir="auto" translate="no">
      {visit.excerpt}
    </Text>
  );
}
