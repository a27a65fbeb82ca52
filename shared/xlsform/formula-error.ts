/** What can be wrong with a formula, in the order in which it is looked for. */
export const formulaProblems = [
  'too_long',
  'unexpected_character',
  'unterminated_text',
  'malformed_reference',
  'expected',
  'too_deep',
  'unknown_function',
  'unsupported_function',
  'wrong_argument_count',
  'unknown_question',
  'ambiguous_question',
  'unknown_path',
  'unknown_list',
  'bad_pattern',
] as const;
export type FormulaProblem = (typeof formulaProblems)[number];

/** A fault in a formula of a form, with the place where it was noticed. */
export class FormulaError extends Error {
  readonly problem: FormulaProblem;
  /** Offset into the text of the formula, in UTF-16 units from 0. */
  readonly position: number;

  /**
   * @param problem what is wrong
   * @param position where, in UTF-16 units from 0
   * @param message an English sentence for the person who edits the form
   */
  constructor(problem: FormulaProblem, position: number, message: string) {
    super(message);
    this.name = 'FormulaError';
    this.problem = problem;
    this.position = position;
  }
}
