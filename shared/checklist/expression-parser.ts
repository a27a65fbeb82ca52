import { ExpressionError } from './expression-error.ts';
import { type Token, tokenize } from './expression-tokens.ts';

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

/** Functions of the language with the number of arguments each takes. */
export const functions = {
  true: { least: 0, most: 0 },
  false: { least: 0, most: 0 },
  not: { least: 1, most: 1 },
  if: { least: 3, most: 3 },
  coalesce: { least: 1, most: 20 },
  selected: { least: 2, most: 2 },
  'count-selected': { least: 1, most: 1 },
  round: { least: 1, most: 2 },
  'days-since': { least: 1, most: 1 },
} as const;
export type FunctionName = keyof typeof functions;

/** A parsed expression; `at` is the position of the token that made the node. */
export type Node =
  | { readonly kind: 'literal'; readonly value: number | string; readonly at: number }
  | { readonly kind: 'reference'; readonly code: string; readonly at: number }
  | { readonly kind: 'self'; readonly at: number }
  | { readonly kind: 'negate'; readonly operand: Node; readonly at: number }
  | {
      readonly kind: 'binary';
      readonly operator: BinaryOperator;
      readonly left: Node;
      readonly right: Node;
      readonly at: number;
    }
  | {
      readonly kind: 'call';
      readonly name: FunctionName;
      readonly args: readonly Node[];
      readonly at: number;
    };

/** From the loosest binding to the tightest. Comparisons do not chain: `1 < 2 < 3` is a fault, not a surprise. */
const levels: readonly { readonly operators: readonly BinaryOperator[]; readonly chains: boolean }[] = [
  { operators: ['or'], chains: true },
  { operators: ['and'], chains: true },
  { operators: ['=', '!=', '<', '<=', '>', '>='], chains: false },
  { operators: ['+', '-'], chains: true },
  { operators: ['*', 'div', 'mod'], chains: true },
];

const deepest = 60;

interface Cursor {
  readonly tokens: readonly Token[];
  index: number;
  depth: number;
}

/**
 * Parses an expression. The language is a subset of XLSForm's (XPath 1 with `${CODE}` and `.`).
 *
 * @param text the expression as a template holds it
 * @returns its tree
 * @throws ExpressionError with the position of the first token that does not fit
 */
export function parseExpression(text: string): Node {
  const cursor: Cursor = { tokens: tokenize(text), index: 0, depth: 0 };
  const node = parseLevel(cursor, 0);
  const rest = peek(cursor);
  if (rest.kind !== 'end')
    throw new ExpressionError('expected', rest.position, `Expected the end, not ${rest.text}`);
  return node;
}

function parseLevel(cursor: Cursor, level: number): Node {
  const here = levels[level];
  if (!here) return parseNegation(cursor);
  let left = parseLevel(cursor, level + 1);
  for (;;) {
    const token = peek(cursor);
    const operator = here.operators.find((candidate) => isOperator(token, candidate));
    if (!operator) return left;
    cursor.index++;
    const right = parseLevel(cursor, level + 1);
    left = { kind: 'binary', operator, left, right, at: token.position };
    if (!here.chains) return left;
  }
}

function isOperator(token: Token, operator: BinaryOperator): boolean {
  return (token.kind === 'symbol' || token.kind === 'name') && token.text === operator;
}

function parseNegation(cursor: Cursor): Node {
  const token = peek(cursor);
  if (!isOperator(token, '-')) return parsePrimary(cursor);
  cursor.index++;
  return deeper(cursor, token, () => ({
    kind: 'negate',
    operand: parseNegation(cursor),
    at: token.position,
  }));
}

function parsePrimary(cursor: Cursor): Node {
  const token = peek(cursor);
  const at = token.position;
  cursor.index++;
  if (token.kind === 'number') return { kind: 'literal', value: Number(token.text), at };
  if (token.kind === 'string') return { kind: 'literal', value: token.text, at };
  if (token.kind === 'reference') return { kind: 'reference', code: token.text, at };
  if (token.kind === 'self') return { kind: 'self', at };
  if (token.kind === 'name') return parseCall(cursor, token);
  if (token.kind === 'symbol' && token.text === '(') {
    return deeper(cursor, token, () => {
      const inner = parseLevel(cursor, 0);
      expect(cursor, ')');
      return inner;
    });
  }
  const found = token.kind === 'end' ? 'the end' : token.text;
  throw new ExpressionError('expected', at, `Expected a value, not ${found}`);
}

function parseCall(cursor: Cursor, name: Token): Node {
  if (!isFunction(name.text)) {
    throw new ExpressionError('unknown_function', name.position, `There is no function ${name.text}`);
  }
  const { least, most } = functions[name.text];
  expect(cursor, '(');
  const args = deeper(cursor, name, () => parseArguments(cursor));
  if (args.length < least || args.length > most) {
    const wanted = least === most ? `${least}` : `${least} to ${most}`;
    throw new ExpressionError(
      'wrong_argument_count',
      name.position,
      `${name.text}() takes ${wanted} arguments`,
    );
  }
  return { kind: 'call', name: name.text, args, at: name.position };
}

function isFunction(name: string): name is FunctionName {
  return Object.hasOwn(functions, name);
}

function parseArguments(cursor: Cursor): readonly Node[] {
  const args: Node[] = [];
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
    throw new ExpressionError('too_deep', token.position, `Nested deeper than ${deepest} levels`);
  }
  const result = parse();
  cursor.depth--;
  return result;
}

function expect(cursor: Cursor, text: string): void {
  const token = peek(cursor);
  if (!isSymbol(token, text)) throw new ExpressionError('expected', token.position, `Expected ${text}`);
  cursor.index++;
}

function isSymbol(token: Token, text: string): boolean {
  return token.kind === 'symbol' && token.text === text;
}

function peek(cursor: Cursor): Token {
  const token = cursor.tokens[cursor.index] ?? cursor.tokens.at(-1);
  if (!token) throw new Error('tokens always end in an end token');
  return token;
}
