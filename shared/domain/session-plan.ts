import { addDays } from './calendar-day.ts';
import type { SessionSlot } from './vocabularies.ts';
import { isWorkingDay, type WorkCalendar, workingDay, workingDaysBetween } from './work-calendar.ts';

/** What the core takes in one request. */
export const mostSessions = 400;

/** How the sessions of a training are laid out evenly over its days. */
export interface EvenPlan {
  /** First and last day, `YYYY-MM-DD`, both included. */
  readonly startDate: string;
  readonly endDate: string;
  /** Which sessions a working day has. */
  readonly slots: readonly ('am' | 'pm')[];
  /** Hours of one session. */
  readonly hours: number;
}

/** A session that falls on a day. */
export interface DatedSession {
  readonly day: string;
  readonly slot: SessionSlot;
}

/**
 * Lays the same sessions over each working day.
 *
 * @param plan days, slots and hours
 * @param calendar which days are worked
 * @returns the sessions in order, without topics; none when the days are the wrong way round, at most 400
 */
export function evenSessions(
  plan: EvenPlan,
  calendar: WorkCalendar,
): readonly {
  readonly day: string;
  readonly slot: 'am' | 'pm';
  readonly hours: number;
  readonly topic: string;
}[] {
  const slots = (['am', 'pm'] as const).filter((slot) => plan.slots.includes(slot));
  const sessions = [];
  if (slots.length === 0) return [];
  for (
    let day = plan.startDate;
    day <= plan.endDate && sessions.length < mostSessions;
    day = addDays(day, 1)
  ) {
    if (!isWorkingDay(calendar, day)) continue;
    for (const slot of slots) sessions.push({ day, slot, hours: plan.hours, topic: '' });
  }
  return sessions.slice(0, mostSessions);
}

/**
 * Lays the plan of a course over working days.
 *
 * @param plan its sessions; `day` counts working days from 1
 * @param firstDay earliest day, `YYYY-MM-DD`
 * @param calendar which days are worked
 * @returns the same sessions with their dates
 */
export function datedPlan<S extends { readonly day: number }>(
  plan: readonly S[],
  firstDay: string,
  calendar: WorkCalendar,
): readonly (Omit<S, 'day'> & { readonly day: string })[] {
  const days = new Map<number, string>();
  return plan.map((session) => {
    const day = days.get(session.day) ?? workingDay(calendar, firstDay, session.day);
    days.set(session.day, day);
    return { ...session, day };
  });
}

/**
 * Moves the sessions of a training to another time and keeps their rhythm: what was on the third working day is on the
 * third working day again, whatever weekends and holidays lie between.
 *
 * @param sessions the sessions
 * @param from first day of the training that they belong to, `YYYY-MM-DD`
 * @param to first day of the other time, `YYYY-MM-DD`
 * @param calendar which days are worked
 * @returns the sessions with other dates, in the same order
 */
export function shiftedSessions<S extends { readonly day: string }>(
  sessions: readonly S[],
  from: string,
  to: string,
  calendar: WorkCalendar,
): readonly S[] {
  return sessions.map((session) => ({
    ...session,
    // A session on a day off goes with the working day before it.
    day: workingDay(calendar, to, Math.max(1, workingDaysBetween(calendar, from, session.day))),
  }));
}

/** Minutes of the day that a session takes; mornings and afternoons never meet. */
interface Span {
  readonly day: string;
  readonly from: number;
  readonly to: number;
}

/**
 * @param a a session
 * @param b another
 * @returns whether nobody can be in both
 */
export function sessionsMeet(
  a: DatedSession & { readonly startTime: string | null; readonly endTime: string | null },
  b: DatedSession & { readonly startTime: string | null; readonly endTime: string | null },
): boolean {
  const first = spanOf(a);
  const second = spanOf(b);
  return first.day === second.day && first.from < second.to && second.from < first.to;
}

const noon = 12 * 60 + 30;

function spanOf(
  session: DatedSession & { readonly startTime: string | null; readonly endTime: string | null },
): Span {
  const { day, slot, startTime, endTime } = session;
  if (slot === 'am') return { day, from: 0, to: noon };
  if (slot === 'pm') return { day, from: noon, to: 24 * 60 };
  return { day, from: minutesOf(startTime ?? '00:00'), to: minutesOf(endTime ?? '24:00') };
}

/**
 * @param time `HH:mm`
 * @returns minutes since midnight
 */
export function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}
