import type { ReactNode } from 'react';

/** One column of a table of `R`. */
export interface Column<R> {
  readonly key: string;
  readonly title: string;
  readonly cell: (row: R) => ReactNode;
  /** What it is sorted by; null sorts last. Without it the column cannot be sorted. */
  readonly sortBy?: (row: R) => string | number | null;
  /** CSS width, `8rem`. */
  readonly width?: string;
  /** Numbers go to the end of their cell. */
  readonly numeric?: boolean;
  /** Dates and other short words that read badly in two lines. */
  readonly nowrap?: boolean;
}

export interface Sort {
  readonly column: string;
  readonly descending: boolean;
}

/**
 * @param rows all rows
 * @param words what the person typed; every word must be there, in any order
 * @param textOf words of a row
 * @returns the rows that have every word
 */
export function filterRows<R>(
  rows: readonly R[],
  words: string,
  textOf: ((row: R) => string) | undefined,
): readonly R[] {
  const wanted = words.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  if (!textOf || wanted.length === 0) return rows;
  return rows.filter((row) => {
    const text = textOf(row).toLocaleLowerCase();
    return wanted.every((word) => text.includes(word));
  });
}

/**
 * @param rows rows in their own order
 * @param columns the table's columns
 * @param sort by which column; undefined keeps the order
 * @param compare orders two texts
 * @returns the rows in order; empty values last either way, equal rows in their own order
 */
export function sortRows<R>(
  rows: readonly R[],
  columns: readonly Column<R>[],
  sort: Sort | undefined,
  compare: (a: string, b: string) => number,
): readonly R[] {
  const sortBy = columns.find((column) => column.key === sort?.column)?.sortBy;
  if (!sort || !sortBy) return rows;
  const turn = sort.descending ? -1 : 1;
  return rows.toSorted((rowA, rowB) => {
    const a = sortBy(rowA);
    const b = sortBy(rowB);
    if (a === null || b === null) return Number(a === null) - Number(b === null);
    if (typeof a === 'number' && typeof b === 'number') return turn * (a - b);
    return turn * compare(String(a), String(b));
  });
}
