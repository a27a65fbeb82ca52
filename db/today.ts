import { addDays } from '#shared/domain/calendar-day.ts';
import type { TodayView } from '#shared/ipc/today.ts';
import { listActions } from './action-views.ts';
import type { ReadableDb } from './database.ts';
import { followUpsDue } from './follow-ups-due.ts';
import { listInspections } from './inspection-views.ts';
import { isVettedOn } from './people.ts';
import type { PeopleReader } from './person-views.ts';
import { hasUnmarked } from './training-views.ts';
import { standingVettingSql } from './vetting.ts';
import { listVisits } from './visit-views.ts';

/** How far ahead Today looks for actions that fall due and visits that were agreed, in days. */
const daysAhead = 7;
/** How far back it looks for sessions that were never marked, in days. */
const daysBack = 60;

/**
 * What waits for the person who has just unlocked: today and tomorrow, what is late, what is begun.
 *
 * @param read the open database
 * @param reader who reads
 * @param today today in this laptop's zone, `YYYY-MM-DD`
 * @returns the view of the Today screen
 */
export function readToday(read: ReadableDb, reader: PeopleReader, today: string): TodayView {
  const open = listActions(read, reader, { status: 'open', text: '' }, today);
  const soon = addDays(today, daysAhead);
  return {
    today,
    sessions: [...sessionsBetween(read, today, addDays(today, 1))],
    unmarked: [...unmarkedSessions(read, today)],
    overdueActions: open.filter((action) => action.overdue),
    dueActions: open.filter(({ due, overdue }) => !overdue && due !== null && due <= soon),
    openInspections: [...listInspections(read, { status: 'draft', text: '' })],
    nextVisits: [...agreedVisits(read, reader, today, soon)],
    followUps: [...followUpsDue(read, today)],
    withoutVetting: [...withoutVetting(read, today)],
  };
}

const runs = `JOIN training_event t ON t.id = s.event_id AND t.deleted = 0 AND t.status IS NOT 'cancelled'
  LEFT JOIN course c ON c.code = t.course_code`;

/** Parameters: first and last day. */
export const sessionsBetweenSql = `SELECT s.id AS sessionId, s.event_id AS eventId, s.day, s.slot,
    s.start_time AS startTime, s.topic, t.venue, t.course_code AS code, c.name_en AS en, c.name_ar AS ar,
    (SELECT count(*) FROM enrolment e
      WHERE e.event_id = s.event_id AND e.deleted = 0 AND e.status IS NOT 'withdrawn') AS enrolled,
    (SELECT count(*) FROM attendance_mark m
      WHERE m.session_id = s.id AND m.deleted = 0 AND m.mark IS NOT NULL) AS marked
  FROM session s ${runs}
  WHERE s.day BETWEEN ? AND ? AND s.deleted = 0 AND s.status IS NOT 'cancelled' AND s.slot IS NOT NULL
    AND s.topic IS NOT NULL AND t.venue IS NOT NULL AND t.course_code IS NOT NULL
  ORDER BY s.day, CASE s.slot WHEN 'am' THEN '08:00' WHEN 'pm' THEN '13:00' ELSE s.start_time END, s.id`;

type TodaySession = TodayView['sessions'][number];
interface CourseRow {
  readonly code: string;
  readonly en: string | null;
  readonly ar: string | null;
}

function sessionsBetween(read: ReadableDb, from: string, to: string): readonly TodaySession[] {
  const rows = read.all<Omit<TodaySession, 'course'> & CourseRow>(sessionsBetweenSql, from, to);
  return rows.map(({ code, en, ar, ...row }) => ({ ...row, course: { en: en ?? code, ar: ar ?? code } }));
}

type Unmarked = TodayView['unmarked'][number];

function unmarkedSessions(read: ReadableDb, today: string): readonly Unmarked[] {
  const rows = read.all<Omit<Unmarked, 'course'> & CourseRow>(
    `SELECT s.id AS sessionId, s.event_id AS eventId, s.day, t.course_code AS code, c.name_en AS en,
        c.name_ar AS ar,
        (SELECT count(*) FROM enrolment e WHERE e.event_id = s.event_id AND e.deleted = 0
          AND e.status IS NOT 'withdrawn' AND NOT EXISTS (SELECT 1 FROM attendance_mark m
            WHERE m.session_id = s.id AND m.person_id = e.person_id AND m.deleted = 0
              AND m.mark IS NOT NULL)) AS missing
      FROM session s ${runs}
      WHERE s.day >= ? AND s.day < ? AND s.deleted = 0 AND s.status IS NOT 'cancelled'
        AND t.course_code IS NOT NULL AND ${hasUnmarked}
      ORDER BY s.day DESC, s.id LIMIT 50`,
    addDays(today, -daysBack),
    today,
  );
  return rows.map(({ code, en, ar, ...row }) => ({ ...row, course: { en: en ?? code, ar: ar ?? code } }));
}

/** Visits whose next one was agreed for the coming days and has not been made yet. */
function agreedVisits(
  read: ReadableDb,
  reader: PeopleReader,
  from: string,
  to: string,
): TodayView['nextVisits'] {
  const agreed = new Map(
    read
      .all<{ id: number; nextVisit: string }>(
        `SELECT v.id, v.next_visit AS nextVisit FROM mentoring_visit v
          WHERE v.deleted = 0 AND v.next_visit BETWEEN ? AND ? AND NOT EXISTS (
            SELECT 1 FROM mentoring_visit later WHERE later.institution_id = v.institution_id
              AND later.deleted = 0 AND later.day > v.day)`,
        from,
        to,
      )
      .map(({ id, nextVisit }) => [id, nextVisit]),
  );
  if (agreed.size === 0) return [];
  return listVisits(read, reader, { text: '' })
    .flatMap((visit) => {
      const nextVisit = agreed.get(visit.id);
      return nextVisit === undefined ? [] : [{ ...visit, nextVisit }];
    })
    .toSorted((a, b) => a.nextVisit.localeCompare(b.nextVisit));
}

interface UnvettedRow extends CourseRow {
  readonly eventId: number;
  readonly startDate: string;
  readonly status: string | null;
  readonly validUntil: string | null;
}

function withoutVetting(read: ReadableDb, today: string): TodayView['withoutVetting'] {
  const rows = read.all<UnvettedRow>(
    `SELECT t.id AS eventId, t.start_date AS startDate, t.course_code AS code, c.name_en AS en, c.name_ar AS ar,
        v.status, v.valid_until AS validUntil
      FROM training_event t
      JOIN enrolment e ON e.event_id = t.id AND e.deleted = 0 AND e.status IS NOT 'withdrawn'
        AND e.vetting_override IS NOT 1
      LEFT JOIN course c ON c.code = t.course_code
      LEFT JOIN vetting v ON v.id = ${standingVettingSql('e.person_id')}
      WHERE t.deleted = 0 AND t.status IN ('planned', 'running') AND t.end_date >= ?
        AND t.start_date IS NOT NULL AND t.course_code IS NOT NULL
      ORDER BY t.start_date, t.id`,
    today,
  );
  const byEvent = new Map<number, TodayView['withoutVetting'][number]>();
  for (const row of rows) {
    if (isVettedOn(row, row.startDate)) continue;
    const known = byEvent.get(row.eventId);
    byEvent.set(row.eventId, {
      eventId: row.eventId,
      course: { en: row.en ?? row.code, ar: row.ar ?? row.code },
      persons: (known?.persons ?? 0) + 1,
    });
  }
  return [...byEvent.values()];
}
