import type { Words } from '#shared/documents/block.ts';
import type { Language } from '#shared/domain/vocabularies.ts';
import type { MessageKey } from '#shared/i18n/catalogues.ts';
import { createTranslate, localeOf, type MessageValues } from '#shared/i18n/translate.ts';
import type { Bilingual } from '#shared/ipc/common.ts';

/** What makes the words of a document, in one language or in both. */
export interface PaperWords {
  readonly language: Language;
  /** A message; values may differ by language. */
  say(key: MessageKey, values?: MessageValues | ((language: Language) => MessageValues)): Words;
  /** A name of reference data. */
  name(name: Bilingual): Words;
  /** Text that is the same in every language. */
  plain(text: string): Words;
  /** A message in the language of the document alone. */
  main(key: MessageKey, values?: MessageValues): string;
  mainName(name: Bilingual): string;
  /** A calendar day, `24 November 2026`. */
  day(day: string, language?: Language): string;
  /** The same with its weekday. */
  weekday(day: string, language?: Language): string;
  /** Short, for charts: `Wed 25 Nov`. */
  shortDay(day: string): string;
  /** From a day to a day, saying once what they share. */
  period(from: string, to: string, language?: Language): string;
  number(value: number, most?: number): string;
  /** A share from 0 to 1 as a whole percentage. */
  percent(share: number): string;
}

/**
 * @param language the one that comes first
 * @param both whether the other language stands beside it
 * @returns what makes the words of a document
 */
export function createPaperWords(language: Language, both: boolean): PaperWords {
  const other: Language = language === 'ar' ? 'en' : 'ar';
  const translate = { en: createTranslate('en'), ar: createTranslate('ar') };
  const pair = (make: (language: Language) => string): Words => {
    const main = make(language);
    const second = both ? make(other) : null;
    return { main, other: second === main ? null : second };
  };
  const inLanguage = (name: Bilingual, wanted: Language): string =>
    wanted === 'ar' ? name.ar || name.en : name.en || name.ar;
  const format = (options: Intl.DateTimeFormatOptions, wanted: Language) =>
    // A stored day has no zone: it is read and written in UTC, so that no zone moves it.
    new Intl.DateTimeFormat(localeOf(wanted), { ...options, timeZone: 'UTC' });
  const number = (value: number, options: Intl.NumberFormatOptions): string =>
    new Intl.NumberFormat(localeOf(language), options).format(value);
  return {
    language,
    say: (key, values) =>
      pair((wanted) => translate[wanted](key, typeof values === 'function' ? values(wanted) : values)),
    name: (name) => pair((wanted) => inLanguage(name, wanted)),
    plain: (text) => ({ main: text, other: null }),
    main: (key, values) => translate[language](key, values),
    mainName: (name) => inLanguage(name, language),
    day: (day, wanted = language) => format(longDay, wanted).format(dateOf(day)),
    weekday: (day, wanted = language) => format({ weekday: 'long', ...longDay }, wanted).format(dateOf(day)),
    shortDay: (day) => format(briefDay, language).format(dateOf(day)),
    period: (from, to, wanted = language) => format(longDay, wanted).formatRange(dateOf(from), dateOf(to)),
    number: (value, most = 1) => number(value, { maximumFractionDigits: most }),
    percent: (share) => number(share, { style: 'percent', maximumFractionDigits: 0 }),
  };
}

const longDay: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'long', year: 'numeric' };

const briefDay: Intl.DateTimeFormatOptions = { weekday: 'short', day: 'numeric', month: 'short' };

function dateOf(day: string): Date {
  return new Date(`${day}T00:00:00Z`);
}
