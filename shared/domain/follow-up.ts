import { calendarDay } from './calendar-day.ts';

/** Kirkpatrick level 3 asks what is used at work three to six months after a training. */
export const followUpMonths = { from: 3, until: 6 } as const;

/**
 * @param day `YYYY-MM-DD`
 * @param months how many to go on
 * @returns the same date so many months later, or the last one of a shorter month
 */
export function addMonths(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const first = year * 12 + (month - 1) + months;
  const target = { year: Math.floor(first / 12), month: (first % 12) + 1 };
  for (let last = date; last > 27; last--) {
    const found = calendarDay(target.year, target.month, last);
    if (found !== undefined) return found;
  }
  return calendarDay(target.year, target.month, Math.min(date, 28)) ?? day;
}
