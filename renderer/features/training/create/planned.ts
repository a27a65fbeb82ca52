import { datedPlan, evenSessions } from '#shared/domain/session-plan.ts';
import { isWorkingDay, type WorkCalendar } from '#shared/domain/work-calendar.ts';
import type { Bilingual } from '#shared/ipc/common.ts';
import type { CourseView, WorkCalendarView } from '#shared/ipc/courses.ts';
import type { SessionInput, TrainingInput } from '#shared/ipc/training.ts';
import type { SlotChoice } from './session-plan-fields.tsx';
import { slotsOf } from './session-plan-fields.tsx';

/** How the sessions of a new training come about. */
export interface Planning {
  /** `course`: by the plan of the course; `even`: the same on each working day. */
  readonly by: 'course' | 'even';
  readonly slots: SlotChoice;
  readonly hours: number;
}

/** What would be made. */
export interface Planned {
  readonly sessions: readonly SessionInput[];
  readonly endDate: string;
}

/**
 * @param event the form
 * @param planning how sessions come about
 * @param course the chosen course, if its plan is to be followed
 * @param calendar which days are worked
 * @returns the sessions in order, with topics in the language of instruction, and the last day
 */
export function plannedOf(
  event: TrainingInput,
  planning: Planning,
  course: CourseView | undefined,
  calendar: WorkCalendar,
): Planned {
  if (planning.by === 'even' || !course || course.plan.length === 0) {
    const { startDate, endDate } = event;
    const plan = { startDate, endDate, slots: slotsOf(planning.slots), hours: planning.hours };
    return { sessions: evenSessions(plan, calendar), endDate };
  }
  const sessions = datedPlan(course.plan, event.startDate, calendar).map(({ day, slot, hours, topic }) => ({
    day,
    slot,
    hours,
    topic: event.language === 'en' ? topic.en : topic.ar,
  }));
  return { sessions, endDate: sessions.at(-1)?.day ?? event.startDate };
}

/**
 * @param calendar the work week and the holidays
 * @param from first day, `YYYY-MM-DD`
 * @param to last day, `YYYY-MM-DD`
 * @returns the holidays in between that would have been working days
 */
export function holidaysBetween(
  calendar: WorkCalendarView,
  from: string,
  to: string,
): readonly { readonly day: string; readonly name: Bilingual }[] {
  const week = { weekdays: calendar.weekdays, holidays: new Set<string>() };
  return calendar.holidays.filter(({ day }) => day >= from && day <= to && isWorkingDay(week, day));
}
