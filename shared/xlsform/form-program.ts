import type { Form, FormItem, FormList, FormQuestion } from './form.ts';
import type { FormNode } from './form-places.ts';
import { FormulaError, type FormulaProblem } from './formula-error.ts';
import { type Formula, parseFormula } from './formula-parser.ts';
import { type FormNames, type References, referencesOf } from './formula-references.ts';

/** The columns of the sheet `survey` that hold formulas. */
export const formulaColumns = [
  'relevant',
  'calculation',
  'constraint',
  'required',
  'read_only',
  'choice_filter',
  'repeat_count',
  'default',
  'label',
] as const;
export type FormulaColumn = (typeof formulaColumns)[number];

/** A formula of a form, ready to evaluate. */
export interface FormFormula {
  readonly text: string;
  readonly formula: Formula;
  readonly references: References;
}

/** A part of a form with its formulas. */
export interface ProgramNode extends FormNode {
  readonly parent: ProgramNode | undefined;
  readonly children: readonly ProgramNode[];
  /** Undefined for the form itself. */
  readonly item: FormItem | undefined;
  readonly formulas: Readonly<Partial<Record<FormulaColumn, FormFormula>>>;
}

/** A form whose formulas are ready to evaluate. */
export interface FormProgram {
  readonly source: Form;
  readonly form: ProgramNode;
  /** All parts, each before what is in it. */
  readonly nodes: readonly ProgramNode[];
  readonly names: FormNames;
  readonly lists: ReadonlyMap<string, FormList>;
}

/** A formula that cannot be used. */
export interface FormulaFault {
  readonly item: FormItem;
  readonly column: FormulaColumn;
  readonly problem: FormulaProblem;
  /** An English sentence, with the place in the formula. */
  readonly message: string;
}

interface Draft {
  kind: ProgramNode['kind'];
  name: string;
  path: string;
  parent: Draft | undefined;
  children: Draft[];
  list: string | undefined;
  item: FormItem | undefined;
  formulas: Partial<Record<FormulaColumn, FormFormula>>;
}

/**
 * Makes a form ready to be filled in.
 *
 * @param form as it was read
 * @returns the program, and the formulas that cannot be used: without faults all of them can
 */
export function makeProgram(form: Form): {
  readonly program: FormProgram;
  readonly faults: readonly FormulaFault[];
} {
  const root: Draft = {
    ...{ kind: 'form', name: form.name, path: '', parent: undefined, children: [], list: undefined },
    ...{ item: undefined, formulas: {} },
  };
  const nodes: Draft[] = [root];
  for (const item of form.parts) grow(item, root, nodes);
  const names = namesOf(form, root as ProgramNode, nodes as readonly ProgramNode[]);
  const faults: FormulaFault[] = [];
  for (const node of nodes) {
    if (node.item) node.formulas = readFormulas(node as ProgramNode, node.item, names, faults);
  }
  return {
    program: {
      source: form,
      form: root as ProgramNode,
      nodes: nodes as readonly ProgramNode[],
      names,
      lists: new Map(form.lists.map((list) => [list.name, list])),
    },
    faults,
  };
}

function grow(item: FormItem, parent: Draft, nodes: Draft[]): void {
  const list = item.kind === 'question' ? (item.list ?? undefined) : undefined;
  const { kind, name } = item;
  const path = parent.path === '' ? name : `${parent.path}/${name}`;
  const node: Draft = { kind, name, path, parent, children: [], list, item, formulas: {} };
  parent.children.push(node);
  nodes.push(node);
  if (item.kind !== 'question') for (const part of item.parts) grow(part, node, nodes);
}

function namesOf(form: Form, root: ProgramNode, nodes: readonly ProgramNode[]): FormNames {
  const byName = new Map<string, ProgramNode[]>();
  for (const node of nodes) {
    const same = byName.get(node.name);
    if (same) same.push(node);
    else byName.set(node.name, [node]);
  }
  const columns = new Map(
    form.lists.map(({ name, choices }) => [
      name,
      new Set(['name', 'label', ...choices.flatMap((choice) => Object.keys(choice.columns))]),
    ]),
  );
  return {
    form: root,
    named: (name) => byName.get(name) ?? [],
    columnsOf: (list) => columns.get(list),
  };
}

function readFormulas(
  node: ProgramNode,
  item: FormItem,
  names: FormNames,
  faults: FormulaFault[],
): ProgramNode['formulas'] {
  const formulas: Partial<Record<FormulaColumn, FormFormula>> = {};
  for (const [column, text] of formulaTexts(item)) {
    const list = column === 'choice_filter' ? node.list : undefined;
    try {
      const formula = parseFormula(text);
      formulas[column] = { text, formula, references: referencesOf(formula, names, node, list) };
    } catch (thrown) {
      if (!(thrown instanceof FormulaError)) throw thrown;
      const at = `${thrown.message} (character ${thrown.position + 1})`;
      faults.push({ item, column, problem: thrown.problem, message: at });
    }
  }
  return formulas;
}

function formulaTexts(item: FormItem): readonly (readonly [FormulaColumn, string])[] {
  const found: (readonly [FormulaColumn, string | null])[] = [
    ['relevant', item.relevant],
    ['read_only', item.readOnly],
  ];
  if (item.kind === 'repeat') found.push(['repeat_count', item.count]);
  if (item.kind === 'question') found.push(...questionFormulas(item));
  return found.filter((entry): entry is readonly [FormulaColumn, string] => entry[1] !== null);
}

function questionFormulas(item: FormQuestion): readonly (readonly [FormulaColumn, string | null])[] {
  return [
    ['calculation', item.calculation],
    ['constraint', item.constraint],
    ['required', item.required],
    ['choice_filter', item.choiceFilter],
    ['default', item.default !== null && isFormula(item.default, item) ? item.default : null],
  ];
}

/** A default is a value, unless it names another question or calls a function (as the standard's own tools decide). */
function isFormula(text: string, { type }: FormQuestion): boolean {
  if (/\$\{[^}]+\}/.test(text) || /\b[a-z][a-z0-9:-]*\(.*\)/.test(text)) return true;
  return (type === 'integer' || type === 'decimal') && /^[\d.\s]+[-+*][\d.\s]+$/.test(text);
}

/**
 * Looks for parts whose values wait for each other.
 *
 * @param program of a form
 * @returns a cycle as a closed walk (a, b, a), or undefined when there is none
 */
export function findCycle(program: FormProgram): readonly ProgramNode[] | undefined {
  const finished = new Set<ProgramNode>();
  const walk: ProgramNode[] = [];
  const visit = (node: ProgramNode): readonly ProgramNode[] | undefined => {
    if (finished.has(node)) return undefined;
    const start = walk.indexOf(node);
    if (start >= 0) return [...walk.slice(start), node];
    walk.push(node);
    for (const other of waitsFor(node)) {
      const cycle = visit(other);
      if (cycle) return cycle;
    }
    walk.pop();
    finished.add(node);
    return undefined;
  };
  for (const node of program.nodes) {
    const cycle = visit(node);
    if (cycle) return cycle;
  }
  return undefined;
}

/**
 * What must be known before a part's own value and whether it applies are: its parent, and what these formulas name.
 *
 * @param node of a form
 * @returns the parts, each once
 */
export function waitsFor(node: ProgramNode): ReadonlySet<ProgramNode> {
  const others = new Set<ProgramNode>(node.parent ? [node.parent] : []);
  for (const column of ['relevant', 'calculation', 'repeat_count'] as const) {
    const formula = node.formulas[column];
    for (const named of formula?.references.nodes ?? []) {
      // `once()` and `.` speak of the value before.
      if (named !== node || column !== 'calculation' || namesItself(formula?.formula, node.name)) {
        others.add(named as ProgramNode);
      }
    }
  }
  return others;
}

function namesItself(formula: Formula | undefined, name: string): boolean {
  return (
    formula !== undefined &&
    JSON.stringify(formula).includes(`{"kind":"question","name":${JSON.stringify(name)},`)
  );
}
