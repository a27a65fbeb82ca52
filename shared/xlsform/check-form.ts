import { normaliseAdverseRule } from '../checklist/adverse-rule.ts';
import { type Form, type FormItem, type FormList, type FormQuestion, itemsOf } from './form.ts';
import type { FormErrorCode, FormProblems, FormWarningCode } from './form-problem.ts';
import { type FormProgram, findCycle, makeProgram } from './form-program.ts';
import { FormulaError } from './formula-error.ts';
import { type Formula, parseFormula } from './formula-parser.ts';
import { referencesOf } from './formula-references.ts';

/** Parameters that questions of a type take. */
const parameters: Readonly<Record<string, readonly string[]>> = {
  range: ['start', 'end', 'step'],
  image: ['max-pixels'],
  select_one: ['randomize'],
  select_multiple: ['randomize'],
  rank: ['randomize'],
  geopoint: ['capture-accuracy', 'warning-accuracy', 'allow-mock-accuracy'],
  text: ['rows'],
};

/** Where the headings of a form's sheets stand, for messages. */
interface SheetNames {
  readonly survey: string;
  readonly choices: string;
}

/**
 * Checks a form as a whole: names, lists and formulas.
 *
 * @param form as it was read
 * @param sheets names of the sheets it was read from
 * @param problems takes what is wrong
 * @returns the form ready to be filled in; with errors it must not be used
 */
export function checkForm(form: Form, sheets: SheetNames, problems: FormProblems): FormProgram {
  const error = (item: FormItem, column: string, code: FormErrorCode, message: string): void =>
    problems.error({ sheet: sheets.survey, row: item.row, column, code, message });
  const warn = (item: FormItem, column: string, code: FormWarningCode, message: string): void =>
    problems.warn({ sheet: sheets.survey, row: item.row, column, code, message });
  checkNames(form.parts, error);
  checkLists(form, sheets, problems);
  for (const item of itemsOf(form.parts)) {
    if (item.kind !== 'question') continue;
    checkParameters(item, error, warn);
    if (Object.keys(item.media).length > 0) {
      warn(
        item,
        'media',
        'media_ignored',
        `${item.name} names media files; they are kept for exports and not shown.`,
      );
    }
  }
  const { program, faults } = makeProgram(form);
  for (const { item, column, problem, message } of faults) {
    error(item, column, problem, `The formula of ${item.name} cannot be used: ${message}.`);
  }
  checkTexts(program, error);
  checkAdverseRules(program, error);
  checkChoicesInFormulas(program, warn);
  const cycle = findCycle(program);
  const first = cycle?.find((node) => node.item)?.item;
  if (cycle && first) {
    const way = cycle.map(({ name }) => name).join(' → ');
    error(first, 'calculation', 'cycle', `These wait for each other: ${way}.`);
  }
  return program;
}

type Report<Code> = (item: FormItem, column: string, code: Code, message: string) => void;

function checkNames(parts: readonly FormItem[], error: Report<FormErrorCode>): void {
  const seen = new Map<string, FormItem>();
  for (const item of parts) {
    const other = seen.get(item.name.toLowerCase());
    if (other) {
      const message = `The name ${item.name} is used in row ${other.row} already; each name is used once in a group.`;
      error(item, 'name', 'name_twice', message);
    }
    seen.set(item.name.toLowerCase(), item);
    if (item.kind !== 'question') checkNames(item.parts, error);
  }
}

function checkLists(form: Form, { survey, choices }: SheetNames, problems: FormProblems): void {
  const used = new Set<string>();
  const lists = new Map(form.lists.map((list) => [list.name, list]));
  for (const item of itemsOf(form.parts)) {
    if (item.kind !== 'question' || item.list === null) continue;
    used.add(item.list);
    // The answers of a repeat may be the choices.
    if (lists.has(item.list) || item.list.startsWith('${')) continue;
    const message = `${item.name} chooses from the list ${item.list}, which the sheet choices does not have.`;
    problems.error({ sheet: survey, row: item.row, column: 'type', code: 'unknown_list', message });
  }
  for (const list of form.lists) {
    if (used.has(list.name) || isNamedInFormulas(form, list)) continue;
    const message = `No question chooses from the list ${list.name}.`;
    const row = list.choices[0]?.row ?? 0;
    problems.warn({ sheet: choices, row, column: 'list_name', code: 'list_unused', message });
  }
}

function isNamedInFormulas(form: Form, { name }: FormList): boolean {
  return JSON.stringify(form.parts).includes(`'${name}'`);
}

function checkParameters(
  item: FormQuestion,
  error: Report<FormErrorCode>,
  warn: Report<FormWarningCode>,
): void {
  const known = parameters[item.type] ?? [];
  for (const [name, value] of Object.entries(item.parameters)) {
    if (!known.includes(name)) {
      warn(item, 'parameters', 'parameter_ignored', `The parameter ${name} has no effect on ${item.type}.`);
    } else if (item.type === 'range' && !Number.isFinite(Number(value))) {
      error(item, 'parameters', 'value_malformed', `The parameter ${name} is a number, not “${value}”.`);
    }
  }
}

/** `${name}` in labels, hints and messages. */
function checkTexts({ names, source }: FormProgram, error: Report<FormErrorCode>): void {
  for (const item of itemsOf(source.parts)) {
    const own = [item.label, item.hint];
    if (item.kind === 'question') own.push(item.constraintMessage, item.requiredMessage, item.guidance);
    for (const name of new Set(own.flatMap((text) => Object.values(text).flatMap(namesIn)))) {
      if (names.named(name).length > 0) continue;
      error(
        item,
        'label',
        'unknown_question',
        `A text of ${item.name} shows \${${name}}, which is no question.`,
      );
    }
  }
}

/**
 * @param text shown to people
 * @returns the names of the questions whose answers stand in it
 */
export function namesIn(text: string): readonly string[] {
  return Array.from(text.matchAll(/\$\{\s*([^${}\s]+)\s*\}/g), ([, name = '']) => name);
}

function checkAdverseRules({ names, nodes }: FormProgram, error: Report<FormErrorCode>): void {
  for (const node of nodes) {
    const text = node.item?.kind === 'question' ? normaliseAdverseRule(node.item.field.adverseWhen) : null;
    if (!node.item || text === null) continue;
    try {
      referencesOf(parseFormula(text), names, node);
    } catch (thrown) {
      if (!(thrown instanceof FormulaError)) throw thrown;
      const message = `The rule of ${node.name} cannot be used: ${thrown.message}.`;
      error(node.item, 'outpost::adverse_when', thrown.problem, message);
    }
  }
}

/** `${sex} = 'femal'` is a slip that shows only when somebody misses a question in the field. */
function checkChoicesInFormulas(program: FormProgram, warn: Report<FormWarningCode>): void {
  for (const { item, formulas } of program.nodes) {
    if (!item) continue;
    for (const [column, { formula }] of Object.entries(formulas)) {
      for (const { question, choice } of comparisons(formula)) {
        const list = program.names.named(question)[0]?.list;
        const choices = list === undefined ? undefined : program.lists.get(list)?.choices;
        if (!choices || choice === '' || choices.some(({ name }) => name === choice) || choice === 'other')
          continue;
        warn(item, column, 'choice_unknown', `${question} has no choice “${choice}”: this part never holds.`);
      }
    }
  }
}

function* comparisons(formula: Formula): Generator<{ readonly question: string; readonly choice: string }> {
  if (formula.kind === 'negate') yield* comparisons(formula.operand);
  if (formula.kind === 'binary') {
    yield* comparisons(formula.left);
    yield* comparisons(formula.right);
    if (formula.operator === '=' || formula.operator === '!=') yield* compared(formula.left, formula.right);
  }
  if (formula.kind !== 'call') return;
  for (const arg of formula.args) yield* comparisons(arg);
  const [first, second] = formula.args;
  if (formula.name === 'selected' && first && second) yield* compared(first, second);
}

function* compared(
  a: Formula,
  b: Formula,
): Generator<{ readonly question: string; readonly choice: string }> {
  const [named, literal] = a.kind === 'question' ? [a, b] : [b, a];
  if (named.kind === 'question' && literal.kind === 'literal') {
    yield { question: named.name, choice: String(literal.value) };
  }
}
