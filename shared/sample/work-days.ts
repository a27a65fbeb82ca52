const dayMs = 86_400_000;

/**
 * @param day `YYYY-MM-DD`
 * @param days to add; negative goes back
 * @returns the day that many days away
 */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10);
}

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
    const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
    if (weekday !== 5 && weekday !== 6) days.push(day);
  }
  return days;
}
