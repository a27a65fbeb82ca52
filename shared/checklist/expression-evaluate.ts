import { assertNever } from '../assert-never.ts';
import type { BinaryOperator, Node } from './expression-parser.ts';

/** A value in an expression. Null is *unknown*: unanswered, not applicable, or computed from something unknown. */
export type Value = null | boolean | number | string;

/** The answers around an expression. */
export interface Surroundings {
  /** Value of another question. */
  value(code: string): Value;
  /** Value of the question that the expression belongs to. */
  readonly self: Value;
  /** The day as of which ages are counted, `YYYY-MM-DD`: the inspection's, so that a score never changes by itself. */
  readonly asOf: string;
}

const isoDate = /^\d{4}-\d\d-\d\d$/;
const dayLength = 86_400_000;

/**
 * Evaluates an expression. Unknown stays unknown (`and` and `or` by Kleene's logic, division by zero is unknown), except
 * that `x = ''` asks whether x is unknown and `coalesce()` gives a way out.
 *
 * @param node a parsed expression
 * @param around the answers it may name
 * @returns its value; null when it is unknown or when values do not fit the operator
 */
export function evaluateExpression(node: Node, around: Surroundings): Value {
  switch (node.kind) {
    case 'literal':
      return node.value;
    case 'reference':
      return around.value(node.code);
    case 'self':
      return around.self;
    case 'negate':
      return arithmetic(evaluateExpression(node.operand, around), 0, (a) => -a);
    case 'binary':
      return evaluateBinary(node, around);
    case 'call':
      return evaluateCall(node, around);
    default:
      return assertNever(node);
  }
}

function evaluateBinary(node: Extract<Node, { kind: 'binary' }>, around: Surroundings): Value {
  const left = evaluateExpression(node.left, around);
  const right = evaluateExpression(node.right, around);
  const operator: BinaryOperator = node.operator;
  switch (operator) {
    case 'or':
      return left === true || right === true ? true : left === false && right === false ? false : null;
    case 'and':
      return left === false || right === false ? false : left === true && right === true ? true : null;
    case '=':
      return equal(left, right);
    case '!=':
      return negation(equal(left, right));
    case '<':
      return ordered(left, right, (order) => order < 0);
    case '<=':
      return ordered(left, right, (order) => order <= 0);
    case '>':
      return ordered(left, right, (order) => order > 0);
    case '>=':
      return ordered(left, right, (order) => order >= 0);
    case '+':
      return arithmetic(left, right, (a, b) => a + b);
    case '-':
      return arithmetic(left, right, (a, b) => a - b);
    case '*':
      return arithmetic(left, right, (a, b) => a * b);
    case 'div':
      return arithmetic(left, right, (a, b) => a / b);
    case 'mod':
      return arithmetic(left, right, (a, b) => a % b);
    default:
      return assertNever(operator);
  }
}

function evaluateCall(node: Extract<Node, { kind: 'call' }>, around: Surroundings): Value {
  const [first, second, third] = node.args;
  const argument = (arg: Node | undefined): Value => (arg ? evaluateExpression(arg, around) : null);
  switch (node.name) {
    case 'true':
      return true;
    case 'false':
      return false;
    case 'not':
      return negation(argument(first));
    case 'if': {
      const condition = argument(first);
      return typeof condition === 'boolean' ? argument(condition ? second : third) : null;
    }
    case 'coalesce':
      return node.args.map(argument).find((value) => value !== null) ?? null;
    case 'selected': {
      const wanted = argument(second);
      const codes = choices(argument(first));
      return codes === null || typeof wanted !== 'string' ? null : codes.includes(wanted);
    }
    case 'count-selected':
      return choices(argument(first))?.length ?? null;
    case 'round':
      return arithmetic(argument(first), second ? argument(second) : 0, rounded);
    case 'days-since':
      return daysSince(argument(first), around.asOf);
    default:
      return assertNever(node.name);
  }
}

function equal(left: Value, right: Value): boolean | null {
  if (left === '' || right === '') return (left ?? '') === (right ?? '');
  return left === null || right === null ? null : left === right;
}

function negation(value: Value): boolean | null {
  return typeof value === 'boolean' ? !value : null;
}

function ordered(left: Value, right: Value, holds: (order: number) => boolean): boolean | null {
  if (typeof left === 'number' && typeof right === 'number') return holds(left - right);
  // Only dates are ordered among texts, and dates in this form are ordered as texts.
  if (typeof left !== 'string' || typeof right !== 'string') return null;
  if (!isoDate.test(left) || !isoDate.test(right)) return null;
  return holds(left < right ? -1 : left > right ? 1 : 0);
}

function arithmetic(left: Value, right: Value, compute: (a: number, b: number) => number): number | null {
  if (typeof left !== 'number' || typeof right !== 'number') return null;
  const result = compute(left, right);
  return Number.isFinite(result) ? result : null;
}

function rounded(value: number, places: number): number {
  const digits = Math.max(0, Math.min(10, Math.trunc(places)));
  // By decimal notation, so that 1.005 to two places is 1.01 and not what its binary fraction says.
  const decimal = String(Math.abs(value));
  if (decimal.includes('e')) return Number(value.toFixed(digits));
  const shifted = Number(`${decimal}e${digits}`);
  const result = Number(`${Math.round(shifted)}e-${digits}`);
  return value < 0 ? -result : result;
}

function choices(value: Value): readonly string[] | null {
  if (typeof value !== 'string') return null;
  return value.split(' ').filter((code) => code !== '');
}

function daysSince(value: Value, asOf: string): number | null {
  if (typeof value !== 'string' || !isoDate.test(value)) return null;
  const days = (Date.parse(asOf) - Date.parse(value)) / dayLength;
  return Number.isFinite(days) ? days : null;
}
