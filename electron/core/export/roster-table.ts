import type { RosterLine } from '#db/roster-lines.ts';
import { type Language, sexes, vettingStatuses } from '#shared/domain/vocabularies.ts';
import { catalogues } from '#shared/i18n/catalogues.ts';
import { foldText } from '#shared/i18n/fold-text.ts';
import { type RosterField, rosterFields } from '#shared/ipc/imports.ts';
import { personalRosterFields } from '#shared/roster/personal-fields.ts';
import type { Table, TableCell } from './table.ts';

/** Names of ranks and governorates, as an import reads them again. */
export interface RosterNames {
  /** Name in the language of the file, by code. */
  readonly names: Readonly<Record<'rank' | 'governorate', ReadonlyMap<string, string>>>;
  /** The code that a folded name is read as. */
  readonly codes: Readonly<Record<'rank' | 'governorate', ReadonlyMap<string, string>>>;
}

/** How a roster is written. */
export interface RosterWish {
  readonly language: Language;
  /** With numbers, dates of birth and phones. */
  readonly personal: boolean;
  /** Name of the sheet. */
  readonly name: string;
}

/**
 * A roster as a table whose titles and words an import understands: read again, it is the same roster.
 *
 * @param lines the roster
 * @param reference names of what is stored as a code
 * @param wish how it is written
 * @returns the table, a number before each line
 */
export function rosterTable(
  lines: readonly RosterLine[],
  reference: RosterNames,
  { language, personal, name }: RosterWish,
): Table {
  const words = catalogues[language];
  const fields = rosterFields.filter((field) => personal || !personalRosterFields.has(field));
  return {
    name,
    rightToLeft: language === 'ar',
    titles: [words['training.column.position'], ...fields.map((field) => words[`imports.field.${field}`])],
    rows: lines.map((line, index) => [
      index + 1,
      ...fields.map((field) => cellOf(field, line[field] ?? null, reference, language)),
    ]),
  };
}

function cellOf(
  field: RosterField,
  value: string | null,
  { names, codes }: RosterNames,
  language: Language,
): TableCell {
  if (value === null || value === '') return null;
  const words = catalogues[language];
  switch (field) {
    case 'rank':
    case 'governorate': {
      const label = names[field].get(value) ?? value;
      // Two ranks of one name are told apart by their codes.
      return codes[field].get(foldText(label)) === value ? label : value;
    }
    case 'sex': {
      const sex = sexes.find((code) => code === value);
      return sex ? words[`vocabulary.sexes.${sex}`] : value;
    }
    case 'vetting_status': {
      const status = vettingStatuses.find((code) => code === value);
      return status ? words[`vocabulary.vettingStatuses.${status}`] : value;
    }
    case 'pre_test':
    case 'post_test':
      return Number(value);
    default:
      return value;
  }
}
