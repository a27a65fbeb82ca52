import { sexes, vettingStatuses } from '#shared/domain/vocabularies.ts';
import { catalogues, type MessageKey } from '#shared/i18n/catalogues.ts';
import { asciiDigits, foldText } from '#shared/i18n/fold-text.ts';
import { readDay } from './read-day.ts';

/**
 * What a cell was read as: its value, with the code of what a person should look at, or the code of what is wrong with
 * it.
 */
export type CellReading = { readonly value: string; readonly notice?: string } | { readonly problem: string };

const sexWords: Readonly<Record<(typeof sexes)[number], readonly string[]>> = {
  male: ['m', 'male', 'man', 'ذكر', 'رجل', 'ذ'],
  female: ['f', 'female', 'woman', 'انثي', 'امراه', 'ا', 'ث'],
};

const vettingWords: Readonly<Record<(typeof vettingStatuses)[number], readonly string[]>> = {
  not_submitted: ['not submitted', 'no', 'لم يقدم'],
  submitted: ['submitted', 'pending', 'قيد التدقيق', 'مقدم'],
  approved: ['approved', 'yes', 'ok', 'cleared', 'مجاز', 'موافق', 'نعم', 'مقبول'],
  suspended: ['suspended', 'معلق'],
  rejected: ['rejected', 'denied', 'مرفوض'],
  cancelled: ['cancelled', 'canceled', 'ملغي'],
  not_required: ['not required', 'غير مطلوب'],
};

/**
 * @param text a cell
 * @returns `male` or `female`, or the problem `sex_unknown`
 */
export function readSex(text: string): CellReading {
  return readWord(text, sexes, sexWords, (code) => `vocabulary.sexes.${code}`, 'sex_unknown');
}

/**
 * @param text a cell
 * @returns a code of `vettingStatuses`, or the problem `vetting_unknown`
 */
export function readVetting(text: string): CellReading {
  return readWord(
    text,
    vettingStatuses,
    vettingWords,
    (code) => `vocabulary.vettingStatuses.${code}`,
    'vetting_unknown',
  );
}

/** Reads a code by the words of forms and by those that the screens and exports have for it in both languages. */
function readWord<V extends string>(
  text: string,
  codes: readonly V[],
  words: Readonly<Record<V, readonly string[]>>,
  label: (code: V) => MessageKey,
  problem: string,
): CellReading {
  const folded = foldText(text);
  const named = (code: V): boolean =>
    Object.values(catalogues).some((catalogue) => foldText(catalogue[label(code)]) === folded);
  const value = codes.find(
    (code) => words[code].includes(folded) || foldText(code) === folded || named(code),
  );
  return value === undefined ? { problem } : { value };
}

const earliestYear = 1930;

/**
 * A date of birth as forms have it: `1985-07-01`, `1/7/1985` (day first), `1 July 1985`, `١ تموز ١٩٨٥`, the number by
 * which a spreadsheet counts days, a Hijri date (to be looked at), or the year alone, which becomes 1 July, the usual
 * placeholder. `1.7.85` is none.
 *
 * @param text a cell
 * @param today `YYYY-MM-DD`
 * @param date1904 whether the spreadsheet counts days from 1904
 * @returns the date, or the problem `date_invalid`
 */
export function readBirthDate(text: string, today: string, date1904: boolean): CellReading {
  const read = readDay(text, date1904);
  if (!read || read.day >= today || Number(read.day.slice(0, 4)) < earliestYear) {
    return { problem: 'date_invalid' };
  }
  return read.calendar === 'hijri' ? { value: read.day, notice: 'date_hijri' } : { value: read.day };
}

/**
 * @param text a cell: `78`, `٧٨`, `78%`, `78.5`
 * @returns the score in percent as text, or the problem `score_invalid`
 */
export function readScore(text: string): CellReading {
  const plain = asciiDigits(text).replace('%', '').replace('٪', '').replace(',', '.').trim();
  const number = Number(plain);
  const fits = plain !== '' && Number.isFinite(number) && number >= 0 && number <= 100;
  return fits ? { value: String(number) } : { problem: 'score_invalid' };
}

/** A long number that a spreadsheet has cut: its last digits are gone. */
const shortened = /^(?:\d(?:[.,]\d+)?E\+\d+|#+)$/i;

/**
 * @param text a cell
 * @returns the badge number with ASCII digits and no spaces
 */
export function readBadge(text: string): CellReading {
  const value = asciiDigits(text).replace(/\s+/g, '');
  if (shortened.test(value)) return { problem: 'number_shortened' };
  return value.length <= 40 ? { value } : { problem: 'too_long' };
}

/**
 * @param text a cell
 * @returns the phone number: ASCII digits and a leading plus, or the problem `phone_invalid`
 */
export function readPhone(text: string): CellReading {
  const value = asciiDigits(text).replace(/[\s().-]/g, '');
  return /^\+?\d{6,15}$/.test(value) ? { value } : { problem: 'phone_invalid' };
}

/**
 * @param text a cell
 * @returns the text on one line
 */
export function readLine(text: string): CellReading {
  const value = text.replace(/\s+/g, ' ').trim();
  return value.length <= 300 ? { value } : { problem: 'too_long' };
}
