import { tables } from '#shared/domain/registry.ts';
import type { Table } from '#shared/domain/table.ts';

const openVisit = (column: string): string =>
  `EXISTS (SELECT 1 FROM mentoring_visit v WHERE v.id = ${column} AND v.sensitivity <> 'confidential')`;

const openFinding = `EXISTS (
  SELECT 1 FROM finding f JOIN inspection i ON i.id = f.inspection_id
    LEFT JOIN template_question q
      ON q.template_code = i.template_code AND q.version = i.template_version AND q.code = f.question_code
    WHERE f.id = r.finding_id AND (f.question_code IS NULL OR q.restricted = 0))`;

const openQuestion = `EXISTS (
  SELECT 1 FROM inspection i JOIN template_question q
    ON q.template_code = i.template_code AND q.version = i.template_version AND q.code = r.question_code
    WHERE i.id = r.inspection_id AND q.restricted = 0)`;

const conditions: ReadonlyMap<number, string> = new Map([
  [tables.mentoringVisit.id, "r.sensitivity <> 'confidential'"],
  [tables.visitAdvisor.id, openVisit('r.visit_id')],
  [tables.visitCounterpart.id, openVisit('r.visit_id')],
  [tables.visitTopic.id, openVisit('r.visit_id')],
  [tables.visitIssue.id, openVisit('r.visit_id')],
  [tables.capabilityRating.id, openVisit('r.visit_id')],
  [
    tables.actionItem.id,
    `(r.visit_id IS NULL OR ${openVisit('r.visit_id')}) AND (r.finding_id IS NULL OR ${openFinding})`,
  ],
  [tables.answer.id, openQuestion],
  [tables.finding.id, `(r.question_code IS NULL OR ${openQuestion})`],
  [
    tables.attachment.id,
    `(r.visit_id IS NULL OR ${openVisit('r.visit_id')}) AND (r.finding_id IS NULL OR ${openFinding})
      AND (r.question_code IS NULL OR ${openQuestion})`,
  ],
]);

/**
 * Confidential visits, answers to restricted questions, and what comes out of either. What is not known to be open,
 * because a row has not arrived yet, counts as if it were not.
 *
 * @param table a table
 * @returns an SQL condition on its rows (as `r`) that only holds for those that anybody may see
 */
export function unrestricted(table: Table): string {
  return conditions.get(table.id) ?? 'TRUE';
}
