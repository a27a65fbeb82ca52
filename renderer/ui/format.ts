import type { Language } from '#shared/domain/vocabularies.ts';
import { localeOf } from '#shared/i18n/translate.ts';
import type { Bilingual } from '#shared/ipc/common.ts';

/** How dates, numbers and names read in one language. */
export interface Format {
  /** A calendar day `YYYY-MM-DD`, never shifted by a zone: `24 Nov 2026`. */
  day(day: string): string;
  /** The same with its weekday: `Tue 24 Nov`. */
  weekday(day: string): string;
  /** From a day to a day, saying once what they share: `18–19 May 2026`. */
  period(from: string, to: string): string;
  /** A moment (ISO-8601) on this laptop's clock: `24 Nov 2026, 09:30`. */
  moment(moment: string): string;
  /** How long ago or how far ahead a moment is: `3 hours ago`. `now` is injected by tests. */
  relative(moment: string, now?: Date): string;
  number(value: number, options?: Intl.NumberFormatOptions): string;
  /** A share from 0 to 1 as a whole percentage. */
  percent(share: number): string;
  bytes(count: number): string;
  /** A span in milliseconds: `350 ms`, `12.4 s`, `3 min`. */
  duration(milliseconds: number): string;
  /** The name in the language of the screens; the other script when this one is empty. */
  name(name: Bilingual): string;
  /** `a, b and c`. */
  list(parts: readonly string[]): string;
  /** For `Array.prototype.sort`: orders names in the language of the screens. */
  compare(a: string, b: string): number;
}

/**
 * Makes the formats of one language. Digits are Western in both, as on the programme's forms.
 *
 * @param language the language of the screens
 * @returns functions that turn stored values into text
 */
export function createFormat(language: Language): Format {
  const locale = localeOf(language);
  // A stored day has no zone: it is read and written in UTC, so that no zone moves it.
  const dayFormat = new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  });
  const weekdayFormat = new Intl.DateTimeFormat(locale, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    timeZone: 'UTC',
  });
  const momentFormat = new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const relativeFormat = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const listFormat = new Intl.ListFormat(locale, { type: 'conjunction' });
  const collator = new Intl.Collator(locale, { numeric: true });
  const number = (value: number, options?: Intl.NumberFormatOptions): string =>
    new Intl.NumberFormat(locale, options).format(value);
  const unit = (value: number, name: string, digits: number): string =>
    number(value, { style: 'unit', unit: name, unitDisplay: 'short', maximumFractionDigits: digits });
  const dayText = (format: Intl.DateTimeFormat, day: string): string => {
    const date = dateOf(day);
    return date ? format.format(date) : day;
  };

  return {
    day: (day) => dayText(dayFormat, day),
    weekday: (day) => dayText(weekdayFormat, day),
    period: (from, to) => {
      const [first, last] = [dateOf(from), dateOf(to)];
      if (first && last) return dayFormat.formatRange(first, last);
      return `${dayText(dayFormat, from)} – ${dayText(dayFormat, to)}`;
    },
    moment: (moment) => momentFormat.format(new Date(moment)),
    relative: (moment, now = new Date()) => {
      const { value, name } = spanBetween(new Date(moment), now);
      return relativeFormat.format(value, name);
    },
    number,
    percent: (share) => number(share, { style: 'percent', maximumFractionDigits: 0 }),
    bytes: (count) => {
      // The short form has no plural: `436 byte`.
      if (count < 1000) return number(count, { style: 'unit', unit: 'byte', unitDisplay: 'long' });
      if (count < 1_000_000) return unit(count / 1000, 'kilobyte', 1);
      return unit(count / 1_000_000, 'megabyte', 1);
    },
    duration: (milliseconds) => {
      if (milliseconds < 1000) return unit(milliseconds, 'millisecond', 0);
      if (milliseconds < 60_000) return unit(milliseconds / 1000, 'second', 1);
      return unit(milliseconds / 60_000, 'minute', 0);
    },
    name: (name) => (language === 'ar' ? name.ar || name.en : name.en || name.ar),
    list: (parts) => listFormat.format(parts),
    compare: collator.compare,
  };
}

function dateOf(day: string): Date | undefined {
  const date = new Date(`${day}T00:00:00Z`);
  return Number.isNaN(date.getTime()) ? undefined : date;
}

function spanBetween(then: Date, now: Date): { value: number; name: Intl.RelativeTimeFormatUnit } {
  const seconds = (then.getTime() - now.getTime()) / 1000;
  const size = Math.abs(seconds);
  if (size < 60) return { value: 0, name: 'second' };
  if (size < 3600) return { value: Math.round(seconds / 60), name: 'minute' };
  if (size < 36 * 3600) return { value: Math.round(seconds / 3600), name: 'hour' };
  return { value: Math.round(seconds / 86_400), name: 'day' };
}
