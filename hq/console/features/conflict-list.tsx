import { Anchor, Text } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { BilingualName } from '#renderer/ui/bilingual-name.tsx';
import { FieldValue } from '#renderer/ui/field-value.tsx';
import { useFormat, useTranslate } from '#renderer/ui/language.tsx';
import { StatusBadge } from '#renderer/ui/status-badge.tsx';
import { UserText } from '#renderer/ui/user-text.tsx';
import { FieldName } from '#renderer/ui/value-comparison.tsx';
import { recordKey } from '#shared/conflicts/in-words.ts';
import { conflictStates } from '#shared/domain/vocabularies.ts';
import type { ConflictFacts } from '#shared/ipc/conflicts.ts';
import { useListState } from '../app/list-states.tsx';
import { useHq } from '../app/queries.ts';
import { type Column, pageSize } from '../app/record-list.tsx';
import { RecordsScreen } from '../app/records-screen.tsx';
import { SiteName } from '../app/site-name.tsx';
import { ConflictMark } from '../app/status-marks.tsx';
import { choicesOf } from '../app/vocabulary.ts';

/** Values that two people entered without knowing of each other, of all sites. */
export function ConflictList(): ReactNode {
  const translate = useTranslate();
  const list = useListState('/conflicts');
  const reply = useHq('conflicts.list', { ...list.filters, limit: pageSize, offset: list.offset });
  return (
    <RecordsScreen
      title={translate('console.nav.conflicts')}
      list={list}
      reply={reply}
      columns={useColumns()}
      filters={{
        withProgramme: false,
        choices: [
          {
            name: 'state',
            label: 'console.filter.status',
            all: 'console.filter.allStatuses',
            choices: choicesOf(translate, 'conflictStates', conflictStates),
          },
        ],
      }}
    />
  );
}

function useColumns(): readonly Column<ConflictFacts>[] {
  const translate = useTranslate();
  const format = useFormat();
  return [
    {
      title: translate('console.conflict.record'),
      cell: (conflict) => (
        <Anchor component={Link} href={`/conflicts/${conflict.id}`} size="sm">
          <RecordName conflict={conflict} />
        </Anchor>
      ),
      below: (conflict) => <RecordKind conflict={conflict} />,
    },
    { title: translate('console.filter.site'), cell: ({ site }) => <SiteName code={site} /> },
    { title: translate('conflicts.column.field'), cell: (conflict) => <Fields conflict={conflict} /> },
    {
      title: translate('conflicts.side.standing'),
      cell: (conflict) => <Value conflict={conflict} side="standing" />,
      below: ({ standing }) => <Author name={standing.author} />,
    },
    {
      title: translate('conflicts.side.fallen'),
      cell: (conflict) => <Value conflict={conflict} side="fallen" />,
      below: ({ fallen }) => <Author name={fallen.author} />,
    },
    {
      title: translate('console.conflict.found'),
      tight: true,
      cell: ({ standing, fallen }) => format.relative(standing.at > fallen.at ? standing.at : fallen.at),
    },
    { title: translate('console.filter.status'), cell: ({ state }) => <ConflictMark state={state} /> },
  ];
}

/** What a record is called: its own name, or its kind where it has none. */
export function RecordName({ conflict }: { readonly conflict: ConflictFacts }): ReactNode {
  const translate = useTranslate();
  const { name } = conflict.record;
  return name ? <BilingualName name={name} /> : translate(recordKey(conflict.table));
}

/** What kind of record it is, and what tells it from others of that name. */
export function RecordKind({ conflict }: { readonly conflict: ConflictFacts }): ReactNode {
  const translate = useTranslate();
  const format = useFormat();
  const { about, day } = conflict.record;
  return (
    <>
      {translate(recordKey(conflict.table))}
      {about ? (
        <>
          {' · '}
          <BilingualName name={about} />
        </>
      ) : null}
      {day ? ` · ${format.day(day)}` : null}
    </>
  );
}

function Fields({ conflict }: { readonly conflict: ConflictFacts }): ReactNode {
  const [first] = conflict.fields;
  return first ? <FieldName table={conflict.table} field={first.field} /> : '–';
}

function Value(props: { readonly conflict: ConflictFacts; readonly side: 'standing' | 'fallen' }): ReactNode {
  const translate = useTranslate();
  const { conflict, side } = props;
  if (conflict.withheld) {
    return (
      <StatusBadge tone="neutral" icon={IconLock}>
        {translate('conflicts.value.withheld')}
      </StatusBadge>
    );
  }
  const field = conflict.fields[0];
  return field ? (
    <Text size="sm" component="div" lineClamp={2} maw="16rem">
      <FieldValue value={field[side]} />
    </Text>
  ) : (
    '–'
  );
}

function Author({ name }: { readonly name: string | null }): ReactNode {
  const translate = useTranslate();
  return name === null ? translate('console.unknown') : <UserText>{name}</UserText>;
}
