import { cellKey, cellText, columnCount, type Sheet } from './sheet.ts';

/** A column's title. */
export interface Title {
  /** From 1. */
  readonly column: number;
  readonly text: string;
}

/** The rows that say what the columns hold. */
export interface Header {
  /** Those that have one; none when the rows begin at once. */
  readonly titles: readonly Title[];
  /** The row after the header, from 1. */
  readonly firstDataRow: number;
}

/** Rows that a header may have: a group above its columns is common, more is not seen. */
const mostDepth = 3;

/**
 * Reads a header that may have several rows: titles merged downwards, or groups above columns (a name in Arabic and in
 * English). A column's title is then that of its group and its own.
 *
 * @param sheet the sheet
 * @param headerRow from 1; 0 when there is none
 * @returns its titles, and where the rows of people begin
 */
export function readHeader(sheet: Sheet, headerRow: number): Header {
  if (headerRow === 0) return { titles: [], firstDataRow: 1 };
  const depth = headerDepth(sheet, headerRow);
  const titles = Array.from({ length: columnCount(sheet) }, (_, index) => ({
    column: index + 1,
    text: titleOf(sheet, headerRow, depth, index + 1),
  })).filter(({ text }) => text !== '');
  return { titles, firstDataRow: headerRow + depth };
}

function headerDepth(sheet: Sheet, headerRow: number): number {
  let depth = 1;
  while (
    depth < mostDepth &&
    (isCovered(sheet, headerRow, headerRow + depth) || hasGroups(sheet, headerRow, depth))
  )
    depth += 1;
  return depth;
}

/** Whether a title of the header is merged down into a row. */
function isCovered(sheet: Sheet, headerRow: number, row: number): boolean {
  return columnsOf(sheet).some((column) => sheet.merged.get(cellKey(row, column))?.row === headerRow);
}

/** Whether the row below the header only says more of titles that stand above several columns. */
function hasGroups(sheet: Sheet, headerRow: number, depth: number): boolean {
  if (depth > 1) return false;
  const titled = columnsOf(sheet).filter((column) => cellText(sheet, headerRow, column) !== '');
  const below = columnsOf(sheet).filter((column) => cellText(sheet, headerRow + 1, column) !== '');
  const grouped = (column: number): boolean =>
    sheet.merged.get(cellKey(headerRow, column))?.row === headerRow ||
    sheet.merged.get(cellKey(headerRow, column + 1))?.column === column;
  // One title over everything is the name of the form.
  return titled.length > 1 && below.length > 1 && below.every(grouped);
}

function columnsOf(sheet: Sheet): readonly number[] {
  return Array.from({ length: columnCount(sheet) }, (_, index) => index + 1);
}

function titleOf(sheet: Sheet, headerRow: number, depth: number, column: number): string {
  const own = Array.from({ length: depth }, (_, index) => cellText(sheet, headerRow + index, column));
  const first = sheet.merged.get(cellKey(headerRow, column));
  const last = own.at(-1) ?? '';
  if (depth > 1 && last !== '' && first?.row === headerRow) {
    own[0] = cellText(sheet, first.row, first.column);
  }
  return own
    .filter((text) => text !== '')
    .join(' ')
    .replace(/\s+/g, ' ');
}
