import { dayNumber } from './formula-dates.ts';

/** What a formula gives. A question without an answer is the empty text. */
export type Value = string | number | boolean;

/** What a part of a formula gives: one value, or the values of all places that a path leads to. */
export type Result = Value | readonly Value[];

const numeral = /^\s*-?(?:\d+(?:\.\d*)?|\.\d+)\s*$/;

export function isSet(result: Result): result is readonly Value[] {
  return Array.isArray(result);
}

/**
 * @param result of a part of a formula
 * @returns it as one value: of several places, the first one's (XPath 1.0, 4.2)
 */
export function single(result: Result): Value {
  return isSet(result) ? (result[0] ?? '') : result;
}

/**
 * @param result of a part of a formula
 * @returns all its values
 */
export function every(result: Result): readonly Value[] {
  return isSet(result) ? result : [result];
}

/**
 * @param result of a part of a formula
 * @returns it as a number: a date is its days since 1970; NaN when it is neither
 */
export function toNumber(result: Result): number {
  const value = single(result);
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  return numeral.test(value) ? Number(value) : dayNumber(value);
}

/**
 * @param result of a part of a formula
 * @returns it as text; a number without an end in sight is "NaN" (XPath 1.0, 4.2)
 */
export function toText(result: Result): string {
  const value = single(result);
  if (typeof value !== 'number') return String(value);
  if (!Number.isFinite(value)) return 'NaN';
  if (Object.is(value, -0)) return '0';
  const text = String(value);
  return text.includes('e') ? plainDigits(value) : text;
}

/**
 * @param result of a part of a formula
 * @returns whether it holds: a text that is not empty, a number other than 0; of places, whether there is one with an
 *   answer
 */
export function toTruth(result: Result): boolean {
  if (isSet(result)) return result.some(toTruth);
  if (typeof result === 'boolean') return result;
  return typeof result === 'number' ? result !== 0 && !Number.isNaN(result) : result !== '';
}

/** The longest that `toFixed` takes, without the zeros that say nothing. */
function plainDigits(value: number): string {
  if (Math.abs(value) >= 1) return BigInt(Math.round(value)).toString();
  return value.toFixed(20).replace(/\.?0+$/, '');
}

/**
 * Compares as XPath does (XPath 1.0, 3.4): of several places it is enough that one fits.
 *
 * @param operator the comparison
 * @param left one side
 * @param right the other side
 * @returns whether it holds
 */
export function compare(
  operator: '=' | '!=' | '<' | '<=' | '>' | '>=',
  left: Result,
  right: Result,
): boolean {
  if (isSet(left)) return left.some((value) => compare(operator, value, right));
  if (isSet(right)) return right.some((value) => compare(operator, left, value));
  switch (operator) {
    case '=':
      return equal(left, right);
    case '!=':
      return !equal(left, right);
    case '<':
      return toNumber(left) < toNumber(right);
    case '<=':
      return toNumber(left) <= toNumber(right);
    case '>':
      return toNumber(left) > toNumber(right);
    case '>=':
      return toNumber(left) >= toNumber(right);
  }
}

function equal(left: Value, right: Value): boolean {
  if (typeof left === 'boolean' || typeof right === 'boolean') return toTruth(left) === toTruth(right);
  // An empty answer is equal to the empty text, whatever the type of its question.
  if (left === '' || right === '') return left === right;
  if (typeof left === 'number' || typeof right === 'number') return toNumber(left) === toNumber(right);
  return left === right;
}
