/** What can be wrong with an expression, in the order in which it is looked for. */
export const expressionProblems = [
  'too_long',
  'unexpected_character',
  'unterminated_string',
  'unterminated_reference',
  'expected',
  'too_deep',
  'unknown_function',
  'wrong_argument_count',
  'wrong_type',
  'unknown_question',
] as const;
export type ExpressionProblem = (typeof expressionProblems)[number];

/** A fault in an expression of a checklist template, with the place where it was noticed. */
export class ExpressionError extends Error {
  readonly problem: ExpressionProblem;
  /** Offset into the text of the expression, in UTF-16 units from 0. */
  readonly position: number;

  /**
   * @param problem what is wrong
   * @param position where, in UTF-16 units from 0
   * @param message an English sentence for the person who edits the template
   */
  constructor(problem: ExpressionProblem, position: number, message: string) {
    super(`${message} (at ${position + 1})`);
    this.name = 'ExpressionError';
    this.problem = problem;
    this.position = position;
  }
}
