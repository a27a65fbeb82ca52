import { addDays, weekdayOf } from './calendar-day.ts';

/** Which days sessions may fall on. */
export interface WorkCalendar {
  /** Working days of the week, 0 for Sunday to 6 for Saturday. */
  readonly weekdays: readonly number[];
  /** Days on which nobody works, `YYYY-MM-DD`. */
  readonly holidays: ReadonlySet<string>;
}

const weekdayNames = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;

/** Sunday to Thursday, without holidays. */
export const plainCalendar: WorkCalendar = { weekdays: [0, 1, 2, 3, 4], holidays: new Set() };

/** No gap between working days is longer than this; a calendar that says otherwise is not believed. */
const longestGap = 60;

/**
 * @param setting the setting `work_week.days`, such as `sun|mon|tue|wed|thu`
 * @returns the weekdays it names; Sunday to Thursday when it names none
 */
export function weekdaysOf(setting: string): readonly number[] {
  const named = setting.split('|');
  const days = weekdayNames.flatMap((name, index) => (named.includes(name) ? [index] : []));
  return days.length > 0 ? days : plainCalendar.weekdays;
}

/**
 * @param calendar the calendar
 * @param day `YYYY-MM-DD`
 * @returns whether sessions may be planned on it
 */
export function isWorkingDay(calendar: WorkCalendar, day: string): boolean {
  return calendar.weekdays.includes(weekdayOf(day)) && !calendar.holidays.has(day);
}

/**
 * @param calendar the calendar
 * @param from first day that counts, `YYYY-MM-DD`
 * @param count which working day: 1 is the first one on or after `from`
 * @returns that day, `YYYY-MM-DD`
 */
export function workingDay(calendar: WorkCalendar, from: string, count: number): string {
  let day = from;
  let gap = 0;
  for (let left = count; ; day = addDays(day, 1)) {
    if (isWorkingDay(calendar, day) || gap >= longestGap) {
      left -= 1;
      gap = 0;
    } else gap += 1;
    if (left <= 0) return day;
  }
}

/**
 * @param calendar the calendar
 * @param from first day, `YYYY-MM-DD`
 * @param to last day, `YYYY-MM-DD`
 * @returns how many working days lie from the one to the other, both included; 0 when they are the wrong way round
 */
export function workingDaysBetween(calendar: WorkCalendar, from: string, to: string): number {
  let count = 0;
  for (let day = from; day <= to; day = addDays(day, 1)) if (isWorkingDay(calendar, day)) count += 1;
  return count;
}
