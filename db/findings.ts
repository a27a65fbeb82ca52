import type { AnswerSheet } from '#shared/checklist/answer-sheet.ts';
import { isEvidenceMissing } from '#shared/checklist/finding.ts';
import { tables } from '#shared/domain/registry.ts';
import type { RowOf } from '#shared/domain/table.ts';
import type { ParsedRequestOf } from '#shared/ipc/channels.ts';
import type { FindingView } from '#shared/ipc/inspections.ts';
import { actionsByFinding } from './action-views.ts';
import type { Author, ReadableDb, WritableDb } from './database.ts';
import { type InspectionRow, isQuestionHidden, requireUnlocked } from './inspection-access.ts';
import { lastVisitBefore } from './previous-visits.ts';
import type { Reader } from './reader.ts';
import { notForReader, notFound } from './refusal.ts';
import { type Belonging, removeTogether, restoreTogether } from './restore.ts';
import { requireTemplate } from './templates.ts';

export type FindingRow = RowOf<typeof tables.finding>;

/** Corrective actions and photos go and come with their finding. */
const removedWithFinding: readonly Belonging[] = [
  { table: tables.actionItem, parent: 'finding_id' },
  { table: tables.attachment, parent: 'finding_id' },
];

/**
 * Adds or changes a finding. One on a question that had an open finding at the last visit recurs, whatever was asked
 * for; `closed` says that the last visit's finding is put right.
 *
 * @param tx the transaction
 * @param author who enters it
 * @param reader what they may see: findings on restricted questions need the right to read them
 * @param request the form, with `id` to change
 * @param now the moment, UTC
 * @returns the finding's id
 * @throws OutpostError `not_found`, `conflicting_state` once submitted, `not_permitted`
 */
export function saveFinding(
  tx: WritableDb,
  author: Author,
  reader: Reader,
  request: ParsedRequestOf<'inspections.saveFinding'>,
  now: Date,
): number {
  const inspection = requireUnlocked(tx, request.inspectionId);
  const template = requireTemplate(tx, inspection.template_code, inspection.template_version);
  const question = request.questionCode === null ? undefined : template.byCode.get(request.questionCode);
  if (request.questionCode !== null && !question) throw notFound('template_question');
  if (isQuestionHidden(question, reader)) throw notForReader('This question is restricted.');
  const fields = {
    question_code: request.questionCode,
    severity: request.severity,
    description: request.description,
    rule_ref: request.ruleRef.trim() === '' ? (question?.ruleRef ?? '') : request.ruleRef,
    recurrence: recurrenceOf(tx, inspection, request),
    reply: request.reply,
    reply_text: request.replyText,
    reply_on: request.replyOn,
  } as const;
  if (request.id !== undefined) {
    if (requireFinding(tx, reader, request.id).inspection_id !== inspection.id) throw notFound('finding');
    tx.update(tables.finding, { id: request.id }, fields);
    return request.id;
  }
  const id = tx.newId();
  tx.insert(tables.finding, {
    id,
    site: inspection.site,
    inspection_id: inspection.id,
    repeat: 0,
    ...fields,
    entered_by: author.advisorId,
    entered_at: now.toISOString(),
  });
  return id;
}

function recurrenceOf(
  tx: WritableDb,
  inspection: InspectionRow,
  request: Pick<ParsedRequestOf<'inspections.saveFinding'>, 'recurrence' | 'questionCode'>,
): FindingRow['recurrence'] {
  if (request.recurrence !== 'new' || request.questionCode === null) return request.recurrence;
  const last = lastVisitBefore(tx, inspection);
  const open = last && openFindings(tx, last.id).some((each) => each.question_code === request.questionCode);
  return open ? 'recurring' : 'new';
}

/**
 * @param tx the transaction
 * @param reader who removes it
 * @param findingId the finding; its corrective actions go with it
 * @throws OutpostError `not_found`, `conflicting_state`, `not_permitted`
 */
export function removeFinding(tx: WritableDb, reader: Reader, findingId: number): void {
  requireUnlocked(tx, requireFinding(tx, reader, findingId).inspection_id);
  removeTogether(tx, tables.finding, findingId, removedWithFinding);
}

/**
 * @param tx the transaction
 * @param reader who restores it
 * @param findingId a removed finding; the corrective actions that went with it come back
 * @throws OutpostError `not_found` when it is not removed, `conflicting_state`, `not_permitted`
 */
export function restoreFinding(tx: WritableDb, reader: Reader, findingId: number): void {
  restoreTogether(tx, tables.finding, findingId, removedWithFinding);
  requireUnlocked(tx, requireFinding(tx, reader, findingId).inspection_id);
}

/**
 * @param read the open database
 * @param reader who reads
 * @param id the finding
 * @returns the live finding, when they may see it
 * @throws OutpostError `not_found`, `not_permitted`
 */
export function requireFinding(read: ReadableDb, reader: Reader, id: number): FindingRow {
  const finding = read.get(tables.finding, { id });
  if (!finding) throw notFound('finding');
  const inspection = read.get(tables.inspection, { id: finding.inspection_id });
  if (inspection && finding.question_code !== null) {
    const template = requireTemplate(read, inspection.template_code, inspection.template_version);
    if (isQuestionHidden(template.byCode.get(finding.question_code), reader)) {
      throw notForReader('This finding is restricted.');
    }
  }
  return finding;
}

/**
 * @param read the open database
 * @param inspectionId an inspection
 * @returns its findings that are not closed, by id
 */
export function openFindings(read: ReadableDb, inspectionId: number): readonly FindingRow[] {
  return findingsOf(read, inspectionId).filter((finding) => finding.recurrence !== 'closed');
}

/**
 * @param read the open database
 * @param inspectionId an inspection
 * @returns all its findings, closed ones too, by id
 */
export function findingsOf(read: ReadableDb, inspectionId: number): readonly FindingRow[] {
  return read.all<FindingRow>(
    `SELECT * FROM finding WHERE inspection_id = ? AND deleted = 0 AND severity IS NOT NULL ORDER BY id`,
    inspectionId,
  );
}

/**
 * @param read the open database
 * @param reader who reads: findings on restricted questions are left out without the right
 * @param inspection the inspection
 * @param sheet its answers
 * @param today today in this laptop's zone, `YYYY-MM-DD`
 * @returns its findings with their corrective actions, in the order of the form
 */
export function findingViews(
  read: ReadableDb,
  reader: Reader,
  inspection: InspectionRow,
  sheet: AnswerSheet,
  today: string,
): readonly FindingView[] {
  const actions = actionsByFinding(read, reader, inspection.id, today);
  const evidence = evidenceByQuestion(read, inspection.id);
  const place = new Map(sheet.template.questions.map((question, index) => [question.code, index]));
  return findingsOf(read, inspection.id)
    .filter((row) => !isQuestionHidden(sheet.template.byCode.get(row.question_code ?? ''), reader))
    .toSorted((a, b) => placeOf(place, a) - placeOf(place, b) || a.id - b.id)
    .map((row) => ({
      id: row.id,
      inspectionId: row.inspection_id,
      questionCode: row.question_code,
      question: sheet.template.byCode.get(row.question_code ?? '')?.label ?? null,
      severity: row.severity,
      description: row.description ?? '',
      ruleRef: row.rule_ref ?? '',
      recurrence: row.recurrence ?? 'new',
      reply: row.reply ?? 'none',
      replyText: row.reply_text,
      replyOn: row.reply_on,
      evidenceMissing:
        row.recurrence !== 'closed' &&
        isEvidenceMissing(row.severity, evidence.get(row.question_code ?? '') ?? []),
      actions: [...(actions.get(row.id) ?? [])],
    }));
}

function placeOf(place: ReadonlyMap<string, number>, finding: FindingRow): number {
  return place.get(finding.question_code ?? '') ?? Number.MAX_SAFE_INTEGER;
}

function evidenceByQuestion(read: ReadableDb, inspectionId: number): ReadonlyMap<string, readonly string[]> {
  const sets = new Map<string, string[]>();
  for (const row of read.all<{ question_code: string; evidence: string | null }>(
    'SELECT question_code, evidence FROM answer WHERE inspection_id = ? AND deleted = 0',
    inspectionId,
  )) {
    sets.set(row.question_code, [...(sets.get(row.question_code) ?? []), row.evidence ?? '']);
  }
  return sets;
}
