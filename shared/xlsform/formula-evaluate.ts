import { assertNever } from '../assert-never.ts';
import { type FormNode, type Place, placesOf, placesWithin } from './form-places.ts';
import { callPlain } from './formula-calls.ts';
import type { Calendar } from './formula-dates.ts';
import type { Formula, Step } from './formula-parser.ts';
import {
  compare,
  every,
  type Result,
  single,
  toNumber,
  toText,
  toTruth,
  type Value,
} from './formula-values.ts';

type Call = Extract<Formula, { kind: 'call' }>;
type Path = Extract<Formula, { kind: 'path' }>;

/** The form around a formula. */
export interface Scene {
  /** The whole form, filled in as far as it is. */
  readonly form: Place;
  /** What `${name}` means. */
  node(name: string): FormNode | undefined;
  /** A list of choices: a place with one child `item` a choice, whose children are its columns. */
  list(name: string): Place | undefined;
  /** Label of a choice in the language in use. */
  choiceLabel(list: string, value: string): string | undefined;
  readonly calendar: Calendar;
  /** Now, in days since 1970 UTC. */
  readonly now: number;
}

/** Where a formula stands. */
interface Stand {
  readonly scene: Scene;
  /** Where the whole formula stands: from here `${name}` is looked for. */
  readonly current: Place;
  /** Where its part stands: within a predicate another place. */
  readonly here: Place;
  readonly position: number;
  readonly last: number;
}

/**
 * Evaluates a formula as XPath 1.0 and the ODK XForms specification say, but for one thing: what is divided by zero is no
 * number, as it is *unknown* with this program's figures.
 *
 * @param formula parsed
 * @param scene the form around it
 * @param current the place that it belongs to
 * @param here the place that `.` means; left out: the same
 * @returns its value
 */
export function evaluateFormula(
  formula: Formula,
  scene: Scene,
  current: Place,
  here: Place = current,
): Result {
  return evaluate(formula, { scene, current, here, position: 1, last: 1 });
}

function evaluate(formula: Formula, stand: Stand): Result {
  switch (formula.kind) {
    case 'literal':
      return formula.value;
    case 'question':
    case 'path':
      return valuesOf(places(formula, stand));
    case 'negate':
      return -toNumber(evaluate(formula.operand, stand));
    case 'binary':
      return evaluateBinary(formula, stand);
    case 'call':
      return evaluateCall(formula, stand);
    default:
      return assertNever(formula);
  }
}

function valuesOf(found: readonly Place[]): Result {
  const [first] = found;
  return found.length === 1 && first ? first.value() : found.map((place) => place.value());
}

function evaluateBinary(formula: Extract<Formula, { kind: 'binary' }>, stand: Stand): Result {
  const { operator } = formula;
  const left = evaluate(formula.left, stand);
  if (operator === 'or') return toTruth(left) || toTruth(evaluate(formula.right, stand));
  if (operator === 'and') return toTruth(left) && toTruth(evaluate(formula.right, stand));
  const right = evaluate(formula.right, stand);
  switch (operator) {
    case '+':
      return toNumber(left) + toNumber(right);
    case '-':
      return toNumber(left) - toNumber(right);
    case '*':
      return toNumber(left) * toNumber(right);
    case 'div':
      return finite(toNumber(left) / toNumber(right));
    case 'mod':
      return finite(toNumber(left) % toNumber(right));
    default:
      return compare(operator, left, right);
  }
}

function finite(value: number): number {
  return Number.isFinite(value) ? value : Number.NaN;
}

/** The functions that look around; all others know nothing but their arguments. */
function evaluateCall(call: Call, stand: Stand): Result {
  const { scene } = stand;
  const [first, second, third] = call.args;
  const argument = (formula: Formula | undefined): Result => (formula ? evaluate(formula, stand) : '');
  switch (call.name) {
    case 'if':
      return argument(toTruth(argument(first)) ? second : third);
    case 'coalesce':
      return call.args.map((arg) => single(argument(arg))).find(isThere) ?? '';
    case 'once': {
      const before = stand.here.value();
      return before === '' ? single(argument(first)) : before;
    }
    case 'position':
      return first ? positionOf(places(first, stand)[0]) : stand.position;
    case 'last':
      return stand.last;
    case 'count':
      return first ? places(first, stand).length : 0;
    case 'count-non-empty':
      return every(argument(first)).filter(isThere).length;
    case 'indexed-repeat':
      return valuesOf(indexedRepeat(call, stand));
    case 'current':
    case 'instance':
      return valuesOf(places(call, stand));
    case 'pulldata':
      return pulled(
        call.args.map((arg) => toText(argument(arg))),
        scene,
      );
    case 'jr:choice-name':
      return choiceName(toText(argument(first)), toText(argument(second)), stand);
    case 'number':
    case 'string':
    case 'string-length':
    case 'normalize-space':
      return callPlain(call.name, [first ? argument(first) : stand.here.value()], scene);
    default:
      return callPlain(call.name, call.args.map(argument), scene);
  }
}

function isThere(value: Value): boolean {
  return value !== '' && !Number.isNaN(value);
}

/** The places that a part leads to; what gives a value and no place leads nowhere. */
function places(formula: Formula, stand: Stand): readonly Place[] {
  const { scene, current } = stand;
  if (formula.kind === 'question') {
    const target = scene.node(formula.name);
    return target ? placesOf(current, target) : [];
  }
  if (formula.kind === 'path') return placesOfPath(formula, stand);
  if (formula.kind !== 'call') return [];
  if (formula.name === 'current') return [current];
  if (formula.name === 'instance') {
    const list = scene.list(toText(evaluate(formula.args[0] ?? emptyText, stand)));
    return list ? [list] : [];
  }
  return formula.name === 'indexed-repeat' ? indexedRepeat(formula, stand) : [];
}

const emptyText: Formula = { kind: 'literal', value: '', at: 0 };

function placesOfPath(path: Path, stand: Stand): readonly Place[] {
  const { start, steps } = path;
  let found: readonly Place[];
  let rest = steps;
  if (start === 'form') {
    // The first step names the form itself.
    found = [stand.scene.form];
    rest = steps.slice(1);
  } else {
    found = start === 'here' ? [stand.here] : places(start, stand);
  }
  found = narrowed(found, path.predicates, stand);
  for (const step of rest) {
    found = found.flatMap((place) => narrowed(taken(place, step), step.predicates, stand));
  }
  return [...new Set(found)];
}

function taken(place: Place, { to, name }: Step): readonly Place[] {
  if (to === 'self') return [place];
  if (to === 'parent') return place.parent ? [place.parent] : [];
  return place.childrenNamed(name);
}

function narrowed(found: readonly Place[], predicates: readonly Formula[], stand: Stand): readonly Place[] {
  let left = found;
  for (const predicate of predicates) {
    const among = left;
    left = among.filter((here, index) => {
      const holds = evaluate(predicate, { ...stand, here, position: index + 1, last: among.length });
      return typeof holds === 'number' ? holds === index + 1 : toTruth(holds);
    });
  }
  return left;
}

function positionOf(place: Place | undefined): number {
  if (!place?.parent) return place ? 1 : Number.NaN;
  return place.parent.childrenNamed(place.name).indexOf(place) + 1;
}

/** `indexed-repeat(${question}, ${repeat}, index, …)`: a question of the block of a number. */
function indexedRepeat(call: Call, stand: Stand): readonly Place[] {
  const [wanted, ...indexes] = call.args;
  const target = wanted?.kind === 'question' ? stand.scene.node(wanted.name) : undefined;
  if (!target) return [];
  let from: Place = stand.current;
  for (let at = 0; at + 1 < indexes.length; at += 2) {
    const [repeat, index] = [indexes[at], indexes[at + 1]];
    const node = repeat?.kind === 'question' ? stand.scene.node(repeat.name) : undefined;
    const block = node && index && placesOf(from, node)[toNumber(evaluate(index, stand)) - 1];
    if (!block) return [];
    from = block;
  }
  return from.node ? placesWithin(from, from.node, target) : [];
}

/** `pulldata('list', 'wanted column', 'column to look in', value)`, over the lists that the form itself has. */
function pulled([list = '', wanted = '', key = '', value = '']: readonly string[], scene: Scene): Value {
  const items = scene.list(list)?.childrenNamed('root')[0]?.childrenNamed('item') ?? [];
  const item = items.find((place) => place.childrenNamed(key)[0]?.value() === value);
  return item?.childrenNamed(wanted)[0]?.value() ?? '';
}

const named = /^\s*\$\{\s*([^${}\s]+)\s*\}\s*$/;

function choiceName(value: string, question: string, { scene }: Stand): Value {
  const list = scene.node(named.exec(question)?.[1] ?? question.split('/').at(-1) ?? '')?.list;
  if (list === undefined) return value;
  const labels = value.split(/\s+/).filter(Boolean);
  return labels.map((choice) => scene.choiceLabel(list, choice) ?? choice).join(', ');
}
