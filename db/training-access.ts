import { tables } from '#shared/domain/registry.ts';
import type { RowOf } from '#shared/domain/table.ts';
import { OutpostError } from '#shared/errors.ts';
import type { ReadableDb } from './database.ts';
import { invalidField, notFound } from './refusal.ts';

export type EventRow = RowOf<typeof tables.trainingEvent>;
export type SessionRow = RowOf<typeof tables.session>;
export type EnrolmentRow = RowOf<typeof tables.enrolment>;
export type MarkRow = RowOf<typeof tables.attendanceMark>;

/**
 * @param read the open database
 * @param eventId a training
 * @returns the live training
 * @throws OutpostError `not_found`
 */
export function requireEvent(read: ReadableDb, eventId: number): EventRow {
  const event = read.get(tables.trainingEvent, { id: eventId });
  if (!event) throw notFound('training_event');
  return event;
}

/**
 * @param read the open database
 * @param eventId a training
 * @returns the live training, which goes on or went by
 * @throws OutpostError `not_found`; `conflicting_state` when it was cancelled
 */
export function requireHeldEvent(read: ReadableDb, eventId: number): EventRow {
  const event = requireEvent(read, eventId);
  if (event.status === 'cancelled') {
    throw new OutpostError('conflicting_state', 'The training is cancelled.', {
      details: { table: 'training_event' },
    });
  }
  return event;
}

/**
 * @param read the open database
 * @param sessionId a session
 * @returns the live session
 * @throws OutpostError `not_found`
 */
export function requireSession(read: ReadableDb, sessionId: number): SessionRow {
  const session = read.get(tables.session, { id: sessionId });
  if (!session) throw notFound('session');
  return session;
}

/**
 * @param event dates of a training
 * @throws OutpostError `invalid_request` when it ends before it starts
 */
export function checkEventDates(event: Pick<EventRow, 'start_date' | 'end_date'>): void {
  if (event.end_date < event.start_date) {
    throw invalidField('endDate', 'The training ends before it starts.');
  }
}

/**
 * @param session when a session is
 * @param event dates of its training
 * @param field name of the field at fault
 * @throws OutpostError `invalid_request` when it lies outside its training or its times do not fit together
 */
export function checkSession(
  session: Pick<SessionRow, 'day' | 'slot' | 'start_time' | 'end_time' | 'hours'>,
  event: Pick<EventRow, 'start_date' | 'end_date'>,
  field = 'day',
): void {
  if (session.day < event.start_date || session.day > event.end_date) {
    throw invalidField(field, 'The session lies outside the dates of the training.', { day: session.day });
  }
  if (!(session.hours > 0) || session.hours > 24) {
    throw invalidField('hours', 'A session has more than 0 and at most 24 hours.');
  }
  if (session.slot !== 'times') return;
  if (session.start_time === null || session.end_time === null) {
    throw invalidField('startTime', 'A session by the clock has a start and an end.');
  }
  if (session.end_time <= session.start_time) {
    throw invalidField('endTime', 'The session ends before it starts.');
  }
}
