import { assertNever } from '../assert-never.ts';
import { catalogues, type MessageKey } from '../i18n/catalogues.ts';
import type { Translate } from '../i18n/translate.ts';
import type { Bilingual } from '../ipc/common.ts';
import type { ValueView } from '../ipc/conflicts.ts';

/**
 * @param table name of a table
 * @param field name of one of its fields, or `deleted`
 * @returns the key of the field's name; undefined for what this version has no name for
 */
export function fieldKey(table: string, field: string): MessageKey | undefined {
  if (field === 'deleted') return 'fields.deleted';
  const own = knownKey(`fields.${table}.${field}`) ?? knownKey(`${table}.figure.${field}`);
  return own ?? knownKey(`fields.any.${field}`);
}

/**
 * @param table name of a table
 * @returns the key of what one of its rows is called
 */
export function recordKey(table: string): MessageKey {
  return knownKey(`fields.${table}`) ?? 'fields.record';
}

/**
 * @param vocabulary name of a closed vocabulary
 * @param code one of its codes
 * @returns the key of the code's name; undefined for a code of a later version
 */
export function codeKey(vocabulary: string, code: string): MessageKey | undefined {
  return knownKey(`vocabulary.${vocabulary}.${code}`);
}

/**
 * A value as plain text, for notes that are kept and for the command line. Days and moments stay as they are stored:
 * such a text is read in either language.
 *
 * @param view the value
 * @param translate of the language in which it is wanted
 * @param nameIn which of two names is wanted
 * @returns the text
 */
export function valueInWords(
  view: ValueView,
  translate: Translate,
  nameIn: (name: Bilingual) => string,
): string {
  switch (view.kind) {
    case 'nothing':
      return translate('conflicts.value.nothing');
    case 'withheld':
      return translate('conflicts.value.withheld');
    case 'text':
      return view.text;
    case 'number':
      return String(view.number);
    case 'flag':
      return translate(view.flag ? 'shell.yes' : 'shell.no');
    case 'day':
      return view.day;
    case 'time':
      return view.time;
    case 'moment':
      return view.moment;
    case 'codes':
      return view.codes.map((code) => codeInWords(view.vocabulary, code, translate)).join(', ');
    case 'name':
      return nameIn(view.name);
    case 'removed':
      return translate(view.removed ? 'conflicts.value.removed' : 'conflicts.value.there');
    default:
      return assertNever(view);
  }
}

function codeInWords(vocabulary: string, code: string, translate: Translate): string {
  const key = codeKey(vocabulary, code);
  return key ? translate(key) : code;
}

function knownKey(key: string): MessageKey | undefined {
  return Object.hasOwn(catalogues.en, key) ? (key as MessageKey) : undefined;
}
