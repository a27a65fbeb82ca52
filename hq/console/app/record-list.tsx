import { ActionIcon, Group, Table, Text } from '@mantine/core';
import { IconChevronLeft, IconChevronRight, IconInbox } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { useFormat, useLanguage, useTranslate } from '#renderer/ui/language.tsx';
import styles from './record-list.module.css';

export const pageSize = 50;

/** A column of a list. */
export interface Column<R> {
  readonly title: string;
  readonly cell: (row: R) => ReactNode;
  /** Numbers stand at the line's end, so that digits line up. */
  readonly numeric?: boolean;
}

interface RecordListProps<R> {
  /** What the list holds, for screen readers. */
  readonly label: string;
  readonly columns: readonly Column<R>[];
  readonly rows: readonly R[];
  readonly total: number;
  readonly offset: number;
  readonly onOffset?: (offset: number) => void;
  readonly rowKey: (row: R) => string | number;
  readonly emptyTitle?: string;
  readonly emptyHint?: string;
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
      />
    );
  }
  return (
    <div className={styles.list}>
      <Table.ScrollContainer minWidth={640} type="native">
        <Table aria-label={props.label} verticalSpacing={5} highlightOnHover>
          <Table.Thead>
            <Table.Tr>
              {props.columns.map(({ title, numeric }) => (
                <Table.Th key={title} className={numeric ? styles.number : undefined}>
                  {title}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {props.rows.map((row) => (
              <Table.Tr key={props.rowKey(row)}>
                {props.columns.map(({ title, cell, numeric }) => (
                  <Table.Td key={title} className={numeric ? styles.number : undefined}>
                    {cell(row)}
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      <Pages {...props} />
    </div>
  );
}

function Pages<R>({ rows, total, offset, onOffset }: RecordListProps<R>): ReactNode {
  const translate = useTranslate();
  const format = useFormat();
  const { language } = useLanguage();
  const [Back, On] =
    language === 'ar' ? [IconChevronRight, IconChevronLeft] : [IconChevronLeft, IconChevronRight];
  return (
    <Group justify="space-between" p="xs">
      <Text size="sm" c="dimmed" aria-live="polite">
        {translate('console.list.count', { count: total })}
      </Text>
      {onOffset && total > pageSize ? (
        <Group gap="xs">
          <Text size="sm" c="dimmed">
            {translate('console.list.range', {
              from: format.number(offset + 1),
              to: format.number(offset + rows.length),
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
            disabled={offset + rows.length >= total}
            onClick={() => onOffset(offset + pageSize)}
          >
            <On size={18} aria-hidden />
          </ActionIcon>
        </Group>
      ) : null}
    </Group>
  );
}
