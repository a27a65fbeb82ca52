import { Button, NativeSelect, Text } from '@mantine/core';
import { IconMessages, IconPlus } from '@tabler/icons-react';
import { type ReactNode, useMemo, useState } from 'react';
import { useLocation } from 'wouter';
import { type Programme, programmes } from '#shared/domain/vocabularies.ts';
import type { VisitSummary } from '#shared/ipc/mentoring.ts';
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
import styles from './visit.module.css';

/** All visits of this laptop's site, newest first. */
export function VisitList(): ReactNode {
  const translate = useTranslate();
  const canRecord = useCanRecord();
  const [, go] = useLocation();
  const [programme, setProgramme] = useState<Programme | ''>('');
  const reply = useReply('mentoring.list', programme ? { programme } : {}, { keepPrevious: true });
  const columns = useColumns();
  const add = canRecord ? (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => go('/new')}>
      {translate('mentoring.new')}
    </Button>
  ) : null;
  return (
    <>
      <PageHeader
        title={translate('mentoring.title')}
        subtitle={translate('mentoring.subtitle')}
        actions={add}
      />
      <Reply of={reply}>
        {(rows) => (
          <DataTable
            label={translate('mentoring.title')}
            rows={rows}
            rowKey={({ id }) => id}
            columns={columns}
            onOpen={({ id }) => go(`/${id}`)}
            filterText={({ institution, excerpt }) => `${institution.en} ${institution.ar} ${excerpt ?? ''}`}
            toolbar={
              <NativeSelect
                aria-label={translate('mentoring.filter.programme')}
                value={programme}
                onChange={(event) =>
                  setProgramme(programmes.find((code) => code === event.currentTarget.value) ?? '')
                }
                data={[
                  { value: '', label: translate('mentoring.filter.allProgrammes') },
                  ...programmes.map((value) => ({
                    value,
                    label: translate(`vocabulary.programmes.${value}`),
                  })),
                ]}
              />
            }
            empty={
              <EmptyState
                icon={IconMessages}
                title={translate(programme ? 'mentoring.list.emptyProgramme' : 'mentoring.list.empty')}
                hint={translate('mentoring.list.emptyHint')}
                action={add}
              />
            }
          />
        )}
      </Reply>
    </>
  );
}

function useColumns(): readonly Column<VisitSummary>[] {
  const translate = useTranslate();
  const format = useFormat();
  return useMemo(
    () => [
      {
        key: 'day',
        title: translate('mentoring.column.day'),
        cell: ({ day }) => format.day(day),
        sortBy: ({ day }) => day,
        nowrap: true,
      },
      {
        key: 'institution',
        title: translate('mentoring.column.institution'),
        cell: ({ institution }) => <BilingualName name={institution} />,
        sortBy: ({ institution }) => format.name(institution),
        width: '15rem',
      },
      {
        key: 'mode',
        title: translate('mentoring.column.mode'),
        cell: ({ mode }) => translate(`vocabulary.visitModes.${mode}`),
        sortBy: ({ mode }) => mode,
        nowrap: true,
      },
      {
        key: 'excerpt',
        title: translate('mentoring.column.excerpt'),
        cell: ({ excerpt, hidden }) =>
          hidden ? (
            <Text size="sm" c="dimmed">
              {translate('mentoring.hidden')}
            </Text>
          ) : (
            <div className={styles.excerpt}>
              <span dir="auto" translate="no">
                {excerpt}
              </span>
            </div>
          ),
      },
      {
        key: 'actions',
        title: translate('mentoring.column.actions'),
        cell: ({ openActions }) => format.number(openActions),
        sortBy: ({ openActions }) => openActions,
        numeric: true,
        nowrap: true,
      },
      {
        key: 'state',
        title: translate('mentoring.column.state'),
        cell: ({ state }) => <RecordMark state={state} compact />,
        nowrap: true,
      },
    ],
    [translate, format],
  );
}
