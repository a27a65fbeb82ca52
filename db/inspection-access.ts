import { tables } from '#shared/domain/registry.ts';
import type { RowOf } from '#shared/domain/table.ts';
import { OutpostError } from '#shared/errors.ts';
import type { ReadableDb } from './database.ts';
import type { Reader } from './reader.ts';
import { notFound } from './refusal.ts';

export type InspectionRow = RowOf<typeof tables.inspection>;

/**
 * @param read the open database
 * @param id the inspection
 * @returns the live inspection
 * @throws OutpostError `not_found`
 */
export function requireInspection(read: ReadableDb, id: number): InspectionRow {
  const inspection = read.get(tables.inspection, { id });
  if (inspection) return inspection;
  throw notFound('inspection');
}

/**
 * @param read the open database
 * @param id the inspection
 * @returns the inspection, when it may be changed
 * @throws OutpostError `not_found`; `conflicting_state` once it was submitted, until it is opened by an amendment
 */
export function requireUnlocked(read: ReadableDb, id: number): InspectionRow {
  const inspection = requireInspection(read, id);
  if (inspection.status !== 'submitted') return inspection;
  throw new OutpostError('conflicting_state', 'This inspection was submitted: changes need an amendment.', {
    details: { status: inspection.status },
  });
}

/**
 * @param question a question, or undefined where a finding names none
 * @param reader who reads
 * @returns whether its answers stay hidden from them
 */
export function isQuestionHidden(
  question: { readonly restricted: boolean } | undefined,
  reader: Reader,
): boolean {
  return question?.restricted === true && !reader.mayReadRestricted;
}
