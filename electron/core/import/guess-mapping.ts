import { catalogues } from '#shared/i18n/catalogues.ts';
import { foldText } from '#shared/i18n/fold-text.ts';
import { type RosterField, rosterFields, type SheetPreview } from '#shared/ipc/imports.ts';
import { guessByValues } from './guess-values.ts';
import { readHeader } from './header.ts';
import { cellText, columnCount, columnLetters, type Sheet } from './sheet.ts';

/** Words by which a title is known, in both languages; the first field whose words fit wins. */
const titleWords: readonly (readonly [RosterField, readonly string[]])[] = [
  [
    'name_latin',
    [
      'english',
      'latin',
      'انكليزي',
      'انكليزيه',
      'الانكليزيه',
      'بالانكليزي',
      'بالانكليزيه',
      'انجليزي',
      'انجليزيه',
      'الانجليزيه',
      'بالانجليزيه',
      'اللاتيني',
      'اللاتينيه',
    ],
  ],
  [
    'pre_test',
    ['pre test', 'pretest', 'قبلي', 'القبلي', 'القبليه', 'الاختبار الاولي', 'الامتحان الاولي', 'entry test'],
  ],
  [
    'post_test',
    [
      'post test',
      'posttest',
      'final test',
      'final exam',
      'بعدي',
      'البعدي',
      'البعديه',
      'الاختبار النهائي',
      'الامتحان النهائي',
    ],
  ],
  ['vetting_status', ['vetting', 'vetted', 'تدقيق', 'التدقيق', 'التدقيق الامني', 'السلامه الفكريه']],
  [
    'badge',
    [
      'badge',
      'statistical',
      'statistic',
      'police no',
      'police number',
      'employee no',
      'employee number',
      'service number',
      'احصائي',
      'الاحصائي',
      'الرقم الاحصائي',
      'الرقم الوظيفي',
      'الشاره',
      'الباج',
    ],
  ],
  [
    'phone',
    [
      'phone',
      'mobile',
      'tel',
      'telephone',
      'cell',
      'هاتف',
      'الهاتف',
      'موبايل',
      'الموبايل',
      'الجوال',
      'النقال',
    ],
  ],
  [
    'birth_date',
    [
      'birth',
      'birthdate',
      'birthday',
      'dob',
      'd o b',
      'born',
      'ميلاد',
      'الميلاد',
      'المواليد',
      'مواليد',
      'التولد',
      'تولد',
      'الولاده',
      'ولاده',
    ],
  ],
  ['sex', ['sex', 'gender', 'm f', 'الجنس', 'النوع', 'النوع الاجتماعي']],
  ['rank', ['rank', 'grade', 'رتبه', 'الرتبه']],
  ['governorate', ['governorate', 'province', 'محافظه', 'المحافظه']],
  [
    'unit',
    [
      'unit',
      'station',
      'department',
      'directorate',
      'workplace',
      'place of work',
      'office',
      'battalion',
      'وحده',
      'الوحده',
      'التشكيل',
      'الدائره',
      'المديريه',
      'مركز',
      'المركز',
      'القسم',
      'الفوج',
      'الموقع',
      'مكان العمل',
      'جهه العمل',
      'محل العمل',
    ],
  ],
  [
    'name_ar',
    [
      'name',
      'names',
      'full name',
      'arabic name',
      'trainee',
      'trainees',
      'student',
      'participant',
      'اسم',
      'الاسم',
      'الاسماء',
      'اسماء',
      'الاسم الكامل',
      'الاسم الثلاثي',
      'الاسم الرباعي',
      'المتدرب',
      'المشارك',
      'المنتسب',
    ],
  ],
];

/** Titles as an exported roster has them, in both languages. */
const ownTitles: ReadonlyMap<string, RosterField> = new Map(
  Object.values(catalogues).flatMap((catalogue) =>
    rosterFields.map((field): [string, RosterField] => [
      foldText(catalogue[`imports.field.${field}`]),
      field,
    ]),
  ),
);

/** Rows in which a header is looked for. */
const searchedRows = 30;

/**
 * @param title a title as written
 * @returns the field that it names, or null
 */
export function guessField(title: string): RosterField | null {
  const plain = foldText(title);
  const folded = ` ${plain} `;
  const found = titleWords.find(([, words]) => words.some((word) => folded.includes(` ${word} `)));
  return ownTitles.get(plain) ?? found?.[0] ?? null;
}

/**
 * Finds the header: the row with the most known titles among the first rows, two at least.
 *
 * @param sheet a sheet
 * @returns its number from 1, or null
 */
export function findHeaderRow(sheet: Sheet): number | null {
  let best: { readonly row: number; readonly known: number } | undefined;
  for (let row = 1; row <= Math.min(searchedRows, sheet.rows.length); row++) {
    const known = knownTitles(sheet, row);
    if (known >= 2 && known > (best?.known ?? 0)) best = { row, known };
  }
  return best?.row ?? loneTitle(sheet);
}

function knownTitles(sheet: Sheet, row: number): number {
  // A title is short: a sentence that mentions a name is none.
  const titles = readHeader(sheet, row).titles.filter(({ text }) => text.length <= 60);
  return new Set(titles.map(({ text }) => guessField(text)).filter((field) => field !== null)).size;
}

/** A list of names has one title alone. */
function loneTitle(sheet: Sheet): number | null {
  const first = sheet.rows.findIndex((row) => row.some((text) => text.trim() !== '')) + 1;
  const filled = (sheet.rows[first - 1] ?? []).filter((text) => text.trim() !== '');
  const title = guessField(filled[0] ?? '');
  return filled.length === 1 && (title === 'name_ar' || title === 'name_latin') ? first : null;
}

/**
 * @param sheet a sheet
 * @returns the row of its titles from 1; 0 when the rows of people begin at once; null when that is not clear
 */
export function headerOrNone(sheet: Sheet): number | null {
  const found = findHeaderRow(sheet);
  if (found !== null) return found;
  const names = guessByValues(sheet, 1).some(({ guess }) => guess === 'name_ar' || guess === 'name_latin');
  return names ? 0 : null;
}

/**
 * Columns with the field that each seems to hold; a field is guessed once, for the first column that fits.
 *
 * @param sheet a sheet
 * @param headerRow from 1; 0 when there is none and the values have to tell
 * @returns the columns that hold anything
 */
export function guessHeaders(sheet: Sheet, headerRow: number): SheetPreview['headers'] {
  const { titles, firstDataRow } = readHeader(sheet, headerRow);
  const guesses = headerRow === 0 ? guessByValues(sheet, firstDataRow) : guessByTitles(titles);
  const examples = (column: number): string[] =>
    Array.from({ length: shownRows }, (_, index) => cellText(sheet, firstDataRow + index, column))
      .filter((text) => text !== '')
      .slice(0, shownExamples);
  return Array.from({ length: columnCount(sheet) }, (_, index) => ({
    column: columnLetters(index + 1),
    title: titles.find(({ column }) => column === index + 1)?.text ?? '',
    guess: guesses.find(({ column }) => column === index + 1)?.guess ?? null,
    examples: examples(index + 1),
  })).filter(({ title, examples: below }) => title !== '' || below.length > 0);
}

/** Rows looked at for examples, and how many are shown. */
const shownRows = 12;
const shownExamples = 3;

function guessByTitles(
  titles: readonly { readonly column: number; readonly text: string }[],
): readonly { readonly column: number; readonly guess: RosterField | null }[] {
  const taken = new Set<RosterField>();
  return titles.map(({ column, text }) => {
    const guess = guessField(text);
    const free = guess !== null && !taken.has(guess);
    if (free) taken.add(guess);
    return { column, guess: free ? guess : null };
  });
}
