import { Checkbox, Group, NativeSelect } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useFormat, useTranslate } from '#renderer/ui/language.tsx';
import { PageHeader } from '#renderer/ui/page-header.tsx';
import { StatusBadge } from '#renderer/ui/status-badge.tsx';
import { Ltr } from '#renderer/ui/user-text.tsx';
import type { AuditRow } from '#shared/ipc/console.ts';
import { ClearFilters } from '../app/filters.tsx';
import { HqReply } from '../app/hq-reply.tsx';
import { isRestricted, useListState } from '../app/list-states.tsx';
import { useHq } from '../app/queries.ts';
import styles from '../app/record-list.module.css';
import { type Column, pageSize, RecordList } from '../app/record-list.tsx';
import { About, auditActions, Details, EventName, Who } from './audit-words.tsx';

/** What happened at headquarters, newest first. It holds no content of records. */
export function AuditLog(): ReactNode {
  const translate = useTranslate();
  const list = useListState('/audit');
  const { action, refused } = list.filters;
  const columns = useColumns();
  const reply = useHq('audit.list', {
    limit: pageSize,
    offset: list.offset,
    action,
    refused: refused === '1' ? refused : undefined,
  });
  return (
    <div className={styles.screen}>
      <PageHeader title={translate('console.nav.audit')} />
      <Group align="end" gap="md" mb="sm" role="search">
        <NativeSelect
          label={translate('console.audit.action')}
          value={action ?? ''}
          onChange={(event) =>
            list.setFilters({ ...list.filters, action: event.currentTarget.value || undefined })
          }
          data={[
            { value: '', label: translate('console.audit.allEvents') },
            ...auditActions.map((code) => ({ value: code, label: translate(`console.audit.event.${code}`) })),
          ]}
        />
        <Checkbox
          mb={6}
          label={translate('console.filter.refused')}
          checked={refused === '1'}
          onChange={(event) =>
            list.setFilters({ ...list.filters, refused: event.currentTarget.checked ? '1' : undefined })
          }
        />
        {isRestricted(list.filters) ? <ClearFilters onClear={() => list.setFilters({})} /> : null}
      </Group>
      <HqReply of={reply}>
        {({ rows, total }) => (
          <RecordList
            label={translate('console.nav.audit')}
            rows={rows}
            total={total}
            pages={{ offset: list.offset, onOffset: list.setOffset }}
            rowKey={({ id }) => id}
            emptyTitle={translate('console.audit.empty')}
            emptyHint={translate('console.audit.emptyHint')}
            columns={columns}
          />
        )}
      </HqReply>
    </div>
  );
}

function useColumns(): readonly Column<AuditRow>[] {
  const translate = useTranslate();
  const format = useFormat();
  return [
    { title: translate('console.audit.at'), tight: true, cell: ({ at }) => format.moment(at) },
    {
      title: translate('console.audit.action'),
      tight: true,
      cell: ({ action }) => <EventName action={action} />,
    },
    { title: translate('console.audit.who'), cell: (row) => <Who row={row} /> },
    { title: translate('console.audit.subject'), cell: ({ subject }) => <About subject={subject} /> },
    {
      title: translate('console.audit.code'),
      tight: true,
      cell: ({ code }) =>
        code === null ? null : (
          <StatusBadge tone="watch" icon={IconAlertTriangle}>
            <Ltr>{code}</Ltr>
          </StatusBadge>
        ),
    },
    { title: translate('console.audit.detail'), cell: ({ detail }) => <Details detail={detail} /> },
  ];
}
