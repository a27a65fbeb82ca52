import type { ErrorCode } from '#shared/errors.ts';

/** What should happen with a roster of this folder. */
export type Expectation =
  | {
      /** What is ugly about it. */
      readonly what: string;
      readonly refused: ErrorCode;
    }
  | {
      readonly what: string;
      /** Row of the titles that is found. */
      readonly header: number;
      /** Sheet that is proposed, where there are several. */
      readonly sheet?: string;
      /** What is read of each row, by its number: `field=value`, `-` before a row that is left out. */
      readonly rows: Readonly<Record<number, string>>;
      /** Problems: cell, code. Errors with `!`. */
      readonly issues?: readonly string[];
    };

const ali = 'name_ar=علي حسن محمد الجبوري';
const huda = 'name_ar=هدى سعد علي';
const omar = 'name_ar=عمر خالد إبراهيم';
const aliLatin = 'name_latin=Ali Hasan Omar';
const hudaLatin = 'name_latin=Huda Saad Ali';

/** Every file of this folder. */
export const rosters: Readonly<Record<string, Expectation>> = {
  'badges-twice.xlsx': {
    what: 'One badge number in three rows, once for another name; one name with two numbers; one row twice.',
    header: 1,
    rows: {
      2: `${aliLatin} badge=77 unit=Basrah`,
      3: '-name_latin=Ali Hassan Omar badge=77 unit=Basrah',
      4: 'name_latin=Zaid Saad Ali badge=77 unit=Mosul',
      5: `${hudaLatin} badge=78 unit=Mosul`,
      6: `${hudaLatin} badge=79 unit=Mosul`,
      7: 'name_latin=Omar Khalid Ibrahim unit=Mosul',
      8: '-name_latin=Omar Khalid Ibrahim unit=Mosul',
    },
    issues: ['!B3 badge_twice', '!B4 badge_twice', 'A8 row_twice'],
  },
  'blank-cells.csv': { what: 'Nothing but separators and spaces.', refused: 'file_empty' },
  'commands-as-text.csv': {
    what: 'Cells that a spreadsheet would run, with the apostrophe that keeps it from doing so.',
    header: 1,
    rows: { 2: "name_latin==cmd|' /C calc'!A0 badge=1 unit=+SUM(A1)", 3: `${hudaLatin} badge=2 unit=@x` },
  },
  'counted-from-1904.xlsx': {
    what: 'Days counted from 1904, as dates and as bare numbers.',
    header: 1,
    rows: {
      2: `${ali} badge=1 rank=SHURTI birth_date=1985-07-02`,
      3: `${huda} badge=2 rank=SHURTI birth_date=1985-07-01`,
    },
  },
  'cut-short.xlsx': { what: 'The end of the file is missing.', refused: 'file_damaged' },
  'dates-as-numbers.xlsx': {
    what: 'Dates of birth that lost their format, one with a time of day.',
    header: 1,
    rows: {
      2: `${ali} badge=1 rank=SHURTI birth_date=1985-07-01`,
      3: `${huda} badge=2 rank=SHURTI birth_date=1990-01-01`,
    },
  },
  'dates-as-text.xlsx': {
    what: 'Arabic-Indic and Persian digits, names of months, a Hijri date, a day that does not exist.',
    header: 1,
    rows: {
      2: `${ali} badge=1 rank=SHURTI birth_date=1985-07-01`,
      3: `${huda} badge=2 rank=SHURTI birth_date=1990-07-01`,
      4: `${omar} badge=3 rank=SHURTI birth_date=1988-03-12`,
      5: 'name_ar=كريم جاسم فاضل badge=4 rank=SHURTI birth_date=1984-12-06',
      6: 'name_ar=سعد رحيم هادي badge=5 rank=SHURTI',
    },
    issues: ['D5 date_hijri', '!D6 date_invalid'],
  },
  'empty.csv': { what: 'No bytes.', refused: 'file_empty' },
  'empty.xlsx': { what: 'A workbook whose only sheet is empty.', refused: 'file_empty' },
  'entities.xlsx': { what: 'XML entities that would grow to gigabytes.', refused: 'file_damaged' },
  'errors-of-excel.xlsx': {
    what: '#REF! and #N/A, as values and as results.',
    header: 1,
    rows: { 2: 'badge=1 unit=Basrah', 3: hudaLatin },
    issues: ['!A2 cell_error', '!B3 cell_error', '!C3 cell_error'],
  },
  'excel-95.xls': {
    what: 'A workbook of Excel 95 (BIFF5).',
    header: 1,
    rows: { 2: `${aliLatin} badge=123 rank=SHURTI` },
  },
  'excel-97.xls': {
    what: 'A workbook of Excel 97 (BIFF8): a cover, title rows, Arabic, dates.',
    header: 3,
    sheet: 'الدورة ١',
    rows: {
      4: `${ali} badge=123 rank=SHURTI birth_date=1985-07-02`,
      5: `${huda} badge=456 rank=ARIF birth_date=1990-02-03`,
    },
  },
  'formulas-without-results.xlsx': {
    what: 'A formula that no spreadsheet has reckoned yet.',
    header: 1,
    rows: { 2: aliLatin, 3: `${hudaLatin} badge=1002` },
    issues: ['!B2 formula_unsaved'],
  },
  'formulas.xlsx': {
    what: 'Names joined by a formula, numbers and scores by others.',
    header: 1,
    rows: { 2: 'name_latin=Ali Hasan badge=1001 post_test=80' },
  },
  'hidden-rows.xlsx': {
    what: 'A row that a filter hides.',
    header: 1,
    rows: {
      2: `${ali} badge=1 rank=SHURTI birth_date=1985-07-02`,
      3: `-${huda} badge=2 rank=SHURTI birth_date=1990-02-03`,
      4: `${omar} badge=3 rank=SHURTI birth_date=1988-03-12`,
    },
    issues: ['A3 row_hidden'],
  },
  'merged-titles.xlsx': {
    what: 'Titles merged downwards and groups above columns, over two rows.',
    header: 2,
    rows: {
      4: `${ali} name_latin=Ali Hasan Mohammed badge=123 phone=07701234567`,
      5: `${huda} name_latin=Huda Saad Ali badge=456 phone=07701234568`,
    },
  },
  'mixed-scripts.xlsx': {
    what: 'Names under the title of the other script, and both scripts in one name.',
    header: 1,
    rows: {
      2: `${aliLatin} badge=1`,
      3: `${huda} badge=2`,
      4: `${omar} name_latin=Omar Khalid Ibrahim badge=3`,
      5: 'name_ar=Karim كريم badge=4',
    },
  },
  'names-alone.txt': {
    what: 'Names without any title, one a line.',
    header: 0,
    rows: { 1: ali, 2: huda, 4: omar },
  },
  'new-renamed.xls': {
    what: 'An XLSX under the name of an XLS.',
    header: 1,
    rows: { 2: `${ali} badge=123 rank=SHURTI birth_date=1985-07-02` },
  },
  'notes-twice.xlsx': {
    what: 'Two columns of one title that nothing is read from.',
    header: 1,
    rows: { 2: `${aliLatin} badge=1` },
  },
  'numbers-cut-by-excel.csv': {
    what: 'Long numbers in powers of ten: their last digits are lost.',
    header: 1,
    rows: { 2: aliLatin },
    issues: ['!B2 number_shortened', 'C2 phone_invalid'],
  },
  'numbers-with-formats.xlsx': {
    what: 'Badges shown with zeros in front, scores in percent.',
    header: 1,
    rows: { 2: `${aliLatin} badge=000123 pre_test=55 post_test=78.5` },
  },
  'old-renamed.xlsx': {
    what: 'An XLS under the name of an XLSX.',
    header: 1,
    rows: { 2: `${ali} badge=123 rank=SHURTI birth_date=1985-07-02` },
  },
  'other-program.xlsx': {
    what: 'Another program wrote it: prefixed names, no styles, a row formatted at the very end.',
    header: 1,
    rows: { 2: 'name_latin=Ali & Hasan badge=12' },
  },
  'password.xls': { what: 'An old workbook with a password.', refused: 'file_encrypted' },
  'password.xlsx': { what: 'A workbook with a password.', refused: 'file_encrypted' },
  'pdf-renamed.xlsx': { what: 'A PDF under the name of a workbook.', refused: 'file_type' },
  'quoted-line-breaks.csv': {
    what: 'Line breaks, commas and quotes within quotes, a nickname in quotes.',
    header: 1,
    rows: {
      2: `${aliLatin} badge=1 unit=Basrah, "Al-Ashar" station`,
      3: 'name_latin=Huda "Um Ali" Saad badge=2 unit=Mosul',
    },
  },
  'semicolons.csv': {
    what: 'Semicolons, a decimal comma, Arabic-Indic digits.',
    header: 1,
    rows: { 2: `${ali} badge=123 post_test=78.5`, 3: `${huda} badge=456 post_test=90` },
  },
  'separator-stated.csv': {
    what: 'A first line that states the separator.',
    header: 1,
    rows: { 2: 'name_latin=Hasan; Ali, Omar badge=1' },
  },
  'several-sheets.xlsx': {
    what: 'A cover, two classes, an empty sheet and a hidden one.',
    header: 1,
    sheet: 'Class B',
    rows: { 2: `${hudaLatin} badge=2 rank=SHURTI` },
  },
  'spaces-and-unseen-marks.csv': {
    what: 'Spaces at the ends, non-breaking spaces, marks of direction and of zero width.',
    header: 1,
    rows: { 2: `${aliLatin} badge=123 rank=SHURTI`, 4: 'name_latin=Huda Saad badge=456 rank=SHURTI' },
  },
  'sums-and-signatures.xlsx': {
    what: 'Titles repeated on a second page, a sum, a note over the width of the form, a signature.',
    header: 1,
    rows: {
      2: `${ali} badge=1 rank=SHURTI birth_date=1985-07-02`,
      3: '-name_ar=الاسم الرباعي badge=الرقمالإحصائي',
      4: `${huda} badge=2 rank=SHURTI birth_date=1990-02-03`,
      5: '-name_ar=المجموع: ٢',
      7: '-name_ar=توقيع آمر المركز',
    },
    issues: ['B3 row_header', 'B5 row_footer', 'B7 row_footer'],
  },
  'title-rows-above.xlsx': {
    what: 'Five rows of letterhead above the titles, merged, with words that titles have.',
    header: 6,
    rows: { 7: `${ali} badge=1 rank=SHURTI birth_date=1985-07-02` },
  },
  'titles-twice.xlsx': { what: 'Two columns that both say they hold the rank.', refused: 'header_duplicate' },
  'unit-merged-downwards.xlsx': {
    what: 'A unit merged over two rows, which all its rows have; a badge number likewise, which they cannot.',
    header: 1,
    rows: {
      2: `${aliLatin} badge=1 unit=Basrah`,
      3: `${hudaLatin} badge=2 unit=Basrah`,
      4: 'name_latin=Omar Khalid Ibrahim unit=Mosul',
    },
    issues: ['!B4 merged_cell'],
  },
  'utf-16-other-order-without-mark.csv': {
    what: 'UTF-16 with the high byte first and without a mark.',
    header: 1,
    rows: { 2: `${ali} badge=123` },
  },
  'utf-16-without-mark.csv': {
    what: 'UTF-16 without a mark.',
    header: 1,
    rows: { 2: `${ali} badge=123` },
  },
  'utf-16.csv': {
    what: 'What Excel calls Unicode text: UTF-16 with tabs.',
    header: 1,
    rows: { 2: `${ali} badge=123` },
  },
  'utf-8-without-mark.csv': {
    what: 'UTF-8 without a mark, Persian digits.',
    header: 1,
    rows: { 2: `${ali} badge=123` },
  },
  'web-page.xls': {
    what: 'A web page under the name of a workbook: a title over all columns, a long number, a hidden row, a script.',
    header: 2,
    rows: {
      3: `${ali} badge=123456789012 rank=SHURTI`,
      4: `${huda} badge=456 rank=SHURTI`,
      5: `-${omar} badge=7 rank=SHURTI`,
    },
    issues: ['A5 row_hidden'],
  },
  'windows-1256.csv': {
    what: 'The encoding of Arabic Windows, semicolons.',
    header: 1,
    rows: { 2: `${ali} badge=123` },
  },
  'word-renamed.xlsx': { what: 'A document of Word under the name of a workbook.', refused: 'file_type' },
};
