import type { Severity } from '../domain/vocabularies.ts';
import type { Form, FormItem, FormQuestion, FormText } from '../xlsform/form.ts';
import {
  type FormFormula,
  type FormProgram,
  findCycle,
  makeProgram,
  type ProgramNode,
} from '../xlsform/form-program.ts';
import { FormulaError } from '../xlsform/formula-error.ts';
import { parseFormula } from '../xlsform/formula-parser.ts';
import { referencesOf } from '../xlsform/formula-references.ts';
import { normaliseAdverseRule } from './adverse-rule.ts';
import { holdsAlone } from './lone-formula.ts';
import { isChoice, type ResponseType, responseTypeOf } from './response-type.ts';
import type { InBothLanguages, Question, Section, Template } from './template.ts';

/** Weight of a question by its severity: critical 3, major 2, minor 1. */
export const severityWeights: Readonly<Record<Severity, number>> = { critical: 3, major: 2, minor: 1 };

const choicePoints: ReadonlyMap<string, number> = new Map([
  ['yes', 1],
  ['partial', 0.5],
  ['no', 0],
]);
const noPoints: ReadonlyMap<string, number> = new Map();

/** Takes a fault of a template: the question and column, and what is wrong there. */
export type TakeFault = (path: string, message: string) => void;

/**
 * Makes the checklist that a form is: its outermost groups and repeats are the sections.
 *
 * @param form as it was read
 * @param about code, version and title
 * @param fault takes what cannot be used; the result must not be used then
 * @returns the template
 */
export function templateOfForm(
  form: Form,
  about: Pick<Template, 'code' | 'version' | 'title'>,
  fault: TakeFault,
): Template {
  const { program, faults } = makeProgram(form);
  for (const { item, column, message } of faults) fault(`${item.name}.${column}`, message);
  const cycle = findCycle(program);
  if (cycle) {
    const way = cycle.map(({ name }) => name).join(' → ');
    fault(cycle[0]?.name ?? '', `Questions wait for each other: ${way}`);
  }
  const questions: Question[] = [];
  const sections = partsBySection(program).map((parts) => {
    const section = sectionOf(parts, form, questions.length, program, fault);
    questions.push(...section.questions);
    return section;
  });
  const byCode = new Map<string, Question>();
  for (const question of questions) {
    if (byCode.has(question.code)) fault(question.code, 'The code is used twice');
    byCode.set(question.code, question);
  }
  return {
    ...about,
    sections: sections.filter((section) => section.questions.some(({ calculation }) => !calculation)),
    questions,
    byCode,
    program,
  };
}

/** Each outermost group and repeat for itself; what stands between them together. */
function partsBySection(program: FormProgram): readonly (readonly ProgramNode[])[] {
  const sections: ProgramNode[][] = [];
  let loose: ProgramNode[] | undefined;
  for (const node of program.form.children) {
    if (node.kind !== 'question') {
      sections.push([node]);
      loose = undefined;
    } else if (loose) loose.push(node);
    else {
      loose = [node];
      sections.push(loose);
    }
  }
  return sections;
}

function sectionOf(
  parts: readonly ProgramNode[],
  form: Form,
  before: number,
  program: FormProgram,
  fault: TakeFault,
): Section {
  const [first] = parts;
  const code = first?.name ?? '';
  const asked = parts.flatMap((part) => [...nodesWithin(part)]);
  const questions: Question[] = [];
  for (const node of asked) {
    const { item } = node;
    if (item?.kind !== 'question') continue;
    const responseType = responseTypeOf(item, form);
    if (!responseType) continue;
    const seq = before + questions.length + 1;
    questions.push(questionOf(node, item, { responseType, section: code, seq }, program, fault));
  }
  const name = first?.kind === 'question' ? undefined : first?.item;
  return {
    code,
    name: (name && inBothLanguages(name.label, form)) ?? { en: form.title, ar: form.title },
    questions,
    parts: first?.kind === 'group' ? first.children : parts,
  };
}

function* nodesWithin(node: ProgramNode): Generator<ProgramNode> {
  yield node;
  for (const child of node.children) yield* nodesWithin(child);
}

function questionOf(
  node: ProgramNode,
  item: FormQuestion,
  about: { readonly responseType: ResponseType; readonly section: string; readonly seq: number },
  program: FormProgram,
  fault: TakeFault,
): Question {
  const { field } = item;
  const form = program.source;
  const severity = field.severity ?? 'minor';
  const adverse = adverseRule(node, item, program, fault);
  const points = pointsOf(item, about.responseType, form);
  return {
    ...about,
    code: questionCode(node, program),
    core: field.core,
    label: inBothLanguages(item.label, form) ?? { en: item.name, ar: item.name },
    hint: inBothLanguages(item.hint, form),
    unit: field.unit,
    ruleRef: field.rule ?? '',
    severity,
    weight: field.weight ?? severityWeights[severity],
    scored: points.size > 0,
    points,
    reversed: points.size > 0 && isReversed(field.score, adverse),
    evidence: field.evidence,
    adverseText: field.adverseWhen,
    adverse,
    thresholdBasis: field.basis,
    restricted: field.restricted,
    required: item.required !== null,
    relevant: item.relevant,
    constraint: item.constraint,
    constraintMessage: inBothLanguages(item.constraintMessage, form),
    requiredMessage: inBothLanguages(item.requiredMessage, form),
    calculation: item.calculation,
    repeat: repeatAround(node)?.name ?? null,
    node,
  };
}

/**
 * @param node a question of a form
 * @param program the form
 * @returns the code of its answers: its name, or its path where another part of the form has the same name
 */
export function questionCode(node: ProgramNode, program: FormProgram): string {
  return program.names.named(node.name).length === 1 ? node.name : node.path;
}

/**
 * @param node a part of a form
 * @returns the repeat around it, if there is one
 */
export function repeatAround(node: ProgramNode): ProgramNode | undefined {
  for (let outer = node.parent; outer; outer = outer.parent) if (outer.kind === 'repeat') return outer;
  return undefined;
}

function adverseRule(
  node: ProgramNode,
  item: FormQuestion,
  { names }: FormProgram,
  fault: TakeFault,
): FormFormula | null {
  const text = normaliseAdverseRule(item.field.adverseWhen);
  if (text === null) return null;
  try {
    const formula = parseFormula(text);
    return { text, formula, references: referencesOf(formula, names, node) };
  } catch (thrown) {
    if (!(thrown instanceof FormulaError)) throw thrown;
    fault(`${item.name}.adverse_when`, `${thrown.message} (character ${thrown.position + 1})`);
    return null;
  }
}

/** Only choices carry a score: those that the list gives points, and yes, partly and no. */
function pointsOf(item: FormQuestion, type: ResponseType, form: Form): ReadonlyMap<string, number> {
  if (item.type !== 'select_one' || item.field.score === 'none') return noPoints;
  const choices = form.lists.find(({ name }) => name === item.list)?.choices ?? [];
  const own = choices.flatMap(({ name, score }) => (score === null ? [] : [[name, score] as const]));
  if (own.length > 0) return new Map(own);
  return isChoice(type) ? choicePoints : noPoints;
}

function isReversed(score: FormQuestion['field']['score'], adverse: FormFormula | null): boolean {
  if (score !== null) return score === 'reversed';
  if (!adverse) return false;
  const holds = (choice: string): boolean => holdsAlone(adverse.formula, choice, '2000-01-01');
  return holds('yes') && !holds('no');
}

/**
 * @param text of a form by language
 * @param form whose text it is
 * @returns it for readers of English and of Arabic, each in the nearest language that there is; null without any
 */
export function inBothLanguages(text: FormText, form: Form): InBothLanguages | null {
  const [any] = Object.values(text);
  if (any === undefined) return null;
  const usual = text[form.defaultLanguage] ?? any;
  return { en: inLanguage('en', text, form) ?? usual, ar: inLanguage('ar', text, form) ?? usual };
}

const names: Readonly<Record<'en' | 'ar', RegExp>> = { en: /^english\b/i, ar: /^(?:arabic\b|العربية)/i };

function inLanguage(code: 'en' | 'ar', text: FormText, form: Form): string | undefined {
  const language = form.languages.find(
    ({ name, tag }) =>
      (tag ? tag.split('-')[0] === code : names[code].test(name)) && text[name] !== undefined,
  );
  return language && text[language.name];
}

/**
 * @param item a part of a form
 * @returns the formulas that a reader of the checklist should know of, by column
 */
export function rulesOf(item: FormItem): Readonly<Record<string, string>> {
  const rules: Record<string, string> = {};
  if (item.relevant !== null) rules.relevant = item.relevant;
  if (item.kind === 'repeat' && item.count !== null) rules.repeat_count = item.count;
  if (item.kind !== 'question') return rules;
  if (item.required !== null) rules.required = item.required;
  if (item.constraint !== null) rules.constraint = item.constraint;
  if (item.calculation !== null) rules.calculation = item.calculation;
  if (item.choiceFilter !== null) rules.choice_filter = item.choiceFilter;
  return rules;
}
