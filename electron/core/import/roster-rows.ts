import { foldText } from '#shared/i18n/fold-text.ts';
import { type CellIssue, type RosterField, rosterFields } from '#shared/ipc/imports.ts';
import { readHeader } from './header.ts';
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
import { cellKey, cellText, columnLetters, columnNumber, type Sheet } from './sheet.ts';

/** Values of one row by field, ready to be stored; fields with an empty or unusable cell are missing. */
export type RosterValues = Readonly<Partial<Record<RosterField, string>>>;

/** Why a row is left out unless somebody decides otherwise. */
export type LeftOutRow = 'row_hidden' | 'row_footer' | 'row_header';

export interface ReadRow {
  /** As the spreadsheet shows it, from 1. */
  readonly row: number;
  readonly values: RosterValues;
  /** Why it is left out unless somebody decides otherwise. */
  readonly leftOut?: LeftOutRow;
}

/** What cells are compared with. */
export interface RosterReference {
  /** Folded name, in any language, → code of a rank. */
  readonly ranks: ReadonlyMap<string, string>;
  /** Folded name → code of a governorate. */
  readonly governorates: ReadonlyMap<string, string>;
  readonly today: string;
}

/** Where in a sheet the roster is. */
export interface RosterPlace {
  /** From 1; 0 when there is none. */
  readonly headerRow: number;
  /** Column letters → field. */
  readonly mapping: Readonly<Record<string, RosterField>>;
  /** Whether rows that the spreadsheet hides are people like all others. */
  readonly withHidden: boolean;
}

/** Problems that only leave a value or a row out, or ask for a look; all others keep the rows from being imported. */
const warnings: ReadonlySet<string> = new Set([
  'rank_unknown',
  'governorate_unknown',
  'vetting_unknown',
  'phone_invalid',
  'date_hijri',
  'row_hidden',
  'row_footer',
  'row_header',
  'row_twice',
  'name_twice',
]);

/** What a cell that is merged over several rows says of all of them. */
const sharedFields: ReadonlySet<RosterField> = new Set(['unit', 'governorate', 'rank', 'vetting_status']);

/** How the last lines of forms begin: sums and signatures. Folded. */
const footerWords = [
  'total',
  'sum',
  'signature',
  'signed',
  'prepared by',
  'المجموع',
  'مجموع',
  'العدد الكلي',
  'التوقيع',
  'توقيع',
];

const arabicLetters = /\p{Script=Arabic}/u;

/**
 * Reads the rows below the header.
 *
 * @param sheet the sheet
 * @param place where in it the roster is
 * @param reference what cells are compared with
 * @returns the rows that hold anything, and every problem with its cell
 */
export function readRows(
  sheet: Sheet,
  place: RosterPlace,
  reference: RosterReference,
): { readonly rows: readonly ReadRow[]; readonly issues: readonly CellIssue[] } {
  const { titles, firstDataRow } = readHeader(sheet, place.headerRow);
  const columns = new Map(
    Object.entries(place.mapping).map(([letters, field]) => [field, columnNumber(letters)]),
  );
  const reading: Reading = {
    sheet,
    columns,
    reference,
    nameColumn: columns.get('name_ar') ?? columns.get('name_latin') ?? 1,
    titles: new Map(titles.map(({ column, text }) => [column, foldText(text)])),
    withHidden: place.withHidden,
  };
  const issues: CellIssue[] = [];
  const rows: ReadRow[] = [];
  for (let row = firstDataRow; row <= sheet.rows.length; row++) {
    const read = readRow(reading, row, (column, code) => issues.push(issueAt(sheet, row, column, code)));
    if (read) rows.push(read);
  }
  return { rows, issues };
}

/**
 * @param sheet a sheet
 * @param row from 1
 * @param column from 1
 * @param code what is wrong
 * @returns the problem with its place and what stands there
 */
export function issueAt(sheet: Sheet, row: number, column: number, code: string): CellIssue {
  return {
    sheet: sheet.name,
    row,
    column: columnLetters(column),
    severity: warnings.has(code) ? 'warning' : 'error',
    code,
    value: cellText(sheet, row, column),
  };
}

interface Reading {
  readonly sheet: Sheet;
  readonly columns: ReadonlyMap<RosterField, number>;
  readonly reference: RosterReference;
  readonly nameColumn: number;
  /** Folded titles by column. */
  readonly titles: ReadonlyMap<number, string>;
  readonly withHidden: boolean;
}

type Report = (column: number, code: string) => void;

function readRow(reading: Reading, row: number, report: Report): ReadRow | undefined {
  const filled = [...reading.columns.values()].some(
    (column) => cellText(reading.sheet, row, column) !== '' || reading.sheet.broken.has(cellKey(row, column)),
  );
  if (!filled) return undefined;
  const leftOut = reasonToLeaveOut(reading, row);
  if (leftOut) {
    report(reading.nameColumn, leftOut);
    // What is left out needs no correction; whoever takes it in after all takes what can be read.
    return { row, leftOut, values: readValues(reading, row, () => undefined) };
  }
  const values = readValues(reading, row, report);
  const named = values.name_ar !== undefined || values.name_latin !== undefined;
  // A name that cannot be read has its own problem.
  if (!named && !reading.sheet.broken.has(cellKey(row, reading.nameColumn))) {
    report(reading.nameColumn, 'name_missing');
  }
  return { row, values };
}

function reasonToLeaveOut(reading: Reading, row: number): LeftOutRow | undefined {
  const { sheet, columns, titles } = reading;
  const texts = [...columns].map(([field, column]) => ({
    field,
    column,
    text: cellText(sheet, row, column),
  }));
  const full = texts.filter(({ text }) => text !== '');
  if (full.length > 1 && full.every(({ column, text }) => titles.get(column) === foldText(text))) {
    return 'row_header';
  }
  const across = texts.filter(({ column }) => sheet.merged.get(cellKey(row, column))?.row === row).length;
  const begins = full.some(({ text }) =>
    footerWords.some((word) => foldText(text) === word || foldText(text).startsWith(`${word} `)),
  );
  // A line over the width of the form, or a sum: no person stands there.
  if (across > 1 || (begins && full.length <= 2)) return 'row_footer';
  return sheet.hiddenRows.has(row) && !reading.withHidden ? 'row_hidden' : undefined;
}

function readValues({ sheet, columns, reference }: Reading, row: number, report: Report): RosterValues {
  const values: Partial<Record<RosterField, string>> = {};
  for (const field of rosterFields) {
    const column = columns.get(field);
    if (column === undefined) continue;
    const fault = sheet.broken.get(cellKey(row, column));
    if (fault) report(column, fault);
    const text = textAt(sheet, row, column, field, report);
    if (text === '') continue;
    const reading = readCell(field, text, reference, sheet.date1904);
    if ('problem' in reading) report(column, reading.problem);
    else {
      values[field] = reading.value;
      if (reading.notice) report(column, reading.notice);
    }
  }
  return withNames(values);
}

function textAt(sheet: Sheet, row: number, column: number, field: RosterField, report: Report): string {
  const first = sheet.merged.get(cellKey(row, column));
  if (!first) return cellText(sheet, row, column);
  if (first.column === column && sharedFields.has(field)) return cellText(sheet, first.row, first.column);
  report(column, 'merged_cell');
  return '';
}

function readCell(
  field: RosterField,
  text: string,
  reference: RosterReference,
  date1904: boolean,
): CellReading {
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
      return readBirthDate(text, reference.today, date1904);
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

/** A name in Latin letters under the Arabic title is a Latin name, and the other way round. */
function withNames(values: RosterValues): RosterValues {
  const { name_ar: arabic, name_latin: latin, ...others } = values;
  if (arabic !== undefined && latin === undefined && !arabicLetters.test(arabic)) {
    return { ...others, name_latin: arabic };
  }
  if (latin !== undefined && arabic === undefined && arabicLetters.test(latin)) {
    return { ...others, name_ar: latin };
  }
  return values;
}
