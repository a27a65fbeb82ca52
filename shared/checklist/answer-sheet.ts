import { placesOf } from '../xlsform/form-places.ts';
import { toTruth } from '../xlsform/formula-values.ts';
import { type AnswerValue, formValue } from './answer-value.ts';
import { type Blocks, FilledForm, type InspectionFacts } from './filled-form.ts';
import { holdsAlone } from './lone-formula.ts';
import type { Question, Template } from './template.ts';

/** An answer with the question it belongs to; `repeat` is 0 outside repeats, else the number of the block. */
export interface GivenAnswer extends AnswerValue {
  readonly questionCode: string;
  readonly repeat: number;
}

/** An answer that may stand in a block. */
type PlacedValue = AnswerValue & { readonly repeat?: number };

/** What the answers of one inspection mean under its template. */
export interface AnswerSheet {
  readonly template: Template;
  /** The form with the answers in it. */
  readonly filled: FilledForm;
  /** Whether the question applies, in any block. */
  isRelevant(question: Question): boolean;
  /** Numbers of the blocks in which the question applies; 0 alone for one outside repeats. */
  repeatsOf(question: Question): readonly number[];
  /** Answers that count: of a relevant question, not empty, by repeat. */
  answersTo(question: Question): readonly GivenAnswer[];
  /** Whether an answer to the question is adverse; false when unknown. */
  isAdverse(question: Question, given: PlacedValue): boolean;
  /** Whether an answer breaks the question's constraint; false when unknown. */
  breaksConstraint(question: Question, given: PlacedValue): boolean;
  /** Whether any of the question's answers is adverse. */
  hasAdverse(question: Question): boolean;
  /** Whether it must be answered and is not, in any block. */
  isMissing(question: Question): boolean;
}

/** What belongs to the answers of an inspection. */
export interface SheetSurroundings {
  /** Blocks that inspectors added. */
  readonly blocks?: Blocks;
  readonly facts?: InspectionFacts;
  /** The form as it was filled in before, of the same template and day: only what differs is computed. */
  readonly before?: FilledForm | undefined;
}

const noBlocks: Blocks = new Map();

/**
 * Reads the answers of an inspection under its template.
 *
 * @param template the version under which it was made
 * @param answers all its answers, in any order; those to unknown questions are left alone, as are those that the
 *   question does not take
 * @param asOf first day of the inspection, `YYYY-MM-DD`
 * @param around its blocks and what the laptop knows of it
 * @returns what they mean
 */
export function readAnswers(
  template: Template,
  answers: Iterable<GivenAnswer>,
  asOf: string,
  around: SheetSurroundings = {},
): AnswerSheet {
  return new Sheet(template, answers, asOf, around);
}

class Sheet implements AnswerSheet {
  readonly template: Template;
  readonly #asOf: string;
  readonly #around: SheetSurroundings;
  readonly #byCode = new Map<string, GivenAnswer[]>();
  #filled: FilledForm | undefined;

  constructor(template: Template, answers: Iterable<GivenAnswer>, asOf: string, around: SheetSurroundings) {
    this.template = template;
    this.#asOf = asOf;
    this.#around = around;
    for (const given of answers) {
      const question = template.byCode.get(given.questionCode);
      if (!question || formValue(question.responseType, given) === undefined) continue;
      const sameQuestion = this.#byCode.get(given.questionCode);
      if (sameQuestion) sameQuestion.push(given);
      else this.#byCode.set(given.questionCode, [given]);
    }
    for (const sameQuestion of this.#byCode.values()) sameQuestion.sort((a, b) => a.repeat - b.repeat);
  }

  /** Made when it is first needed: a checklist without conditions is scored without it. */
  get filled(): FilledForm {
    if (this.#filled) return this.#filled;
    const { before, blocks = noBlocks, facts = {} } = this.#around;
    const fits = before?.template === this.template && before.asOf === this.#asOf;
    this.#filled = fits ? before : new FilledForm(this.template, this.#asOf);
    this.#filled.fill((code, repeat) => this.#valueOf(code, repeat), blocks, facts);
    return this.#filled;
  }

  #valueOf(code: string, repeat: number) {
    const question = this.template.byCode.get(code);
    const given = this.#byCode.get(code)?.find((each) => each.repeat === repeat);
    return (question && given && formValue(question.responseType, given)) ?? '';
  }

  isRelevant(question: Question): boolean {
    return !isConditional(question) || this.repeatsOf(question).length > 0;
  }

  repeatsOf(question: Question): readonly number[] {
    if (!isConditional(question)) return [0];
    return this.filled.state
      .placesOf(question.node)
      .filter(({ applies }) => applies)
      .map((place) => this.filled.repeatOf(place));
  }

  answersTo(question: Question): readonly GivenAnswer[] {
    const given = this.#byCode.get(question.code) ?? [];
    if (given.length === 0) return given;
    const repeats = this.repeatsOf(question);
    return given.filter(({ repeat }) => repeats.includes(repeat));
  }

  isAdverse(question: Question, given: PlacedValue): boolean {
    const { adverse, responseType } = question;
    const own = formValue(responseType, given);
    if (!adverse || own === undefined) return false;
    if ([...adverse.references.nodes].every((node) => node === question.node)) {
      return this.isRelevant(question) && holdsAlone(adverse.formula, own, this.#asOf);
    }
    const place = this.filled.placeOf(question.node, given.repeat ?? 0);
    return place?.applies === true && toTruth(this.filled.state.evaluate(adverse.formula, place, own));
  }

  breaksConstraint(question: Question, given: PlacedValue): boolean {
    const rule = question.node.formulas.constraint;
    const own = formValue(question.responseType, given);
    if (!rule || own === undefined || own === '') return false;
    const place = this.filled.placeOf(question.node, given.repeat ?? 0);
    if (!place || toTruth(this.filled.state.evaluate(rule.formula, place, own))) return false;
    // What is compared with a question that has no answer yet is not known, and no reason to refuse this one.
    return [...rule.references.nodes].every(
      (node) => node === question.node || placesOf(place, node).some((other) => other.value() !== ''),
    );
  }

  hasAdverse(question: Question): boolean {
    return this.answersTo(question).some((given) => this.isAdverse(question, given));
  }

  isMissing(question: Question): boolean {
    if (!question.required || question.calculation !== null) return false;
    const answered = new Set(this.answersTo(question).map(({ repeat }) => repeat));
    return this.repeatsOf(question).some((repeat) => {
      if (answered.has(repeat)) return false;
      const place = this.filled.placeOf(question.node, repeat);
      return place !== undefined && toTruth(this.filled.state.result(place, 'required') ?? false);
    });
  }
}

/** Whether a question may not apply, or apply more than once: by a condition of its own or around it, or by a repeat. */
function isConditional({ node }: Question): boolean {
  for (let at = node as Question['node'] | undefined; at; at = at.parent) {
    if (at.formulas.relevant || at.kind === 'repeat') return true;
  }
  return false;
}
