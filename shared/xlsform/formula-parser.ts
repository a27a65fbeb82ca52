import { FormulaError } from './formula-error.ts';
import { type FunctionName, functions, isFunction, leftOutFunctions } from './formula-functions.ts';
import { type Token, tokenize } from './formula-tokens.ts';

export const binaryOperators = [
  'or',
  'and',
  '=',
  '!=',
  '<',
  '<=',
  '>',
  '>=',
  '+',
  '-',
  '*',
  'div',
  'mod',
] as const;
export type BinaryOperator = (typeof binaryOperators)[number];

/** A step of a path: to the parent, to itself, or to children of a name (`*`: of any). */
export interface Step {
  readonly to: 'parent' | 'self' | 'child';
  readonly name: string;
  readonly predicates: readonly Formula[];
  readonly at: number;
}

/** Where a path starts: at the form, where the formula stands, or at what another part gives. */
export type PathStart = 'form' | 'here' | Formula;

/** A parsed formula; `at` is the position of the token that made the part. */
export type Formula =
  | { readonly kind: 'literal'; readonly value: number | string; readonly at: number }
  | { readonly kind: 'question'; readonly name: string; readonly at: number }
  | { readonly kind: 'negate'; readonly operand: Formula; readonly at: number }
  | {
      readonly kind: 'binary';
      readonly operator: BinaryOperator;
      readonly left: Formula;
      readonly right: Formula;
      readonly at: number;
    }
  | {
      readonly kind: 'call';
      readonly name: FunctionName;
      readonly args: readonly Formula[];
      readonly at: number;
    }
  | {
      readonly kind: 'path';
      readonly start: PathStart;
      /** Narrows down what the start gives. */
      readonly predicates: readonly Formula[];
      readonly steps: readonly Step[];
      readonly at: number;
    };

/** From the loosest binding to the tightest (XPath 1.0, 3.4 and 3.5). */
const levels: readonly (readonly BinaryOperator[])[] = [
  ['or'],
  ['and'],
  ['=', '!='],
  ['<', '<=', '>', '>='],
  ['+', '-'],
  ['*', 'div', 'mod'],
];

const deepest = 100;

interface Cursor {
  readonly tokens: readonly Token[];
  index: number;
  depth: number;
}

/**
 * Parses a formula of an XLSForm: XPath 1.0 with `${name}`.
 *
 * @param text the formula as a sheet holds it
 * @returns its tree
 * @throws FormulaError with the position of the first token that does not fit
 */
export function parseFormula(text: string): Formula {
  const cursor: Cursor = { tokens: tokenize(text), index: 0, depth: 0 };
  const formula = parseLevel(cursor, 0);
  const rest = peek(cursor);
  if (rest.kind !== 'end') {
    throw new FormulaError('expected', rest.position, `Expected the end, not ${rest.text}`);
  }
  return formula;
}

function parseLevel(cursor: Cursor, level: number): Formula {
  const operators = levels[level];
  if (!operators) return parseNegation(cursor);
  let left = parseLevel(cursor, level + 1);
  for (;;) {
    const token = peek(cursor);
    const operator = operators.find((candidate) => isOperator(token, candidate));
    if (!operator) return left;
    cursor.index++;
    const right = parseLevel(cursor, level + 1);
    left = { kind: 'binary', operator, left, right, at: token.position };
  }
}

function isOperator(token: Token, operator: string): boolean {
  return (token.kind === 'symbol' || token.kind === 'name') && token.text === operator;
}

function parseNegation(cursor: Cursor): Formula {
  const token = peek(cursor);
  if (!isOperator(token, '-')) return parsePath(cursor);
  cursor.index++;
  return deeper(cursor, token, () => ({
    kind: 'negate',
    operand: parseNegation(cursor),
    at: token.position,
  }));
}

function parsePath(cursor: Cursor): Formula {
  const token = peek(cursor);
  const at = token.position;
  if (isSymbol(token, '/')) {
    cursor.index++;
    return { kind: 'path', start: 'form', predicates: [], steps: parseSteps(cursor), at };
  }
  if (startsStep(cursor)) {
    return { kind: 'path', start: 'here', predicates: [], steps: parseSteps(cursor), at };
  }
  const start = parsePrimary(cursor);
  const predicates = parsePredicates(cursor);
  const follows = isSymbol(peek(cursor), '/');
  if (follows) cursor.index++;
  const steps = follows ? parseSteps(cursor) : [];
  if (steps.length === 0 && predicates.length === 0) return start;
  return { kind: 'path', start, predicates, steps, at };
}

function startsStep(cursor: Cursor): boolean {
  const token = peek(cursor);
  if (token.kind === 'symbol') return ['.', '..', '*'].includes(token.text);
  return token.kind === 'name' && !isSymbol(peek(cursor, 1), '(');
}

function parseSteps(cursor: Cursor): readonly Step[] {
  const steps = [parseStep(cursor)];
  while (isSymbol(peek(cursor), '/')) {
    cursor.index++;
    steps.push(parseStep(cursor));
  }
  return steps;
}

function parseStep(cursor: Cursor): Step {
  const token = peek(cursor);
  if (!startsStep(cursor)) {
    throw new FormulaError('expected', token.position, `Expected a name, not ${shown(token)}`);
  }
  cursor.index++;
  const to = token.text === '..' ? 'parent' : token.text === '.' ? 'self' : 'child';
  const name = to === 'child' ? token.text : '';
  return { to, name, predicates: parsePredicates(cursor), at: token.position };
}

function parsePredicates(cursor: Cursor): readonly Formula[] {
  const predicates: Formula[] = [];
  while (isSymbol(peek(cursor), '[')) {
    const token = peek(cursor);
    cursor.index++;
    predicates.push(deeper(cursor, token, () => parseLevel(cursor, 0)));
    expect(cursor, ']');
  }
  return predicates;
}

function parsePrimary(cursor: Cursor): Formula {
  const token = peek(cursor);
  const at = token.position;
  cursor.index++;
  if (token.kind === 'number') return { kind: 'literal', value: Number(token.text), at };
  if (token.kind === 'text') return { kind: 'literal', value: token.text, at };
  if (token.kind === 'reference') return { kind: 'question', name: token.text, at };
  if (token.kind === 'name') return parseCall(cursor, token);
  if (isSymbol(token, '(')) {
    return deeper(cursor, token, () => {
      const inner = parseLevel(cursor, 0);
      expect(cursor, ')');
      return inner;
    });
  }
  throw new FormulaError('expected', at, `Expected a value, not ${shown(token)}`);
}

function parseCall(cursor: Cursor, { text: name, position: at }: Token): Formula {
  if (leftOutFunctions.includes(name)) {
    throw new FormulaError('unsupported_function', at, `${name}() is not supported`);
  }
  if (!isFunction(name)) throw new FormulaError('unknown_function', at, `There is no function ${name}()`);
  const { least, most } = functions[name];
  const token = peek(cursor);
  expect(cursor, '(');
  const args = deeper(cursor, token, () => parseArguments(cursor));
  if (args.length < least || args.length > most) {
    const wanted =
      least === most ? `${least}` : most === Infinity ? `at least ${least}` : `${least} to ${most}`;
    const given = args.length;
    throw new FormulaError('wrong_argument_count', at, `${name}() takes ${wanted} arguments, not ${given}`);
  }
  return { kind: 'call', name, args, at };
}

function parseArguments(cursor: Cursor): readonly Formula[] {
  const args: Formula[] = [];
  if (isSymbol(peek(cursor), ')')) {
    cursor.index++;
    return args;
  }
  for (;;) {
    args.push(parseLevel(cursor, 0));
    if (!isSymbol(peek(cursor), ',')) break;
    cursor.index++;
  }
  expect(cursor, ')');
  return args;
}

function deeper<R>(cursor: Cursor, token: Token, parse: () => R): R {
  cursor.depth++;
  if (cursor.depth > deepest) {
    throw new FormulaError('too_deep', token.position, `Nested deeper than ${deepest} levels`);
  }
  const result = parse();
  cursor.depth--;
  return result;
}

function expect(cursor: Cursor, text: string): void {
  const token = peek(cursor);
  if (!isSymbol(token, text)) {
    throw new FormulaError('expected', token.position, `Expected ${text}, not ${shown(token)}`);
  }
  cursor.index++;
}

function shown(token: Token): string {
  return token.kind === 'end' ? 'the end' : token.text;
}

function isSymbol(token: Token, text: string): boolean {
  return token.kind === 'symbol' && token.text === text;
}

function peek(cursor: Cursor, ahead = 0): Token {
  const token = cursor.tokens[cursor.index + ahead] ?? cursor.tokens.at(-1);
  if (!token) throw new Error('tokens always end in an end token');
  return token;
}
