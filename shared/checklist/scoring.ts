import type { AnswerSheet } from './answer-sheet.ts';
import type { Question } from './template.ts';

/** From worst to best; `none` when nothing scored was answered. */
export const bands = ['none', 'poor', 'weak', 'fair', 'good'] as const;
export type Band = (typeof bands)[number];

/**
 * Lowest score of each band. Proposals to be confirmed by the programme office; the score itself follows the
 * checklist's own scale (yes 1, partly ½, no 0).
 */
export const bandThresholds: readonly { readonly band: Band; readonly least: number }[] = [
  { band: 'good', least: 85 },
  { band: 'fair', least: 70 },
  { band: 'weak', least: 50 },
  { band: 'poor', least: 0 },
];

/** The best band that is possible with a critical "no": no good average hides a missing basic right. */
export const cappedBand: Band = 'weak';

/** A score never goes without its coverage. */
export interface Score {
  /** 0 to 100; null when nothing scored was answered. */
  readonly score: number | null;
  /** Share of the applicable questions that were answered, 0 to 1; 1 when no question applies. */
  readonly coverage: number;
  readonly answered: number;
  /** Questions that apply by their `relevant` rules, in a repeat once a block; data questions included, calculated ones not. */
  readonly questions: number;
  readonly band: Band;
  /** A critical "no" made the band worse than the score alone would give. */
  readonly capped: boolean;
}

/**
 * Scores some questions of an inspection: yes 1, partly ½, no 0 over applicable and answered questions, weighted
 * critical 3, major 2, minor 1. "Not applicable", unanswered and data questions carry no score.
 *
 * @param sheet the answers under their template
 * @param questions those to score: a section's, or all
 * @returns score, band and coverage; the same for any order of answers and questions
 */
export function scoreQuestions(sheet: AnswerSheet, questions: readonly Question[]): Score {
  let earned = 0;
  let possible = 0;
  let criticalNo = false;
  let answered = 0;
  let applicable = 0;
  for (const question of questions.toSorted(byFormOrder)) {
    if (question.calculation || !sheet.isRelevant(question)) continue;
    applicable += sheet.repeatsOf(question).length;
    answered += sheet.answersTo(question).length;
    const marks = pointsOf(sheet, question);
    if (marks.length === 0) continue;
    const mean = marks.reduce((sum, mark) => sum + mark, 0) / marks.length;
    earned += question.weight * mean;
    possible += question.weight;
    if (question.severity === 'critical' && marks.includes(0)) criticalNo = true;
  }
  const score = possible === 0 ? null : (earned / possible) * 100;
  return {
    score,
    coverage: applicable === 0 ? 1 : answered / applicable,
    answered,
    questions: applicable,
    ...bandOf(score, criticalNo),
  };
}

/**
 * @param sheet the answers under their template
 * @returns the score of the whole inspection
 */
export function scoreInspection(sheet: AnswerSheet): Score {
  return scoreQuestions(sheet, sheet.template.questions);
}

/**
 * @param score 0 to 100, or null when nothing scored was answered
 * @param criticalNo whether a critical question was answered by "no"
 * @returns the band, and whether the critical "no" lowered it
 */
export function bandOf(
  score: number | null,
  criticalNo: boolean,
): { readonly band: Band; readonly capped: boolean } {
  if (score === null) return { band: 'none', capped: false };
  const band = bandThresholds.find(({ least }) => score >= least)?.band ?? 'poor';
  const capped = criticalNo && bands.indexOf(band) > bands.indexOf(cappedBand);
  return { band: capped ? cappedBand : band, capped };
}

/** Points of each answer that counts, one per repeat. */
function pointsOf(sheet: AnswerSheet, question: Question): readonly number[] {
  if (!question.scored) return [];
  return sheet
    .answersTo(question)
    .map(({ choice, words }) => question.points.get(choice ?? words ?? ''))
    .filter((mark) => mark !== undefined)
    .map((mark) => (question.reversed ? 1 - mark : mark));
}

function byFormOrder(a: Question, b: Question): number {
  return a.seq - b.seq || (a.code < b.code ? -1 : a.code > b.code ? 1 : 0);
}
