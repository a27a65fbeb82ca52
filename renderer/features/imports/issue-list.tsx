import { Button } from '@mantine/core';
import { IconAlertTriangle, IconCircleX, IconX } from '@tabler/icons-react';
import { type ReactNode, useMemo } from 'react';
import type { CellIssue } from '#shared/ipc/imports.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { useFormat, useTranslate } from '../../ui/language.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import type { Column } from '../../ui/table-order.ts';
import { Ltr, UserText } from '../../ui/user-text.tsx';
import { CorrectCell } from './correct-cell.tsx';
import { isAboutRow, issueWords } from './import-words.ts';

interface IssueListProps {
  readonly issues: readonly CellIssue[];
  readonly isLeftOut: (row: number) => boolean;
  readonly onCorrect: (issue: CellIssue, text: string) => void;
  readonly onLeaveOut: (row: number, leaveOut: boolean) => void;
}

/** Every cell that does not fit: where it is, what it holds, what to do; it can be put right here, or its row left out. */
export function IssueList(props: IssueListProps): ReactNode {
  const translate = useTranslate();
  const columns = useIssueColumns(props);
  if (props.issues.length === 0) return null;
  return (
    <DataTable
      label={translate('imports.issues')}
      rows={props.issues}
      rowKey={({ sheet, row, column, code }) => `${sheet}:${row}:${column}:${code}`}
      columns={columns}
      initialSort={{ column: 'severity', descending: false }}
      empty={null}
    />
  );
}

function useIssueColumns(props: IssueListProps): readonly Column<CellIssue>[] {
  const { isLeftOut, onCorrect, onLeaveOut } = props;
  const translate = useTranslate();
  const format = useFormat();
  return useMemo(
    (): readonly Column<CellIssue>[] => [
      {
        key: 'severity',
        title: translate('imports.issue.severity'),
        cell: (issue) => <Severity issue={issue} leftOut={isLeftOut(issue.row)} />,
        sortBy: ({ severity }) => severity,
        width: '7rem',
      },
      {
        key: 'cell',
        title: translate('imports.issue.cell'),
        cell: ({ sheet, row, column }) => (
          <>
            <Ltr>
              {column}
              {row}
            </Ltr>{' '}
            {sheet === '' ? null : <UserText>{sheet}</UserText>}
          </>
        ),
        sortBy: ({ row }) => row,
        width: '8rem',
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
        cell: (issue) =>
          isAboutRow(issue.code) ? (
            <UserText>{issue.value}</UserText>
          ) : (
            <CorrectCell key={issue.value} issue={issue} onCorrect={(text) => onCorrect(issue, text)} />
          ),
        width: '13rem',
      },
      {
        key: 'words',
        title: translate('imports.issue.what'),
        cell: ({ code }) => issueWords(translate, code),
        sortBy: ({ code }) => code,
      },
      {
        key: 'leave',
        title: translate('imports.issue.wholeRow'),
        cell: ({ row }) => (
          <Button
            variant="default"
            size="compact-sm"
            aria-label={translate(isLeftOut(row) ? 'imports.takeRowIn' : 'imports.leaveRowOut', { row })}
            onClick={() => onLeaveOut(row, !isLeftOut(row))}
          >
            {translate(isLeftOut(row) ? 'imports.takeIn' : 'imports.leaveOut')}
          </Button>
        ),
        width: '7rem',
      },
    ],
    [translate, format, isLeftOut, onCorrect, onLeaveOut],
  );
}

function Severity({ issue, leftOut }: { readonly issue: CellIssue; readonly leftOut: boolean }): ReactNode {
  const translate = useTranslate();
  if (leftOut) {
    return (
      <StatusBadge tone="neutral" icon={IconX}>
        {translate('imports.will.skip')}
      </StatusBadge>
    );
  }
  return issue.severity === 'error' ? (
    <StatusBadge tone="alarm" icon={IconCircleX}>
      {translate('imports.issue.error')}
    </StatusBadge>
  ) : (
    <StatusBadge tone="watch" icon={IconAlertTriangle}>
      {translate('imports.issue.warning')}
    </StatusBadge>
  );
}
