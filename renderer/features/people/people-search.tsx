import { Button, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconPlus, IconSearch, IconUsers } from '@tabler/icons-react';
import { type ReactNode, useMemo, useState } from 'react';
import { useLocation } from 'wouter';
import type { PersonSummary } from '#shared/ipc/people.ts';
import { useReply } from '../../app/queries.ts';
import { useCanRecord } from '../../app/session.tsx';
import { BothNames } from '../../person/both-names.tsx';
import { VettingMark } from '../../person/vetting-mark.tsx';
import { BilingualName } from '../../ui/bilingual-name.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { useFormat, useTranslate } from '../../ui/language.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { Reply } from '../../ui/reply.tsx';
import type { Column } from '../../ui/table-order.ts';
import { Ltr, UserText } from '../../ui/user-text.tsx';

/** As many as the core gives at once. */
const most = 200;

/** Finds people by name in either script, by badge, rank or unit; who is not found can be added. */
export function PeopleSearch(): ReactNode {
  const translate = useTranslate();
  const canRecord = useCanRecord();
  const [, go] = useLocation();
  const [typed, setTyped] = useState('');
  const [text] = useDebouncedValue(typed.trim(), 150);
  const reply = useReply('people.search', { text, limit: most }, { keepPrevious: true });
  const columns = usePeopleColumns();
  const add = canRecord ? (
    <Button
      leftSection={<IconPlus size={16} aria-hidden />}
      variant={typed === '' ? 'default' : 'filled'}
      onClick={() => go(`/new/${encodeURIComponent(typed.trim())}`)}
    >
      {translate('people.new')}
    </Button>
  ) : null;
  return (
    <>
      <PageHeader title={translate('people.title')} subtitle={translate('people.subtitle')} actions={add} />
      <Reply of={reply}>
        {(people) => (
          <DataTable
            label={translate('people.title')}
            rows={people}
            rowKey={({ id }) => id}
            columns={columns}
            onOpen={({ id }) => go(`/${id}`)}
            toolbar={
              <>
                <TextInput
                  aria-label={translate('people.search')}
                  placeholder={translate('people.searchHint')}
                  leftSection={<IconSearch size={16} aria-hidden />}
                  autoFocus
                  dir="auto"
                  w="26rem"
                  maw="100%"
                  value={typed}
                  onChange={({ currentTarget }) => setTyped(currentTarget.value)}
                />
                {people.length === most ? (
                  <Text size="sm" c="dimmed">
                    {translate('people.first', { count: most })}
                  </Text>
                ) : null}
              </>
            }
            empty={
              <EmptyState
                icon={IconUsers}
                title={translate(text === '' ? 'people.empty' : 'people.notFound')}
                hint={translate(text === '' ? 'people.emptyHint' : 'people.notFoundHint')}
                action={add}
              />
            }
          />
        )}
      </Reply>
    </>
  );
}

function usePeopleColumns(): readonly Column<PersonSummary>[] {
  const translate = useTranslate();
  const format = useFormat();
  return useMemo(
    () => [
      {
        key: 'name',
        title: translate('people.column.name'),
        cell: (person) => <BothNames person={person} />,
        sortBy: ({ nameAr, nameLatin }) => format.name({ en: nameLatin, ar: nameAr }),
      },
      {
        key: 'badge',
        title: translate('people.column.badge'),
        cell: ({ badge }) => (badge ? <Ltr>{badge}</Ltr> : null),
        sortBy: ({ badge }) => badge,
        width: '8rem',
      },
      {
        key: 'rank',
        title: translate('people.field.rank'),
        cell: ({ rank }) => (rank ? <BilingualName name={rank} /> : null),
        sortBy: ({ rank }) => (rank ? format.name(rank) : null),
        width: '13rem',
      },
      {
        key: 'unit',
        title: translate('people.field.unit'),
        cell: ({ unit }) => (unit ? <UserText>{unit}</UserText> : null),
        sortBy: ({ unit }) => unit,
        width: '14rem',
      },
      {
        key: 'vetting',
        title: translate('people.vetting'),
        cell: (person) => <VettingMark person={person} />,
        sortBy: ({ vetting }) => vetting,
        nowrap: true,
      },
    ],
    [translate, format],
  );
}
