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

/**
 * @param timeZone IANA zone
 * @param moment any moment
 * @returns the time of day there, `HH:mm`
 */
export function timeIn(timeZone: string, moment: Date): string {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  return parts.format(moment);
}
