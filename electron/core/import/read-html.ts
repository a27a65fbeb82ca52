import { Parser } from 'htmlparser2';
import { OutpostError } from '#shared/errors.ts';
import { cellKey, keptRows, readColumns, type Sheet, sheetOf } from './sheet.ts';

/** Tables of a page that are read. */
const readTables = 20;
/** What says nothing to a reader. */
const unread: ReadonlySet<string> = new Set(['head', 'style', 'script', 'title']);
/** Where words end. */
const spaced: ReadonlySet<string> = new Set(['br', 'p', 'div', 'li']);

interface Table {
  readonly rows: string[][];
  readonly merged: Map<string, { readonly row: number; readonly column: number }>;
  readonly hiddenRows: Set<number>;
}

/**
 * Reads the tables of a web page: what many systems write under the name of a spreadsheet, and what Excel and Word put
 * on the clipboard. Nothing of the page runs or is fetched.
 *
 * @param html the page
 * @param sheetName of the sheets; numbered when there are several
 * @param fileName for messages
 * @returns one sheet for each table that holds anything
 * @throws OutpostError `file_empty` when there is none
 */
export function readHtml(html: string, sheetName: string, fileName: string): readonly Sheet[] {
  const tables = readTablesOf(html);
  const name = (index: number): string => (tables.length === 1 ? sheetName : `${sheetName} ${index + 1}`);
  const sheets = tables
    .map(({ rows, ...more }, index) =>
      sheetOf(
        name(index),
        Array.from(rows, (row) => Array.from(row ?? [], (text) => text ?? '')),
        more,
      ),
    )
    .filter(({ lastRow }) => lastRow > 0);
  if (sheets.length > 0) return sheets;
  throw new OutpostError('file_empty', `${fileName} has no table with a filled cell.`, {
    details: { file: fileName },
  });
}

function readTablesOf(html: string): readonly Table[] {
  const tables: Table[] = [];
  let depth = 0;
  let silent = 0;
  let cell:
    | { text: string; readonly exact: string | undefined; readonly columns: number; readonly rows: number }
    | undefined;
  let column = 0;
  const endCell = (): void => {
    const table = tables.at(-1);
    if (cell && table) column = place(table, column, cell);
    cell = undefined;
  };
  const parser = new Parser({
    onopentag(name, attributes) {
      if (unread.has(name)) silent += 1;
      if (name === 'table') {
        depth += 1;
        if (depth === 1) tables.push({ rows: [], merged: new Map(), hiddenRows: new Set() });
      }
      // A table within a cell is text of that cell.
      if (depth !== 1) return;
      if (name === 'tr') {
        endCell();
        column = 0;
        const table = tables.at(-1);
        table?.rows.push([]);
        if (/display:\s*none/i.test(attributes.style ?? '')) table?.hiddenRows.add(table.rows.length);
      } else if (name === 'td' || name === 'th') {
        endCell();
        cell = {
          text: '',
          exact: attributes['x:num'],
          columns: spanOf(attributes.colspan, readColumns),
          rows: spanOf(attributes.rowspan, keptRows),
        };
      } else if (cell && spaced.has(name)) cell.text += ' ';
    },
    ontext(text) {
      if (cell && silent === 0) cell.text += text;
    },
    onclosetag(name) {
      if (unread.has(name)) silent -= 1;
      if (depth === 1 && (name === 'td' || name === 'th' || name === 'tr')) endCell();
      if (name === 'table') {
        if (depth === 1) endCell();
        depth -= 1;
      }
    },
  });
  parser.write(html);
  parser.end();
  return tables.slice(0, readTables);
}

function spanOf(text: string | undefined, most: number): number {
  return Math.min(Math.max(1, Number.parseInt(text ?? '1', 10) || 1), most);
}

/** Puts a cell at the next free place of the last row, and returns the place after it. */
function place(
  table: Table,
  from: number,
  cell: {
    readonly text: string;
    readonly exact: string | undefined;
    readonly columns: number;
    readonly rows: number;
  },
): number {
  const row = table.rows.length;
  let column = from + 1;
  while (table.merged.has(cellKey(row, column))) column += 1;
  if (row === 0 || row > keptRows || column > readColumns) return column;
  const cells = table.rows[row - 1];
  if (cells) cells[column - 1] = textOf(cell.text, cell.exact);
  for (let below = 0; below < cell.rows; below++) {
    for (let beside = 0; beside < Math.min(cell.columns, readColumns); beside++) {
      if (below + beside > 0) table.merged.set(cellKey(row + below, column + beside), { row, column });
    }
  }
  return column + cell.columns - 1;
}

/** A narrow column shows a long number in powers of ten or as ####; Excel then states the number beside it. */
function textOf(shown: string, exact: string | undefined): string {
  const text = shown.replace(/\s+/g, ' ').trim();
  return exact && /^(?:#+|\d(?:[.,]\d+)?E\+\d+)$/i.test(text) ? exact : text;
}
