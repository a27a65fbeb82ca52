import { format, isValid, parse } from 'date-fns';
import { westernDigits } from './western-digits.ts';

/**
 * Reads a calendar day as people type it: `2026-11-24`, `24/11/2026`, `24.11.26`, `24 11`, `24.11`; in Western or
 * Arabic-Indic digits. Day before month, as in both languages of the programme. Without a year it is the one that
 * puts the day nearest to today.
 *
 * @param typed what was typed
 * @param today today as `YYYY-MM-DD`
 * @returns the day as `YYYY-MM-DD`, or null when it is none
 */
export function parseDay(typed: string, today: string): string | null {
  const text = westernDigits(typed)
    .replace(/[\u200e\u200f\u061c]/g, '')
    .trim();
  const parts = text.split(/[\s./\\\-،,]+/).filter((part) => part !== '');
  if (parts.some((part) => !/^\d{1,4}$/.test(part))) return null;
  const [first = '', second = '', third] = parts;
  if (parts.length < 2 || parts.length > 3) return null;
  if (first.length === 4) return third === undefined ? null : validDay(first, second, third);
  if (third === undefined) return nearestYear(second, first, today);
  if (third.length === 3) return null;
  return validDay(third.length <= 2 ? `20${third.padStart(2, '0')}` : third, second, first);
}

function validDay(year: string, month: string, day: string): string | null {
  if (year.length !== 4 || month.length > 2 || day.length > 2) return null;
  const date = parse(`${year}-${month}-${day}`, 'yyyy-M-d', new Date(0));
  return isValid(date) ? format(date, 'yyyy-MM-dd') : null;
}

function nearestYear(month: string, day: string, today: string): string | null {
  const thisYear = Number(today.slice(0, 4));
  const distance = (candidate: string): number => Math.abs(Date.parse(candidate) - Date.parse(today));
  return [thisYear - 1, thisYear, thisYear + 1]
    .map((year) => validDay(String(year), month, day))
    .filter((candidate) => candidate !== null)
    .reduce<string | null>(
      (best, candidate) => (best === null || distance(candidate) < distance(best) ? candidate : best),
      null,
    );
}

/**
 * Reads a time of day as people type it: `9`, `930`, `9:30`, `09.30`, `0930`; in either kind of digits.
 *
 * @param typed what was typed
 * @returns the time as `HH:MM`, or null when it is none
 */
export function parseTime(typed: string): string | null {
  const text = westernDigits(typed).trim();
  const match = /^(\d{1,2})(?:[:.\s](\d{2}))?$/.exec(text) ?? /^(\d{1,2})(\d{2})$/.exec(text);
  if (!match) return null;
  const hours = Number(match[1]);
  const minutes = Number(match[2] ?? '0');
  if (hours > 23 || minutes > 59) return null;
  return `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;
}
