import type { Severity } from '../domain/vocabularies.ts';
import type { FormLanguage } from './form-language.ts';
import type { QuestionType } from './question-types.ts';

/** A text by the name of its language; see `FormLanguage.name`. */
export type FormText = Readonly<Record<string, string>>;

/** What this program adds to a question, in the columns `outpost::…`. */
export interface FieldRules {
  /** Share in the score; null: by severity. */
  readonly weight: number | null;
  readonly severity: Severity | null;
  /** The rule that the question stands for, as "MR 13". */
  readonly rule: string | null;
  /** Kinds of evidence that an answer can rest on. */
  readonly evidence: readonly string[];
  /** When an answer raises a finding: short form or formula. */
  readonly adverseWhen: string | null;
  /** Seen only by those with the right to. */
  readonly restricted: boolean;
  /** How an answer counts: by its choice, the other way round, or not. */
  readonly score: 'standard' | 'reversed' | 'none' | null;
  /** What is counted or measured: "persons", "m2". */
  readonly unit: string | null;
  /** Where the limit of an adverse answer comes from. */
  readonly basis: string | null;
  /** Part of the short form of the checklist as well. */
  readonly core: boolean;
}

/** What parts of a form have in common. Formulas are kept as their author wrote them. */
interface FormPart {
  readonly name: string;
  readonly label: FormText;
  readonly hint: FormText;
  readonly relevant: string | null;
  readonly readOnly: string | null;
  readonly appearance: string | null;
  /** File names of pictures, sounds, films by kind ("image", "audio", "video", "big-image") and language. */
  readonly media: Readonly<Record<string, FormText>>;
  /** Of the sheet `survey`, as the spreadsheet numbers it. */
  readonly row: number;
}

export interface FormQuestion extends FormPart {
  readonly kind: 'question';
  readonly type: QuestionType;
  /** Of selects and ranks. */
  readonly list: string | null;
  /** "Other" with words of one's own is a choice as well. */
  readonly orOther: boolean;
  /** A formula; null: not required. */
  readonly required: string | null;
  readonly requiredMessage: FormText;
  readonly constraint: string | null;
  readonly constraintMessage: FormText;
  readonly guidance: FormText;
  readonly calculation: string | null;
  /** A value, or a formula that gives it once. */
  readonly default: string | null;
  readonly choiceFilter: string | null;
  /** As `start=0 end=10 step=1`, by name. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly field: FieldRules;
}

export interface FormGroup extends FormPart {
  readonly kind: 'group';
  readonly parts: readonly FormItem[];
}

export interface FormRepeat extends FormPart {
  readonly kind: 'repeat';
  /** How many blocks there are; null: as many as the inspector adds. */
  readonly count: string | null;
  readonly parts: readonly FormItem[];
}

export type FormItem = FormQuestion | FormGroup | FormRepeat;

export interface FormChoice {
  readonly name: string;
  readonly label: FormText;
  readonly media: Readonly<Record<string, FormText>>;
  /** Points from 0 to 1; null: the choice carries no score. */
  readonly score: number | null;
  /** Further columns, for filters and look-ups. */
  readonly columns: Readonly<Record<string, string>>;
  readonly row: number;
}

export interface FormList {
  readonly name: string;
  readonly choices: readonly FormChoice[];
}

/** A form as an author wrote it, read and checked: plain data, which can be kept as JSON. */
export interface Form {
  readonly id: string;
  readonly version: string;
  readonly title: string;
  /** Name of the form in paths. */
  readonly name: string;
  readonly languages: readonly FormLanguage[];
  /** Name of one of them. */
  readonly defaultLanguage: string;
  readonly parts: readonly FormItem[];
  readonly lists: readonly FormList[];
  /** The settings that say nothing here but are kept for the next reader. */
  readonly otherSettings: Readonly<Record<string, string>>;
}

/**
 * @param parts of a form
 * @returns all parts, each before what is in it
 */
export function* itemsOf(parts: readonly FormItem[]): Generator<FormItem> {
  for (const part of parts) {
    yield part;
    if (part.kind !== 'question') yield* itemsOf(part.parts);
  }
}
