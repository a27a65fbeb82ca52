import { catalogues, type MessageKey } from '#shared/i18n/catalogues.ts';
import type { Translate } from '#shared/i18n/translate.ts';

/** What is not wrong with a cell but asks what a whole row is: there is nothing to correct. */
const aboutRows: ReadonlySet<string> = new Set([
  'row_hidden',
  'row_footer',
  'row_header',
  'row_twice',
  'name_twice',
]);

/**
 * @param code the code of a problem
 * @returns whether it is about the row, not about what a cell holds
 */
export function isAboutRow(code: string): boolean {
  return aboutRows.has(code);
}

/**
 * @param translate the translate function of the screens
 * @param code the code of what is wrong with a cell
 * @returns the words for it; for a code that this version does not know, that the cell does not fit
 */
export function issueWords(translate: Translate, code: string): string {
  const key = `import.issue.${code}`;
  return translate(isMessage(key) ? key : 'import.issue.other');
}

/**
 * @param translate the translate function of the screens
 * @param code the code of why two people may be one
 * @returns the words for it, or null for a code that this version does not know
 */
export function reasonWords(translate: Translate, code: string): string | null {
  const key = `import.reason.${code}`;
  return isMessage(key) ? translate(key) : null;
}

function isMessage(key: string): key is MessageKey {
  return key in catalogues.en;
}
