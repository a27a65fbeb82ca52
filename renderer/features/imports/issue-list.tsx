import { IconAlertTriangle, IconCircleX } from '@tabler/icons-react';
import { type ReactNode, useMemo } from 'react';
import type { CellIssue } from '#shared/ipc/training.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { useFormat, useTranslate } from '../../ui/language.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import type { Column } from '../../ui/table-order.ts';
import { Ltr, UserText } from '../../ui/user-text.tsx';
import { issueWords } from './import-words.ts';

/** Every cell that does not fit: where it is in the spreadsheet, what it holds, what is wrong. */
export function IssueList({ issues }: { readonly issues: readonly CellIssue[] }): ReactNode {
  const translate = useTranslate();
  const format = useFormat();
  const columns = useMemo(
    (): readonly Column<CellIssue>[] => [
      {
        key: 'severity',
        title: translate('imports.issue.severity'),
        cell: ({ severity }) =>
          severity === 'error' ? (
            <StatusBadge tone="alarm" icon={IconCircleX}>
              {translate('imports.issue.error')}
            </StatusBadge>
          ) : (
            <StatusBadge tone="watch" icon={IconAlertTriangle}>
              {translate('imports.issue.warning')}
            </StatusBadge>
          ),
        sortBy: ({ severity }) => severity,
        width: '8rem',
      },
      {
        key: 'sheet',
        title: translate('imports.sheet'),
        cell: ({ sheet }) => <UserText>{sheet}</UserText>,
        sortBy: ({ sheet }) => sheet,
      },
      {
        key: 'cell',
        title: translate('imports.issue.cell'),
        cell: ({ row, column }) => (
          <Ltr>
            {column}
            {row}
          </Ltr>
        ),
        sortBy: ({ row }) => row,
        width: '5rem',
      },
      {
        key: 'row',
        title: translate('imports.row'),
        cell: ({ row }) => format.number(row),
        sortBy: ({ row }) => row,
        width: '4rem',
        numeric: true,
      },
      {
        key: 'value',
        title: translate('imports.issue.value'),
        cell: ({ value }) => <UserText>{value}</UserText>,
      },
      {
        key: 'words',
        title: translate('imports.issue.what'),
        cell: ({ code }) => issueWords(translate, code),
        sortBy: ({ code }) => code,
      },
    ],
    [translate, format],
  );
  if (issues.length === 0) return null;
  return (
    <DataTable
      label={translate('imports.issues')}
      rows={issues}
      rowKey={({ sheet, row, column, code }) => `${sheet}:${row}:${column}:${code}`}
      columns={columns}
      initialSort={{ column: 'severity', descending: false }}
      empty={null}
    />
  );
}
