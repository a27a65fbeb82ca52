import type { Programme } from '#shared/domain/vocabularies.ts';
import { type WorkCalendar, weekdaysOf } from '#shared/domain/work-calendar.ts';
import type { CourseView, PlannedSession, WorkCalendarView } from '#shared/ipc/courses.ts';
import type { ReadableDb } from './database.ts';

interface CourseRow {
  readonly code: string;
  readonly name_en: string;
  readonly name_ar: string;
  readonly programme_code: Programme;
  readonly audience: string | null;
  readonly provider: string | null;
  readonly duration: string | null;
  readonly hours: number | null;
  readonly pass_attendance: number;
  readonly pass_mark: number;
  readonly source: string | null;
  readonly runs: number;
}

interface PlanRow extends Omit<PlannedSession, 'topic'> {
  readonly course: string;
  readonly en: string;
  readonly ar: string;
}

/**
 * @param read the open database
 * @returns the courses that headquarters offers, by name, each with its plan
 */
export function listCourses(read: ReadableDb): readonly CourseView[] {
  const plans = plansByCourse(read);
  return read
    .all<CourseRow>(
      `SELECT c.*, (SELECT count(*) FROM training_event t
          WHERE t.course_code = c.code AND t.deleted = 0 AND t.status IS NOT 'cancelled') AS runs
        FROM course c
        WHERE c.deleted = 0 AND c.active = 1 AND c.name_en IS NOT NULL AND c.name_ar IS NOT NULL
          AND c.programme_code IS NOT NULL AND c.pass_attendance IS NOT NULL AND c.pass_mark IS NOT NULL
        ORDER BY c.name_en, c.code`,
    )
    .map((row) => ({
      code: row.code,
      name: { en: row.name_en, ar: row.name_ar },
      programme: row.programme_code,
      audience: row.audience ?? '',
      provider: row.provider ?? '',
      duration: row.duration ?? '',
      hours: row.hours,
      passRule: { attendancePercent: row.pass_attendance, postTestPercent: row.pass_mark },
      source: row.source ?? '',
      plan: plans.get(row.code) ?? [],
      runs: row.runs,
    }));
}

function plansByCourse(read: ReadableDb): ReadonlyMap<string, PlannedSession[]> {
  const rows = read.all<PlanRow>(
    `SELECT course_code AS course, day, slot, hours, topic_en AS en, topic_ar AS ar FROM course_session
      WHERE deleted = 0 AND day IS NOT NULL AND slot IS NOT NULL AND hours IS NOT NULL
        AND topic_en IS NOT NULL AND topic_ar IS NOT NULL
      ORDER BY course_code, seq`,
  );
  const plans = new Map<string, PlannedSession[]>();
  for (const { course, en, ar, ...session } of rows) {
    const plan = plans.get(course) ?? [];
    plan.push({ ...session, topic: { en, ar } });
    plans.set(course, plan);
  }
  return plans;
}

/**
 * @param read the open database
 * @returns the work week and the holidays, as headquarters says them
 */
export function readCalendar(read: ReadableDb): WorkCalendarView {
  const week = read.one<{ value: string | null }>(
    "SELECT value FROM setting WHERE name = 'work_week.days' AND deleted = 0",
  );
  const holidays = read.all<{ day: string; en: string | null; ar: string | null }>(
    'SELECT day, name_en AS en, name_ar AS ar FROM holiday WHERE deleted = 0 ORDER BY day',
  );
  return {
    weekdays: [...weekdaysOf(week?.value ?? '')],
    holidays: holidays.map(({ day, en, ar }) => ({ day, name: { en: en ?? day, ar: ar ?? day } })),
  };
}

/**
 * @param read the open database
 * @returns the days on which sessions may be planned
 */
export function workCalendarOf(read: ReadableDb): WorkCalendar {
  const { weekdays, holidays } = readCalendar(read);
  return { weekdays, holidays: new Set(holidays.map(({ day }) => day)) };
}
