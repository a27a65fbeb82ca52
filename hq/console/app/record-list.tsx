import { ActionIcon, Group, Text } from '@mantine/core';
import { IconChevronLeft, IconChevronRight, IconInbox } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { useFormat, useLanguage, useTranslate } from '#renderer/ui/language.tsx';
import { Sheet } from './sheet.tsx';

export const pageSize = 50;

/** A column of a list. */
export interface Column<R> {
  readonly title: string;
  readonly cell: (row: R) => ReactNode;
  /** A second line in the same cell, smaller. */
  readonly below?: (row: R) => ReactNode;
  /** Numbers stand so that units are above units. */
  readonly numeric?: boolean;
  /** Short texts that must not break: dates, states. */
  readonly tight?: boolean;
}

/** Where a list is among its pages. */
export interface Pages {
  readonly offset: number;
  readonly onOffset: (offset: number) => void;
}

interface RecordListProps<R> {
  /** What the list holds, for screen readers. */
  readonly label: string;
  readonly columns: readonly Column<R>[];
  readonly rows: readonly R[];
  readonly total: number;
  /** Absent: the list is whole. */
  readonly pages?: Pages;
  readonly rowKey: (row: R) => string | number;
  readonly emptyTitle?: string;
  readonly emptyHint?: string;
  /** The button that helps out of an empty list. */
  readonly emptyAction?: ReactNode;
}

/** A list as a table with its count and pages; says what to do when it is empty. */
export function RecordList<R>(props: RecordListProps<R>): ReactNode {
  const translate = useTranslate();
  if (props.rows.length === 0) {
    return (
      <EmptyState
        icon={IconInbox}
        title={props.emptyTitle ?? translate('console.list.empty')}
        hint={props.emptyHint ?? translate('console.list.emptyHint')}
        action={props.emptyAction}
      />
    );
  }
  return (
    <Sheet
      label={props.label}
      {...(props.pages ? { page: props.pages.offset } : {})}
      foot={<Foot {...props} />}
    >
      <thead>
        <tr>
          {props.columns.map(({ title, numeric }) => (
            <th key={title} scope="col" data-numeric={numeric || undefined}>
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {props.rows.map((row) => (
          <tr key={props.rowKey(row)}>
            {props.columns.map(({ title, cell, below, numeric, tight }) => (
              <td key={title} data-numeric={numeric || undefined} data-tight={tight || undefined}>
                {cell(row)}
                {below ? (
                  <Text size="xs" c="dimmed">
                    {below(row)}
                  </Text>
                ) : null}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </Sheet>
  );
}

function Foot<R>({ rows, total, pages }: RecordListProps<R>): ReactNode {
  const translate = useTranslate();
  return (
    <>
      <Text size="sm" c="dimmed" role="status">
        {translate('console.list.count', { count: total })}
      </Text>
      {pages && total > pageSize ? <PageButtons {...pages} shown={rows.length} total={total} /> : null}
    </>
  );
}

function PageButtons(props: Pages & { readonly shown: number; readonly total: number }): ReactNode {
  const { offset, onOffset, shown, total } = props;
  const translate = useTranslate();
  const format = useFormat();
  const { language } = useLanguage();
  const [Back, On] =
    language === 'ar' ? [IconChevronRight, IconChevronLeft] : [IconChevronLeft, IconChevronRight];
  return (
    <Group gap="xs">
      <Text size="sm" c="dimmed">
        {translate('console.list.range', {
          from: format.number(offset + 1),
          to: format.number(offset + shown),
          total: format.number(total),
        })}
      </Text>
      <ActionIcon
        aria-label={translate('console.list.previous')}
        disabled={offset === 0}
        onClick={() => onOffset(Math.max(0, offset - pageSize))}
      >
        <Back size={18} aria-hidden />
      </ActionIcon>
      <ActionIcon
        aria-label={translate('console.list.next')}
        disabled={offset + shown >= total}
        onClick={() => onOffset(offset + pageSize)}
      >
        <On size={18} aria-hidden />
      </ActionIcon>
    </Group>
  );
}
