import type { FormQuestion } from './form.ts';
import { ListPlaces } from './form-lists.ts';
import { isAround, type Place } from './form-places.ts';
import { type FormPlan, planOf } from './form-plan.ts';
import type { FormProgram, FormulaColumn, ProgramNode } from './form-program.ts';
import type { Calendar } from './formula-dates.ts';
import { evaluateFormula, type Scene } from './formula-evaluate.ts';
import type { Formula } from './formula-parser.ts';
import { toNumber, toText, toTruth, type Value } from './formula-values.ts';

/** What a form is filled in with. */
export interface FormSurroundings {
  readonly calendar: Calendar;
  /** When it is filled in, ms since 1970 UTC: a form that is opened again later gives the same results. */
  readonly at: number;
  /** Name of the language in use. */
  readonly language: string;
}

/** Most blocks that a repeat can have. */
export const mostBlocks = 200;

/** A place of a form that is being filled in. */
export interface FilledPlace extends Place {
  readonly node: ProgramNode;
  readonly parent: FilledPlace | undefined;
  /** Whether it applies, and all around it. */
  readonly applies: boolean;
  /** Of a repeat: number of the block, from 1; 0 elsewhere. */
  readonly block: number;
}

class Filled implements FilledPlace {
  readonly node: ProgramNode;
  readonly parent: Filled | undefined;
  readonly children = new Map<string, Filled[]>();
  /** What was entered or computed, whether it applies or not. */
  answer: Value = '';
  applies = true;

  constructor(node: ProgramNode, parent: Filled | undefined) {
    this.node = node;
    this.parent = parent;
  }

  get name(): string {
    return this.node.name;
  }

  get block(): number {
    if (this.node.kind !== 'repeat') return 0;
    return (this.parent?.children.get(this.name)?.indexOf(this) ?? 0) + 1;
  }

  value(): Value {
    return this.applies ? this.answer : '';
  }

  childrenNamed(name: string): readonly Filled[] {
    return name === '*' ? [...this.children.values()].flat() : (this.children.get(name) ?? []);
  }
}

/**
 * A form that is being filled in. A change recomputes what depends on it and nothing else, each thing once, in an order
 * in which everything is known that it needs.
 */
export class FormState {
  readonly program: FormProgram;
  readonly #form: Filled;
  readonly #scene: Scene;
  readonly #places = new Map<ProgramNode, Filled[]>();
  readonly #plan: FormPlan;
  readonly #due = new Map<ProgramNode, Set<Filled>>();
  #changed = new Set<Filled>();

  /**
   * @param program of a form without faults and cycles
   * @param surroundings language, calendar and time
   */
  constructor(program: FormProgram, surroundings: FormSurroundings) {
    this.program = program;
    this.#plan = planOf(program);
    for (const node of program.nodes) this.#places.set(node, []);
    const lists = new ListPlaces(program, surroundings.language);
    this.#form = this.#grow(program.form, undefined);
    this.#scene = {
      form: this.#form,
      node: (name) => program.names.named(name)[0],
      list: (name) => lists.list(name),
      choiceLabel: (list, choice) => lists.label(list, choice),
      calendar: surroundings.calendar,
      now: surroundings.at / 86_400_000,
    };
    this.#settle();
  }

  /** The form as a whole. */
  get form(): FilledPlace {
    return this.#form;
  }

  /**
   * @param node a part of the form
   * @returns its places, in order
   */
  placesOf(node: ProgramNode): readonly FilledPlace[] {
    return this.#places.get(node) ?? [];
  }

  /**
   * Enters an answer.
   *
   * @param place of a question
   * @param answer number for numbers; text for all others, choices by name with spaces between; empty: none
   * @returns everything whose value, or whether it applies, has changed
   */
  enter(place: FilledPlace, answer: Value): ReadonlySet<FilledPlace> {
    const filled = this.#own(place);
    if (filled.answer !== answer) {
      filled.answer = answer;
      this.#note(filled);
    }
    return this.#settle();
  }

  /**
   * Adds a block to a repeat.
   *
   * @param around the place around the repeat
   * @param repeat what a block is added to
   * @returns the new block; undefined when there are as many as there can be
   */
  addBlock(around: FilledPlace, repeat: ProgramNode): FilledPlace | undefined {
    const parent = this.#own(around);
    if (parent.childrenNamed(repeat.name).length >= mostBlocks) return undefined;
    const block = this.#grow(repeat, parent);
    this.#noteBlock(block);
    this.#settle();
    return block;
  }

  /**
   * Takes a block of a repeat away, with what was entered in it.
   *
   * @param block of a repeat
   */
  removeBlock(block: FilledPlace): void {
    this.#drop(this.#own(block));
    this.#settle();
  }

  /**
   * @param place of a question or repeat
   * @param column of the sheet `survey`
   * @returns what the formula of the column gives there now; undefined without one
   */
  result(place: FilledPlace, column: FormulaColumn): Value | undefined {
    const formula = place.node.formulas[column];
    if (!formula) return undefined;
    const result = evaluateFormula(formula.formula, this.#scene, place);
    return Array.isArray(result) ? toText(result) : (result as Value);
  }

  /**
   * Evaluates a formula that is not of the sheet's own columns, such as the rule when an answer is adverse.
   *
   * @param formula parsed and checked
   * @param place of the question that it belongs to
   * @param own what `.` is instead of the place's own answer
   * @returns its value
   */
  evaluate(formula: Formula, place: FilledPlace, own: Value): Value {
    const here: Place = {
      ...{ node: place.node, name: place.name, parent: place.parent },
      ...{ childrenNamed: () => [], value: () => own },
    };
    const result = evaluateFormula(formula, this.#scene, place, here);
    return Array.isArray(result) ? toText(result) : (result as Value);
  }

  /**
   * @param place of a select
   * @returns names of the choices that its filter leaves
   */
  choicesOf(place: FilledPlace): readonly string[] {
    const { list } = place.node;
    const items =
      list === undefined ? [] : this.#scene.list(list)?.childrenNamed('root')[0]?.childrenNamed('item');
    const filter = place.node.formulas.choice_filter;
    return (items ?? [])
      .filter((item) => !filter || toTruth(evaluateFormula(filter.formula, this.#scene, place, item)))
      .map((item) => toText(item.childrenNamed('name')[0]?.value() ?? ''));
  }

  /**
   * @param place of a question
   * @returns whether its answer breaks its constraint; what is not answered breaks none
   */
  breaksConstraint(place: FilledPlace): boolean {
    if (place.value() === '') return false;
    const result = this.result(place, 'constraint');
    return result !== undefined && !toTruth(result);
  }

  /**
   * @param place of a question
   * @returns whether it must be answered and is not
   */
  isMissing(place: FilledPlace): boolean {
    return place.applies && place.value() === '' && toTruth(this.result(place, 'required') ?? false);
  }

  #own(place: FilledPlace): Filled {
    if (place instanceof Filled) return place;
    throw new Error('the place is of another form');
  }

  #grow(node: ProgramNode, parent: Filled | undefined): Filled {
    const place = new Filled(node, parent);
    if (parent) parent.children.set(node.name, [...parent.childrenNamed(node.name), place]);
    this.#places.get(node)?.push(place);
    this.#put(place);
    for (const child of node.children) {
      // Blocks come when they are added or counted.
      if (child.kind !== 'repeat') this.#grow(child, place);
      else if (child.formulas.repeat_count) this.#putRepeat(child, place);
    }
    return place;
  }

  #drop(place: Filled): void {
    const siblings = place.parent?.childrenNamed(place.name) ?? [];
    place.parent?.children.set(
      place.name,
      siblings.filter((other) => other !== place),
    );
    this.#noteBlock(place);
    this.#forget(place);
  }

  /** A block came or goes: what names it, its number or anything in it is due. */
  #noteBlock(place: Filled): void {
    if (place.node.kind === 'repeat') this.#changed.add(place);
    const around = place.parent ?? this.#form;
    const visit = (node: ProgramNode): void => {
      this.#noteUnder(node, around);
      for (const child of node.children) visit(child);
    };
    visit(place.node);
  }

  #forget(place: Filled): void {
    const all = this.#places.get(place.node);
    all?.splice(all.indexOf(place), 1);
    this.#due.get(place.node)?.delete(place);
    for (const child of place.childrenNamed('*')) this.#forget(child);
  }

  /** The place has another value: what names it is due, where it can see this place. */
  #note(place: Filled): void {
    this.#changed.add(place);
    this.#noteUnder(place.node, place);
  }

  #noteUnder(node: ProgramNode, from: Filled): void {
    for (const { node: dependant, wide } of this.#plan.dependants.get(node) ?? []) {
      let around: Filled | undefined = wide ? this.#form : from;
      while (around?.parent && !isAround(around.node, dependant)) around = around.parent;
      for (const place of this.#places.get(dependant) ?? []) {
        if (!around || isWithin(place, around)) this.#put(place);
      }
      if (dependant.formulas.repeat_count && dependant.parent) {
        for (const place of this.#places.get(dependant.parent) ?? []) this.#putRepeat(dependant, place);
      }
    }
  }

  #put(place: Filled): void {
    const due = this.#due.get(place.node) ?? new Set();
    this.#due.set(place.node, due.add(place));
  }

  /** A counted repeat is due by its surroundings: it may have no block yet. */
  #putRepeat(repeat: ProgramNode, around: Filled): void {
    const due = this.#due.get(repeat) ?? new Set();
    this.#due.set(repeat, due.add(around));
  }

  #settle(): ReadonlySet<FilledPlace> {
    while (this.#due.size > 0) {
      let next: ProgramNode | undefined;
      for (const node of this.#due.keys()) {
        if (!next || this.#rankOf(node) < this.#rankOf(next)) next = node;
      }
      if (!next) break;
      const places = this.#due.get(next) ?? new Set();
      this.#due.delete(next);
      for (const place of places) {
        if (place.node === next) this.#compute(place);
        else this.#count(next, place);
      }
    }
    const changed = this.#changed;
    this.#changed = new Set();
    return changed;
  }

  #rankOf(node: ProgramNode): number {
    return this.#plan.rank.get(node) ?? 0;
  }

  #compute(place: Filled): void {
    const { formulas } = place.node;
    const before = place.value();
    const applied = place.applies;
    const { relevant, calculation } = formulas;
    const own = !relevant || toTruth(evaluateFormula(relevant.formula, this.#scene, place));
    place.applies = own && (place.parent?.applies ?? true);
    if (calculation && place.applies) {
      const result = evaluateFormula(calculation.formula, this.#scene, place);
      place.answer = computed(Array.isArray(result) ? toText(result) : (result as Value));
    }
    if (applied !== place.applies) for (const child of place.childrenNamed('*')) this.#put(child);
    if (applied !== place.applies || before !== place.value()) this.#note(place);
  }

  #count(repeat: ProgramNode, around: Filled): void {
    const formula = repeat.formulas.repeat_count;
    if (!formula) return;
    const wanted = toNumber(evaluateFormula(formula.formula, this.#scene, around));
    const count = Math.max(0, Math.min(mostBlocks, Math.floor(Number.isNaN(wanted) ? 0 : wanted)));
    const blocks = around.childrenNamed(repeat.name);
    for (let more = blocks.length; more < count; more++) this.#noteBlock(this.#grow(repeat, around));
    for (const block of blocks.slice(count).reverse()) this.#drop(block);
  }
}

/** What no calculation can give is no answer. */
function computed(value: Value): Value {
  return typeof value === 'number' && !Number.isFinite(value) ? '' : value;
}

function isWithin(place: Filled, around: Filled): boolean {
  for (let at: Filled | undefined = place; at; at = at.parent) if (at === around) return true;
  return false;
}

/**
 * @param item a question
 * @param text what was entered
 * @returns the answer as formulas have it: numbers for questions that ask for numbers
 */
export function answerOf(item: FormQuestion, text: string): Value {
  const isNumber = item.type === 'integer' || item.type === 'decimal' || item.type === 'range';
  return isNumber && text.trim() !== '' ? Number(text) : text;
}
