import { sexes, vettingStatuses } from '#shared/domain/vocabularies.ts';
import { asciiDigits, foldText } from '#shared/i18n/fold-text.ts';

/** What a cell was read as: its value, or the code of what is wrong with it. */
export type CellReading = { readonly value: string } | { readonly problem: string };

const sexWords: Readonly<Record<(typeof sexes)[number], readonly string[]>> = {
  male: ['m', 'male', 'man', 'ذكر', 'رجل'],
  female: ['f', 'female', 'woman', 'انثي', 'امراه'],
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
  return readWord(text, sexes, sexWords, 'sex_unknown');
}

/**
 * @param text a cell
 * @returns a code of `vettingStatuses`, or the problem `vetting_unknown`
 */
export function readVetting(text: string): CellReading {
  return readWord(text, vettingStatuses, vettingWords, 'vetting_unknown');
}

function readWord<V extends string>(
  text: string,
  codes: readonly V[],
  words: Readonly<Record<V, readonly string[]>>,
  problem: string,
): CellReading {
  const folded = foldText(text);
  const value = codes.find((code) => words[code].includes(folded) || foldText(code) === folded);
  return value === undefined ? { problem } : { value };
}

const earliestYear = 1930;

/**
 * A date of birth as forms have it: `1985-07-01`, `1/7/1985` (day first), `1.7.85` not, or the year alone, which
 * becomes 1 July, the usual placeholder. Arabic-Indic digits are fine.
 *
 * @param text a cell
 * @param today `YYYY-MM-DD`
 * @returns the date, or the problem `date_invalid`
 */
export function readBirthDate(text: string, today: string): CellReading {
  const plain = asciiDigits(text).trim();
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(plain);
  const dayFirst = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$/.exec(plain);
  const yearOnly = /^\d{4}$/.exec(plain);
  const [year, month, day] = iso
    ? [iso[1], iso[2], iso[3]]
    : dayFirst
      ? [dayFirst[3], dayFirst[2], dayFirst[1]]
      : yearOnly
        ? [plain, '7', '1']
        : [];
  if (!year || !month || !day) return { problem: 'date_invalid' };
  const value = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const real = new Date(`${value}T00:00:00Z`);
  const exists = !Number.isNaN(real.getTime()) && real.toISOString().startsWith(value);
  return exists && value < today && Number(year) >= earliestYear ? { value } : { problem: 'date_invalid' };
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

/**
 * @param text a cell
 * @returns the badge number with ASCII digits and no spaces
 */
export function readBadge(text: string): CellReading {
  const value = asciiDigits(text).replace(/\s+/g, '');
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
