import { formulaSafe } from './formula-safe.ts';
import type { Table, TableCell } from './table.ts';

/**
 * Writes a table as CSV: UTF-8 with a mark, by which Excel knows Arabic; commas; no cell that a spreadsheet would run.
 *
 * @param table what is written
 * @returns the file
 */
export function writeCsv({ titles, rows }: Table): Uint8Array {
  const lines = [titles, ...rows].map((row) => row.map(fieldOf).join(','));
  return Buffer.from(`\ufeff${lines.join('\r\n')}\r\n`);
}

function fieldOf(cell: TableCell): string {
  if (cell === null) return '';
  const text = typeof cell === 'number' ? String(cell) : formulaSafe(cell);
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
