import { IntlMessageFormat } from 'intl-messageformat';
import type { Language } from '../domain/vocabularies.ts';
import { catalogues, type MessageKey } from './catalogues.ts';

export type MessageValues = Readonly<Record<string, string | number | Date | boolean | null | undefined>>;
export type Translate = (key: MessageKey, values?: MessageValues) => string;

/**
 * Makes the translate function of one language. Messages are ICU MessageFormat (plural, select, number, date);
 * Arabic uses Western digits, as the forms of the programme do.
 *
 * @param language the language of the screens
 * @returns a function from key and values to text
 */
export function createTranslate(language: Language): Translate {
  const catalogue = catalogues[language];
  const compiled = new Map<string, IntlMessageFormat>();
  return (key, values) => {
    let message = compiled.get(key);
    if (!message) {
      message = new IntlMessageFormat(catalogue[key], localeOf(language));
      compiled.set(key, message);
    }
    return String(message.format(values as Record<string, string | number>));
  };
}

/**
 * @param language a language of the app
 * @returns the locale for `Intl`: Iraqi Arabic with Western digits, or British English
 */
export function localeOf(language: Language): string {
  return language === 'ar' ? 'ar-IQ-u-nu-latn' : 'en-GB';
}

/**
 * @param language a language of the app
 * @returns the direction of its script
 */
export function directionOf(language: Language): 'ltr' | 'rtl' {
  return language === 'ar' ? 'rtl' : 'ltr';
}
