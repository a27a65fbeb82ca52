import { tables } from '#shared/domain/registry.ts';
import type { ParsedRequestOf } from '#shared/ipc/channels.ts';
import { setResult, settleResults } from './course-results.ts';
import type { WritableDb } from './database.ts';
import { invalidField, notFound } from './refusal.ts';
import { type EnrolmentRow, requireEvent, requireHeldEvent } from './training-access.ts';

/**
 * Decides a trainee's result against the completion rule, or takes that back: then the rule decides again.
 *
 * @param tx the transaction
 * @param request the trainee, the result or null, and why
 * @throws OutpostError `not_found`; `invalid_request` without a reason, or for somebody who withdrew
 */
export function overrideResult(tx: WritableDb, request: ParsedRequestOf<'training.overrideResult'>): void {
  const event = requireHeldEvent(tx, request.eventId);
  const enrolment = requireEnrolment(tx, request);
  const key = { event_id: enrolment.event_id, person_id: enrolment.person_id };
  if (request.result === null) {
    tx.update(tables.enrolment, key, { result_override: null, result_reason: null });
    if (event.status === 'completed') settleResults(tx, event.id);
    else if (enrolment.status !== 'withdrawn') setResult(tx, event, enrolment, 'enrolled');
    return;
  }
  const reason = request.reason?.trim() ?? '';
  if (reason === '') throw invalidField('reason', 'A result against the rule needs its reason.');
  if (enrolment.status === 'withdrawn') throw invalidField('result', 'The trainee withdrew.');
  tx.update(tables.enrolment, key, { result_override: request.result, result_reason: reason });
  setResult(tx, event, enrolment, request.result);
}

/**
 * Lets trainees take part although vetting does not cover the first day, or takes that back.
 *
 * @param tx the transaction
 * @param request the training, the trainees, and why; null takes it back
 * @throws OutpostError `not_found`; `invalid_request` for an empty reason
 */
export function overrideVetting(tx: WritableDb, request: ParsedRequestOf<'training.overrideVetting'>): void {
  const reason = request.reason === null ? null : request.reason.trim();
  if (reason === '') throw invalidField('reason', 'Taking part without vetting needs its reason.');
  for (const personId of request.personIds) {
    const { event_id, person_id } = requireEnrolment(tx, { eventId: request.eventId, personId });
    const change = { vetting_override: reason === null ? 0 : 1, vetting_reason: reason } as const;
    tx.update(tables.enrolment, { event_id, person_id }, change);
  }
}

/**
 * Records what a follow-up found at work, or takes it back: then it is due again.
 *
 * @param tx the transaction
 * @param request the trainee, what was found or null, a note, and the day
 * @param today today in this laptop's zone, `YYYY-MM-DD`
 * @throws OutpostError `not_found`; `invalid_request` for a day in the future or before the training ended
 */
export function recordFollowUp(
  tx: WritableDb,
  request: ParsedRequestOf<'evaluation.recordFollowUp'>,
  today: string,
): void {
  const event = requireEvent(tx, request.eventId);
  const { event_id, person_id } = requireEnrolment(tx, request);
  const day = request.doneOn ?? today;
  const note = request.note?.trim() ?? '';
  if (request.outcome !== null && day < event.end_date) {
    throw invalidField('doneOn', 'A follow-up comes after the training.', { day });
  }
  tx.update(
    tables.enrolment,
    { event_id, person_id },
    {
      follow_up_outcome: request.outcome,
      follow_up_note: request.outcome === null || note === '' ? null : note,
      follow_up_done: request.outcome === null ? null : day,
    },
  );
}

function requireEnrolment(
  tx: WritableDb,
  key: { readonly eventId: number; readonly personId: number },
): EnrolmentRow {
  requireEvent(tx, key.eventId);
  const enrolment = tx.get(tables.enrolment, { event_id: key.eventId, person_id: key.personId });
  if (!enrolment) throw notFound('enrolment');
  return enrolment;
}
