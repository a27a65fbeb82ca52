import { tables } from '#shared/domain/registry.ts';
import type { PatchOf } from '#shared/domain/table.ts';
import type { TrainingStatus } from '#shared/domain/vocabularies.ts';
import type { ParsedRequestOf } from '#shared/ipc/channels.ts';
import { reopenResults, settleResults } from './course-results.ts';
import type { Author, ReadableDb, WritableDb } from './database.ts';
import { invalidField } from './refusal.ts';
import { addSession, type SessionFields } from './sessions.ts';
import {
  checkEventDates,
  checkSession,
  type EventRow,
  requireEvent,
  type SessionRow,
} from './training-access.ts';

export type TrainingFields = ParsedRequestOf<'training.create'>['event'];
/** A change: `undefined` parts stay as they are. */
export type TrainingPatch = { readonly [F in keyof TrainingFields]?: TrainingFields[F] | undefined };

const columns = {
  courseCode: 'course_code',
  programme: 'programme_code',
  venue: 'venue',
  startDate: 'start_date',
  endDate: 'end_date',
  language: 'language',
  provider: 'provider',
  funding: 'funding',
  interpreter: 'interpreter',
  governorateCode: 'governorate_code',
  capacity: 'capacity',
} as const satisfies Record<keyof TrainingFields, keyof EventRow>;

/**
 * Plans a run of a course with its sessions.
 *
 * @param tx the transaction
 * @param author who plans it; their site is the training's
 * @param fields the form
 * @param sessions its sessions, in any order
 * @param now the moment
 * @returns the training's id
 * @throws OutpostError `invalid_request` when dates run backwards, a session lies outside them, or the course is unknown
 */
export function createTraining(
  tx: WritableDb,
  author: Author,
  fields: TrainingFields,
  sessions: readonly SessionFields[],
  now: Date,
): number {
  const id = tx.newId();
  const event: EventRow = {
    id,
    site: author.site,
    course_code: fields.courseCode,
    run_number: nextRun(tx, author.site, fields.courseCode),
    programme_code: fields.programme,
    provider: fields.provider,
    funding: fields.funding,
    venue: fields.venue,
    governorate_code: fields.governorateCode,
    start_date: fields.startDate,
    end_date: fields.endDate,
    language: fields.language,
    interpreter: fields.interpreter,
    capacity: fields.capacity,
    status: 'planned',
    cancel_reason: null,
    report: null,
    entered_by: author.advisorId,
    entered_at: now.toISOString(),
  };
  checkEvent(tx, event);
  tx.insert(tables.trainingEvent, event);
  for (const session of sessions) addSession(tx, id, session);
  return id;
}

function nextRun(read: ReadableDb, site: string, courseCode: string): number {
  const last = read.one<{ run: number | null }>(
    'SELECT max(run_number) AS run FROM training_event WHERE site = ? AND course_code = ?',
    site,
    courseCode,
  );
  return (last?.run ?? 0) + 1;
}

/**
 * Changes fields of a training.
 *
 * @param tx the transaction
 * @param eventId the training
 * @param patch the fields that change
 * @throws OutpostError `not_found`; `invalid_request` also when a session would then lie outside its dates
 */
export function updateTraining(tx: WritableDb, eventId: number, patch: TrainingPatch): void {
  const event = requireEvent(tx, eventId);
  const changed = Object.fromEntries(
    Object.entries(patch)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [columns[name as keyof TrainingFields], value]),
  ) as PatchOf<typeof tables.trainingEvent>;
  const after = { ...event, ...changed } as EventRow;
  checkEvent(tx, after);
  if (after.start_date !== event.start_date || after.end_date !== event.end_date) {
    const field = after.start_date === event.start_date ? 'endDate' : 'startDate';
    for (const session of sessionsOf(tx, eventId)) checkSession(session, after, field);
  }
  tx.update(tables.trainingEvent, { id: eventId }, changed);
}

function sessionsOf(read: ReadableDb, eventId: number): readonly SessionRow[] {
  return read.all<SessionRow>(
    'SELECT * FROM session WHERE event_id = ? AND deleted = 0 AND day IS NOT NULL AND hours IS NOT NULL',
    eventId,
  );
}

function checkEvent(read: ReadableDb, event: EventRow): void {
  checkEventDates(event);
  if (!read.get(tables.course, { code: event.course_code })) {
    throw invalidField('courseCode', 'There is no such course.');
  }
  const { governorate_code } = event;
  if (governorate_code !== null && !read.get(tables.governorate, { code: governorate_code })) {
    throw invalidField('governorateCode', 'There is no such governorate.');
  }
}

/**
 * Moves a training on. Completing it settles the results of those on its roster by the completion rule of the course;
 * opening it again takes these back.
 *
 * @param tx the transaction
 * @param eventId the training
 * @param status where it stands now
 * @param reason why it is cancelled; only then
 * @throws OutpostError `not_found`; `invalid_request` when it is cancelled without a reason
 */
export function setTrainingStatus(
  tx: WritableDb,
  eventId: number,
  status: TrainingStatus,
  reason: string | null,
): void {
  const event = requireEvent(tx, eventId);
  if (status === 'cancelled' && !reason?.trim()) {
    throw invalidField('reason', 'A cancelled training needs its reason.');
  }
  tx.update(
    tables.trainingEvent,
    { id: eventId },
    { status, cancel_reason: status === 'cancelled' ? (reason?.trim() ?? null) : null },
  );
  if (status === 'completed') settleResults(tx, eventId);
  else if (event.status === 'completed') reopenResults(tx, eventId);
}

/**
 * @param tx the transaction
 * @param eventId the training
 * @param report what is to be said about it; empty: nothing
 * @throws OutpostError `not_found`
 */
export function setTrainingReport(tx: WritableDb, eventId: number, report: string): void {
  requireEvent(tx, eventId);
  tx.update(tables.trainingEvent, { id: eventId }, { report: report === '' ? null : report });
}
