import { answerChoices } from '../domain/vocabularies.ts';
import type { Form, FormQuestion } from '../xlsform/form.ts';

/** The ways to answer, as `template_question.response_type` holds them. */
export const responseTypes = [
  'yes_partial_no_na',
  'yes_no_na',
  'integer',
  'decimal',
  'percent',
  'date',
  'text',
  'select_one',
  'select_multiple',
  'rank',
  'time',
  'date_time',
  'range',
  'geopoint',
  'image',
  'acknowledge',
  'barcode',
  'calculate',
] as const;
export type ResponseType = (typeof responseTypes)[number];

/** What the unit of a number says when it is a share of a hundred. */
export const percentUnit = 'percent';

/**
 * @param text what a template holds
 * @returns whether this version knows this way to answer
 */
export function isResponseType(text: string): text is ResponseType {
  return responseTypes.some((type) => type === text);
}

/**
 * @param type a way to answer
 * @returns whether it is answered by yes, partly, no
 */
export function isChoice(type: ResponseType): boolean {
  return type === 'yes_partial_no_na' || type === 'yes_no_na';
}

/**
 * @param type a way to answer
 * @returns whether the answer is a number
 */
export function isNumber(type: ResponseType): boolean {
  return type === 'integer' || type === 'decimal' || type === 'percent' || type === 'range';
}

/**
 * Finds how a question of a form is answered. A list of yes, no and perhaps partly is answered as the checklists of this
 * program always were, by one key.
 *
 * @param item the question
 * @param form in which it stands
 * @returns the way to answer; undefined for what nobody answers: notes, hidden values, what the laptop fills in
 */
export function responseTypeOf(item: FormQuestion, form: Form): ResponseType | undefined {
  if (item.calculation !== null) return 'calculate';
  switch (item.type) {
    case 'select_one':
      return isYesOrNo(item, form);
    case 'dateTime':
      return 'date_time';
    case 'decimal':
      return item.field.unit === percentUnit ? 'percent' : 'decimal';
    case 'note':
    case 'hidden':
    case 'start':
    case 'end':
    case 'today':
    case 'username':
    case 'deviceid':
      return undefined;
    default:
      return item.type;
  }
}

function isYesOrNo(item: FormQuestion, form: Form): ResponseType {
  const choices = form.lists.find(({ name }) => name === item.list)?.choices ?? [];
  const names = choices.map(({ name }) => name);
  const known = names.every((name) => answerChoices.some((choice) => choice === name));
  if (!known || item.orOther || !names.includes('yes') || !names.includes('no')) return 'select_one';
  return names.includes('partial') ? 'yes_partial_no_na' : 'yes_no_na';
}
