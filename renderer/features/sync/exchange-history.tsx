import { Title } from '@mantine/core';
import {
  type Icon,
  IconCircleCheck,
  IconCircleX,
  IconCloudOff,
  IconHandStop,
  IconHistory,
  IconPlugConnectedX,
} from '@tabler/icons-react';
import { type ReactNode, useMemo } from 'react';
import { fromErrorShape } from '#shared/errors.ts';
import type { MessageKey } from '#shared/i18n/catalogues.ts';
import type { ExchangeRecord } from '#shared/ipc/sync.ts';
import { useReply } from '../../app/queries.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { errorWords } from '../../ui/error-alert.tsx';
import { useFormat, useTranslate } from '../../ui/language.tsx';
import { Reply } from '../../ui/reply.tsx';
import { StatusBadge, type Tone } from '../../ui/status-badge.tsx';
import type { Column } from '../../ui/table-order.ts';

const outcomes: Readonly<
  Record<ExchangeRecord['outcome'], { readonly icon: Icon; readonly tone: Tone; readonly text: MessageKey }>
> = {
  ok: { icon: IconCircleCheck, tone: 'ok', text: 'sync.outcome.ok' },
  cut: { icon: IconPlugConnectedX, tone: 'neutral', text: 'sync.outcome.cut' },
  refused: { icon: IconHandStop, tone: 'watch', text: 'sync.outcome.refused' },
  unreachable: { icon: IconCloudOff, tone: 'neutral', text: 'sync.outcome.unreachable' },
  cancelled: { icon: IconCircleX, tone: 'neutral', text: 'sync.outcome.cancelled' },
};

/** The last exchanges: when, how they ended, and what they cost. */
export function ExchangeHistory({ enrolled }: { readonly enrolled: boolean }): ReactNode {
  const translate = useTranslate();
  const history = useReply('sync.history', { limit: 50 });
  const columns = useColumns();
  return (
    <Reply of={history}>
      {(records) => (
        <DataTable
          label={translate('sync.history')}
          toolbar={<Title order={2}>{translate('sync.history')}</Title>}
          rows={records}
          rowKey={(record) => record.id}
          columns={columns}
          initialSort={{ column: 'started', descending: true }}
          empty={
            <EmptyState
              icon={IconHistory}
              title={translate('sync.noHistory')}
              hint={translate(enrolled ? 'sync.noHistoryHint' : 'sync.notEnrolledHint')}
            />
          }
        />
      )}
    </Reply>
  );
}

function useColumns(): readonly Column<ExchangeRecord>[] {
  const translate = useTranslate();
  const format = useFormat();
  return useMemo(
    () => [
      {
        key: 'started',
        title: translate('sync.column.started'),
        cell: (record) => format.moment(record.startedAt),
        sortBy: (record) => record.startedAt,
      },
      {
        key: 'way',
        title: translate('sync.column.way'),
        cell: (record) => translate(`sync.way.${record.way}`),
      },
      {
        key: 'outcome',
        title: translate('sync.column.outcome'),
        cell: (record) => <Outcome record={record} />,
        sortBy: (record) => record.outcome,
      },
      {
        key: 'sent',
        title: translate('sync.column.sent'),
        numeric: true,
        cell: (record) => format.number(record.opsSent),
        sortBy: (record) => record.opsSent,
      },
      {
        key: 'received',
        title: translate('sync.column.received'),
        numeric: true,
        cell: (record) => format.number(record.opsReceived),
        sortBy: (record) => record.opsReceived,
      },
      {
        key: 'bytes',
        title: translate('sync.column.bytes'),
        numeric: true,
        cell: (record) => format.bytes(record.bytesUp + record.bytesDown),
        sortBy: (record) => record.bytesUp + record.bytesDown,
      },
      {
        key: 'duration',
        title: translate('sync.column.duration'),
        numeric: true,
        cell: (record) => format.duration(record.durationMs),
        sortBy: (record) => record.durationMs,
      },
    ],
    [translate, format],
  );
}

function Outcome({ record }: { readonly record: ExchangeRecord }): ReactNode {
  const translate = useTranslate();
  const { icon, tone, text } = outcomes[record.outcome];
  return (
    <>
      <StatusBadge tone={tone} icon={icon}>
        {translate(text)}
      </StatusBadge>
      {record.error ? ` ${errorWords(translate, fromErrorShape(record.error)).title}` : null}
    </>
  );
}
