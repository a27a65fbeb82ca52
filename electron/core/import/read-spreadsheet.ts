import {
  type CellObject,
  type ParsingOptions,
  read,
  SSF,
  set_cptable,
  type WorkBook,
  type WorkSheet,
} from '@e965/xlsx';
import * as codepages from '@e965/xlsx/dist/cpexcel.full.mjs';
import { OutpostError } from '#shared/errors.ts';
import { type BrokenCell, cellKey, keptRows, readColumns, type Sheet, sheetOf } from './sheet.ts';

// What old files are written in, Windows-1256 among them.
set_cptable(codepages);

/** Plain values, their formats, and which rows are hidden; nothing that makes markup or runs anything. */
const parsing: ParsingOptions = {
  type: 'array',
  dense: true,
  cellNF: true,
  cellText: false,
  cellHTML: false,
  cellStyles: true,
};

/**
 * Reads a workbook of Excel, new (XLSX) or old (XLS, back to Excel 5).
 *
 * @param bytes the file, checked by `fileKind`
 * @param kind which of both
 * @param fileName for messages
 * @returns its sheets that hold anything, those that the spreadsheet hides last
 * @throws OutpostError `file_encrypted`, `file_damaged`, `file_empty`
 */
export function readSpreadsheet(bytes: Uint8Array, kind: 'xlsx' | 'xls', fileName: string): readonly Sheet[] {
  const workbook = load(bytes, kind, fileName);
  const date1904 = workbook.Workbook?.WBProps?.date1904 ?? false;
  const sheets = workbook.SheetNames.flatMap((name, index) => {
    const worksheet = workbook.Sheets[name];
    const hidden = (workbook.Workbook?.Sheets?.[index]?.Hidden ?? 0) > 0;
    return worksheet ? [readSheet(worksheet, { name, hidden, date1904 })] : [];
  }).filter(({ lastRow }) => lastRow > 0);
  if (sheets.length === 0) {
    throw new OutpostError('file_empty', `${fileName} has no filled cell.`, { details: { file: fileName } });
  }
  return sheets.toSorted((a, b) => Number(a.hidden) - Number(b.hidden));
}

function load(bytes: Uint8Array, kind: 'xlsx' | 'xls', fileName: string): WorkBook {
  try {
    // Formulas are only needed to see which have no result; those of old files are code to be translated.
    return read(bytes, { ...parsing, cellFormula: kind === 'xlsx' });
  } catch (cause) {
    const locked = cause instanceof Error && cause.message.includes('password');
    throw new OutpostError(
      locked ? 'file_encrypted' : 'file_damaged',
      `${fileName} is ${locked ? 'protected by a password' : 'cut short or damaged'}.`,
      { details: { file: fileName }, cause },
    );
  }
}

function readSheet(worksheet: WorkSheet, book: Pick<Sheet, 'name' | 'hidden' | 'date1904'>): Sheet {
  const cells: readonly (readonly (CellObject | undefined)[] | undefined)[] = worksheet['!data'] ?? [];
  const lastRow = lastFilledRow(cells);
  const broken = new Map<string, BrokenCell>();
  const rows = Array.from(cells.slice(0, Math.min(lastRow, keptRows)), (row, rowIndex) =>
    Array.from(row?.slice(0, readColumns) ?? [], (cell, columnIndex) => {
      const fault = cell ? faultOf(cell) : undefined;
      if (fault) broken.set(cellKey(rowIndex + 1, columnIndex + 1), fault);
      return cell && !fault ? textOf(cell, book.date1904) : '';
    }),
  );
  const hiddenRows = new Set(
    Object.entries(worksheet['!rows'] ?? []).flatMap(([index, row]) =>
      row?.hidden ? [Number(index) + 1] : [],
    ),
  );
  const merged = mergedCells(worksheet, rows.length);
  return { ...sheetOf(book.name, rows, { ...book, hiddenRows, broken, merged }), lastRow };
}

/** By the cells that there are: a damaged file may number a row or a column in the thousand millions. */
function lastFilledRow(cells: readonly (readonly (CellObject | undefined)[] | undefined)[]): number {
  const filled = Object.keys(cells).findLast((index) =>
    Object.values(cells[Number(index)] ?? []).some((cell) => cell !== undefined && isFilled(cell)),
  );
  return filled === undefined ? 0 : Number(filled) + 1;
}

function isFilled(cell: CellObject): boolean {
  return faultOf(cell) !== undefined || (cell.v !== undefined && String(cell.v).trim() !== '');
}

function faultOf(cell: CellObject): BrokenCell | undefined {
  if (cell.t === 'e') return 'cell_error';
  return cell.f !== undefined && (cell.v === undefined || cell.t === 'z') ? 'formula_unsaved' : undefined;
}

/** Cells that a merge covers, below or beside its first one, as far as rows are filled. */
function mergedCells(worksheet: WorkSheet, rowCount: number): Sheet['merged'] {
  const merged = new Map<string, { row: number; column: number }>();
  for (const { s, e } of worksheet['!merges'] ?? []) {
    for (let row = s.r; row <= Math.min(e.r, rowCount - 1); row++) {
      for (let column = s.c; column <= Math.min(e.c, readColumns - 1); column++) {
        if (row === s.r && column === s.c) continue;
        merged.set(cellKey(row + 1, column + 1), { row: s.r + 1, column: s.c + 1 });
      }
    }
  }
  return merged;
}

function textOf(cell: CellObject, date1904: boolean): string {
  if (cell.v === undefined || cell.v === null) return '';
  if (typeof cell.v !== 'number') return String(cell.v);
  const format = typeof cell.z === 'string' ? cell.z : 'General';
  if (SSF.is_date(format)) return dateText(cell.v, date1904);
  // A number that the sheet shows with zeros in front is a badge; one that it shows in percent is a score.
  if (/^0{2,}$/.test(format)) return String(cell.v).padStart(format.length, '0');
  if (format.endsWith('%')) return `${Number((cell.v * 100).toPrecision(12))}%`;
  return String(cell.v);
}

function dateText(serial: number, date1904: boolean): string {
  const date: { readonly y: number; readonly m: number; readonly d: number } | null = SSF.parse_date_code(
    serial,
    { date1904 },
  );
  if (!date) return String(serial);
  const padded = (value: number, length: number): string => String(value).padStart(length, '0');
  return `${padded(date.y, 4)}-${padded(date.m, 2)}-${padded(date.d, 2)}`;
}
