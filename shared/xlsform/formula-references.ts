import type { FormNode } from './form-places.ts';
import { wholePattern } from './formula-calls.ts';
import { FormulaError } from './formula-error.ts';
import type { Formula, Step } from './formula-parser.ts';

/** The form that formulas may speak of. */
export interface FormNames {
  readonly form: FormNode;
  /** Everything in the form that has the name. */
  named(name: string): readonly FormNode[];
  /** Columns of a list of choices; undefined when there is no such list. */
  columnsOf(list: string): ReadonlySet<string> | undefined;
}

/** What a formula depends on. */
export interface References {
  /** Questions whose answers it uses, groups that it looks into, and repeats whose number of blocks it uses. */
  readonly nodes: ReadonlySet<FormNode>;
  /**
   * Whether it looks at other blocks of a repeat than the one that it stands in, by number or by path: then any block may
   * concern it.
   */
  readonly wide: boolean;
}

/** Where a part of a formula stands: at something of the form, in a list's choices, or where only the answers tell. */
type Standing = FormNode | { readonly columns: ReadonlySet<string> } | 'list' | 'anywhere';

interface Search {
  readonly names: FormNames;
  /** What the formula belongs to. */
  readonly owner: FormNode;
  readonly nodes: Set<FormNode>;
  wide: boolean;
}

/**
 * Finds what a formula depends on, and checks that all of it exists.
 *
 * @param formula parsed
 * @param names the form around it
 * @param here what the formula belongs to
 * @param choicesOf the list whose choices a filter goes through, one by one: there plain names are its columns
 * @returns what it depends on
 * @throws FormulaError `unknown_question`, `ambiguous_question`, `unknown_path`, `unknown_list`, `bad_pattern`
 */
export function referencesOf(
  formula: Formula,
  names: FormNames,
  here: FormNode,
  choicesOf?: string,
): References {
  const search: Search = { names, owner: here, nodes: new Set(), wide: false };
  const columns = choicesOf === undefined ? undefined : names.columnsOf(choicesOf);
  visit(formula, search, columns ? { columns } : choicesOf === undefined ? here : 'anywhere');
  return search;
}

function visit(formula: Formula, search: Search, standing: Standing): void {
  switch (formula.kind) {
    case 'literal':
      return;
    case 'question':
      search.nodes.add(nodeNamed(formula.name, formula.at, search.names));
      return;
    case 'negate':
      visit(formula.operand, search, standing);
      return;
    case 'binary':
      visit(formula.left, search, standing);
      visit(formula.right, search, standing);
      return;
    case 'call':
      visitCall(formula, search, standing);
      return;
    case 'path':
      visitPath(formula, search, standing);
  }
}

function visitCall(call: Extract<Formula, { kind: 'call' }>, search: Search, standing: Standing): void {
  const [first, second] = call.args;
  if (call.name === 'indexed-repeat' || call.name === 'position') search.wide = true;
  if (call.name === 'instance' || call.name === 'pulldata') {
    const known = first?.kind !== 'literal' || search.names.columnsOf(String(first.value));
    if (!known) {
      const list = first.kind === 'literal' ? first.value : '';
      throw new FormulaError('unknown_list', first.at, `There is no list of choices ${list}`);
    }
  }
  if (call.name === 'regex' && second?.kind === 'literal' && !wholePattern(String(second.value))) {
    throw new FormulaError('bad_pattern', second.at, 'The pattern of regex() cannot be read');
  }
  for (const arg of call.args) visit(arg, search, standing);
}

function visitPath(path: Extract<Formula, { kind: 'path' }>, search: Search, standing: Standing): void {
  const end = pathEnd(path, search, standing);
  if (typeof end === 'object' && 'kind' in end) search.nodes.add(end);
}

function pathEnd(path: Extract<Formula, { kind: 'path' }>, search: Search, standing: Standing): Standing {
  const { start, steps } = path;
  const first = steps[0];
  let at = standingAt(start, search, standing);
  for (const predicate of path.predicates) visit(predicate, search, at);
  if (path.predicates.length > 0 || start === 'form') search.wide = true;
  if (start === 'form' && first && first.to === 'child') checkFormName(first, search.names);
  for (const step of start === 'form' ? steps.slice(1) : steps) {
    at = stepped(at, step, search.names);
    for (const predicate of step.predicates) visit(predicate, search, at);
    if (step.predicates.length > 0) search.wide = true;
  }
  return at;
}

function standingAt(
  start: Extract<Formula, { kind: 'path' }>['start'],
  search: Search,
  standing: Standing,
): Standing {
  if (start === 'form') return search.names.form;
  if (start === 'here') return standing;
  visit(start, search, standing);
  if (start.kind === 'question') return nodeNamed(start.name, start.at, search.names);
  if (start.kind !== 'call') return 'anywhere';
  if (start.name === 'instance' && start.args[0]?.kind === 'literal') return 'list';
  return start.name === 'current' ? search.owner : 'anywhere';
}

/** The first step of an absolute path is the form, whatever it is called. */
function checkFormName(step: Step, names: FormNames): void {
  if (step.name === names.form.name || step.name === 'data' || step.name === '*') return;
  throw new FormulaError('unknown_path', step.at, `The form is called ${names.form.name}, not ${step.name}`);
}

function stepped(at: Standing, step: Step, names: FormNames): Standing {
  if (at === 'anywhere' || at === 'list') return at;
  if ('columns' in at) {
    if (step.to !== 'child') return step.to === 'self' ? at : 'anywhere';
    if (at.columns.has(step.name) || step.name === '*') return 'anywhere';
    // Within a filter a question's plain name is a slip that no program would notice.
    const hint = names.named(step.name).length > 0 ? `; the question is \${${step.name}}` : '';
    throw new FormulaError('unknown_path', step.at, `The choices have no column ${step.name}${hint}`);
  }
  if (step.to === 'self') return at;
  if (step.to === 'parent') {
    if (at.parent) return at.parent;
    throw new FormulaError('unknown_path', step.at, 'There is nothing above the form');
  }
  if (step.name === '*') return 'anywhere';
  const child = at.children.find(({ name }) => name === step.name);
  if (child) return child;
  const where = at.kind === 'form' ? 'in the form' : `in ${at.name}`;
  const hint = names.named(step.name).length > 0 ? `; to name the question, write \${${step.name}}` : '';
  throw new FormulaError('unknown_path', step.at, `There is no ${step.name} ${where}${hint}`);
}

function nodeNamed(name: string, at: number, names: FormNames): FormNode {
  const [node, other] = names.named(name);
  if (!node) throw new FormulaError('unknown_question', at, `There is no question ${name}`);
  if (other) {
    const both = `${node.path} and ${other.path}`;
    throw new FormulaError('ambiguous_question', at, `There are several questions ${name}: ${both}`);
  }
  return node;
}
