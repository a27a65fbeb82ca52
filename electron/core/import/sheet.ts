/** A worksheet as text, addressed as the spreadsheet shows it: rows and columns from 1. */
export interface Sheet {
  readonly name: string;
  /** Text of each cell by row; a missing cell is the empty text. */
  readonly rows: readonly (readonly string[])[];
  /** Merged cells besides the first of each merge: `row:column` → the first cell. */
  readonly merged: ReadonlyMap<string, { readonly row: number; readonly column: number }>;
  /** Cells that hold an error of the spreadsheet, such as #REF!: `row:column`. */
  readonly broken: ReadonlySet<string>;
}

/** Rows of data that one import takes. */
export const maxDataRows = 5000;

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

/**
 * @param sheet a sheet
 * @param row from 1
 * @param column from 1
 * @returns the cell's text, trimmed; empty when there is none
 */
export function cellText(sheet: Sheet, row: number, column: number): string {
  return (sheet.rows[row - 1]?.[column - 1] ?? '').trim();
}

/**
 * @param sheet a sheet
 * @returns the number of its widest row's columns
 */
export function columnCount(sheet: Sheet): number {
  return sheet.rows.reduce((most, row) => Math.max(most, row.length), 0);
}
