const dayLength = 86_400_000;
const calendarDay =
  /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,3})\d*)?)?(Z|[+-]\d\d:?\d\d)?)?$/;
const clockTime = /^(\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?$/;

/** What formulas know of the calendar: the words of a language, and how far it is from UTC where the form is filled in. */
export interface Calendar {
  /** Minutes east of UTC. */
  readonly offset: number;
  /** Twelve short names of months, from January. */
  readonly months: readonly string[];
  /** Seven short names of days, from Sunday. */
  readonly days: readonly string[];
}

/**
 * @param text an ISO date, `2026-11-26`, or date and time, with or without a time zone
 * @returns days since 1970, with the time of day as a fraction; a time without a zone counts as UTC. NaN when it is no
 *   day of the calendar
 */
export function dayNumber(text: string): number {
  const found = calendarDay.exec(text.trim());
  if (!found) return Number.NaN;
  const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '0', zone = 'Z'] = found;
  const midnight = Date.UTC(Number(year), Number(month) - 1, Number(day));
  if (new Date(midnight).getUTCDate() !== Number(day) || Number(month) > 12) return Number.NaN;
  if (Number(hour) > 24 || Number(minute) > 59 || Number(second) > 59) return Number.NaN;
  const milliseconds = Number(fraction.padEnd(3, '0'));
  const time = ((Number(hour) * 60 + Number(minute) - zoneMinutes(zone)) * 60 + Number(second)) * 1000;
  return (midnight + time + milliseconds) / dayLength;
}

/**
 * @param days since 1970; the time of day is cut off
 * @returns the ISO date, or the empty text for what is no day of the calendar
 */
export function dateText(days: number): string {
  return isoText(Math.floor(days)).slice(0, 10);
}

/**
 * @param days since 1970, with the time of day as a fraction, UTC
 * @param offset minutes east of UTC in which it is written
 * @returns ISO date and time with the zone, or the empty text for what is no time
 */
export function dateTimeText(days: number, offset: number): string {
  const local = isoText(days + offset / 1440);
  if (local === '') return '';
  const sign = offset < 0 ? '-' : '+';
  const zone = `${sign}${two(Math.floor(Math.abs(offset) / 60))}:${two(Math.abs(offset) % 60)}`;
  return `${local.slice(0, 23)}${zone}`;
}

/**
 * @param text a time, or date and time
 * @returns the part of the day that has passed, 0 to 1; NaN when it is neither
 */
export function timeOfDay(text: string): number {
  const found = clockTime.exec(text.trim()) ?? clockTime.exec(text.trim().slice(11));
  if (!found) return Number.NaN;
  const [, hour, minute, second = '0'] = found;
  return (Number(hour) * 3600 + Number(minute) * 60 + Number(second)) / 86_400;
}

/**
 * Writes a date by a pattern of the XForms specification (`%Y-%m-%d`, `%e %b %Y`, `%H:%M`).
 *
 * @param days since 1970, with the time of day as a fraction, as it is to be shown
 * @param pattern with `%Y %y %m %n %b %d %e %H %h %M %S %3 %a`
 * @param calendar the words for `%b` and `%a`
 * @returns the text; empty for what is no time
 */
export function formatDate(days: number, pattern: string, calendar: Calendar): string {
  const iso = isoText(days);
  if (iso === '') return '';
  const at = new Date(iso);
  const parts: Readonly<Record<string, string>> = {
    Y: String(at.getUTCFullYear()).padStart(4, '0'),
    y: two(at.getUTCFullYear() % 100),
    m: two(at.getUTCMonth() + 1),
    n: String(at.getUTCMonth() + 1),
    b: calendar.months[at.getUTCMonth()] ?? '',
    d: two(at.getUTCDate()),
    e: String(at.getUTCDate()),
    H: two(at.getUTCHours()),
    h: String(at.getUTCHours()),
    M: two(at.getUTCMinutes()),
    S: two(at.getUTCSeconds()),
    '3': String(at.getUTCMilliseconds()).padStart(3, '0'),
    a: calendar.days[at.getUTCDay()] ?? '',
    '%': '%',
  };
  return pattern.replace(/%(.)/g, (whole, letter: string) => parts[letter] ?? whole);
}

/** Rounded to milliseconds: fractions of days are never exact. */
function isoText(days: number): string {
  const at = new Date(Math.round(days * dayLength));
  return Number.isNaN(at.getTime()) ? '' : at.toISOString();
}

function zoneMinutes(zone: string): number {
  if (zone === 'Z') return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2));
  return zone.startsWith('-') ? -minutes : minutes;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
