import { parse } from 'csv-parse/sync';
import { OutpostError } from '#shared/errors.ts';
import { plainAgain } from '../export/formula-safe.ts';
import { decodeText } from './decode-text.ts';
import { type Sheet, sheetOf } from './sheet.ts';

/**
 * Reads a CSV as Excel and others write it: UTF-8, UTF-16 or Windows-1256; comma, semicolon or tab, guessed or stated in
 * a first line `sep=`.
 *
 * @param bytes the file
 * @param fileName becomes the sheet's name
 * @returns one sheet
 * @throws OutpostError `file_damaged` when quotes don't close, `file_empty` when nothing is in it
 */
export function readCsv(bytes: Uint8Array, fileName: string): Sheet {
  return readDelimited(decodeText(bytes), fileName.replace(/\.[^.]*$/, '') || 'CSV', fileName);
}

/**
 * Reads rows of text.
 *
 * @param text lines with a delimiter, quoted as Excel does it
 * @param sheetName of the sheet
 * @param fileName for messages
 * @returns one sheet
 * @throws OutpostError `file_damaged` when quotes don't close, `file_empty` when nothing is in it
 */
export function readDelimited(text: string, sheetName: string, fileName: string): Sheet {
  const sheet = sheetOf(sheetName, parseRows(text, fileName));
  if (sheet.lastRow > 0) return sheet;
  throw new OutpostError('file_empty', `${fileName} has no filled cell.`, { details: { file: fileName } });
}

function parseRows(text: string, fileName: string): string[][] {
  // Excel reads this line and never shows it, so it does not count as a row.
  const stated = /^\ufeff?sep=(.)\r?\n/i.exec(text);
  try {
    const rows: string[][] = parse(stated ? text.slice(stated[0].length) : text, {
      delimiter: stated?.[1] ?? likelyDelimiter(text),
      relax_column_count: true,
      // Nicknames stand in quotes inside of names.
      relax_quotes: true,
      skip_empty_lines: false,
      bom: true,
    });
    return rows.map((row) => row.map(plainAgain));
  } catch (cause) {
    const line = cause instanceof Error && 'lines' in cause ? Number(cause.lines) : 0;
    throw new OutpostError('file_damaged', `${fileName} cannot be read as CSV at line ${line}.`, {
      details: { file: fileName, line },
      cause,
    });
  }
}

/** The one of tab, semicolon, comma and Arabic comma that the first lines have most of. */
function likelyDelimiter(text: string): string {
  const head = text.split(/\r?\n/, 20).join('\n');
  const counted = ['\t', ';', ',', '،'].map((delimiter) => ({
    delimiter,
    count: head.split(delimiter).length - 1,
  }));
  return counted.reduce((best, next) => (next.count > best.count ? next : best)).delimiter;
}
