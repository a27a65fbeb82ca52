import { foldText } from '../i18n/fold-text.ts';

/** Numbers by which a person is known. */
export const personNumberKinds = ['badge', 'other_id', 'phone'] as const;
export type PersonNumberKind = (typeof personNumberKinds)[number];

/**
 * @param text a badge or other number as somebody typed it, in any digits
 * @returns its letters and digits in one form; two spellings of one number are equal
 */
export function numberKey(text: string): string {
  return foldText(text).replaceAll(' ', '');
}

/**
 * @param text a phone number as somebody typed it, with or without the code of the country
 * @returns its digits as they follow the country's code or the leading zero
 */
export function phoneKey(text: string): string {
  return foldText(text)
    .replace(/\D/gu, '')
    .replace(/^(?:00964|964)?0?/u, '');
}
