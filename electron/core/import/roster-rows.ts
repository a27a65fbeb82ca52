import { foldText } from '#shared/i18n/fold-text.ts';
import { type CellIssue, type RosterField, rosterFields } from '#shared/ipc/training.ts';
import {
  type CellReading,
  readBadge,
  readBirthDate,
  readLine,
  readPhone,
  readScore,
  readSex,
  readVetting,
} from './roster-values.ts';
import { cellText, columnLetters, columnNumber, type Sheet } from './sheet.ts';

/** Values of one row by field, ready to be stored; fields with an empty or unusable cell are missing. */
export type RosterValues = Readonly<Partial<Record<RosterField, string>>>;

export interface ReadRow {
  /** As the spreadsheet shows it, from 1. */
  readonly row: number;
  readonly values: RosterValues;
}

/** What cells are compared with. */
export interface RosterReference {
  /** Folded name, in any language, → code of a rank. */
  readonly ranks: ReadonlyMap<string, string>;
  /** Folded name → code of a governorate. */
  readonly governorates: ReadonlyMap<string, string>;
  readonly today: string;
}

/** Problems that only leave a value out; all others keep the file from being imported. */
const warnings: readonly string[] = [
  'rank_unknown',
  'governorate_unknown',
  'vetting_unknown',
  'phone_invalid',
  'name_twice',
];

const arabicLetters = /\p{Script=Arabic}/u;

/**
 * Reads the rows below the header.
 *
 * @param sheet the sheet
 * @param headerRow from 1
 * @param mapping column letters → field
 * @param reference what cells are compared with
 * @returns the rows that hold anything, and every problem with its cell
 */
export function readRows(
  sheet: Sheet,
  headerRow: number,
  mapping: Readonly<Record<string, RosterField>>,
  reference: RosterReference,
): { readonly rows: readonly ReadRow[]; readonly issues: readonly CellIssue[] } {
  const columns = new Map(Object.entries(mapping).map(([letters, field]) => [field, columnNumber(letters)]));
  const issues: CellIssue[] = [];
  const report = (row: number, column: number, code: string): void => {
    const severity = warnings.includes(code) ? 'warning' : 'error';
    const value = cellText(sheet, row, column);
    issues.push({ sheet: sheet.name, row, column: columnLetters(column), severity, code, value });
  };
  const rows: ReadRow[] = [];
  for (let row = firstDataRow(sheet, headerRow); row <= sheet.rows.length; row++) {
    const values = readRow(sheet, row, columns, reference, report);
    if (values) rows.push({ row, values });
  }
  reportRepeats(rows, columns, report);
  return { rows, issues };
}

/** A header merged downwards takes the rows that it covers. */
function firstDataRow(sheet: Sheet, headerRow: number): number {
  let row = headerRow + 1;
  const covered = (candidate: number): boolean =>
    [...sheet.merged].some(([cell, first]) => cell.startsWith(`${candidate}:`) && first.row === headerRow);
  while (covered(row)) row++;
  return row;
}

type Report = (row: number, column: number, code: string) => void;

function readRow(
  sheet: Sheet,
  row: number,
  columns: ReadonlyMap<RosterField, number>,
  reference: RosterReference,
  report: Report,
): RosterValues | undefined {
  const values: Partial<Record<RosterField, string>> = {};
  let filled = false;
  for (const field of rosterFields) {
    const column = columns.get(field);
    if (column === undefined) continue;
    const place = `${row}:${column}`;
    const text = cellText(sheet, row, column);
    if (sheet.broken.has(place)) report(row, column, 'cell_error');
    if (sheet.merged.has(place)) report(row, column, 'merged_cell');
    if (text === '') continue;
    filled = true;
    const reading = readCell(field, text, reference);
    if ('value' in reading) values[field] = reading.value;
    else report(row, column, reading.problem);
  }
  if (!filled) return undefined;
  return withNames(values, row, columns, report);
}

function readCell(field: RosterField, text: string, reference: RosterReference): CellReading {
  switch (field) {
    case 'name_ar':
    case 'name_latin':
    case 'unit':
      return readLine(text);
    case 'badge':
      return readBadge(text);
    case 'rank':
      return known(reference.ranks, text, 'rank_unknown');
    case 'governorate':
      return known(reference.governorates, text, 'governorate_unknown');
    case 'sex':
      return readSex(text);
    case 'birth_date':
      return readBirthDate(text, reference.today);
    case 'phone':
      return readPhone(text);
    case 'vetting_status':
      return readVetting(text);
    case 'pre_test':
    case 'post_test':
      return readScore(text);
  }
}

function known(codes: ReadonlyMap<string, string>, text: string, problem: string): CellReading {
  const value = codes.get(foldText(text));
  return value === undefined ? { problem } : { value };
}

/** A name in Latin letters under the Arabic header is a Latin name, and the other way round. */
function withNames(
  values: Partial<Record<RosterField, string>>,
  row: number,
  columns: ReadonlyMap<RosterField, number>,
  report: Report,
): RosterValues | undefined {
  const { name_ar: arabic, name_latin: latin } = values;
  if (arabic === undefined && latin === undefined) {
    report(row, columns.get('name_ar') ?? columns.get('name_latin') ?? 1, 'name_missing');
    return values;
  }
  if (arabic !== undefined && latin === undefined && !arabicLetters.test(arabic)) {
    const { name_ar: _moved, ...others } = values;
    return { ...others, name_latin: arabic };
  }
  if (latin !== undefined && arabic === undefined && arabicLetters.test(latin)) {
    const { name_latin: _moved, ...others } = values;
    return { ...others, name_ar: latin };
  }
  return values;
}

function reportRepeats(
  rows: readonly ReadRow[],
  columns: ReadonlyMap<RosterField, number>,
  report: Report,
): void {
  const badges = new Set<string>();
  const names = new Set<string>();
  for (const { row, values } of rows) {
    const badge = values.badge;
    if (badge !== undefined) {
      if (badges.has(badge)) report(row, columns.get('badge') ?? 1, 'badge_twice');
      badges.add(badge);
    }
    const name = foldText(values.name_ar ?? values.name_latin ?? '');
    if (name !== '' && badge === undefined) {
      if (names.has(name))
        report(row, columns.get('name_ar') ?? columns.get('name_latin') ?? 1, 'name_twice');
    }
    names.add(name);
  }
}
