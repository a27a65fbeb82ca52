import { asciiDigits, foldText } from '#shared/i18n/fold-text.ts';

/** A day as a cell states it. */
export interface ReadDay {
  /** `YYYY-MM-DD`. */
  readonly day: string;
  /** The calendar it was written in. */
  readonly calendar: 'gregorian' | 'hijri';
}

/** Names of months: English, those of Iraq and its neighbours, those of Egypt and newspapers. Folded. */
const monthNames: readonly (readonly string[])[] = [
  ['january', 'jan', 'كانون الثاني', 'كانون ثاني', 'يناير'],
  ['february', 'feb', 'شباط', 'فبراير'],
  ['march', 'mar', 'اذار', 'مارس'],
  ['april', 'apr', 'نيسان', 'ابريل'],
  ['may', 'ايار', 'مايو'],
  ['june', 'jun', 'حزيران', 'يونيو'],
  ['july', 'jul', 'تموز', 'يوليو'],
  ['august', 'aug', 'اب', 'اغسطس'],
  ['september', 'sep', 'sept', 'ايلول', 'سبتمبر'],
  ['october', 'oct', 'تشرين الاول', 'تشرين اول', 'اكتوبر'],
  ['november', 'nov', 'تشرين الثاني', 'تشرين ثاني', 'نوفمبر'],
  ['december', 'dec', 'كانون الاول', 'كانون اول', 'ديسمبر'],
];

/** Days that spreadsheets count from 1900: about 1927 to 2036. Four digits are a year. */
const serialDays = { first: 10_000, last: 50_000 };
/** Day 0 of a spreadsheet, and how many days later it begins in files that count from 1904. */
const dayZero = Date.UTC(1899, 11, 30);
const days1904 = 1462;
const msPerDay = 86_400_000;

/** Years that are only met in the Hijri calendar. */
const hijriYears = { first: 1300, last: 1500 };

/**
 * Reads a day in any of the forms that rosters have, in any digits.
 *
 * @param text a cell
 * @param date1904 whether the spreadsheet counts days from 1904
 * @returns the day, or undefined when it is none; a year alone is its first of July
 */
export function readDay(text: string, date1904: boolean): ReadDay | undefined {
  // A time of day stands behind the date in many exports.
  const plain = asciiDigits(text)
    .trim()
    .replace(/[T\s]+\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?Z?$/i, '')
    .replace(/\s*(?:هـ|ه|م)\.?$/u, '');
  if (/^\d{4}$/.test(plain)) return dayOf(Number(plain), 7, 1);
  const serial = /^\d{5}(?:\.\d+)?$/.test(plain) ? Math.floor(Number(plain)) : 0;
  const counted = serial + (date1904 ? days1904 : 0);
  if (serial > 0 && counted >= serialDays.first && counted <= serialDays.last) {
    return { day: new Date(dayZero + counted * msPerDay).toISOString().slice(0, 10), calendar: 'gregorian' };
  }
  return readParts(plain);
}

function readParts(plain: string): ReadDay | undefined {
  const yearFirst = /^(\d{4})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{1,2})$/.exec(plain);
  if (yearFirst) return dayOf(Number(yearFirst[1]), Number(yearFirst[2]), Number(yearFirst[3]));
  const dayFirst = /^(\d{1,2})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{4})$/.exec(plain);
  if (dayFirst) return dayOf(Number(dayFirst[3]), Number(dayFirst[2]), Number(dayFirst[1]));
  const named = /^(\d{1,2})[\s./-]*(\p{L}[\p{L}\p{M}\s]*?)[\s,،./-]*(\d{4})$/u.exec(plain);
  if (!named) return undefined;
  const month = monthNames.findIndex((names) => names.includes(foldText(named[2] ?? ''))) + 1;
  return month === 0 ? undefined : dayOf(Number(named[3]), month, Number(named[1]));
}

function dayOf(year: number, month: number, day: number): ReadDay | undefined {
  if (year >= hijriYears.first && year <= hijriYears.last) return hijriDay(year, month, day);
  const date = new Date(Date.UTC(year, month - 1, day));
  const exists = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1;
  if (!exists || month < 1 || day < 1) return undefined;
  return { day: date.toISOString().slice(0, 10), calendar: 'gregorian' };
}

/** The civil calendar of the tables: which day a month really began depended on who saw the moon. */
const hijri = new Intl.DateTimeFormat('en-u-ca-islamic-civil-nu-latn', {
  timeZone: 'UTC',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
});
/** 1 Muharram of the year 1. */
const hijriEpoch = Date.UTC(622, 6, 19);
const daysPerHijriYear = 354.367;
const daysPerHijriMonth = 29.53;

function hijriDay(year: number, month: number, day: number): ReadDay | undefined {
  if (month < 1 || month > 12 || day < 1 || day > 30) return undefined;
  const guess = Math.round((year - 1) * daysPerHijriYear + (month - 1) * daysPerHijriMonth + day - 1);
  for (let off = -3; off <= 3; off++) {
    const date = new Date(hijriEpoch + (guess + off) * msPerDay);
    const parts = new Map(
      hijri.formatToParts(date).map(({ type, value }) => [type, Number.parseInt(value, 10)]),
    );
    if (parts.get('year') === year && parts.get('month') === month && parts.get('day') === day) {
      return { day: date.toISOString().slice(0, 10), calendar: 'hijri' };
    }
  }
  return undefined;
}
