import { parse } from 'csv-parse/sync';
import { OutpostError } from '#shared/errors.ts';
import type { Sheet } from './sheet.ts';

/**
 * Reads a CSV as Excel and others write it: UTF-8, UTF-16 with a mark, or Windows-1256; comma, semicolon or tab.
 *
 * @param bytes the file
 * @param fileName becomes the sheet's name
 * @returns one sheet
 * @throws OutpostError `file_damaged` when quotes don't close, `file_empty` when nothing is in it
 */
export function readCsv(bytes: Uint8Array, fileName: string): Sheet {
  const text = decode(bytes);
  const rows = parseRows(text, fileName);
  if (rows.every((row) => row.every((cell) => cell.trim() === ''))) {
    throw new OutpostError('file_empty', `${fileName} has no filled cell.`, { details: { file: fileName } });
  }
  return { name: sheetName(fileName), rows, merged: new Map(), broken: new Set() };
}

function decode(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // No UTF-8: what Arabic Windows writes by default.
    return new TextDecoder('windows-1256').decode(bytes);
  }
}

function parseRows(text: string, fileName: string): string[][] {
  try {
    return parse(text, {
      delimiter: likelyDelimiter(text),
      relax_column_count: true,
      skip_empty_lines: false,
      bom: true,
    });
  } catch (cause) {
    const line = cause instanceof Error && 'lines' in cause ? Number(cause.lines) : 0;
    throw new OutpostError('file_damaged', `${fileName} cannot be read as CSV at line ${line}.`, {
      details: { file: fileName, line },
      cause,
    });
  }
}

/** The one of comma, semicolon and tab that the first lines have most of. */
function likelyDelimiter(text: string): string {
  const head = text.split(/\r?\n/).slice(0, 20).join('\n');
  const counted = [',', ';', '\t'].map((delimiter) => ({
    delimiter,
    count: head.split(delimiter).length - 1,
  }));
  return counted.reduce((best, next) => (next.count > best.count ? next : best)).delimiter;
}

function sheetName(fileName: string): string {
  return fileName.replace(/\.[^.]*$/, '') || 'CSV';
}
