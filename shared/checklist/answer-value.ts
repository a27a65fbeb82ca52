import { assertNever } from '../assert-never.ts';
import { type AnswerChoice, answerChoices } from '../domain/vocabularies.ts';
import type { Value } from './expression-evaluate.ts';
import type { ResponseType } from './response-type.ts';

/**
 * An answer as it is stored. All three null is unanswered; `na` is possible for every question; dates stand in `words`.
 */
export interface AnswerValue {
  readonly choice: AnswerChoice | null;
  readonly number: number | null;
  readonly words: string | null;
}

/** What can be wrong with an answer; each has a message `inspections.constraint.<code>`. */
export const answerProblems = [
  'wrong_kind',
  'not_offered',
  'not_whole',
  'negative',
  'too_large',
  'out_of_percent',
  'not_a_date',
  'after_inspection',
  'too_long',
  'rule',
] as const;
export type AnswerProblem = (typeof answerProblems)[number];

/** What an answer is checked against. */
export interface AnswerRules {
  readonly responseType: ResponseType;
  readonly unit: string | null;
}

const longestText = 20_000;
const largest = 1_000_000_000;
/** The day and the week end somewhere: the highest value of units that have one. */
const unitLimits: Readonly<Record<string, number>> = { hours: 24, 'hours/week': 168 };
/** Only temperatures go below zero. */
const signedUnits = ['degC'];

const offered: Readonly<Record<'yes_partial_no_na' | 'yes_no_na', readonly AnswerChoice[]>> = {
  yes_partial_no_na: answerChoices,
  yes_no_na: ['yes', 'no', 'na'],
};

/**
 * @param value an answer
 * @returns whether nothing was answered: neither yes nor no nor "not applicable"
 */
export function isUnanswered(value: AnswerValue): boolean {
  return value.choice === null && value.number === null && value.words === null;
}

/**
 * Checks what an answer must look like.
 *
 * @param rules way of answering and unit of the question
 * @param value the answer; unanswered always passes
 * @param asOf first day of the inspection, `YYYY-MM-DD`: no date of the record lies after the visit
 * @returns what is wrong, or null
 */
export function checkAnswer(rules: AnswerRules, value: AnswerValue, asOf: string): AnswerProblem | null {
  if (isUnanswered(value)) return null;
  if (value.choice === 'na') return value.number === null && value.words === null ? null : 'wrong_kind';
  const type = rules.responseType;
  switch (type) {
    case 'yes_partial_no_na':
    case 'yes_no_na':
      if (value.choice === null || value.number !== null || value.words !== null) return 'wrong_kind';
      return offered[type].includes(value.choice) ? null : 'not_offered';
    case 'integer':
    case 'decimal':
    case 'percent':
      if (value.number === null || value.choice !== null || value.words !== null) return 'wrong_kind';
      return checkNumber(rules, value.number);
    case 'date':
    case 'text':
      if (value.words === null || value.choice !== null || value.number !== null) return 'wrong_kind';
      return type === 'date' ? checkDate(value.words, asOf) : checkText(value.words);
    default:
      return assertNever(type);
  }
}

function checkNumber(rules: AnswerRules, number: number): AnswerProblem | null {
  if (!Number.isFinite(number)) return 'wrong_kind';
  if (rules.responseType === 'integer' && !Number.isInteger(number)) return 'not_whole';
  if (rules.responseType === 'percent') return number < 0 || number > 100 ? 'out_of_percent' : null;
  if (number < 0 && !signedUnits.includes(rules.unit ?? '')) return 'negative';
  const limit = unitLimits[rules.unit ?? ''] ?? largest;
  return Math.abs(number) > limit ? 'too_large' : null;
}

function checkDate(words: string, asOf: string): AnswerProblem | null {
  if (!isCalendarDate(words)) return 'not_a_date';
  return words > asOf ? 'after_inspection' : null;
}

function isCalendarDate(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const parsed = new Date(`${text}T00:00:00.000Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(text);
}

function checkText(words: string): AnswerProblem | null {
  return words.length > longestText ? 'too_long' : null;
}

/**
 * @param type way of answering
 * @param value the answer
 * @returns its value in expressions: the choice's code, the number, the date or text; null when unanswered, and for
 *   "not applicable" where a number, date or text is asked for
 */
export function expressionValue(type: ResponseType, value: AnswerValue): Value {
  switch (type) {
    case 'yes_partial_no_na':
    case 'yes_no_na':
      return value.choice;
    case 'integer':
    case 'decimal':
    case 'percent':
      return value.number;
    case 'date':
    case 'text':
      return value.words;
    default:
      return assertNever(type);
  }
}
