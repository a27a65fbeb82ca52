import type { RowOf } from '../domain/table.ts';
import type { checklistTemplate, templateQuestion, templateSection } from '../domain/tables/reference.ts';
import type { Severity } from '../domain/vocabularies.ts';
import type { FormFormula, FormProgram, ProgramNode } from '../xlsform/form-program.ts';
import type { ResponseType } from './response-type.ts';

type TemplateRow = RowOf<typeof checklistTemplate>;
type SectionRow = RowOf<typeof templateSection>;
type QuestionRow = RowOf<typeof templateQuestion>;

/** A template as the databases hold it. */
export interface TemplateRows {
  readonly template: TemplateRow;
  readonly sections: readonly SectionRow[];
  readonly questions: readonly QuestionRow[];
  /** The pieces of its form, in order; none for templates that are rows alone. */
  readonly pieces?: readonly string[];
}

export interface InBothLanguages {
  readonly en: string;
  readonly ar: string;
}

/** One question of a template, its rules ready to evaluate. */
export interface Question {
  readonly code: string;
  readonly section: string;
  readonly seq: number;
  readonly core: boolean;
  readonly label: InBothLanguages;
  readonly hint: InBothLanguages | null;
  readonly responseType: ResponseType;
  readonly unit: string | null;
  readonly ruleRef: string;
  readonly severity: Severity;
  /** Share in the score: 3 critical, 2 major, 1 minor unless the template says otherwise. */
  readonly weight: number;
  /** Whether its answer carries a score: choices that have points. */
  readonly scored: boolean;
  /** Points from 0 to 1 by choice; "not applicable" and what is not named here carry none. */
  readonly points: ReadonlyMap<string, number>;
  /** The adverse answer is yes ("Is corporal punishment used?"), so yes gives no points. */
  readonly reversed: boolean;
  readonly evidence: readonly string[];
  /** The rule as the template words it, for showing. */
  readonly adverseText: string | null;
  readonly adverse: FormFormula | null;
  readonly thresholdBasis: string | null;
  readonly restricted: boolean;
  /** Whether it must be answered, always or while a formula holds; see `AnswerSheet.isMissing`. */
  readonly required: boolean;
  /** The formula by which it applies, or null; what is around it may have one as well. */
  readonly relevant: string | null;
  readonly constraint: string | null;
  readonly constraintMessage: InBothLanguages | null;
  readonly requiredMessage: InBothLanguages | null;
  /** Computed from other answers, never asked. */
  readonly calculation: string | null;
  /** Name of the repeat in which it is asked once a block, or null. */
  readonly repeat: string | null;
  /** Its place in the form. */
  readonly node: ProgramNode;
}

export interface Section {
  readonly code: string;
  readonly name: InBothLanguages;
  readonly questions: readonly Question[];
  /** What it consists of, in the order of the form: questions, groups, repeats. */
  readonly parts: readonly ProgramNode[];
}

/** A published version of a checklist: it never changes, later versions stand beside it. */
export interface Template {
  readonly code: string;
  readonly version: number;
  readonly title: InBothLanguages;
  readonly sections: readonly Section[];
  /** All questions in the order of the form, calculations among them. */
  readonly questions: readonly Question[];
  readonly byCode: ReadonlyMap<string, Question>;
  /** The form that runs it. */
  readonly program: FormProgram;
}
