import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type ReactNode, useState } from 'react';
import styles from './data-table.module.css';
import type { Column } from './table-order.ts';

/** Above this many rows only those in sight are drawn. */
const virtualAbove = 200;
/** Height of a row of one line, in CSS pixels; taller rows are measured. */
const rowHeight = 34;

interface DataTableBodyProps<R> {
  readonly rows: readonly R[];
  readonly rowKey: (row: R) => string | number;
  readonly columns: readonly Column<R>[];
  /** What the rows scroll in; null until it is drawn. */
  readonly scroller: HTMLDivElement | null;
  readonly onOpen?: (row: R) => void;
}

/** The rows: one of them takes the Tab key, arrows move, Enter opens. */
export function DataTableBody<R>(props: DataTableBodyProps<R>): ReactNode {
  const { rows, rowKey, columns, scroller, onOpen } = props;
  const [current, setCurrent] = useState(0);
  const virtual = rows.length > virtualAbove;
  const virtualizer = useVirtualizer({
    count: virtual ? rows.length : 0,
    getScrollElement: () => scroller,
    estimateSize: () => rowHeight,
    overscan: 12,
    getItemKey: (index) => {
      const row = rows[index];
      return row === undefined ? index : rowKey(row);
    },
  });
  const active = Math.min(current, rows.length - 1);

  const goTo = (index: number): void => {
    const next = Math.max(0, Math.min(rows.length - 1, index));
    setCurrent(next);
    if (virtual) virtualizer.scrollToIndex(next);
    requestAnimationFrame(() => {
      scroller?.querySelector<HTMLElement>(`tr[data-index="${next}"]`)?.focus();
    });
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTableSectionElement>): void => {
    const row = rows[active];
    // A control inside a cell keeps its own keys.
    if (!(event.target instanceof HTMLTableRowElement) || row === undefined) return;
    const target = rowAfterKey(event.key, active, rows.length);
    if (target !== null) goTo(target);
    else if (event.key === 'Enter' && onOpen) onOpen(row);
    else return;
    event.preventDefault();
  };

  const items = virtual
    ? virtualizer.getVirtualItems()
    : rows.map((_, index) => ({ index, start: 0, end: 0 }));
  const before = virtual ? (items[0]?.start ?? 0) : 0;
  const after = virtual ? virtualizer.getTotalSize() - (items.at(-1)?.end ?? 0) : 0;
  return (
    <tbody onKeyDown={onKeyDown}>
      <Spacer height={before} columns={columns.length} />
      {items.map(({ index }) => {
        const row = rows[index];
        if (row === undefined) return null;
        return (
          <tr
            key={rowKey(row)}
            ref={virtual ? virtualizer.measureElement : null}
            data-index={index}
            aria-rowindex={index + 2}
            className={styles.row}
            data-opens={onOpen ? true : undefined}
            tabIndex={index === active ? 0 : -1}
            onFocus={() => setCurrent(index)}
            onClick={() => onOpen?.(row)}
          >
            {columns.map((column) => (
              <td
                key={column.key}
                data-numeric={column.numeric || undefined}
                data-nowrap={column.nowrap || undefined}
              >
                {column.cell(row)}
              </td>
            ))}
          </tr>
        );
      })}
      <Spacer height={after} columns={columns.length} />
    </tbody>
  );
}

function rowAfterKey(key: string, current: number, count: number): number | null {
  switch (key) {
    case 'ArrowDown':
      return current + 1;
    case 'ArrowUp':
      return current - 1;
    case 'PageDown':
      return current + 15;
    case 'PageUp':
      return current - 15;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}

/** Stands for the rows that are out of sight. */
function Spacer({ height, columns }: { readonly height: number; readonly columns: number }): ReactNode {
  if (height <= 0) return null;
  return (
    <tr aria-hidden>
      <td colSpan={columns} style={{ blockSize: height, padding: 0, border: 0 }} />
    </tr>
  );
}
