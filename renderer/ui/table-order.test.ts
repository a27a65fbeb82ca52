import { describe, expect, it } from 'vitest';
import { type Column, filterRows, sortRows } from './table-order.ts';

interface Row {
  readonly name: string;
  readonly score: number | null;
}
const rows: readonly Row[] = [
  { name: 'Basra Central', score: 71 },
  { name: 'Mosul', score: null },
  { name: 'Kirkuk', score: 9 },
];
const columns: readonly Column<Row>[] = [
  { key: 'score', title: 'Score', cell: (row) => row.score, sortBy: (row) => row.score },
  { key: 'name', title: 'Name', cell: (row) => row.name },
];
const compare = (a: string, b: string): number => a.localeCompare(b);

describe('a table', () => {
  it('sorts numbers as numbers and leaves unknown values last, up or down', () => {
    const names = (descending: boolean): string[] =>
      sortRows(rows, columns, { column: 'score', descending }, compare).map((row) => row.name);
    expect(names(false)).toEqual(['Kirkuk', 'Basra Central', 'Mosul']);
    expect(names(true)).toEqual(['Basra Central', 'Kirkuk', 'Mosul']);
  });

  it('keeps its order by a column that cannot be sorted', () => {
    expect(sortRows(rows, columns, { column: 'name', descending: true }, compare)).toEqual(rows);
  });

  it('finds rows that have all words, in any order', () => {
    expect(filterRows(rows, ' central BAS', (row) => row.name)).toEqual([rows[0]]);
    expect(filterRows(rows, 'central mosul', (row) => row.name)).toEqual([]);
  });
});
