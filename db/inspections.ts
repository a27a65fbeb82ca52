import { tables } from '#shared/domain/registry.ts';
import { OutpostError } from '#shared/errors.ts';
import type { ParsedRequestOf } from '#shared/ipc/channels.ts';
import type { Author, WritableDb } from './database.ts';
import { requireInspection, requireUnlocked } from './inspection-access.ts';
import { sheetOf } from './inspection-answers.ts';
import { invalidField, notFound } from './refusal.ts';
import { requireTemplate } from './templates.ts';

/**
 * Starts an inspection; the author is its first inspector.
 *
 * @param tx the transaction
 * @param author who starts it; their site is the inspection's
 * @param request facility, template, first day, announced or not
 * @param now the moment, UTC
 * @returns its id
 * @throws OutpostError `not_found` when facility or template is not here
 */
export function startInspection(
  tx: WritableDb,
  author: Author,
  request: ParsedRequestOf<'inspections.start'>,
  now: Date,
): number {
  if (!tx.get(tables.facility, { institution_id: request.facilityId })) throw notFound('facility');
  requireTemplate(tx, request.templateCode, request.templateVersion);
  const id = tx.newId();
  tx.insert(tables.inspection, {
    id,
    site: author.site,
    facility_id: request.facilityId,
    template_code: request.templateCode,
    template_version: request.templateVersion,
    start_date: request.startDate,
    end_date: null,
    announced: request.announced ? 1 : 0,
    met: null,
    status: 'draft',
    submitted_at: null,
    summary: null,
    entered_by: author.advisorId,
    entered_at: now.toISOString(),
  });
  tx.insert(tables.inspectionInspector, {
    inspection_id: id,
    advisor_id: author.advisorId,
    site: author.site,
  });
  return id;
}

/**
 * @param tx the transaction
 * @param id the inspection
 * @param patch the fields that change
 * @throws OutpostError `not_found`, `conflicting_state`; `invalid_request` when it ends before it starts
 */
export function updateInspection(
  tx: WritableDb,
  id: number,
  patch: ParsedRequestOf<'inspections.update'>['patch'],
): void {
  const inspection = requireUnlocked(tx, id);
  const start = patch.startDate ?? inspection.start_date;
  const end = patch.endDate === undefined ? inspection.end_date : patch.endDate;
  if (end !== null && end < start) throw invalidField('endDate', 'The inspection ends before it starts.');
  tx.update(
    tables.inspection,
    { id },
    {
      start_date: start,
      end_date: end,
      ...(patch.announced === undefined ? {} : { announced: patch.announced ? 1 : 0 }),
      ...(patch.met === undefined ? {} : { met: patch.met }),
      ...(patch.summaryText === undefined ? {} : { summary: patch.summaryText }),
    },
  );
}

/**
 * Marks a phase of the visit as done or not, with its notes. A phase that is done keeps the moment at which it was.
 *
 * @param tx the transaction
 * @param request inspection, phase, done, notes
 * @param now the moment, UTC
 * @throws OutpostError `not_found`, `conflicting_state`
 */
export function setPhase(tx: WritableDb, request: ParsedRequestOf<'inspections.setPhase'>, now: Date): void {
  const { site } = requireUnlocked(tx, request.inspectionId);
  const key = { inspection_id: request.inspectionId, phase: request.phase };
  const known = tx.get(tables.inspectionPhase, key);
  const doneAt = request.done ? (known?.done_at ?? now.toISOString()) : null;
  tx.upsert(tables.inspectionPhase, { ...key, site, done_at: doneAt, notes: request.notes });
}

/**
 * Submits an inspection and locks it. Unanswered questions are no obstacle unless the template requires them: the
 * score goes with its coverage.
 *
 * @param tx the transaction
 * @param id the inspection
 * @param now the moment, UTC
 * @throws OutpostError `not_found`; `conflicting_state` when it is submitted already, or with one issue per required
 *   question that was not answered
 */
export function submitInspection(tx: WritableDb, id: number, now: Date): void {
  const inspection = requireUnlocked(tx, id);
  const sheet = sheetOf(tx, inspection);
  const missing = sheet.template.questions.filter((question) => sheet.isMissing(question));
  if (missing.length > 0) {
    throw new OutpostError('conflicting_state', 'Required questions are not answered yet.', {
      details: { unanswered: missing.length },
      issues: missing.map(({ code }) => ({ path: code, message: 'This question must be answered.' })),
    });
  }
  tx.update(tables.inspection, { id }, { status: 'submitted', submitted_at: now.toISOString() });
}

/**
 * Opens a submitted inspection for changes, with the reason. It is locked again when it is submitted again.
 *
 * @param tx the transaction
 * @param author who amends it
 * @param id the inspection
 * @param reason why
 * @param now the moment, UTC
 * @throws OutpostError `not_found`; `conflicting_state` when it was not submitted
 */
export function amendInspection(tx: WritableDb, author: Author, id: number, reason: string, now: Date): void {
  const inspection = requireInspection(tx, id);
  if (inspection.status !== 'submitted') {
    throw new OutpostError('conflicting_state', 'Only a submitted inspection is amended.', {
      details: { status: inspection.status },
    });
  }
  tx.insert(tables.amendment, {
    id: tx.newId(),
    site: inspection.site,
    inspection_id: id,
    reason,
    made_by: author.advisorId,
    made_at: now.toISOString(),
  });
  tx.update(tables.inspection, { id }, { status: 'amended', submitted_at: inspection.submitted_at });
}
