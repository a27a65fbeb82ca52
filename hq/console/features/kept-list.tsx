import { Anchor } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { KeptReason, KeptRecordKind, KeptRecordName } from '#renderer/ui/kept-record.tsx';
import { useFormat, useTranslate } from '#renderer/ui/language.tsx';
import { UserText } from '#renderer/ui/user-text.tsx';
import type { KeptRow } from '#shared/ipc/console.ts';
import { useListState } from '../app/list-states.tsx';
import { useHq } from '../app/queries.ts';
import { type Column, pageSize } from '../app/record-list.tsx';
import { RecordsScreen } from '../app/records-screen.tsx';
import { SiteName } from '../app/site-name.tsx';

/** Changes that laptops sent and that headquarters could not take in, of all sites. */
export function KeptList(): ReactNode {
  const translate = useTranslate();
  const list = useListState('/kept');
  const state = list.filters.released === '1' ? 'released' : 'open';
  const { released, ...filters } = list.filters;
  const reply = useHq('quarantine.list', { ...filters, state, limit: pageSize, offset: list.offset });
  return (
    <RecordsScreen
      title={translate('console.nav.kept')}
      list={list}
      reply={reply}
      columns={useColumns()}
      filters={{
        withProgramme: false,
        switches: [{ name: 'released', label: 'console.kept.released' }],
      }}
    />
  );
}

function useColumns(): readonly Column<KeptRow>[] {
  const translate = useTranslate();
  const format = useFormat();
  return [
    {
      title: translate('console.kept.record'),
      cell: (kept) => (
        <Anchor component={Link} href={`/kept/${kept.id}`} size="sm">
          <KeptTitle kept={kept} />
        </Anchor>
      ),
      below: (kept) => <KeptKind kept={kept} />,
    },
    {
      title: translate('console.kept.reason'),
      cell: ({ reason }) => <KeptReason reason={reason} />,
    },
    {
      title: translate('console.device.label'),
      cell: ({ laptop }) => <UserText>{laptop}</UserText>,
      below: ({ author }) => (author === null ? translate('console.unknown') : <UserText>{author}</UserText>),
    },
    { title: translate('console.filter.site'), cell: ({ site }) => <SiteName code={site} /> },
    {
      title: translate('console.kept.since'),
      tight: true,
      cell: ({ since, released }) =>
        released
          ? translate('console.kept.taken', { when: format.relative(released.at) })
          : format.relative(since),
    },
  ];
}

/** What the first record of a change is called. */
export function KeptTitle({ kept }: { readonly kept: KeptRow }): ReactNode {
  const translate = useTranslate();
  const [first] = kept.records;
  return first ? <KeptRecordName record={first} /> : translate('fields.record');
}

function KeptKind({ kept }: { readonly kept: KeptRow }): ReactNode {
  const translate = useTranslate();
  const [first, ...others] = kept.records;
  if (!first) return null;
  return (
    <>
      <KeptRecordKind record={first} />
      {others.length > 0 ? ` · ${translate('quarantine.more', { count: others.length })}` : null}
    </>
  );
}
