import { foldText } from '#shared/i18n/fold-text.ts';
import type { RosterField, SheetPreview } from '#shared/ipc/training.ts';
import { cellText, columnCount, columnLetters, type Sheet } from './sheet.ts';

/** Words by which a header is known, in both languages; the first field whose words fit wins. */
const headerWords: readonly (readonly [RosterField, readonly string[]])[] = [
  [
    'name_latin',
    [
      'english',
      'latin',
      'انكليزي',
      'انكليزيه',
      'الانكليزيه',
      'بالانكليزي',
      'انجليزي',
      'الانجليزيه',
      'اللاتيني',
    ],
  ],
  ['pre_test', ['pre test', 'pretest', 'قبلي', 'القبلي']],
  ['post_test', ['post test', 'posttest', 'بعدي', 'البعدي']],
  ['vetting_status', ['vetting', 'vetted', 'تدقيق', 'التدقيق', 'التدقيق الامني', 'السلامه الفكريه']],
  [
    'badge',
    [
      'badge',
      'statistical',
      'statistic',
      'police no',
      'احصائي',
      'الاحصائي',
      'الرقم الاحصائي',
      'الشاره',
      'الباج',
    ],
  ],
  ['phone', ['phone', 'mobile', 'tel', 'هاتف', 'الهاتف', 'موبايل', 'الموبايل']],
  ['birth_date', ['birth', 'dob', 'born', 'ميلاد', 'الميلاد', 'المواليد', 'مواليد', 'التولد']],
  ['sex', ['sex', 'gender', 'الجنس', 'النوع']],
  ['rank', ['rank', 'grade', 'رتبه', 'الرتبه']],
  ['governorate', ['governorate', 'province', 'محافظه', 'المحافظه']],
  [
    'unit',
    [
      'unit',
      'station',
      'department',
      'directorate',
      'وحده',
      'الوحده',
      'التشكيل',
      'الدائره',
      'المديريه',
      'مركز',
    ],
  ],
  [
    'name_ar',
    ['name', 'full name', 'arabic name', 'اسم', 'الاسم', 'الاسم الكامل', 'الاسم الثلاثي', 'الاسم الرباعي'],
  ],
];

/** Rows in which a header is looked for. */
const searchedRows = 20;

/**
 * @param title a header as written
 * @returns the field that it names, or null
 */
export function guessField(title: string): RosterField | null {
  const folded = ` ${foldText(title)} `;
  const found = headerWords.find(([, words]) => words.some((word) => folded.includes(` ${word} `)));
  return found?.[0] ?? null;
}

/**
 * Finds the header row: the one with the most known headers among the first rows, two at least.
 *
 * @param sheet a sheet
 * @returns its number from 1, or null
 */
export function findHeaderRow(sheet: Sheet): number | null {
  let best: { readonly row: number; readonly known: number } | undefined;
  for (let row = 1; row <= Math.min(searchedRows, sheet.rows.length); row++) {
    const known = new Set(
      (sheet.rows[row - 1] ?? []).map((text) => guessField(text)).filter((field) => field !== null),
    ).size;
    if (known >= 2 && known > (best?.known ?? 0)) best = { row, known };
  }
  return best?.row ?? null;
}

/**
 * Headers with the field that each seems to hold; a field is guessed once, for the first column that fits.
 *
 * @param sheet a sheet
 * @param headerRow from 1
 * @returns the headers that are not empty
 */
export function guessHeaders(sheet: Sheet, headerRow: number): SheetPreview['headers'] {
  const taken = new Set<RosterField>();
  const headers: SheetPreview['headers'] = [];
  for (let column = 1; column <= columnCount(sheet); column++) {
    const title = cellText(sheet, headerRow, column);
    if (title === '') continue;
    const guess = guessField(title);
    const free = guess !== null && !taken.has(guess);
    if (free) taken.add(guess);
    headers.push({ column: columnLetters(column), title, guess: free ? guess : null });
  }
  return headers;
}
