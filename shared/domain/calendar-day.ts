const dayMs = 86_400_000;

/**
 * @param day `YYYY-MM-DD`
 * @param days how many to go on, negative to go back
 * @returns the day so many days later, `YYYY-MM-DD`; no zone plays a part
 */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10);
}

/**
 * @param from `YYYY-MM-DD`
 * @param to `YYYY-MM-DD`
 * @returns how many days lie between them, negative when `to` comes first; no zone plays a part
 */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / dayMs);
}

/**
 * @param day `YYYY-MM-DD`
 * @returns 0 for Sunday to 6 for Saturday
 */
export function weekdayOf(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay();
}

/**
 * @param day `YYYY-MM-DD`
 * @returns whether it falls into the Iraqi work week, Sunday to Thursday
 */
export function isWorkDay(day: string): boolean {
  return weekdayOf(day) <= 4;
}

/**
 * @param year four digits
 * @param month 1 to 12
 * @param date 1 to 31
 * @returns the day as `YYYY-MM-DD`, or undefined when the calendar has no such day
 */
export function calendarDay(year: number, month: number, date: number): string | undefined {
  const moment = new Date(Date.UTC(year, month - 1, date));
  const exists = moment.getUTCMonth() === month - 1 && moment.getUTCDate() === date && year >= 1000;
  return exists ? moment.toISOString().slice(0, 10) : undefined;
}
