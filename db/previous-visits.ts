import type { AnswerValue } from '#shared/checklist/answer-value.ts';
import { isUnanswered } from '#shared/checklist/answer-value.ts';
import type { Template } from '#shared/checklist/template.ts';
import type { ReadableDb } from './database.ts';
import type { InspectionRow } from './inspection-access.ts';

/**
 * @param read the open database
 * @param inspection an inspection
 * @returns the last inspection of the same facility that was submitted before it, or undefined
 */
export function lastVisitBefore(
  read: ReadableDb,
  inspection: InspectionRow,
): { readonly id: number; readonly day: string } | undefined {
  return read.one(
    `SELECT id, start_date AS day FROM inspection
      WHERE facility_id = ? AND start_date <= ? AND (start_date, id) < (?, ?)
        AND status IN ('submitted', 'amended') AND deleted = 0
      ORDER BY start_date DESC, id DESC LIMIT 1`,
    inspection.facility_id,
    inspection.start_date,
    inspection.start_date,
    inspection.id,
  );
}

/** An earlier answer, with the first day of the visit that gave it. */
export interface PreviousAnswer {
  readonly value: AnswerValue;
  readonly day: string;
}

/** What earlier answers at a facility are read from, newest first. */
export const previousAnswersSql = `SELECT a.question_code, a.choice, a.number, a.words, i.start_date AS day,
    q.response_type, q.label_en, i.template_code
  FROM inspection i
  JOIN answer a ON a.inspection_id = i.id AND a.repeat = 0 AND a.deleted = 0
  JOIN template_question q ON q.template_code = i.template_code AND q.version = i.template_version
    AND q.code = a.question_code
  WHERE i.facility_id = ? AND i.start_date <= ? AND (i.start_date, i.id) < (?, ?)
    AND i.status IN ('submitted', 'amended') AND i.deleted = 0 AND q.section_code = ?
  ORDER BY i.start_date DESC, i.id DESC`;

interface PreviousRow extends AnswerValue {
  readonly question_code: string;
  readonly day: string;
  readonly response_type: string | null;
  readonly label_en: string | null;
  readonly template_code: string;
}

/**
 * The newest earlier answer to each question of a section at the same facility. Another version of the template counts
 * when the question is answered in the same way; another template (the short form of the full one) when it asks the same.
 *
 * @param read the open database
 * @param inspection the inspection beside whose answers they stand
 * @param template its template
 * @param section code of the section
 * @returns the answers by question code
 */
export function previousAnswers(
  read: ReadableDb,
  inspection: InspectionRow,
  template: Template,
  section: string,
): ReadonlyMap<string, PreviousAnswer> {
  const found = new Map<string, PreviousAnswer>();
  for (const row of read.all<PreviousRow>(
    previousAnswersSql,
    inspection.facility_id,
    inspection.start_date,
    inspection.start_date,
    inspection.id,
    section,
  )) {
    const question = template.byCode.get(row.question_code);
    const same =
      question?.responseType === row.response_type &&
      (row.template_code === inspection.template_code || question?.label.en === row.label_en);
    if (!same || found.has(row.question_code) || isUnanswered(row)) continue;
    const { choice, number, words } = row;
    found.set(row.question_code, { value: { choice, number, words }, day: row.day });
  }
  return found;
}
