import { Text, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { type KeyboardEvent, type ReactNode, useMemo, useState } from 'react';
import styles from './data-table.module.css';
import { DataTableBody } from './data-table-body.tsx';
import { DataTableHead } from './data-table-head.tsx';
import { useFormat, useTranslate } from './language.tsx';
import { type Column, filterRows, type Sort, sortRows } from './table-order.ts';

interface DataTableProps<R> {
  /** What the table holds, for screen readers. */
  readonly label: string;
  readonly rows: readonly R[];
  readonly rowKey: (row: R) => string | number;
  readonly columns: readonly Column<R>[];
  /** Enter, or a click, on a row. */
  readonly onOpen?: (row: R) => void;
  readonly initialSort?: Sort;
  /** Words of a row that the filter looks through; without it there is no filter field. */
  readonly filterText?: (row: R) => string;
  /** Further filters, beside the field. */
  readonly toolbar?: ReactNode;
  /** Shown instead of the table when there are no rows at all. */
  readonly empty: ReactNode;
}

/** A list: sorted by its headers, filtered by words, walked by arrow keys, counted, and quick at any length. */
export function DataTable<R>(props: DataTableProps<R>): ReactNode {
  const { label, rows, rowKey, columns, onOpen, initialSort, filterText, toolbar, empty } = props;
  const translate = useTranslate();
  const format = useFormat();
  const [sort, setSort] = useState<Sort | undefined>(initialSort);
  const [words, setWords] = useState('');
  // In state, not in a ref: the rows are measured against it and must be drawn again once it is there.
  const [scroller, setScroller] = useState<HTMLDivElement | null>(null);
  const shown = useMemo(
    () => sortRows(filterRows(rows, words, filterText), columns, sort, format.compare),
    [rows, words, filterText, columns, sort, format],
  );
  return (
    <section aria-label={label} onKeyDown={(event) => goToRows(event, scroller)}>
      <div className={styles.toolbar}>
        {filterText ? (
          <TextInput
            aria-label={translate('shell.table.filter')}
            placeholder={translate('shell.table.filter')}
            leftSection={<IconSearch size={16} aria-hidden />}
            value={words}
            dir="auto"
            onChange={(event) => setWords(event.currentTarget.value)}
          />
        ) : null}
        {toolbar}
        <Text size="sm" c="dimmed" className={styles.count} role="status">
          {shown.length === rows.length
            ? translate('shell.table.count', { count: rows.length })
            : translate('shell.table.countOf', { count: shown.length, all: rows.length })}
        </Text>
      </div>
      {rows.length === 0 ? (
        empty
      ) : shown.length === 0 ? (
        <Text c="dimmed" ta="center" p="lg">
          {translate('shell.table.noMatch')}
        </Text>
      ) : (
        <div className={styles.scroller} ref={setScroller}>
          <table className={styles.table} aria-label={label} aria-rowcount={shown.length + 1}>
            <DataTableHead columns={columns} sort={sort} onSort={setSort} />
            <DataTableBody
              rows={shown}
              rowKey={rowKey}
              columns={columns}
              scroller={scroller}
              {...(onOpen ? { onOpen } : {})}
            />
          </table>
        </div>
      )}
    </section>
  );
}

/** From a field in which somebody types what they look for, Arrow Down leads to what was found. */
function goToRows(event: KeyboardEvent, scroller: HTMLElement | null): void {
  const { target } = event;
  if (event.key !== 'ArrowDown' || event.defaultPrevented || !(target instanceof HTMLInputElement)) return;
  // Fields inside the rows keep their keys.
  if (target.type !== 'text' || scroller?.contains(target)) return;
  const row = scroller?.querySelector<HTMLElement>('tr[tabindex="0"]');
  if (!row) return;
  event.preventDefault();
  row.focus();
}
