import ExcelJS from 'exceljs';
import { OutpostError } from '#shared/errors.ts';
import { fileKind } from './file-kind.ts';
import { readCsv } from './read-csv.ts';
import type { Sheet } from './sheet.ts';

/** Parts of a sheet that say nothing about its rows; the library spreads rules for whole columns over a million cells. */
const ignoreNodes = ['dataValidations', 'conditionalFormatting', 'autoFilter', 'drawing', 'extLst'];
/** Columns that are read: as many as the oldest spreadsheets have. */
const readColumns = 256;

/**
 * Reads a roster file, whatever its name says it is.
 *
 * @param fileName for messages, and as the name of a CSV's sheet
 * @param bytes the file
 * @returns its sheets that hold anything
 * @throws OutpostError `file_empty`, `file_too_large`, `file_type`, `file_encrypted` or `file_damaged`
 */
export async function readWorkbook(fileName: string, bytes: Uint8Array): Promise<readonly Sheet[]> {
  if (fileKind(bytes, fileName) === 'text') return [readCsv(bytes, fileName)];
  const workbook = await load(fileName, bytes);
  const sheets = workbook.worksheets.map(readSheet).filter(({ rows }) => rows.length > 0);
  if (sheets.length === 0) {
    throw new OutpostError('file_empty', `${fileName} has no filled cell.`, { details: { file: fileName } });
  }
  return sheets;
}

async function load(fileName: string, bytes: Uint8Array): Promise<ExcelJS.Workbook> {
  const workbook = new ExcelJS.Workbook();
  try {
    // The library's types ask for its own Buffer; it reads any bytes that a Node Buffer holds.
    const file: unknown = Buffer.from(bytes);
    await workbook.xlsx.load(file as ExcelJS.Buffer, { ignoreNodes });
    return workbook;
  } catch (cause) {
    throw new OutpostError('file_damaged', `${fileName} is cut short or damaged.`, {
      details: { file: fileName },
      cause,
    });
  }
}

function readSheet(worksheet: ExcelJS.Worksheet): Sheet {
  const rows: string[][] = [];
  const merged = new Map<string, { row: number; column: number }>();
  const broken = new Set<string>();
  worksheet.eachRow({ includeEmpty: false }, (row, rowNumber) => {
    const cells: string[] = [];
    row.eachCell({ includeEmpty: false }, (cell, column) => {
      if (column > readColumns) return;
      if (cell.isMerged && cell.master.address !== cell.address) {
        merged.set(`${rowNumber}:${column}`, {
          row: Number(cell.master.row),
          column: Number(cell.master.col),
        });
        return;
      }
      if (isError(cell.value)) broken.add(`${rowNumber}:${column}`);
      else cells[column - 1] = textOf(cell.value);
    });
    rows[rowNumber - 1] = Array.from(cells, (text) => text ?? '');
  });
  const filled = Array.from(rows, (row) => row ?? []);
  const lastFilled = filled.findLastIndex((row) => row.some((text) => text.trim() !== ''));
  return { name: worksheet.name, rows: filled.slice(0, lastFilled + 1), merged, broken };
}

function isError(value: ExcelJS.CellValue): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return 'error' in value || ('result' in value && typeof value.result === 'object' && isError(value.result));
}

function textOf(value: ExcelJS.CellValue | undefined): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return dateText(value);
  if (typeof value !== 'object') return String(value);
  if ('richText' in value) return value.richText.map(({ text }) => text).join('');
  if ('text' in value) return textOf(value.text);
  if ('result' in value) return textOf(value.result);
  return '';
}

/** Dates have no zone in a spreadsheet; the library gives them in UTC. */
function dateText(date: Date): string {
  return Number.isNaN(date.getTime()) ? '' : date.toISOString().slice(0, 10);
}
