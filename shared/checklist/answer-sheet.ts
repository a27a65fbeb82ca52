import { type AnswerValue, expressionValue, isUnanswered } from './answer-value.ts';
import type { Value } from './expression-evaluate.ts';
import type { Question, Template } from './template.ts';

/** An answer with the question it belongs to; `repeat` is 0 outside repeats. */
export interface GivenAnswer extends AnswerValue {
  readonly questionCode: string;
  readonly repeat: number;
}

/** What the answers of one inspection mean under its template. */
export interface AnswerSheet {
  readonly template: Template;
  /** Whether the question applies, by its `relevant` rule. */
  isRelevant(question: Question): boolean;
  /** Answers that count: of a relevant question, not empty, by repeat. */
  answersTo(question: Question): readonly GivenAnswer[];
  /** Whether an answer to the question is adverse; false when unknown. */
  isAdverse(question: Question, given: AnswerValue): boolean;
  /** Whether an answer breaks the question's constraint; false when unknown. */
  breaksConstraint(question: Question, given: AnswerValue): boolean;
  /** Whether any of the question's answers is adverse. */
  hasAdverse(question: Question): boolean;
}

/**
 * Reads the answers of an inspection under its template.
 *
 * @param template the version under which it was made
 * @param answers all its answers, in any order; those to unknown questions are left alone
 * @param asOf first day of the inspection, `YYYY-MM-DD`
 * @returns what they mean
 */
export function readAnswers(template: Template, answers: Iterable<GivenAnswer>, asOf: string): AnswerSheet {
  const byCode = new Map<string, GivenAnswer[]>();
  for (const given of answers) {
    if (isUnanswered(given)) continue;
    const sameQuestion = byCode.get(given.questionCode);
    if (sameQuestion) sameQuestion.push(given);
    else byCode.set(given.questionCode, [given]);
  }
  for (const sameQuestion of byCode.values()) sameQuestion.sort((a, b) => a.repeat - b.repeat);

  const relevance = new Map<string, boolean>();
  const isRelevant = (question: Question): boolean => {
    if (!question.relevant) return true;
    const known = relevance.get(question.code);
    if (known !== undefined) return known;
    const relevant = question.relevant.evaluate({ value, self: null, asOf }) === true;
    relevance.set(question.code, relevant);
    return relevant;
  };
  // An irrelevant question counts as unanswered elsewhere, as in XLSForm.
  const value = (code: string): Value => {
    const question = template.byCode.get(code);
    if (!question || !isRelevant(question)) return null;
    if (question.calculation) return question.calculation.evaluate({ value, self: null, asOf });
    const first = byCode.get(code)?.[0];
    return first ? expressionValue(question.responseType, first) : null;
  };
  const around = (question: Question, given: AnswerValue) => ({
    value,
    self: expressionValue(question.responseType, given),
    asOf,
  });
  const isAdverse = (question: Question, given: AnswerValue): boolean =>
    isRelevant(question) && question.adverse?.evaluate(around(question, given)) === true;
  const answersTo = (question: Question): readonly GivenAnswer[] =>
    isRelevant(question) ? (byCode.get(question.code) ?? []) : [];

  return {
    template,
    isRelevant,
    answersTo,
    isAdverse,
    breaksConstraint: (question, given) =>
      !isUnanswered(given) && question.constraint?.evaluate(around(question, given)) === false,
    hasAdverse: (question) => answersTo(question).some((given) => isAdverse(question, given)),
  };
}
