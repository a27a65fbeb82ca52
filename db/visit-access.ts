import { tables } from '#shared/domain/registry.ts';
import type { RowOf } from '#shared/domain/table.ts';
import type { ReadableDb } from './database.ts';
import type { Reader } from './reader.ts';
import { notForReader, notFound } from './refusal.ts';

export type VisitRow = RowOf<typeof tables.mentoringVisit>;

/**
 * SQL condition for visits (as `v`) whose text the reader may not see: confidential ones that they neither entered nor
 * took part in. Its two parameters are both the reader's id.
 */
export const hiddenVisit = `(v.sensitivity = 'confidential' AND v.entered_by IS NOT ? AND NOT EXISTS (
  SELECT 1 FROM visit_advisor mine WHERE mine.visit_id = v.id AND mine.advisor_id = ? AND mine.deleted = 0))`;

/**
 * @param read the open database
 * @param reader who reads
 * @param visitId a live visit
 * @returns whether its text stays hidden from them
 */
export function isVisitHidden(read: ReadableDb, reader: Reader, visitId: number): boolean {
  if (reader.mayReadRestricted) return false;
  const row = read.one<{ hidden: number }>(
    `SELECT ${hiddenVisit} AS hidden FROM mentoring_visit v WHERE v.id = ?`,
    reader.advisorId,
    reader.advisorId,
    visitId,
  );
  return row?.hidden === 1;
}

/**
 * @param read the open database
 * @param visitId the visit
 * @returns the live visit
 * @throws OutpostError `not_found`
 */
export function requireVisit(read: ReadableDb, visitId: number): VisitRow {
  const visit = read.get(tables.mentoringVisit, { id: visitId });
  if (visit) return visit;
  throw notFound('mentoring_visit');
}

/**
 * @param read the open database
 * @param reader who wants to change it
 * @param visitId the visit
 * @returns the live visit
 * @throws OutpostError `not_found`; `not_permitted` when its text is hidden from them: what they cannot see they must not
 *   overwrite
 */
export function requireOpenVisit(read: ReadableDb, reader: Reader, visitId: number): VisitRow {
  const visit = requireVisit(read, visitId);
  if (isVisitHidden(read, reader, visitId)) {
    throw notForReader('This visit is confidential.');
  }
  return visit;
}
