import { tables } from '#shared/domain/registry.ts';
import { shiftedSessions } from '#shared/domain/session-plan.ts';
import type { WorkCalendar } from '#shared/domain/work-calendar.ts';
import { workingDay } from '#shared/domain/work-calendar.ts';
import type { ParsedRequestOf, ReplyOf } from '#shared/ipc/channels.ts';
import { workCalendarOf } from './course-catalogue.ts';
import { settleIfCompleted } from './course-results.ts';
import type { ReadableDb, WritableDb } from './database.ts';
import { invalidField } from './refusal.ts';
import {
  checkSession,
  type EventRow,
  requireEvent,
  requireSession,
  type SessionRow,
} from './training-access.ts';

type Move = ParsedRequestOf<'training.moveSession'>;
/** Where sessions and the dates of their training were, to go back to. */
export type Places = ReplyOf<'training.moveSession'>;
type Place = Places['sessions'][number];

/**
 * Moves a session to another day or time, and where it is asked for, those after it by as many working days. The dates
 * of the training go with the sessions.
 *
 * @param tx the transaction
 * @param move the session, its new time, and whether later ones follow
 * @returns where everything was
 * @throws OutpostError `not_found`; `invalid_request` when times do not fit together
 */
export function moveSession(tx: WritableDb, move: Move): Places {
  const session = requireSession(tx, move.sessionId);
  const event = requireEvent(tx, session.event_id);
  const moved: Place = {
    sessionId: session.id,
    day: move.day,
    slot: move.slot,
    startTime: move.slot === 'times' ? move.startTime : null,
    endTime: move.slot === 'times' ? move.endTime : null,
  };
  const later = move.later ? laterMoved(tx, session, move.day) : [];
  return putSessions(tx, event, [moved, ...later]);
}

/**
 * Puts sessions and the dates of their training back to where they were.
 *
 * @param tx the transaction
 * @param places what `moveSession` gave
 * @throws OutpostError `not_found`; `invalid_request` when a session would lie outside of the dates
 */
export function takeBackMove(tx: WritableDb, places: Places): void {
  const event = requireEvent(tx, places.eventId);
  for (const place of places.sessions) {
    if (requireSession(tx, place.sessionId).event_id !== event.id)
      throw invalidField('sessions', 'Another training.');
    tx.update(tables.session, { id: place.sessionId }, columnsOf(place));
  }
  const dates = { start_date: places.startDate, end_date: places.endDate };
  for (const session of sessionsOf(tx, event.id)) checkSession(session, { ...event, ...dates });
  tx.update(tables.trainingEvent, { id: event.id }, dates);
}

/** The sessions after one, unless they were held or cancelled, in the rhythm that they had. */
function laterMoved(read: ReadableDb, session: SessionRow, day: string): readonly Place[] {
  const calendar: WorkCalendar = workCalendarOf(read);
  const later = sessionsOf(read, session.event_id)
    .filter((each) => each.id !== session.id && each.status === 'planned')
    .filter(
      (each) => each.day > session.day || (each.day === session.day && startOf(each) > startOf(session)),
    )
    .map(placeOf);
  // Counted from the first working day on or after the session's own: a session on a day off has no number.
  return shiftedSessions(later, workingDay(calendar, session.day, 1), workingDay(calendar, day, 1), calendar);
}

function putSessions(tx: WritableDb, event: EventRow, places: readonly Place[]): Places {
  const before = places.map(({ sessionId }) => placeOf(requireSession(tx, sessionId)));
  const days = places.map(({ day }) => day);
  const dates = {
    start_date: [event.start_date, ...days].toSorted()[0] ?? event.start_date,
    end_date: [event.end_date, ...days].toSorted().at(-1) ?? event.end_date,
  };
  for (const place of places) {
    const session = requireSession(tx, place.sessionId);
    checkSession({ ...session, ...columnsOf(place) }, dates);
    tx.update(tables.session, { id: session.id }, columnsOf(place));
  }
  tx.update(tables.trainingEvent, { id: event.id }, dates);
  return { eventId: event.id, startDate: event.start_date, endDate: event.end_date, sessions: before };
}

/**
 * Cancels a session, which then counts for nobody, or takes that back. Its marks are kept.
 *
 * @param tx the transaction
 * @param sessionId the session
 * @param reason why; null: it takes place after all
 * @throws OutpostError `not_found`; `invalid_request` without a reason
 */
export function cancelSession(tx: WritableDb, sessionId: number, reason: string | null): void {
  const session = requireSession(tx, sessionId);
  if (reason === null) {
    const marked = tx.one(
      'SELECT 1 FROM attendance_mark WHERE session_id = ? AND deleted = 0 AND mark IS NOT NULL LIMIT 1',
      sessionId,
    );
    tx.update(
      tables.session,
      { id: sessionId },
      { status: marked ? 'held' : 'planned', cancel_reason: null },
    );
  } else {
    if (reason.trim() === '') throw invalidField('reason', 'A cancelled session needs its reason.');
    tx.update(tables.session, { id: sessionId }, { status: 'cancelled', cancel_reason: reason.trim() });
  }
  settleIfCompleted(tx, session.event_id);
}

function sessionsOf(read: ReadableDb, eventId: number): readonly SessionRow[] {
  return read.all<SessionRow>(
    `SELECT * FROM session WHERE event_id = ? AND deleted = 0 AND day IS NOT NULL AND hours IS NOT NULL
      AND slot IS NOT NULL ORDER BY day, id`,
    eventId,
  );
}

function placeOf(session: SessionRow): Place {
  return {
    sessionId: session.id,
    day: session.day,
    slot: session.slot,
    startTime: session.start_time,
    endTime: session.end_time,
  };
}

function columnsOf(place: Place): Pick<SessionRow, 'day' | 'slot' | 'start_time' | 'end_time'> {
  return { day: place.day, slot: place.slot, start_time: place.startTime, end_time: place.endTime };
}

function startOf(session: SessionRow): string {
  if (session.slot === 'am') return '08:00';
  return session.slot === 'pm' ? '13:00' : (session.start_time ?? '');
}
