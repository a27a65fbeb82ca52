import { tables } from '#shared/domain/registry.ts';
import type { ParsedRequestOf } from '#shared/ipc/channels.ts';
import { settleIfCompleted } from './course-results.ts';
import type { WritableDb } from './database.ts';
import { type Belonging, removeTogether, restoreTogether } from './restore.ts';
import {
  checkSession,
  requireEvent,
  requireHeldEvent,
  requireSession,
  type SessionRow,
} from './training-access.ts';

export type SessionFields = ParsedRequestOf<'training.addSession'>['session'];
/** A change: `undefined` parts stay as they are. */
export type SessionPatch = { readonly [F in keyof SessionFields]?: SessionFields[F] | undefined };

/** Marks go and come with their session. */
const marks: readonly Belonging[] = [{ table: tables.attendanceMark, parent: 'session_id' }];

/**
 * Adds a session to a training.
 *
 * @param tx the transaction
 * @param eventId the training
 * @param fields the form
 * @returns the session's id
 * @throws OutpostError `not_found`; `conflicting_state` when the training is cancelled; `invalid_request` when it lies
 *   outside the training's dates or its times do not fit together
 */
export function addSession(tx: WritableDb, eventId: number, fields: SessionFields): number {
  const event = requireHeldEvent(tx, eventId);
  const id = tx.newId();
  const session: SessionRow = {
    id,
    site: event.site,
    event_id: eventId,
    ...columnsOf(fields),
    status: 'planned',
    cancel_reason: null,
  };
  checkSession(session, event);
  tx.insert(tables.session, session);
  return id;
}

/**
 * Changes a session.
 *
 * @param tx the transaction
 * @param sessionId the session
 * @param patch the fields that change
 * @throws OutpostError `not_found`, `invalid_request`
 */
export function updateSession(tx: WritableDb, sessionId: number, patch: SessionPatch): void {
  const session = requireSession(tx, sessionId);
  const event = requireEvent(tx, session.event_id);
  const given = Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined));
  const after: SessionRow = { ...session, ...columnsOf({ ...fieldsOf(session), ...given }) };
  checkSession(after, event);
  const { id: _, site: __, event_id: ___, ...changed } = after;
  tx.update(tables.session, { id: sessionId }, changed);
  settleIfCompleted(tx, event.id);
}

/**
 * Removes a session with its marks.
 *
 * @param tx the transaction
 * @param sessionId the session
 * @throws OutpostError `not_found`
 */
export function removeSession(tx: WritableDb, sessionId: number): void {
  const { event_id } = requireSession(tx, sessionId);
  removeTogether(tx, tables.session, sessionId, marks);
  settleIfCompleted(tx, event_id);
}

/**
 * Brings a removed session back with the marks it had.
 *
 * @param tx the transaction
 * @param sessionId the session
 * @throws OutpostError `not_found` when it is not removed; `invalid_request` when its training has other dates by now
 */
export function restoreSession(tx: WritableDb, sessionId: number): void {
  restoreTogether(tx, tables.session, sessionId, marks);
  const session = requireSession(tx, sessionId);
  checkSession(session, requireEvent(tx, session.event_id));
  settleIfCompleted(tx, session.event_id);
}

type SessionColumns = Pick<
  SessionRow,
  'day' | 'slot' | 'start_time' | 'end_time' | 'hours' | 'topic' | 'instructor'
>;

function columnsOf(fields: SessionFields): SessionColumns {
  const clock = fields.slot === 'times';
  return {
    day: fields.day,
    slot: fields.slot,
    start_time: clock ? fields.startTime : null,
    end_time: clock ? fields.endTime : null,
    hours: fields.hours,
    topic: fields.topic,
    instructor: fields.instructor,
  };
}

function fieldsOf(session: SessionRow): SessionFields {
  return {
    day: session.day,
    slot: session.slot,
    startTime: session.start_time,
    endTime: session.end_time,
    hours: session.hours,
    topic: session.topic,
    instructor: session.instructor,
  };
}
