import type { Place } from '../xlsform/form-places.ts';
import type { FormSurroundings } from '../xlsform/form-state.ts';
import { evaluateFormula } from '../xlsform/formula-evaluate.ts';
import type { Formula } from '../xlsform/formula-parser.ts';
import { toTruth, type Value } from '../xlsform/formula-values.ts';

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

/**
 * @param asOf first day of the inspection, `YYYY-MM-DD`
 * @param language name of the form's language in which labels of choices are wanted
 * @returns what a checklist is filled in with: "today" is the inspection's day, so that a score never changes by itself
 */
export function surroundingsOn(asOf: string, language: string): FormSurroundings {
  return { calendar: { offset: 0, months, days }, at: Date.parse(`${asOf}T12:00:00.000Z`), language };
}

const nowhere: Place = {
  ...{ node: undefined, name: '', parent: undefined },
  ...{ childrenNamed: () => [], value: () => '' },
};

/**
 * Evaluates a formula that names nothing but its own answer, without the form around it.
 *
 * @param formula parsed and checked
 * @param own the answer, which `.` means
 * @param asOf first day of the inspection, `YYYY-MM-DD`
 * @returns whether it holds
 */
export function holdsAlone(formula: Formula, own: Value, asOf: string): boolean {
  const { calendar, at } = surroundingsOn(asOf, '');
  const scene = {
    ...{ form: nowhere, node: () => undefined, list: () => undefined, choiceLabel: () => undefined },
    ...{ calendar, now: at / 86_400_000 },
  };
  const result = evaluateFormula(formula, scene, nowhere, { ...nowhere, value: () => own });
  return toTruth(result);
}
