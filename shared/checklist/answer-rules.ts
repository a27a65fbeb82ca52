import type { FilledPlace } from '../xlsform/form-state.ts';
import { toTruth } from '../xlsform/formula-values.ts';
import type { AnswerRules } from './answer-value.ts';
import type { FilledForm } from './filled-form.ts';
import type { Question } from './template.ts';

/** The choice that is offered when a list is followed by "or other"; what it is stands in the comment. */
export const otherChoice = 'other';

/**
 * @param question of a template
 * @param filled the form as it is filled in
 * @param place of the question
 * @returns what an answer there is checked against
 */
export function rulesFor(question: Question, filled: FilledForm, place: FilledPlace): AnswerRules {
  const { item } = question.node;
  const { responseType, unit, constraint } = question;
  const parameters = item?.kind === 'question' ? item.parameters : {};
  const { start = '1', end = '10', step = '1' } = parameters;
  return {
    ...{ responseType, unit, constraint },
    choices: offeredChoices(question, filled, place),
    readOnly: toTruth(filled.state.result(place, 'read_only') ?? false),
    ...(responseType === 'range'
      ? { range: { start: Number(start), end: Number(end), step: Number(step) || 1 } }
      : {}),
  };
}

/**
 * @param question of a template
 * @param filled the form as it is filled in
 * @param place of the question
 * @returns names of the choices that are offered there now; none for questions without a list
 */
export function offeredChoices(
  question: Question,
  filled: FilledForm,
  place: FilledPlace,
): readonly string[] {
  const { item } = question.node;
  if (item?.kind !== 'question' || item.list === null) return [];
  const choices = filled.state.choicesOf(place);
  return item.orOther ? [...choices, otherChoice] : choices;
}
