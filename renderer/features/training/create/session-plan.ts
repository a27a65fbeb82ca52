import { addDays, format, getDay, parseISO } from 'date-fns';
import type { SessionInput } from '#shared/ipc/training.ts';

/** How the sessions of a training are laid out over its days. */
export interface SessionPlan {
  /** First and last day, `YYYY-MM-DD`, both included. */
  readonly startDate: string;
  readonly endDate: string;
  /** Which sessions a working day has. */
  readonly slots: readonly ('am' | 'pm')[];
  /** Hours of one session. */
  readonly hours: number;
}

/** The work week is Sunday to Thursday: Friday and Saturday, as date-fns numbers them, are free. */
const freeDays: readonly number[] = [5, 6];

/** What the core takes in one request. */
export const mostSessions = 400;

/**
 * Lays sessions over the working days, Sunday to Thursday.
 *
 * @param plan days, slots and hours
 * @returns the sessions in order, without topics; none when the days are the wrong way round, at most 400
 */
export function plannedSessions(plan: SessionPlan): readonly SessionInput[] {
  const sessions: SessionInput[] = [];
  const slots = (['am', 'pm'] as const).filter((slot) => plan.slots.includes(slot));
  if (slots.length === 0) return sessions;
  let day = parseISO(plan.startDate);
  const last = parseISO(plan.endDate);
  while (day <= last && sessions.length < mostSessions) {
    if (!freeDays.includes(getDay(day))) {
      const text = format(day, 'yyyy-MM-dd');
      sessions.push(...slots.map((slot) => ({ day: text, slot, hours: plan.hours, topic: '' })));
    }
    day = addDays(day, 1);
  }
  return sessions.slice(0, mostSessions);
}
