import { tables } from '#shared/domain/registry.ts';
import type { ParsedRequestOf } from '#shared/ipc/channels.ts';
import { settleResults } from './course-results.ts';
import type { ReadableDb, WritableDb } from './database.ts';
import { notFound } from './refusal.ts';
import { type EnrolmentRow, requireEvent, requireHeldEvent } from './training-access.ts';

/** Scores that come with a roster. */
export interface Scores {
  readonly preTest: number | null;
  readonly postTest: number | null;
}

/**
 * Puts people on the roster of a training, after those who are on it. Whoever is on it stays as they are; whoever had
 * withdrawn comes back.
 *
 * @param tx the transaction
 * @param eventId the training
 * @param personIds people, in the order of the roster
 * @param scores test scores by person, where known
 * @returns how many came on
 * @throws OutpostError `not_found` for the training or a person; `conflicting_state` when the training is cancelled
 */
export function enrol(
  tx: WritableDb,
  eventId: number,
  personIds: readonly number[],
  scores: ReadonlyMap<number, Scores> = new Map(),
): number {
  const event = requireHeldEvent(tx, eventId);
  let position = lastPosition(tx, eventId);
  let added = 0;
  for (const personId of new Set(personIds)) {
    const known = tx.get(tables.enrolment, { event_id: eventId, person_id: personId });
    if (known && known.status !== 'withdrawn') continue;
    if (!tx.get(tables.person, { id: personId })) throw notFound('person');
    added += 1;
    if (known) {
      tx.update(tables.enrolment, { event_id: eventId, person_id: personId }, { status: 'enrolled' });
    } else {
      position += 1;
      tx.insert(
        tables.enrolment,
        newEnrolment(eventId, personId, event.site, position, scores.get(personId)),
      );
    }
  }
  return added;
}

function lastPosition(read: ReadableDb, eventId: number): number {
  const last = read.one<{ position: number | null }>(
    'SELECT max(position) AS position FROM enrolment WHERE event_id = ? AND deleted = 0',
    eventId,
  );
  return last?.position ?? 0;
}

function newEnrolment(
  eventId: number,
  personId: number,
  site: string,
  position: number,
  scores: Scores | undefined,
): EnrolmentRow {
  return {
    event_id: eventId,
    person_id: personId,
    site,
    status: 'enrolled',
    position,
    pre_test: scores?.preTest ?? null,
    post_test: scores?.postTest ?? null,
    practical: null,
    result_override: null,
    result_reason: null,
    certificate_number: null,
    certificate_on: null,
    follow_up_due: null,
    follow_up_done: null,
    feedback: null,
    vetting_override: 0,
    vetting_reason: null,
    follow_up_outcome: null,
    follow_up_note: null,
  };
}

/**
 * Changes a trainee's status or scores.
 *
 * @param tx the transaction
 * @param change the trainee, by training and person, and what changes; `undefined` parts stay as they are
 * @throws OutpostError `not_found` when they are not on the roster
 */
export function setEnrolment(tx: WritableDb, change: ParsedRequestOf<'training.setEnrolment'>): void {
  const key = { event_id: change.eventId, person_id: change.personId };
  const event = requireEvent(tx, change.eventId);
  if (!tx.get(tables.enrolment, key)) throw notFound('enrolment');
  tx.update(tables.enrolment, key, {
    ...(change.status === undefined ? {} : { status: change.status }),
    ...(change.preTest === undefined ? {} : { pre_test: change.preTest }),
    ...(change.postTest === undefined ? {} : { post_test: change.postTest }),
    ...(change.practical === undefined ? {} : { practical: change.practical }),
  });
  if (event.status === 'completed' && change.postTest !== undefined) settleResults(tx, change.eventId);
}
