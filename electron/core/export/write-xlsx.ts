import ExcelJS from 'exceljs';
import type { Table } from './table.ts';

/** The widest and the narrowest column, in letters. */
const widths = { least: 8, most: 44 };
/** What no name of a sheet may hold, and how long it may be. */
const unfitForSheets = /[\\/*?:[\]]/g;
const longestSheetName = 31;

/**
 * Writes a table as a workbook. Every text is formatted as text, so that it stays what it is when somebody edits the
 * cell: no formula, no date, no number without its zeros. The file says nothing of who made it.
 *
 * @param table what is written
 * @returns the file
 */
export function writeXlsx(table: Table): Promise<Uint8Array> {
  return writeWorkbook([table]);
}

/**
 * Writes several tables as the sheets of one workbook, each as `writeXlsx` does.
 *
 * @param tables what is written
 * @returns the file
 */
export async function writeWorkbook(tables: readonly Table[]): Promise<Uint8Array> {
  const workbook = new ExcelJS.Workbook();
  workbook.creator = 'Outpost';
  workbook.lastModifiedBy = 'Outpost';
  for (const table of tables) addSheet(workbook, table);
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

function addSheet(workbook: ExcelJS.Workbook, { name, titles, rows, rightToLeft }: Table): void {
  const sheet = workbook.addWorksheet(
    name.replace(unfitForSheets, ' ').slice(0, longestSheetName).trim() || '1',
    {
      views: [{ rightToLeft, state: 'frozen', ySplit: 1 }],
    },
  );
  sheet.addRow([...titles]).font = { bold: true };
  for (const row of rows) {
    const added = sheet.addRow([...row]);
    for (const [index, cell] of row.entries()) {
      if (typeof cell === 'string') added.getCell(index + 1).numFmt = '@';
    }
  }
  for (const [index, title] of titles.entries()) {
    const longest = rows.reduce((most, row) => Math.max(most, String(row[index] ?? '').length), title.length);
    sheet.getColumn(index + 1).width = Math.min(widths.most, Math.max(widths.least, longest + 2));
  }
}
