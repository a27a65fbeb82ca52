import { read, utils, type WorkSheet, write } from '@e965/xlsx';
import { OutpostError } from '../errors.ts';
import type { WorkbookSheet } from './sheet-rows.ts';

/** Far above any form; a sheet that claims more is a mistake or an attack. */
const mostRows = 20_000;
const mostColumns = 500;

/**
 * Reads the sheets of a form's workbook.
 *
 * @param bytes an XLSX, XLSM, XLS or ODS file, or CSV with all sheets in one, their name in the first column
 * @returns its sheets, with cells as a person sees them; dates in the ISO form, as formulas have them
 * @throws OutpostError `file_damaged` for what cannot be read, `file_encrypted` for a workbook with a password
 */
export function readFormWorkbook(bytes: Uint8Array): readonly WorkbookSheet[] {
  try {
    const workbook = read(bytes, {
      type: 'array',
      cellDates: true,
      cellFormula: false,
      cellHTML: false,
      sheetRows: mostRows,
    });
    return workbook.SheetNames.map((name) => ({ name, rows: rowsOf(workbook.Sheets[name]) }));
  } catch (thrown) {
    const text = String(thrown);
    if (/password|encrypt/i.test(text)) {
      throw new OutpostError(
        'file_encrypted',
        'The workbook is protected by a password; save it without one.',
      );
    }
    throw new OutpostError('file_damaged', 'The file is no workbook that can be read.', { cause: thrown });
  }
}

function rowsOf(sheet: WorkSheet | undefined): readonly (readonly string[])[] {
  if (!sheet) return [];
  const rows = utils.sheet_to_json<unknown[]>(sheet, { header: 1, raw: true, defval: '', blankrows: true });
  return rows.map((row) => row.slice(0, mostColumns).map(cellText));
}

function cellText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return dateText(value);
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  return String(value);
}

/** The library gives local time for what the workbook has without a zone. */
function dateText(value: Date): string {
  const two = (part: number): string => String(part).padStart(2, '0');
  const day = `${value.getFullYear()}-${two(value.getMonth() + 1)}-${two(value.getDate())}`;
  const time = `${two(value.getHours())}:${two(value.getMinutes())}:${two(value.getSeconds())}`;
  if (value.getFullYear() < 1901) return time;
  return time === '00:00:00' ? day : `${day} ${time}`;
}

/**
 * @param sheets of a form
 * @returns an XLSX file with every cell as text: no formula of a spreadsheet comes out of what somebody wrote
 */
export function writeFormWorkbook(sheets: readonly WorkbookSheet[]): Uint8Array {
  const workbook = utils.book_new();
  for (const { name, rows } of sheets) {
    const cells = rows.map((row) => row.map((text) => (text === '' ? null : { t: 's' as const, v: text })));
    utils.book_append_sheet(workbook, utils.aoa_to_sheet(cells), name);
  }
  return new Uint8Array(write(workbook, { type: 'array', bookType: 'xlsx', compression: true }));
}
