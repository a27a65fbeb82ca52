import type { VettingStatus } from './vocabularies.ts';

/** A vetting case as it is entered. Status only: the reason says why none is required, nothing else. */
export interface VettingFacts {
  readonly status: VettingStatus;
  readonly caseNumber: string | null;
  /** Days are `YYYY-MM-DD`. */
  readonly submittedOn: string | null;
  readonly decidedOn: string | null;
  readonly validUntil: string | null;
  readonly reason: string | null;
}

/** Statuses of a case that the vetting office has not decided. */
export const openVettingStatuses = ['not_submitted', 'submitted'] as const satisfies readonly VettingStatus[];

/**
 * @param status of a case
 * @returns whether the vetting office has not decided it
 */
export function isOpenVetting(status: VettingStatus | null): boolean {
  return openVettingStatuses.some((open) => open === status);
}

/** What may be wrong with a case as it is entered. */
export const vettingProblems = [
  'reason_missing',
  'reason_misplaced',
  'decided_before_submitted',
  'ends_before_decision',
  'ends_without_approval',
] as const;
export type VettingProblem = (typeof vettingProblems)[number];

/** The field that has to be put right for each problem. */
export const vettingProblemFields: Readonly<Record<VettingProblem, keyof VettingFacts>> = {
  reason_missing: 'reason',
  reason_misplaced: 'reason',
  decided_before_submitted: 'decidedOn',
  ends_before_decision: 'validUntil',
  ends_without_approval: 'validUntil',
};

/**
 * What keeps a case from being entered. Days in the future are none of it: clocks of laptops are wrong too often.
 *
 * @param facts the case
 * @returns the problems, in the order of the form; empty when it may be entered
 */
export function problemsOfVetting(facts: VettingFacts): readonly VettingProblem[] {
  const { status, submittedOn, decidedOn, validUntil } = facts;
  const reason = facts.reason?.trim() ?? '';
  const problems: VettingProblem[] = [];
  if (status === 'not_required' && reason === '') problems.push('reason_missing');
  if (status !== 'not_required' && reason !== '') problems.push('reason_misplaced');
  if (isOpenVetting(status)) {
    if (validUntil !== null) problems.push('ends_without_approval');
    return problems;
  }
  if (submittedOn !== null && decidedOn !== null && decidedOn < submittedOn) {
    problems.push('decided_before_submitted');
  }
  if (validUntil === null) return problems;
  if (status !== 'approved' && status !== 'suspended') problems.push('ends_without_approval');
  else if (decidedOn !== null && validUntil < decidedOn) problems.push('ends_before_decision');
  return problems;
}
