import { addDays, isWorkDay } from '../domain/calendar-day.ts';

export { addDays } from '../domain/calendar-day.ts';

/**
 * The work week is Sunday to Thursday.
 *
 * @param from first day that counts, `YYYY-MM-DD`
 * @param count how many work days
 * @returns the work days from there on
 */
export function workDaysFrom(from: string, count: number): readonly string[] {
  const days: string[] = [];
  for (let day = from; days.length < count; day = addDays(day, 1)) {
    if (isWorkDay(day)) days.push(day);
  }
  return days;
}

/**
 * @param until last day that counts, `YYYY-MM-DD`
 * @param count how many work days
 * @returns the work days up to there, the earliest first
 */
export function lastWorkDays(until: string, count: number): readonly string[] {
  const days: string[] = [];
  for (let day = until; days.length < count; day = addDays(day, -1)) {
    if (isWorkDay(day)) days.unshift(day);
  }
  return days;
}
