import { parseSet } from '../domain/field.ts';
import type { Severity } from '../domain/vocabularies.ts';
import type { AnswerSheet } from './answer-sheet.ts';
import type { Question } from './template.ts';

/** Evidence types that a finding wants at least: a critical one must not rest on one source alone. */
const evidenceWanted: Readonly<Record<Severity, number>> = { critical: 2, major: 0, minor: 0 };

/** What a finding starts with when an answer raises it. */
export interface FindingProposal {
  readonly questionCode: string;
  readonly severity: Severity;
  readonly ruleRef: string;
}

/**
 * @param sheet the answers of an inspection
 * @returns a proposal for every question with an adverse answer, in the order of the form; severity and rule are the
 *   question's, the inspector may change them
 */
export function proposeFindings(sheet: AnswerSheet): readonly FindingProposal[] {
  return sheet.template.questions.filter((question) => sheet.hasAdverse(question)).map(proposalFor);
}

/**
 * @param question a question with an adverse answer
 * @returns what its finding starts with
 */
export function proposalFor(question: Question): FindingProposal {
  return { questionCode: question.code, severity: question.severity, ruleRef: question.ruleRef };
}

/**
 * @param severity the finding's
 * @param evidenceSets the `evidence` fields of the answers that the finding rests on
 * @returns whether evidence is missing: a critical finding wants at least two types
 */
export function isEvidenceMissing(severity: Severity, evidenceSets: readonly string[]): boolean {
  const types = new Set(evidenceSets.flatMap(parseSet));
  return types.size < evidenceWanted[severity];
}
