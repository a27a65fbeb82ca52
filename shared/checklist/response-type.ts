import type { ValueType } from './expression-types.ts';

/** The ways to answer, as `template_question.response_type` holds them. Only choices carry a score. */
export const responseTypes = [
  'yes_partial_no_na',
  'yes_no_na',
  'integer',
  'decimal',
  'percent',
  'date',
  'text',
] as const;
export type ResponseType = (typeof responseTypes)[number];

/**
 * @param text what a template holds
 * @returns whether this version knows this way to answer
 */
export function isResponseType(text: string): text is ResponseType {
  return responseTypes.some((type) => type === text);
}

/**
 * @param type a way to answer
 * @returns the type that its answers have in expressions
 */
export function valueTypeOf(type: ResponseType): ValueType {
  if (type === 'date') return 'date';
  return type === 'integer' || type === 'decimal' || type === 'percent' ? 'number' : 'text';
}

/**
 * @param type a way to answer
 * @returns whether it is answered by yes, partly, no: only such answers carry a score
 */
export function isChoice(type: ResponseType): boolean {
  return type === 'yes_partial_no_na' || type === 'yes_no_na';
}
