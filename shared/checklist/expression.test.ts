import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileExpression, findCycle } from './expression.ts';
import { ExpressionError } from './expression-error.ts';
import { evaluateExpression, type Value } from './expression-evaluate.ts';
import { binaryOperators, type Node, parseExpression } from './expression-parser.ts';
import type { ValueType } from './expression-types.ts';

const scope = {
  typeOf: (code: string): ValueType | undefined =>
    ({ N: 'number', M: 'number', T: 'text', D: 'date' })[code] as ValueType | undefined,
  self: 'number' as const,
};

function evaluate(text: string, values: Readonly<Record<string, Value>> = {}, self: Value = null): Value {
  return compileExpression(text, scope).evaluate({
    value: (code) => values[code] ?? null,
    self,
    asOf: '2008-06-30',
  });
}

function problemOf(text: string): { readonly problem: string; readonly position: number } {
  try {
    compileExpression(text, scope);
  } catch (thrown) {
    if (thrown instanceof ExpressionError) return { problem: thrown.problem, position: thrown.position };
    throw thrown;
  }
  throw new Error('no problem was found');
}

describe('what an expression gives', () => {
  test.each<[string, Value]>([
    ['1 + 2 * 3', 7],
    ['(1 + 2) * 3', 9],
    ['7 div 2', 3.5],
    ['7 mod 2', 1],
    ['- 2 - -3', 1],
    ['10 - 2 - 3', 5],
    ['1 = 1 and 2 > 1 or false()', true],
    ['not(1 = 2)', true],
    ["'a' = 'a'", true],
    ['"it\'s" != "its"', true],
    ['if(1 < 2, 10, 20)', 10],
    ['round(2.5)', 3],
    ['round(-2.5)', -3],
    ['round(1.005, 2)', 1.01],
    ["selected('dust mould', 'mould')", true],
    ["selected('dust mould', 'mou')", false],
    ["count-selected('dust  mould')", 2],
    ['true()', true],
    ['.5 + 0.25', 0.75],
  ])('%s gives %s', (text, value) => {
    expect(evaluate(text)).toBe(value);
  });

  test('names other answers and its own', () => {
    expect(evaluate('${N} div ${M} < .', { N: 10, M: 4 }, 3)).toBe(true);
    expect(evaluate("${T} = 'yes'", { T: 'no' })).toBe(false);
  });

  test('counts the age of a date on the day of the inspection, not today', () => {
    expect(evaluate('days-since(${D})', { D: '2008-01-01' })).toBe(181);
    expect(evaluate("${D} >= '2008-01-01'", { D: '2008-01-01' })).toBe(true);
  });

  test.each([
    '${N} > 0',
    '${N} = 1',
    "${T} != 'a'",
    '${N} + 1',
    'not(${N} > 0)',
    '1 div 0',
    "selected(${T}, 'a')",
    '5 mod 0',
    '- ${N}',
  ])('%s is unknown, not false, when what it needs is missing', (text) => {
    expect(evaluate(text)).toBeNull();
  });

  test('decides in spite of an unknown part where the other part decides', () => {
    expect(evaluate('${N} > 0 or 1 = 1')).toBe(true);
    expect(evaluate('${N} > 0 and 1 = 2')).toBe(false);
    expect(evaluate('${N} > 0 or 1 = 2')).toBeNull();
    expect(evaluate('coalesce(${N}, ${M}, 3)', { M: 2 })).toBe(2);
  });

  test("asks with = '' whether something was answered", () => {
    expect(evaluate("${N} = ''")).toBe(true);
    expect(evaluate("${N} = ''", { N: 0 })).toBe(false);
    expect(evaluate("${T} != ''", { T: 'words' })).toBe(true);
  });
});

describe('what is wrong with an expression', () => {
  test.each([
    ['1 + # 2', 'unexpected_character', 4],
    ["${T} = 'yes", 'unterminated_string', 7],
    ['${T = 1', 'unterminated_reference', 0],
    ['1 +', 'expected', 3],
    ['(1 + 2', 'expected', 6],
    ['1 < 2 < 3', 'expected', 6],
    ['1 2', 'expected', 2],
    ['now() = 1', 'unknown_function', 0],
    ['constructor()', 'unknown_function', 0],
    ['if(true(), 1)', 'wrong_argument_count', 0],
    ['1 + true()', 'wrong_type', 4],
    ["${N} = 'yes'", 'wrong_type', 5],
    ["'a' < 'b'", 'wrong_type', 4],
    ['${X} = 1', 'unknown_question', 0],
    [`${'('.repeat(200)}1`, 'too_deep', 60],
    [`${'-'.repeat(2000)}1`, 'too_deep', 60],
    [`${' '.repeat(4000)}1`, 'too_long', 4000],
  ])('%s: %s', (text, problem, position) => {
    expect(problemOf(text)).toEqual({ problem, position });
  });
});

test('lists the questions that it depends on, sorted, each once', () => {
  expect(compileExpression('${N} > ${M} or ${N} = 0 or not(. > ${M})', scope).dependencies).toEqual([
    'M',
    'N',
  ]);
});

test('names the questions that wait for each other', () => {
  const waits = new Map([
    ['A', ['B']],
    ['B', ['C']],
    ['C', ['D', 'B']],
    ['D', []],
  ]);
  expect(findCycle(waits)).toEqual(['B', 'C', 'B']);
  expect(findCycle(new Map([['A', ['A']]]))).toEqual(['A', 'A']);
  expect(findCycle(new Map([['A', ['B']]]))).toBeUndefined();
});

const anyNode = fc.letrec<{ node: Node }>((tie) => ({
  node: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.nat(999).map((value): Node => ({ kind: 'literal', value: value / 4, at: 0 })),
    fc.constantFrom('yes', 'no', '').map((value): Node => ({ kind: 'literal', value, at: 0 })),
    fc.constantFrom('N', 'M', 'T').map((code): Node => ({ kind: 'reference', code, at: 0 })),
    fc.constant<Node>({ kind: 'self', at: 0 }),
    tie('node').map((operand): Node => ({ kind: 'negate', operand, at: 0 })),
    fc
      .tuple(fc.constantFrom(...binaryOperators), tie('node'), tie('node'))
      .map(([operator, left, right]): Node => ({ kind: 'binary', operator, left, right, at: 0 })),
    fc
      .tuple(tie('node'), tie('node'))
      .map(([a, b]): Node => ({ kind: 'call', name: 'coalesce', args: [a, b], at: 0 })),
  ),
})).node;

function print(node: Node): string {
  switch (node.kind) {
    case 'literal':
      return typeof node.value === 'number' ? String(node.value) : `'${node.value}'`;
    case 'reference':
      return `\${${node.code}}`;
    case 'self':
      return '.';
    case 'negate':
      return `-(${print(node.operand)})`;
    case 'binary':
      return `(${print(node.left)}) ${node.operator} (${print(node.right)})`;
    case 'call':
      return `${node.name}(${node.args.map(print).join(', ')})`;
  }
}

test('reads back any tree that was written out', () => {
  const withoutPositions = (node: Node): unknown =>
    JSON.parse(JSON.stringify(node, (key, value) => (key === 'at' ? undefined : value)));
  fc.assert(
    fc.property(anyNode, (node) => {
      fc.pre(print(node).length < 4000 && depthOf(node) < 50);
      expect(withoutPositions(parseExpression(print(node)))).toEqual(withoutPositions(node));
    }),
  );
});

test('never throws while evaluating, whatever the types of the answers', () => {
  const anyValue = fc.oneof(fc.constant(null), fc.boolean(), fc.double(), fc.string());
  fc.assert(
    fc.property(anyNode, anyValue, anyValue, (node, self, other) => {
      const value = evaluateExpression(node, { value: () => other, self, asOf: '2008-06-30' });
      expect(['object', 'boolean', 'number', 'string']).toContain(typeof value);
    }),
  );
});

test('fails on any text only with a position inside it', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      try {
        parseExpression(text);
      } catch (thrown) {
        expect(thrown).toBeInstanceOf(ExpressionError);
        if (thrown instanceof ExpressionError) expect(thrown.position).toBeLessThanOrEqual(text.length);
      }
    }),
  );
});

function depthOf(node: Node): number {
  if (node.kind === 'negate') return 1 + depthOf(node.operand);
  if (node.kind === 'binary') return 1 + Math.max(depthOf(node.left), depthOf(node.right));
  if (node.kind === 'call') return 1 + Math.max(...node.args.map(depthOf));
  return 0;
}
