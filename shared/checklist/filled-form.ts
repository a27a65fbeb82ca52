import type { FormQuestion } from '../xlsform/form.ts';
import type { ProgramNode } from '../xlsform/form-program.ts';
import { type FilledPlace, FormState } from '../xlsform/form-state.ts';
import type { Value } from '../xlsform/formula-values.ts';
import { surroundingsOn } from './lone-formula.ts';
import type { Template } from './template.ts';
import { questionCode } from './template-of-form.ts';

/** What the laptop itself knows of an inspection, for questions that nobody is asked. */
export interface InspectionFacts {
  /** When it was begun, UTC. */
  readonly start?: string | undefined;
  /** When it was submitted, UTC. */
  readonly end?: string | undefined;
  readonly username?: string | undefined;
  readonly deviceid?: string | undefined;
}

/** Numbers of the blocks that inspectors have added to a repeat, by its name, in their order. */
export type Blocks = ReadonlyMap<string, readonly number[]>;

/** Answers are given as they change only when blocks come with them; a form that needs more is going round in circles. */
const mostRounds = 8;

/** A template that is being filled in: it is told all answers again and again, and computes what has changed. */
export class FilledForm {
  readonly template: Template;
  readonly asOf: string;
  readonly state: FormState;
  readonly #questions: readonly { readonly node: ProgramNode; readonly code: string }[];
  readonly #entered = new WeakMap<FilledPlace, Value>();
  /** Numbers of the blocks that inspectors added. */
  readonly #numbers = new WeakMap<FilledPlace, number>();

  /**
   * @param template its version
   * @param asOf first day of the inspection, `YYYY-MM-DD`
   */
  constructor(template: Template, asOf: string) {
    const { program } = template;
    this.template = template;
    this.asOf = asOf;
    this.state = new FormState(program, surroundingsOn(asOf, program.source.defaultLanguage));
    this.#questions = program.nodes.flatMap((node) => {
      if (node.item?.kind !== 'question' || node.formulas.calculation) return [];
      return [{ node, code: questionCode(node, program) }];
    });
  }

  /**
   * Tells it all answers as they are now.
   *
   * @param answerOf gives the answer to a question in a block, empty without one
   * @param blocks that inspectors added
   * @param facts what the laptop knows
   */
  fill(answerOf: (code: string, repeat: number) => Value, blocks: Blocks, facts: InspectionFacts): void {
    for (const node of this.template.program.nodes) {
      if (node.kind === 'repeat' && !isCounted(node)) this.#match(node, blocks.get(node.name) ?? []);
    }
    // Blocks that an answer counts come with it, and are asked what stands in them in the next round.
    for (let round = 0; round < mostRounds; round++) {
      let changes = 0;
      for (const { node, code } of this.#questions) {
        for (const place of this.state.placesOf(node)) {
          const wanted =
            factOf(node.item as FormQuestion, facts, this.asOf) ?? answerOf(code, this.repeatOf(place));
          if ((this.#entered.get(place) ?? '') === wanted) continue;
          this.#entered.set(place, wanted);
          this.state.enter(place, wanted);
          changes++;
        }
      }
      if (changes === 0) return;
    }
  }

  /**
   * @param place of a part of the form
   * @returns the number of its block, as answers have it: 0 outside repeats
   */
  repeatOf(place: FilledPlace): number {
    for (let at: FilledPlace | undefined = place; at; at = at.parent) {
      if (at.node.kind === 'repeat') return this.#numbers.get(at) ?? at.block;
    }
    return 0;
  }

  /**
   * @param node a question
   * @param repeat number of the block, 0 outside repeats
   * @returns its place there; undefined when there is no such block
   */
  placeOf(node: ProgramNode, repeat: number): FilledPlace | undefined {
    return this.state.placesOf(node).find((place) => this.repeatOf(place) === repeat);
  }

  #match(node: ProgramNode, wanted: readonly number[]): void {
    const there = this.state.placesOf(node).map((place) => this.#numbers.get(place) ?? 0);
    const keeps = there.filter((number) => wanted.includes(number));
    // Blocks stand in their order; one that comes between others moves all after it.
    const same = keeps.findIndex((number, index) => number !== wanted[index]);
    const kept = new Set(same < 0 ? keeps : keeps.slice(0, same));
    for (const place of [...this.state.placesOf(node)]) {
      if (!kept.has(this.#numbers.get(place) ?? 0)) this.state.removeBlock(place);
    }
    for (const number of wanted.slice(kept.size)) {
      const around = node.parent && this.state.placesOf(node.parent)[0];
      const block = around && this.state.addBlock(around, node);
      if (block) this.#numbers.set(block, number);
    }
  }
}

function isCounted(repeat: ProgramNode | undefined): boolean {
  return repeat?.formulas.repeat_count !== undefined;
}

function factOf(item: FormQuestion, facts: InspectionFacts, asOf: string): Value | undefined {
  switch (item.type) {
    case 'start':
    case 'end':
    case 'username':
    case 'deviceid':
      return facts[item.type] ?? '';
    case 'today':
      return asOf;
    case 'hidden':
      return item.default ?? '';
    case 'note':
      return '';
    default:
      return undefined;
  }
}
