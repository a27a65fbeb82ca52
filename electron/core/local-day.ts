/**
 * @param timeZone IANA zone
 * @param moment any moment
 * @returns the day there, `YYYY-MM-DD`
 */
export function dayIn(timeZone: string, moment: Date): string {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  return parts.format(moment);
}
