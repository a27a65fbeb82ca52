import { decodeText } from './decode-text.ts';
import { fileKind } from './file-kind.ts';
import { readCsv, readDelimited } from './read-csv.ts';
import { readHtml } from './read-html.ts';
import { readSpreadsheet } from './read-spreadsheet.ts';
import type { Sheet } from './sheet.ts';

/** Where rows come from: a file, or what was pasted, as a page and as text. */
export type RowSource =
  | { readonly fileName: string; readonly bytes: Uint8Array }
  | { readonly html: string; readonly text: string };

/**
 * Reads a roster, whatever the name of its file says it is.
 *
 * @param source the file or what was pasted
 * @returns its sheets that hold anything
 * @throws OutpostError `file_empty`, `file_too_large`, `file_type`, `file_encrypted` or `file_damaged`
 */
export function readWorkbook(source: RowSource): readonly Sheet[] {
  if (!('bytes' in source)) return readPasted(source);
  const { fileName, bytes } = source;
  const kind = fileKind(bytes, fileName);
  switch (kind) {
    case 'text':
      return [readCsv(bytes, fileName)];
    case 'html':
      return readHtml(decodeText(bytes), fileName.replace(/\.[^.]*$/, ''), fileName);
    case 'xlsx':
    case 'xls':
      return readSpreadsheet(bytes, kind, fileName);
  }
}

/** Excel and Word give a table both ways; the page alone tells merged and hidden cells and never splits a cell. */
function readPasted({ html, text }: { readonly html: string; readonly text: string }): readonly Sheet[] {
  if (/<table\b/i.test(html)) return readHtml(html, '', '');
  return [readDelimited(text, '', '')];
}
