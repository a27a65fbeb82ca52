import { Button, NativeSelect, SegmentedControl, Text } from '@mantine/core';
import { IconChecklist, IconPlus } from '@tabler/icons-react';
import { type ReactNode, useMemo, useState } from 'react';
import { type ActionSide, actionSides } from '#shared/domain/vocabularies.ts';
import type { ActionView } from '#shared/ipc/mentoring.ts';
import { ActionStatusMark } from '../../action/action-status-mark.tsx';
import { useReply } from '../../app/queries.ts';
import { useCanRecord } from '../../app/session.tsx';
import { BilingualName } from '../../ui/bilingual-name.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { useFormat, useTranslate } from '../../ui/language.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { RecordMark } from '../../ui/record-mark.tsx';
import { Reply } from '../../ui/reply.tsx';
import type { Column } from '../../ui/table-order.ts';
import { UserText } from '../../ui/user-text.tsx';

interface ActionBoardProps {
  readonly onOpen: (action: ActionView) => void;
  readonly onAdd: () => void;
}

const shows = ['open', 'overdue', 'closed', 'all'] as const;
type Show = (typeof shows)[number];

/** All actions of this laptop's site, filtered by what is still owed and by whom. */
export function ActionBoard({ onOpen, onAdd }: ActionBoardProps): ReactNode {
  const translate = useTranslate();
  const canRecord = useCanRecord();
  const [show, setShow] = useState<Show>('open');
  const [side, setSide] = useState<ActionSide | ''>('');
  const reply = useReply('actions.list', { status: show, ...(side ? { side } : {}) }, { keepPrevious: true });
  const columns = useColumns();
  const add = canRecord ? (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={onAdd}>
      {translate('actions.add')}
    </Button>
  ) : null;
  return (
    <>
      <PageHeader title={translate('actions.title')} subtitle={translate('actions.subtitle')} actions={add} />
      <Reply of={reply}>
        {(rows) => (
          <DataTable
            label={translate('actions.title')}
            rows={rows}
            rowKey={({ id }) => id}
            columns={columns}
            onOpen={onOpen}
            initialSort={{ column: 'due', descending: false }}
            filterText={({ description, owner, institution }) =>
              `${description} ${owner} ${institution?.en ?? ''} ${institution?.ar ?? ''}`
            }
            toolbar={
              <>
                <SegmentedControl
                  aria-label={translate('actions.show')}
                  value={show}
                  onChange={(value) => setShow(value as Show)}
                  data={shows.map((value) => ({ value, label: translate(`actions.show.${value}`) }))}
                />
                <NativeSelect
                  aria-label={translate('actions.side')}
                  value={side}
                  onChange={(event) => setSide(event.currentTarget.value as ActionSide | '')}
                  data={[
                    { value: '', label: translate('actions.side.both') },
                    ...actionSides.map((value) => ({
                      value,
                      label: translate(`vocabulary.actionSides.${value}`),
                    })),
                  ]}
                />
              </>
            }
            empty={
              side === '' ? (
                <EmptyState
                  icon={IconChecklist}
                  title={translate(`actions.empty.${show}`)}
                  hint={translate(`actions.emptyHint.${show}`)}
                  action={show === 'open' || show === 'all' ? add : null}
                />
              ) : (
                <EmptyState icon={IconChecklist} title={translate('actions.emptySide')} />
              )
            }
          />
        )}
      </Reply>
    </>
  );
}

function useColumns(): readonly Column<ActionView>[] {
  const translate = useTranslate();
  const format = useFormat();
  return useMemo(
    () => [
      {
        key: 'description',
        title: translate('actions.column.description'),
        cell: ({ description }) => <UserText>{description}</UserText>,
        sortBy: ({ description }) => description,
      },
      {
        key: 'institution',
        title: translate('actions.column.institution'),
        cell: ({ institution }) => (institution ? <BilingualName name={institution} /> : null),
        sortBy: ({ institution }) => (institution ? format.name(institution) : null),
        width: '11rem',
      },
      {
        key: 'owner',
        title: translate('actions.column.owner'),
        cell: ({ owner, side }) => (
          <>
            <UserText>{owner}</UserText>
            <Text size="xs" c="dimmed">
              {translate(`vocabulary.actionSides.${side}`)}
            </Text>
          </>
        ),
        sortBy: ({ owner }) => owner,
        width: '9rem',
      },
      {
        key: 'due',
        title: translate('actions.column.due'),
        cell: ({ due }) => (due ? format.day(due) : translate('actions.noDue')),
        sortBy: ({ due }) => due,
        nowrap: true,
      },
      {
        key: 'status',
        title: translate('actions.column.status'),
        cell: (action) => <ActionStatusMark action={action} />,
        sortBy: ({ status }) => status,
        nowrap: true,
      },
      {
        key: 'state',
        title: translate('actions.column.state'),
        cell: ({ state }) => <RecordMark state={state} compact />,
        nowrap: true,
      },
    ],
    [translate, format],
  );
}
