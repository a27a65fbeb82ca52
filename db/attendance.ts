import { tables } from '#shared/domain/registry.ts';
import { OutpostError } from '#shared/errors.ts';
import type { MarkView } from '#shared/ipc/training.ts';
import { settleIfCompleted } from './course-results.ts';
import type { WritableDb } from './database.ts';
import { invalidField, notFound } from './refusal.ts';
import { requireHeldEvent, requireSession, type SessionRow } from './training-access.ts';

/**
 * Sets attendance marks, all or none. The first mark of a session says that it was held; marks of a training that is
 * completed settle its results anew.
 *
 * @param tx the transaction
 * @param marks the marks, null to take one back; minutes only with `late`
 * @returns the marks as they were, in the same order, to undo with
 * @throws OutpostError `not_found` for a session or for a person who is not on the roster; `invalid_request` for minutes
 *   without `late`; `conflicting_state` when the session or the training is cancelled
 */
export function setMarks(tx: WritableDb, marks: readonly MarkView[]): readonly MarkView[] {
  const sessions = new Map<number, SessionRow>();
  const before = marks.map((view, index) => {
    const session = sessions.get(view.sessionId) ?? openSession(tx, view.sessionId);
    sessions.set(view.sessionId, session);
    return setMark(tx, session, view, index);
  });
  for (const session of sessions.values()) {
    const marked = marks.some(({ sessionId, mark }) => sessionId === session.id && mark !== null);
    if (marked && session.status === 'planned')
      tx.update(tables.session, { id: session.id }, { status: 'held' });
  }
  for (const eventId of new Set(Array.from(sessions.values(), (session) => session.event_id))) {
    settleIfCompleted(tx, eventId);
  }
  return before;
}

function openSession(tx: WritableDb, sessionId: number): SessionRow {
  const session = requireSession(tx, sessionId);
  requireHeldEvent(tx, session.event_id);
  if (session.status === 'cancelled') {
    throw new OutpostError('conflicting_state', 'The session is cancelled.', {
      details: { table: 'session' },
    });
  }
  return session;
}

function setMark(tx: WritableDb, session: SessionRow, view: MarkView, index: number): MarkView {
  if (view.minutes !== null && view.mark !== 'late') {
    throw invalidField(`marks.${index}.minutes`, 'Only a late mark has minutes.');
  }
  const enrolment = { event_id: session.event_id, person_id: view.personId };
  if (!tx.get(tables.enrolment, enrolment)) throw notFound('enrolment');
  const key = { session_id: view.sessionId, person_id: view.personId };
  const known = tx.get(tables.attendanceMark, key);
  const { mark, minutes } = view;
  if (known) tx.update(tables.attendanceMark, key, { mark, minutes });
  else if (mark !== null) tx.insert(tables.attendanceMark, { ...key, site: session.site, mark, minutes });
  return {
    sessionId: view.sessionId,
    personId: view.personId,
    mark: known?.mark ?? null,
    minutes: known?.minutes ?? null,
  };
}
