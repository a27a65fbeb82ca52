import { evaluateExpression, type Surroundings, type Value } from './expression-evaluate.ts';
import { type Node, parseExpression } from './expression-parser.ts';
import { type TypeScope, typeOfExpression, type ValueType } from './expression-types.ts';

/** A rule of a template, ready to evaluate. */
export interface Expression {
  readonly text: string;
  /** Type of its value. */
  readonly type: ValueType;
  /** Codes of the questions it names, sorted, each once. */
  readonly dependencies: readonly string[];
  /** @returns its value with these answers; null when unknown */
  evaluate(around: Surroundings): Value;
}

/**
 * Parses and checks a rule of a template.
 *
 * @param text the rule, such as `${ACC-02} div ${ACC-03} < 3.4`
 * @param scope types of the questions it may name
 * @returns the rule, ready to evaluate
 * @throws ExpressionError with the position of the fault
 */
export function compileExpression(text: string, scope: TypeScope): Expression {
  const node = parseExpression(text);
  return {
    text,
    type: typeOfExpression(node, scope),
    dependencies: dependenciesOf(node),
    evaluate: (around) => evaluateExpression(node, around),
  };
}

/**
 * @param node a parsed expression
 * @returns codes of the questions it names, sorted, each once
 */
export function dependenciesOf(node: Node): readonly string[] {
  const codes = new Set<string>();
  const visit = (part: Node): void => {
    if (part.kind === 'reference') codes.add(part.code);
    if (part.kind === 'negate') visit(part.operand);
    if (part.kind === 'binary') {
      visit(part.left);
      visit(part.right);
    }
    if (part.kind === 'call') for (const arg of part.args) visit(arg);
  };
  visit(node);
  return [...codes].sort();
}

/**
 * Looks for questions whose values wait for each other.
 *
 * @param dependencies for each question code, the codes that its value or relevance depends on
 * @returns a cycle as a closed walk (`['A', 'B', 'A']`), or undefined when there is none
 */
export function findCycle(
  dependencies: ReadonlyMap<string, readonly string[]>,
): readonly string[] | undefined {
  const finished = new Set<string>();
  const path: string[] = [];
  const visit = (code: string): readonly string[] | undefined => {
    if (finished.has(code)) return undefined;
    const start = path.indexOf(code);
    if (start >= 0) return [...path.slice(start), code];
    path.push(code);
    for (const next of dependencies.get(code) ?? []) {
      const cycle = visit(next);
      if (cycle) return cycle;
    }
    path.pop();
    finished.add(code);
    return undefined;
  };
  for (const code of dependencies.keys()) {
    const cycle = visit(code);
    if (cycle) return cycle;
  }
  return undefined;
}
