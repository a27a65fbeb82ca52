import { Anchor, SegmentedControl, Text } from '@mantine/core';
import { IconGitCompare } from '@tabler/icons-react';
import { type ReactNode, useMemo, useState } from 'react';
import { useLocation } from 'wouter';
import { fieldKey } from '#shared/conflicts/in-words.ts';
import { type ConflictState, conflictStates } from '#shared/domain/vocabularies.ts';
import type { ConflictView } from '#shared/ipc/conflicts.ts';
import { hrefOf } from '../../../app/go-to.ts';
import { paths } from '../../../app/paths.ts';
import { useReply } from '../../../app/queries.ts';
import { DataTable } from '../../../ui/data-table.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { FieldValue } from '../../../ui/field-value.tsx';
import { useFormat, useTranslate } from '../../../ui/language.tsx';
import { PageHeader } from '../../../ui/page-header.tsx';
import { Reply } from '../../../ui/reply.tsx';
import type { Column } from '../../../ui/table-order.ts';
import { AuthorName } from './author-line.tsx';
import { RecordDetail, RecordTitle } from './record-title.tsx';
import styles from './review-list.module.css';

/** Everything that two people entered without knowing of each other: what waits, or what was decided. */
export function ReviewList(): ReactNode {
  const translate = useTranslate();
  const [, go] = useLocation();
  const [state, setState] = useState<ConflictState>('open');
  const reply = useReply('conflicts.list', { state }, { keepPrevious: true });
  const columns = useColumns(state);
  return (
    <>
      <PageHeader
        back={<Anchor href={hrefOf(paths.sync)}>{translate('sync.title')}</Anchor>}
        title={translate('conflicts.title')}
        subtitle={translate('conflicts.subtitle')}
      />
      <Reply of={reply}>
        {(rows) => (
          <DataTable
            label={translate('conflicts.title')}
            rows={rows}
            rowKey={({ id }) => id}
            columns={columns}
            onOpen={({ id }) => go(`/review/${id}`)}
            filterText={({ record: { name, about }, standing, fallen }) =>
              [name?.en, name?.ar, about?.en, about?.ar, standing.author, fallen.author].join(' ')
            }
            toolbar={
              <SegmentedControl
                aria-label={translate('conflicts.show')}
                value={state}
                onChange={(value) => setState(value as ConflictState)}
                data={conflictStates.map((value) => ({ value, label: translate(`conflicts.show.${value}`) }))}
              />
            }
            empty={
              <EmptyState
                icon={IconGitCompare}
                title={translate(`conflicts.empty.${state}`)}
                hint={translate(`conflicts.emptyHint.${state}`)}
              />
            }
          />
        )}
      </Reply>
    </>
  );
}

function useColumns(state: ConflictState): readonly Column<ConflictView>[] {
  const translate = useTranslate();
  const format = useFormat();
  return useMemo(
    () => [
      {
        key: 'record',
        title: translate('conflicts.column.record'),
        cell: (conflict) => (
          <>
            <Text size="sm" fw={500}>
              <RecordTitle conflict={conflict} />
            </Text>
            <Text size="xs" c="dimmed">
              <RecordDetail conflict={conflict} />
            </Text>
          </>
        ),
        sortBy: ({ record }) => (record.name ? format.name(record.name) : null),
      },
      {
        key: 'fields',
        title: translate('conflicts.column.fields'),
        cell: (conflict) => <Fields conflict={conflict} />,
      },
      {
        key: 'standing',
        title: translate(state === 'open' ? 'conflicts.column.stands' : 'conflicts.column.stood'),
        cell: (conflict) => <Side conflict={conflict} side="standing" />,
      },
      {
        key: 'fallen',
        title: translate('conflicts.column.other'),
        cell: (conflict) => <Side conflict={conflict} side="fallen" />,
      },
      state === 'open'
        ? {
            key: 'when',
            title: translate('conflicts.column.when'),
            cell: (conflict) => format.relative(foundAt(conflict)),
            sortBy: foundAt,
            nowrap: true,
          }
        : {
            key: 'decided',
            title: translate('conflicts.column.decided'),
            cell: ({ decision, decidedAt }) => (
              <>
                {decision ? translate(`vocabulary.conflictDecisions.${decision}`) : null}
                <Text size="xs" c="dimmed">
                  {decidedAt ? format.relative(decidedAt) : null}
                </Text>
              </>
            ),
            sortBy: ({ decidedAt }) => decidedAt,
          },
    ],
    [translate, format, state],
  );
}

/** When the second of the two was written: nobody could have asked before. */
function foundAt({ standing, fallen }: ConflictView): string {
  return standing.at > fallen.at ? standing.at : fallen.at;
}

function Fields({ conflict }: { readonly conflict: ConflictView }): ReactNode {
  const translate = useTranslate();
  const format = useFormat();
  const changed = conflict.fields.filter(({ standing, fallen }) => !sameValue(standing, fallen));
  const names = changed.map(({ field }) => {
    const key = fieldKey(conflict.table, field);
    return key ? translate(key) : field;
  });
  return format.list(names);
}

function Side(props: { readonly conflict: ConflictView; readonly side: 'standing' | 'fallen' }): ReactNode {
  const translate = useTranslate();
  const { conflict, side } = props;
  const field = conflict.fields.find(({ standing, fallen }) => !sameValue(standing, fallen));
  return (
    <>
      <div className={styles.value}>
        {field ? <FieldValue value={field[side]} /> : translate('conflicts.value.withheld')}
      </div>
      <Text size="xs" c="dimmed">
        <AuthorName side={conflict[side]} />
      </Text>
    </>
  );
}

function sameValue(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
