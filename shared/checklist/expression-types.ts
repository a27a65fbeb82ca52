import { assertNever } from '../assert-never.ts';
import { ExpressionError } from './expression-error.ts';
import type { BinaryOperator, Node } from './expression-parser.ts';

/** What a part of an expression gives. Choices are text: their codes. */
export type ValueType = 'boolean' | 'number' | 'text' | 'date';

/** Types of the questions around an expression. */
export interface TypeScope {
  /** Type of a question's answer; undefined when the template has no such question. */
  typeOf(code: string): ValueType | undefined;
  /** Type of `.`; undefined where there is no answer of its own, as in `relevant`. */
  readonly self: ValueType | undefined;
}

const isoDate = /^\d{4}-\d\d-\d\d$/;

/**
 * Finds the type of an expression.
 *
 * @param node a parsed expression
 * @param scope types of the questions it may name
 * @returns the type of its value
 * @throws ExpressionError `unknown_question` or `wrong_type`, with the position of the part at fault
 */
export function typeOfExpression(node: Node, scope: TypeScope): ValueType {
  switch (node.kind) {
    case 'literal':
      return typeof node.value === 'number' ? 'number' : 'text';
    case 'self':
      if (scope.self) return scope.self;
      throw new ExpressionError('wrong_type', node.at, 'There is no answer of its own here');
    case 'reference': {
      const type = scope.typeOf(node.code);
      if (type) return type;
      throw new ExpressionError('unknown_question', node.at, `There is no question ${node.code}`);
    }
    case 'negate':
      return demand(node.operand, scope, 'number');
    case 'binary':
      return typeOfBinary(node, scope);
    case 'call':
      return typeOfCall(node, scope);
    default:
      return assertNever(node);
  }
}

function typeOfBinary(node: Extract<Node, { kind: 'binary' }>, scope: TypeScope): ValueType {
  const operator: BinaryOperator = node.operator;
  switch (operator) {
    case 'or':
    case 'and':
      demand(node.left, scope, 'boolean');
      return demand(node.right, scope, 'boolean');
    case '+':
    case '-':
    case '*':
    case 'div':
    case 'mod':
      demand(node.left, scope, 'number');
      return demand(node.right, scope, 'number');
    case '=':
    case '!=':
      compared(node, scope);
      return 'boolean';
    case '<':
    case '<=':
    case '>':
    case '>=': {
      const type = compared(node, scope);
      if (type === 'number' || type === 'date') return 'boolean';
      throw new ExpressionError('wrong_type', node.at, `${operator} compares numbers or dates, not ${type}`);
    }
    default:
      return assertNever(operator);
  }
}

function compared(node: Extract<Node, { kind: 'binary' }>, scope: TypeScope): ValueType {
  const left = typeOfExpression(node.left, scope);
  const right = typeOfExpression(node.right, scope);
  if (left === right) return left;
  // The XLSForm way to ask whether anything was answered.
  if (
    (node.operator === '=' || node.operator === '!=') &&
    (isEmptyText(node.left) || isEmptyText(node.right))
  )
    return 'text';
  if (left === 'date' && isDateText(node.right)) return 'date';
  if (right === 'date' && isDateText(node.left)) return 'date';
  throw new ExpressionError('wrong_type', node.at, `Cannot compare ${left} with ${right}`);
}

function isEmptyText(node: Node): boolean {
  return node.kind === 'literal' && node.value === '';
}

function isDateText(node: Node): boolean {
  return node.kind === 'literal' && typeof node.value === 'string' && isoDate.test(node.value);
}

function typeOfCall(node: Extract<Node, { kind: 'call' }>, scope: TypeScope): ValueType {
  switch (node.name) {
    case 'true':
    case 'false':
      return 'boolean';
    case 'not':
      return demandAll(node.args, scope, 'boolean');
    case 'if': {
      const [condition, ...branches] = node.args;
      if (condition) demand(condition, scope, 'boolean');
      return sameType(branches, scope, node.at);
    }
    case 'coalesce':
      return sameType(node.args, scope, node.at);
    case 'selected':
      demandAll(node.args, scope, 'text');
      return 'boolean';
    case 'count-selected':
      demandAll(node.args, scope, 'text');
      return 'number';
    case 'round':
      return demandAll(node.args, scope, 'number');
    case 'days-since':
      demandAll(node.args, scope, 'date');
      return 'number';
    default:
      return assertNever(node.name);
  }
}

function sameType(nodes: readonly Node[], scope: TypeScope, at: number): ValueType {
  const types = nodes.map((node) => typeOfExpression(node, scope));
  const first = types[0];
  if (first && types.every((type) => type === first)) return first;
  throw new ExpressionError('wrong_type', at, `All results must be of one type, not ${types.join(', ')}`);
}

function demandAll(nodes: readonly Node[], scope: TypeScope, wanted: ValueType): ValueType {
  for (const node of nodes) demand(node, scope, wanted);
  return wanted;
}

function demand(node: Node, scope: TypeScope, wanted: ValueType): ValueType {
  const type = typeOfExpression(node, scope);
  if (type === wanted) return type;
  throw new ExpressionError('wrong_type', node.at, `Expected ${wanted}, not ${type}`);
}
