import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import styles from './data-table.module.css';
import type { Column, Sort } from './table-order.ts';

interface DataTableHeadProps<R> {
  readonly columns: readonly Column<R>[];
  readonly sort: Sort | undefined;
  readonly onSort: (sort: Sort) => void;
}

/** The header row; a column that can be sorted is a button. */
export function DataTableHead<R>({ columns, sort, onSort }: DataTableHeadProps<R>): ReactNode {
  return (
    <thead>
      <tr aria-rowindex={1}>
        {columns.map((column) => {
          const sorted = sort?.column === column.key ? sort : undefined;
          const direction = sorted?.descending ? 'descending' : 'ascending';
          return (
            <th
              key={column.key}
              scope="col"
              data-numeric={column.numeric || undefined}
              {...(column.width ? { style: { inlineSize: column.width } } : {})}
              {...(sorted ? { 'aria-sort': direction } : {})}
            >
              {column.sortBy ? (
                <button
                  type="button"
                  className={styles.sort}
                  onClick={() =>
                    onSort({ column: column.key, descending: sorted !== undefined && !sorted.descending })
                  }
                >
                  {column.title}
                  {sorted ? <SortArrow descending={sorted.descending} /> : null}
                </button>
              ) : (
                column.title
              )}
            </th>
          );
        })}
      </tr>
    </thead>
  );
}

function SortArrow({ descending }: { readonly descending: boolean }): ReactNode {
  const Arrow = descending ? IconArrowDown : IconArrowUp;
  return <Arrow size={14} aria-hidden />;
}
