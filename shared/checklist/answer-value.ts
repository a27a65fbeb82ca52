import { type AnswerChoice, answerChoices } from '../domain/vocabularies.ts';
import type { Value } from '../xlsform/formula-values.ts';
import type { ResponseType } from './response-type.ts';

/**
 * An answer as it is stored. All three null is unanswered; `na` is possible for every question. Dates, times, places and
 * choices of lists stand in `words`, several choices with spaces between.
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
  'not_a_time',
  'not_a_place',
  'not_a_choice',
  'out_of_range',
  'read_only',
  'rule',
] as const;
export type AnswerProblem = (typeof answerProblems)[number];

/** What an answer is checked against. */
export interface AnswerRules {
  readonly responseType: ResponseType;
  readonly unit: string | null;
  /** A rule of its own says how low and how late an answer may be. */
  readonly constraint?: string | null;
  /** The form does not let it be entered now. */
  readonly readOnly?: boolean;
  /** Choices of a list that are offered now. */
  readonly choices?: readonly string[];
  /** Lowest and highest value and the step between values, of a range. */
  readonly range?: { readonly start: number; readonly end: number; readonly step: number };
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
  if (rules.readOnly) return 'read_only';
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
    case 'range':
      if (value.number === null || value.choice !== null || value.words !== null) return 'wrong_kind';
      return checkNumber(rules, value.number);
    case 'calculate':
    case 'image':
      return 'read_only';
    default:
      if (value.words === null || value.choice !== null || value.number !== null) return 'wrong_kind';
      return checkWords(rules, value.words, asOf);
  }
}

function checkWords(rules: AnswerRules, words: string, asOf: string): AnswerProblem | null {
  switch (rules.responseType) {
    case 'date':
      return checkDate(words, rules.constraint ? '9999-12-31' : asOf);
    case 'time':
      return isTime(words) ? null : 'not_a_time';
    case 'date_time':
      return isCalendarDate(words.slice(0, 10)) && words[10] === 'T' && isTime(words.slice(11))
        ? null
        : 'not_a_time';
    case 'geopoint':
      return isPlace(words) ? null : 'not_a_place';
    case 'acknowledge':
      return words === acknowledged ? null : 'wrong_kind';
    case 'select_one':
    case 'select_multiple':
    case 'rank':
      return checkChoices(rules, words);
    default:
      return checkText(words);
  }
}

/** What is stored when somebody says that they have read something. */
export const acknowledged = 'OK';

function isTime(text: string): boolean {
  return /^([01]\d|2[0-3]):[0-5]\d$/.test(text);
}

/** Degrees north and east, then perhaps metres of height and of accuracy, as the standard has it. */
function isPlace(text: string): boolean {
  const [north = Number.NaN, east = Number.NaN, ...more] = text.split(' ').map(Number);
  return Math.abs(north) <= 90 && Math.abs(east) <= 180 && more.length <= 2 && more.every(Number.isFinite);
}

function checkChoices({ responseType, choices = [] }: AnswerRules, words: string): AnswerProblem | null {
  const chosen = words.split(' ');
  if (new Set(chosen).size < chosen.length || !chosen.every((choice) => choices.includes(choice)))
    return 'not_a_choice';
  if (responseType === 'select_one') return chosen.length === 1 ? null : 'not_a_choice';
  return responseType === 'rank' && chosen.length < choices.length ? 'not_a_choice' : null;
}

function checkNumber(rules: AnswerRules, number: number): AnswerProblem | null {
  if (!Number.isFinite(number)) return 'wrong_kind';
  if (rules.responseType === 'integer' && !Number.isInteger(number)) return 'not_whole';
  if (rules.responseType === 'percent') return number < 0 || number > 100 ? 'out_of_percent' : null;
  const { range } = rules;
  if (range) return fitsRange(number, range) ? null : 'out_of_range';
  if (number < 0 && !rules.constraint && !signedUnits.includes(rules.unit ?? '')) return 'negative';
  const limit = unitLimits[rules.unit ?? ''] ?? largest;
  return Math.abs(number) > limit ? 'too_large' : null;
}

/** Steps are counted from the start; what a decimal step cannot say exactly is forgiven. */
function fitsRange(number: number, { start, end, step }: NonNullable<AnswerRules['range']>): boolean {
  const [low, high] = start <= end ? [start, end] : [end, start];
  const steps = (number - start) / step;
  return number >= low && number <= high && Math.abs(steps - Math.round(steps)) < 1e-9;
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
 * @returns its value in formulas: the choice's code, the number, the date or text; empty for "not applicable" where a
 *   number, date or text is asked for; undefined when it is unanswered, or is no answer to a question of this kind
 */
export function formValue(type: ResponseType, value: AnswerValue): Value | undefined {
  const { choice, number, words } = value;
  if (choice !== null) {
    if (type === 'yes_partial_no_na' || type === 'yes_no_na') {
      return offered[type].includes(choice) ? choice : undefined;
    }
    return choice === 'na' ? '' : undefined;
  }
  if (type === 'yes_partial_no_na' || type === 'yes_no_na') return undefined;
  if (type === 'integer' || type === 'decimal' || type === 'percent' || type === 'range') {
    return number ?? undefined;
  }
  return words ?? undefined;
}
