/** What keeps a cell from being read: an error of the spreadsheet such as #REF!, or a formula without its result. */
export type BrokenCell = 'cell_error' | 'formula_unsaved';

/** A worksheet as text, addressed as the spreadsheet shows it: rows and columns from 1. */
export interface Sheet {
  /** Empty for rows that were pasted. */
  readonly name: string;
  /** Whether the spreadsheet hides it. */
  readonly hidden: boolean;
  /** Text of each cell by row; a missing cell is the empty text. Never more than `keptRows`. */
  readonly rows: readonly (readonly string[])[];
  /** The last row that holds anything; further down than `rows` reach when there are too many. */
  readonly lastRow: number;
  /** Rows that the spreadsheet hides, by a filter or by hand. */
  readonly hiddenRows: ReadonlySet<number>;
  /** Merged cells besides the first of each merge: `row:column` → the first cell. */
  readonly merged: ReadonlyMap<string, { readonly row: number; readonly column: number }>;
  /** Cells that cannot be read, by `row:column`. */
  readonly broken: ReadonlyMap<string, BrokenCell>;
  /** Whether days are counted from 1904, as old Macintosh files do. */
  readonly date1904: boolean;
}

/** Rows of data that one import takes. */
export const maxDataRows = 5000;
/** Rows of a sheet that are kept: what one import takes, below a header that may stand far down. */
export const keptRows = maxDataRows + 200;
/** Columns that are read: as many as the oldest spreadsheets have. */
export const readColumns = 256;

/**
 * A sheet of plain rows.
 *
 * @param name of the sheet
 * @param rows text by row
 * @param more what else is known of it
 * @returns the sheet without the empty rows at its end
 */
export function sheetOf(
  name: string,
  rows: readonly (readonly string[])[],
  more: Partial<Omit<Sheet, 'name' | 'rows' | 'lastRow'>> = {},
): Sheet {
  const lastRow = rows.findLastIndex((row) => row.some((text) => text.trim() !== '')) + 1;
  return {
    hidden: false,
    hiddenRows: new Set(),
    merged: new Map(),
    broken: new Map(),
    date1904: false,
    ...more,
    name,
    rows: rows.slice(0, Math.min(lastRow, keptRows)).map((row) => row.slice(0, readColumns)),
    lastRow,
  };
}

/**
 * @param row from 1
 * @param column from 1
 * @returns the cell's key in `merged` and `broken`
 */
export function cellKey(row: number, column: number): string {
  return `${row}:${column}`;
}

/**
 * @param column from 1
 * @returns its letters as a spreadsheet shows them: 1 is A, 27 is AA
 */
export function columnLetters(column: number): string {
  let letters = '';
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return letters;
}

/**
 * @param letters as a spreadsheet shows them
 * @returns the column's number from 1
 */
export function columnNumber(letters: string): number {
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
}

/** Marks that are not seen but travel with text from Word and from web pages: zero widths and directions. */
const unseen = /[\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/gu;

/**
 * @param sheet a sheet
 * @param row from 1
 * @param column from 1
 * @returns the cell's text without unseen marks, trimmed; empty when there is none
 */
export function cellText(sheet: Sheet, row: number, column: number): string {
  return (sheet.rows[row - 1]?.[column - 1] ?? '').replace(unseen, '').trim();
}

/**
 * @param sheet a sheet
 * @returns the number of its widest row's columns
 */
export function columnCount(sheet: Sheet): number {
  return sheet.rows.reduce((most, row) => Math.max(most, row.length), 0);
}
