import { asciiDigits } from '#shared/i18n/fold-text.ts';
import type { RosterField } from '#shared/ipc/imports.ts';
import { readBirthDate, readSex } from './roster-values.ts';
import { cellText, columnCount, type Sheet } from './sheet.ts';

/** Rows looked at. */
const lookedAt = 30;
/** The share of a column's values that have to look like a field. */
const clearShare = 0.7;

/** No date of birth lies behind this one, wherever the laptop's clock is. */
const farAhead = '9999-12-31';

const looks: readonly (readonly [RosterField, (text: string) => boolean])[] = [
  ['sex', (text) => 'value' in readSex(text)],
  ['birth_date', (text) => /[-/.]/.test(text) && 'value' in readBirthDate(text, farAhead, false)],
  ['phone', (text) => /^(?:\+?964|0)7\d{8,9}$/.test(asciiDigits(text).replace(/[\s-]/g, ''))],
  ['name_ar', (text) => /^[\p{Script=Arabic}\p{M}\s]+$/u.test(text) && words(text) >= 2],
  ['name_latin', (text) => /^[\p{Script=Latin}\p{M}\s.'’-]+$/u.test(text) && words(text) >= 2],
  ['badge', (text) => /^\d{4,12}$/.test(asciiDigits(text))],
];

/**
 * Guesses what columns hold by their values, for rows without titles.
 *
 * @param sheet a sheet
 * @param firstRow where its rows begin, from 1
 * @returns for each column the field that it seems to hold; a field is guessed once, for the first column that fits
 */
export function guessByValues(
  sheet: Sheet,
  firstRow: number,
): readonly { readonly column: number; readonly guess: RosterField | null }[] {
  const taken = new Set<RosterField>();
  return Array.from({ length: columnCount(sheet) }, (_, index) => {
    const column = index + 1;
    const values = Array.from({ length: lookedAt }, (_row, below) =>
      cellText(sheet, firstRow + below, column),
    );
    const guess = fieldOf(
      values.filter((text) => text !== ''),
      taken,
    );
    if (guess) taken.add(guess);
    return { column, guess };
  });
}

function fieldOf(values: readonly string[], taken: ReadonlySet<RosterField>): RosterField | null {
  if (values.length === 0) return null;
  const found = looks.find(
    ([field, fits]) => !taken.has(field) && values.filter(fits).length / values.length >= clearShare,
  );
  return found?.[0] ?? null;
}

function words(text: string): number {
  return text.split(/\s+/).filter((word) => word !== '').length;
}
