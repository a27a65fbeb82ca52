import { Checkbox } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useFormat, useTranslate } from '#renderer/ui/language.tsx';
import { PageHeader } from '#renderer/ui/page-header.tsx';
import { Reply } from '#renderer/ui/reply.tsx';
import { Ltr, UserText } from '#renderer/ui/user-text.tsx';
import type { AuditRow } from '#shared/ipc/console.ts';
import { useHq } from '../app/queries.ts';
import { pageSize, RecordList } from '../app/record-list.tsx';

/** What happened at headquarters, newest first. It holds no content of records. */
export function AuditLog(): ReactNode {
  const translate = useTranslate();
  const format = useFormat();
  const [state, setState] = useState({ refused: false, offset: 0 });
  const reply = useHq('audit.list', {
    limit: pageSize,
    offset: state.offset,
    ...(state.refused ? { refused: '1' as const } : {}),
  });
  return (
    <>
      <PageHeader title={translate('console.nav.audit')} />
      <Checkbox
        mb="sm"
        label={translate('console.filter.refused')}
        checked={state.refused}
        onChange={(event) => setState({ refused: event.currentTarget.checked, offset: 0 })}
      />
      <Reply of={reply}>
        {({ rows, total }) => (
          <RecordList<AuditRow>
            label={translate('console.nav.audit')}
            rows={rows}
            total={total}
            offset={state.offset}
            onOffset={(offset) => setState({ ...state, offset })}
            rowKey={({ id }) => id}
            emptyTitle={translate('console.audit.empty')}
            emptyHint={translate('console.audit.emptyHint')}
            columns={[
              { title: translate('console.audit.at'), cell: ({ at }) => format.moment(at) },
              { title: translate('console.audit.action'), cell: ({ action }) => <Ltr>{action}</Ltr> },
              { title: translate('console.audit.who'), cell: ({ who }) => <UserText>{who}</UserText> },
              { title: translate('console.audit.subject'), cell: ({ subject }) => <Ltr>{subject}</Ltr> },
              {
                title: translate('console.audit.code'),
                cell: ({ code }) => (code ? <Ltr>{code}</Ltr> : null),
              },
              {
                title: translate('console.audit.detail'),
                cell: ({ detail }) => (
                  <Ltr>
                    {Object.entries(detail)
                      .map(([name, value]) => `${name}=${value}`)
                      .join(' ')}
                  </Ltr>
                ),
              },
            ]}
          />
        )}
      </Reply>
    </>
  );
}
