import { tables } from '#shared/domain/registry.ts';
import { shiftedSessions } from '#shared/domain/session-plan.ts';
import { workingDay, workingDaysBetween } from '#shared/domain/work-calendar.ts';
import type { ParsedRequestOf } from '#shared/ipc/channels.ts';
import { workCalendarOf } from './course-catalogue.ts';
import type { Author, WritableDb } from './database.ts';
import { enrol } from './enrolments.ts';
import { createTraining } from './training.ts';
import { type EnrolmentRow, requireEvent, type SessionRow } from './training-access.ts';

/**
 * Plans another run of a training: the same course, place and people who teach, its sessions in the same rhythm from
 * another day on. Sessions that were cancelled take place again; marks, scores and results stay where they are.
 *
 * @param tx the transaction
 * @param author who plans it
 * @param request the training, its new first day, and whether its trainees come along
 * @param now the moment
 * @returns the new training's id
 * @throws OutpostError `not_found`; `invalid_request` when its course is gone
 */
export function copyTraining(
  tx: WritableDb,
  author: Author,
  request: ParsedRequestOf<'training.copy'>,
  now: Date,
): number {
  const event = requireEvent(tx, request.eventId);
  const calendar = workCalendarOf(tx);
  const sessions = shiftedSessions(sessionsOf(tx, event.id), event.start_date, request.startDate, calendar);
  const length = Math.max(1, workingDaysBetween(calendar, event.start_date, event.end_date));
  const days = [
    workingDay(calendar, request.startDate, length),
    ...sessions.map(({ day }) => day),
  ].toSorted();
  const id = createTraining(
    tx,
    author,
    {
      courseCode: event.course_code,
      programme: event.programme_code,
      venue: event.venue,
      startDate: [request.startDate, ...days].toSorted()[0] ?? request.startDate,
      endDate: days.at(-1) ?? request.startDate,
      language: event.language,
      provider: event.provider,
      funding: event.funding,
      interpreter: event.interpreter,
      governorateCode: event.governorate_code,
      capacity: event.capacity,
    },
    sessions.map((session) => ({
      day: session.day,
      slot: session.slot,
      startTime: session.start_time,
      endTime: session.end_time,
      hours: session.hours,
      topic: session.topic,
      instructor: session.instructor,
    })),
    now,
  );
  copyInstructors(tx, event.id, id, author.site);
  const trainees = request.withRoster ? rosterOf(tx, event.id) : [];
  if (trainees.length > 0) enrol(tx, id, trainees);
  return id;
}

function sessionsOf(tx: WritableDb, eventId: number): readonly SessionRow[] {
  return tx.all<SessionRow>(
    `SELECT * FROM session WHERE event_id = ? AND deleted = 0 AND day IS NOT NULL AND hours IS NOT NULL
      AND slot IS NOT NULL AND topic IS NOT NULL ORDER BY day, id LIMIT 400`,
    eventId,
  );
}

function copyInstructors(tx: WritableDb, from: number, to: number, site: string): void {
  const rows = tx.all<{ id: number }>(
    'SELECT id FROM event_instructor WHERE event_id = ? AND deleted = 0 AND role IS NOT NULL ORDER BY id',
    from,
  );
  for (const { id } of rows) {
    const known = tx.get(tables.eventInstructor, { id });
    if (known) tx.insert(tables.eventInstructor, { ...known, id: tx.newId(), event_id: to, site });
  }
}

/** Those who did not withdraw, in the order of the roster; people who are gone stay out. */
function rosterOf(tx: WritableDb, eventId: number): readonly number[] {
  return tx
    .all<EnrolmentRow>(
      `SELECT e.* FROM enrolment e JOIN person p ON p.id = e.person_id AND p.deleted = 0
        WHERE e.event_id = ? AND e.deleted = 0 AND e.status IS NOT NULL AND e.status <> 'withdrawn'
        ORDER BY e.position, e.person_id`,
      eventId,
    )
    .map(({ person_id }) => person_id);
}
