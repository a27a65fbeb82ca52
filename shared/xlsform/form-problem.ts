import type { FormulaProblem } from './formula-error.ts';

/** Faults because of which a form cannot be used. */
export const formErrors = [
  'sheet_missing',
  'sheet_empty',
  'column_twice',
  'column_missing',
  'name_missing',
  'name_malformed',
  'name_twice',
  'type_missing',
  'type_unknown',
  'type_unsupported',
  'list_missing',
  'list_empty',
  'choice_twice',
  'choice_malformed',
  'end_without_begin',
  'begin_without_end',
  'nothing_asked',
  'repeat_in_repeat',
  'label_missing',
  'calculation_missing',
  'value_malformed',
  'value_unknown',
  'cycle',
] as const;

/** What is taken note of: the form can be used, and the message says what happens. */
export const formWarnings = [
  'sheet_ignored',
  'column_ignored',
  'row_ignored',
  'setting_ignored',
  'appearance_ignored',
  'parameter_ignored',
  'media_ignored',
  'type_replaced',
  'label_missing',
  'translation_missing',
  'choice_unknown',
  'list_unused',
  'language_unknown',
  'column_misspelt',
] as const;

export type FormErrorCode = (typeof formErrors)[number] | FormulaProblem;
export type FormWarningCode = (typeof formWarnings)[number];

/** A place in a workbook, and what is wrong there. */
export interface FormProblem<Code extends string = FormErrorCode | FormWarningCode> {
  /** Name of the sheet. */
  readonly sheet: string;
  /** As the spreadsheet numbers it, from 1; 0 for the sheet as a whole. */
  readonly row: number;
  /** The column's heading; empty for the row as a whole. */
  readonly column: string;
  readonly code: Code;
  /** An English sentence for the author: what is wrong, or what will happen. */
  readonly message: string;
}

/** Gathers what is found while a form is read. */
export class FormProblems {
  readonly errors: FormProblem<FormErrorCode>[] = [];
  readonly warnings: FormProblem<FormWarningCode>[] = [];

  error(problem: FormProblem<FormErrorCode>): void {
    this.errors.push(problem);
  }

  warn(problem: FormProblem<FormWarningCode>): void {
    this.warnings.push(problem);
  }
}
