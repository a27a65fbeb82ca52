import { type CompiledForm, compileForm } from './compile-form.ts';
import type { FilledPlace, FormSurroundings } from './form-state.ts';
import { FormState } from './form-state.ts';
import type { Value } from './formula-values.ts';
import type { WorkbookSheet } from './sheet-rows.ts';

/** A Monday in Baghdad, for tests. */
export const surroundings: FormSurroundings = {
  calendar: {
    offset: 180,
    months: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
    days: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
  },
  at: Date.UTC(2026, 10, 23, 9, 30),
  language: '',
};

/**
 * Makes sheets out of tables as people write them down.
 *
 * @param text sheets one below the other, each a line with its name and rows with cells between bars
 * @returns the sheets
 */
export function sheetsOf(text: string): readonly WorkbookSheet[] {
  const sheets: { name: string; rows: string[][] }[] = [];
  for (const line of text.split('\n').map((part) => part.trim())) {
    if (line.startsWith('|')) {
      const cells = line.replace(/^\||\|$/g, '').split('|');
      sheets.at(-1)?.rows.push(cells.map((cell) => cell.trim()));
    } else if (line !== '') sheets.push({ name: line, rows: [] });
  }
  return sheets;
}

/**
 * @param text as `sheetsOf` takes it
 * @returns what comes of it
 */
export function compiled(text: string): CompiledForm {
  return compileForm(sheetsOf(text), 'test');
}

/**
 * @param text of a form without faults, as `sheetsOf` takes it
 * @returns it, ready to be filled in
 * @throws Error with what is wrong with the form
 */
export function opened(text: string): FormState {
  const { program, errors } = compiled(text);
  if (!program) throw new Error(errors.map(({ row, message }) => `${row}: ${message}`).join('\n'));
  return new FormState(program, surroundings);
}

/**
 * @param state of a form
 * @param name of a part
 * @param block number of its place, from 0
 * @returns the place
 * @throws Error when there is none
 */
export function placeNamed(state: FormState, name: string, block = 0): FilledPlace {
  const node = state.program.nodes.find((candidate) => candidate.name === name);
  const place = node && state.placesOf(node)[block];
  if (!place) throw new Error(`no ${name} ${block}`);
  return place;
}

/**
 * @param state of a form
 * @returns the values of all its places and whether they apply, in order
 */
export function everything(state: FormState): readonly (readonly [string, Value, boolean])[] {
  return state.program.nodes.flatMap((node) =>
    state.placesOf(node).map((place) => [node.path, place.value(), place.applies] as const),
  );
}
