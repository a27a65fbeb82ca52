import type { CellCorrection } from '#shared/ipc/imports.ts';
import { cellKey, columnNumber, type Sheet } from './sheet.ts';

/**
 * Reads a sheet as if cells had been put right in it; the file stays as it is.
 *
 * @param sheet as it was read
 * @param corrections cells with what they should hold
 * @returns the sheet with the corrections
 */
export function correctCells(sheet: Sheet, corrections: readonly CellCorrection[]): Sheet {
  if (corrections.length === 0) return sheet;
  const rows = sheet.rows.map((row) => [...row]);
  const broken = new Map(sheet.broken);
  const merged = new Map(sheet.merged);
  for (const { row, column: letters, text } of corrections) {
    const column = columnNumber(letters);
    const cells = rows[row - 1];
    if (!cells) continue;
    while (cells.length < column) cells.push('');
    cells[column - 1] = text;
    broken.delete(cellKey(row, column));
    merged.delete(cellKey(row, column));
  }
  return { ...sheet, rows, broken, merged };
}
