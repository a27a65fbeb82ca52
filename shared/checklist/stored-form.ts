import { z } from 'zod';
import type { WorkbookSheet } from '../xlsform/sheet-rows.ts';

/** How a form is written down in rows of `template_form`: the sheets of its XLSForm as JSON. */
export const formFormat = 2;

/** Short enough for a row to fit the frames of a narrow link. */
const longestPiece = 4000;

const storedSheets = z.array(z.object({ name: z.string(), rows: z.array(z.array(z.string())) }));

/**
 * @param sheets of a form's workbook
 * @returns them in pieces, as rows of `template_form` hold them
 */
export function piecesOf(sheets: readonly WorkbookSheet[]): readonly string[] {
  const text = JSON.stringify(sheets.map(({ name, rows }) => ({ name, rows })));
  const pieces: string[] = [];
  for (let from = 0; from < text.length; ) {
    let to = Math.min(text.length, from + longestPiece);
    // A letter of two halves stays in one piece.
    if (to < text.length && isFirstHalf(text.charCodeAt(to - 1))) to--;
    pieces.push(text.slice(from, to));
    from = to;
  }
  return pieces;
}

function isFirstHalf(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}

/**
 * @param pieces in order
 * @param count how many there must be
 * @returns the sheets; undefined when some have not arrived, or are of a form that this version does not read
 */
export function sheetsOfPieces(
  pieces: readonly string[],
  count: number,
): readonly WorkbookSheet[] | undefined {
  if (pieces.length !== count) return undefined;
  try {
    return storedSheets.safeParse(JSON.parse(pieces.join(''))).data;
  } catch {
    return undefined;
  }
}
