import { tables } from '#shared/domain/registry.ts';
import type { ParsedRequestOf } from '#shared/ipc/channels.ts';
import { settleIfCompleted } from './course-results.ts';
import type { ReadableDb, WritableDb } from './database.ts';
import { isVettedOn } from './people.ts';
import { notFound } from './refusal.ts';
import { overrideVetting } from './trainee-decisions.ts';
import { type EnrolmentRow, requireEvent, requireHeldEvent } from './training-access.ts';
import { standingVettingSql } from './vetting.ts';

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

/** What is to become of people whose vetting does not cover the first day. */
export type Unvetted = ParsedRequestOf<'training.enrol'>['unvetted'];

/**
 * Puts people on the roster of a training past the vetting gate: vetting must be approved and valid on the first day.
 *
 * @param tx the transaction
 * @param request the training, the people in the order of the roster, and what becomes of those without vetting
 * @returns how many came on, and who was held back
 * @throws OutpostError as `enrol`; `invalid_request` when the reason to let somebody take part is empty
 */
export function enrolPastGate(
  tx: WritableDb,
  request: ParsedRequestOf<'training.enrol'>,
): { readonly added: number; readonly held: readonly number[] } {
  const { eventId, personIds, unvetted } = request;
  const event = requireHeldEvent(tx, eventId);
  const without = new Set(unvetted === 'wait' ? [] : withoutVettingOn(tx, personIds, event.start_date));
  const held = unvetted === 'hold' ? personIds.filter((id) => without.has(id)) : [];
  const added = enrol(
    tx,
    eventId,
    personIds.filter((id) => !held.includes(id)),
  );
  if (typeof unvetted === 'object' && without.size > 0) {
    overrideVetting(tx, { eventId, personIds: [...without], reason: unvetted.reason });
  }
  return { added, held };
}

function withoutVettingOn(read: ReadableDb, people: readonly number[], day: string): readonly number[] {
  const rows = read.all<{ id: number; status: string | null; validUntil: string | null }>(
    `SELECT p.id, v.status, v.valid_until AS validUntil
      FROM json_each(?) wanted CROSS JOIN person p ON p.id = wanted.value
      LEFT JOIN vetting v ON v.id = ${standingVettingSql('p.id')}`,
    JSON.stringify(people),
  );
  return rows.filter((row) => !isVettedOn(row, day)).map(({ id }) => id);
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
  const decides = change.postTest !== undefined || change.status !== undefined;
  if (event.status === 'completed' && decides) settleIfCompleted(tx, change.eventId);
}
