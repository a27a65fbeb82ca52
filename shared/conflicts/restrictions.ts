import type { FieldValue } from '../domain/field.ts';
import { tables } from '../domain/registry.ts';
import type { AnyRow, Table } from '../domain/table.ts';
import type { RowReader } from './row-reader.ts';
import { questionRow } from './subject.ts';

/** Why a record is not for everybody's eyes. */
export type Restriction =
  /** It is or belongs to a confidential visit: for who took part in it; null when it is not known which. */
  | { readonly kind: 'visit'; readonly visitId: number | null }
  /** It answers a restricted question, or comes out of its answer. */
  | { readonly kind: 'question' };

/**
 * Confidential visits, answers to restricted questions, and what comes out of either. What is not known to be open,
 * because a row has not arrived yet, counts as if it were not.
 *
 * @param table of a record
 * @param row the record; of one that is not here, its key at least
 * @param rowOf reads other rows
 * @returns what restricts it: nothing for what everybody may see
 */
export function restrictionsOf(table: Table, row: AnyRow, rowOf: RowReader): readonly Restriction[] {
  switch (table) {
    case tables.mentoringVisit:
      return ofVisit(row.id ?? null, row);
    case tables.visitAdvisor:
    case tables.visitCounterpart:
    case tables.visitTopic:
    case tables.visitIssue:
    case tables.capabilityRating:
      return ofVisit(row.visit_id ?? null, rowOf(tables.mentoringVisit, [row.visit_id ?? null]));
    case tables.answer:
    case tables.finding:
      return ofQuestion(row.inspection_id ?? null, row.question_code, rowOf);
    case tables.actionItem:
    case tables.attachment:
      if (row.visit_id === undefined) return [{ kind: 'question' }];
      return [...ofOwnVisit(row, rowOf), ...ofOwnFinding(row, rowOf), ...ofOwnQuestion(row, rowOf)];
    default:
      return [];
  }
}

function ofVisit(id: FieldValue, visit: AnyRow | undefined): readonly Restriction[] {
  if (visit?.sensitivity === 'open' || visit?.sensitivity === 'internal') return [];
  const known = visit?.sensitivity === 'confidential' && typeof id === 'number';
  return [{ kind: 'visit', visitId: known ? id : null }];
}

/** A finding may be about no single question: null. Undefined: the row is not here. */
function ofQuestion(
  inspectionId: FieldValue,
  code: FieldValue | undefined,
  rowOf: RowReader,
): readonly Restriction[] {
  if (code === null) return [];
  if (code === undefined) return [{ kind: 'question' }];
  return questionRow(inspectionId, code, rowOf)?.restricted === 0 ? [] : [{ kind: 'question' }];
}

function ofOwnVisit({ visit_id = null }: AnyRow, rowOf: RowReader): readonly Restriction[] {
  return visit_id === null ? [] : ofVisit(visit_id, rowOf(tables.mentoringVisit, [visit_id]));
}

function ofOwnFinding({ finding_id = null }: AnyRow, rowOf: RowReader): readonly Restriction[] {
  if (finding_id === null) return [];
  const finding = rowOf(tables.finding, [finding_id]);
  if (!finding) return [{ kind: 'question' }];
  return ofQuestion(finding.inspection_id ?? null, finding.question_code, rowOf);
}

function ofOwnQuestion(
  { inspection_id = null, question_code = null }: AnyRow,
  rowOf: RowReader,
): readonly Restriction[] {
  return inspection_id === null ? [] : ofQuestion(inspection_id, question_code, rowOf);
}
