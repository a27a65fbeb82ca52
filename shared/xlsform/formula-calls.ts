import { dateText, dateTimeText, dayNumber, formatDate, timeOfDay } from './formula-dates.ts';
import type { Scene } from './formula-evaluate.ts';
import type { FunctionName } from './formula-functions.ts';
import { every, type Result, toNumber, toText, toTruth, type Value } from './formula-values.ts';

type PlainCall = (args: readonly Result[], scene: Scene) => Value;

const numberOf =
  (compute: (value: number) => number): PlainCall =>
  ([value = '']) =>
    compute(toNumber(value));
const textOf =
  (compute: (...texts: readonly string[]) => Value): PlainCall =>
  (args) =>
    compute(...args.map(toText));

const plain: Readonly<Partial<Record<FunctionName, PlainCall>>> = {
  true: () => true,
  false: () => false,
  not: ([value = '']) => !toTruth(value),
  boolean: ([value = '']) => toTruth(value),
  'boolean-from-string': textOf((text = '') => text === 'true' || text === '1'),
  checklist: ([least = '', most = '', ...answers]) =>
    within(answers.filter(toTruth).length, toNumber(least), toNumber(most)),
  'weighted-checklist': ([least = '', most = '', ...pairs]) => {
    let weight = 0;
    for (let at = 0; at + 1 < pairs.length; at += 2) {
      if (toTruth(pairs[at] ?? '')) weight += toNumber(pairs[at + 1] ?? '');
    }
    return within(weight, toNumber(least), toNumber(most));
  },
  selected: textOf((chosen = '', choice = '') => choices(chosen).includes(choice.trim())),
  'selected-at': ([chosen = '', index = '']) => choices(toText(chosen))[toNumber(index)] ?? '',
  'count-selected': textOf((chosen = '') => choices(chosen).length),
  number: numberOf((value) => value),
  int: numberOf(Math.trunc),
  round: ([value = '', digits = 0]) => rounded(toNumber(value), toNumber(digits)),
  floor: numberOf(Math.floor),
  ceiling: numberOf(Math.ceil),
  abs: numberOf(Math.abs),
  pow: ([base = '', power = '']) => toNumber(base) ** toNumber(power),
  sqrt: numberOf(Math.sqrt),
  exp: numberOf(Math.exp),
  exp10: numberOf((value) => 10 ** value),
  log: numberOf(Math.log),
  log10: numberOf(Math.log10),
  pi: () => Math.PI,
  sin: numberOf(Math.sin),
  cos: numberOf(Math.cos),
  tan: numberOf(Math.tan),
  asin: numberOf(Math.asin),
  acos: numberOf(Math.acos),
  atan: numberOf(Math.atan),
  atan2: ([y = '', x = '']) => Math.atan2(toNumber(y), toNumber(x)),
  sum: ([values = '']) => every(values).reduce<number>((sum, value) => sum + toNumber(value), 0),
  min: (args) => extreme(args, Math.min),
  max: (args) => extreme(args, Math.max),
  string: textOf((text = '') => text),
  concat: (args) => args.flatMap(every).map(toText).join(''),
  join: ([between = '', ...args]) => args.flatMap(every).map(toText).join(toText(between)),
  substr: ([text = '', from = '', to]) =>
    toText(text).slice(toNumber(from), to === undefined ? undefined : toNumber(to)),
  substring: ([text = '', from = '', length]) => substring(toText(text), toNumber(from), length),
  'substring-before': textOf((text = '', part = '') => text.slice(0, Math.max(0, text.indexOf(part)))),
  'substring-after': textOf((text = '', part = '') =>
    text.includes(part) ? text.slice(text.indexOf(part) + part.length) : '',
  ),
  'string-length': textOf((text = '') => [...text].length),
  'normalize-space': textOf((text = '') => text.trim().replace(/\s+/g, ' ')),
  translate: textOf((text = '', from = '', to = '') => translated(text, [...from], [...to])),
  contains: textOf((text = '', part = '') => text.includes(part)),
  'starts-with': textOf((text = '', part = '') => text.startsWith(part)),
  'ends-with': textOf((text = '', part = '') => text.endsWith(part)),
  'lower-case': textOf((text = '') => text.toLowerCase()),
  'upper-case': textOf((text = '') => text.toUpperCase()),
  regex: textOf((text = '', pattern = '') => wholePattern(pattern)?.test(text) ?? false),
  today: (_args, { now, calendar }) => dateText(now + calendar.offset / 1440),
  now: (_args, { now, calendar }) => dateTimeText(now, calendar.offset),
  date: ([value = '']) => dateText(toNumber(value)),
  'date-time': ([value = ''], { calendar }) => dateTimeText(toNumber(value), calendar.offset),
  'format-date': ([value = '', pattern = ''], scene) => formatted(value, toText(pattern), scene),
  'format-date-time': ([value = '', pattern = ''], scene) => formatted(value, toText(pattern), scene),
  'decimal-date-time': numberOf((days) => days),
  'decimal-time': textOf((text = '') => timeOfDay(text)),
};

/**
 * Calls a function that needs nothing but its arguments, the calendar and the time.
 *
 * @param name of the function
 * @param args its arguments, evaluated
 * @param scene whose calendar and time hold
 * @returns its value; the empty text for a function that is none of these
 */
export function callPlain(name: FunctionName, args: readonly Result[], scene: Scene): Value {
  return plain[name]?.(args, scene) ?? '';
}

/**
 * @param pattern of `regex()`, which must fit the whole text
 * @returns it, ready to use; undefined when it is none
 */
export function wholePattern(pattern: string): RegExp | undefined {
  try {
    return new RegExp(`^(?:${pattern})$`, 'u');
  } catch {
    // What an author escapes without need is no fault in the standard's dialect.
    return loosePattern(pattern);
  }
}

function loosePattern(pattern: string): RegExp | undefined {
  try {
    return new RegExp(`^(?:${pattern})$`);
  } catch {
    return undefined;
  }
}

function choices(chosen: string): readonly string[] {
  return chosen.split(/\s+/).filter(Boolean);
}

function within(value: number, least: number, most: number): boolean {
  // The standard writes -1 for "no limit".
  return (least === -1 || value >= least) && (most === -1 || value <= most);
}

/** Half goes up, as in XPath 1.0; digits after the point, or before it when negative. */
function rounded(value: number, digits: number): number {
  if (!Number.isFinite(value) || !Number.isInteger(digits) || Math.abs(digits) > 15) return Number.NaN;
  const shifted = Math.round(Number(`${value}e${digits}`));
  const back = Number.isNaN(shifted) ? value : Number(`${shifted}e${-digits}`);
  return Object.is(back, -0) ? 0 : back;
}

function extreme(args: readonly Result[], pick: (...values: readonly number[]) => number): number {
  const values = args.flatMap(every).map(toNumber);
  return values.length === 0 ? Number.NaN : values.reduce((a, b) => pick(a, b));
}

/** XPath 1.0, 4.2: counts from 1. */
function substring(text: string, from: number, length: Result | undefined): string {
  const start = Math.round(from) - 1;
  const end = length === undefined ? undefined : start + Math.round(toNumber(length));
  if (Number.isNaN(start) || Number.isNaN(end ?? 0)) return '';
  return text.slice(Math.max(0, start), end === undefined ? undefined : Math.max(0, end));
}

function translated(text: string, from: readonly string[], to: readonly string[]): string {
  return Array.from(text, (letter) => {
    const at = from.indexOf(letter);
    return at < 0 ? letter : (to[at] ?? '');
  }).join('');
}

/** A date without a time of day is the same day everywhere; a time is shown as the clock on the wall has it. */
function formatted(value: Result, pattern: string, { calendar }: Scene): string {
  const text = toText(value);
  const days = toNumber(value);
  if (Number.isNaN(days)) return '';
  const hasTime = text.includes('T') || !Number.isInteger(days);
  const zoned = /(?:Z|[+-]\d\d:?\d\d)$/.test(text.slice(10)) || Number.isNaN(dayNumber(text));
  return formatDate(hasTime && zoned ? days + calendar.offset / 1440 : days, pattern, calendar);
}
