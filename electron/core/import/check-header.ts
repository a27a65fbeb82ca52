import { OutpostError } from '#shared/errors.ts';
import { foldText } from '#shared/i18n/fold-text.ts';
import type { RosterField } from '#shared/ipc/imports.ts';
import { guessField } from './guess-mapping.ts';
import { readHeader, type Title } from './header.ts';
import { columnLetters, columnNumber, maxDataRows, type Sheet } from './sheet.ts';

/**
 * Checks that a sheet can be read with this header and mapping, before any row is.
 *
 * @param sheet the sheet
 * @param headerRow from 1; 0 when there is none
 * @param mapping column letters → field
 * @throws OutpostError `too_many_rows`, `header_missing`, `header_duplicate` or `column_unmapped`, naming sheet, row
 *   and column
 */
export function checkHeader(
  sheet: Sheet,
  headerRow: number,
  mapping: Readonly<Record<string, RosterField>>,
): void {
  const rows = sheet.lastRow - headerRow;
  if (rows > maxDataRows) {
    throw new OutpostError(
      'too_many_rows',
      `Sheet ${sheet.name} has ${rows} rows below row ${headerRow}, at most ${maxDataRows} are imported at once.`,
      {
        details: {
          sheet: nameOf(sheet),
          row: headerRow + maxDataRows + 1,
          column: 'A',
          rows,
          limit: maxDataRows,
        },
      },
    );
  }
  const { titles } = readHeader(sheet, headerRow);
  if (titles.length === 0 && headerRow > 0) {
    throw new OutpostError('header_missing', `Sheet ${sheet.name} has no header in row ${headerRow}.`, {
      details: { sheet: nameOf(sheet), row: headerRow, column: 'A' },
    });
  }
  refuseDuplicates(sheet, headerRow, titles, mapping);
  refuseMapping(sheet, headerRow, mapping);
}

/** Two columns of one title are not told apart when a field is read from one of them by its title. */
function refuseDuplicates(
  sheet: Sheet,
  headerRow: number,
  titles: readonly Title[],
  mapping: Readonly<Record<string, RosterField>>,
): void {
  const read = new Set(Object.keys(mapping).map(columnNumber));
  const seen = new Map<string, number>();
  for (const { column, text } of titles) {
    const folded = foldText(text);
    const earlier = seen.get(folded);
    const matters = guessField(text) !== null && (read.has(column) || read.has(earlier ?? 0));
    if (earlier !== undefined && matters) {
      const columns = `${columnLetters(earlier)}, ${columnLetters(column)}`;
      throw new OutpostError(
        'header_duplicate',
        `Sheet ${sheet.name}, row ${headerRow}: the header “${text}” stands in columns ${columns}.`,
        {
          details: {
            sheet: nameOf(sheet),
            row: headerRow,
            column: columnLetters(column),
            columns,
            header: text,
          },
        },
      );
    }
    seen.set(folded, column);
  }
}

function refuseMapping(
  sheet: Sheet,
  headerRow: number,
  mapping: Readonly<Record<string, RosterField>>,
): void {
  const fields = new Map<RosterField, string>();
  for (const [column, field] of Object.entries(mapping)) {
    const earlier = fields.get(field);
    if (earlier !== undefined) {
      throw new OutpostError(
        'header_duplicate',
        `Columns ${earlier} and ${column} are both mapped to ${field}.`,
        {
          details: {
            sheet: nameOf(sheet),
            row: headerRow,
            column,
            columns: `${earlier}, ${column}`,
            header: field,
          },
        },
      );
    }
    fields.set(field, column);
  }
  if (!fields.has('name_ar') && !fields.has('name_latin')) {
    throw new OutpostError('column_unmapped', `No column of sheet ${sheet.name} is mapped to a name.`, {
      details: { sheet: nameOf(sheet), row: headerRow, column: 'A', field: 'name_ar' },
    });
  }
}

/** What was pasted has no name; in a message it is the first sheet. */
function nameOf({ name }: Sheet): string {
  return name || '1';
}
