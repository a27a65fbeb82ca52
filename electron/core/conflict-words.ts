import type { Disputed } from '#shared/conflicts/describe.ts';
import { fieldKey, valueInWords } from '#shared/conflicts/in-words.ts';
import type { NoteWords } from '#shared/conflicts/keep-both.ts';
import type { RowReader } from '#shared/conflicts/row-reader.ts';
import { viewOfValue } from '#shared/conflicts/value-view.ts';
import { tables } from '#shared/domain/registry.ts';
import type { Language } from '#shared/domain/vocabularies.ts';
import { createTranslate } from '#shared/i18n/translate.ts';
import { dayIn } from './local-day.ts';

/**
 * Words for a note that keeps both values of a conflict.
 *
 * @param about the conflict with its record
 * @param rowOf reads the rows that values and authors name
 * @param language of the person who decides
 * @param zone IANA zone of this laptop
 * @returns what signs and names the values
 */
export function noteWords(about: Disputed, rowOf: RowReader, language: Language, zone: string): NoteWords {
  const translate = createTranslate(language);
  const { conflict, table } = about;
  return {
    signature(side) {
      const by = side === 'standing' ? conflict.standing_by : conflict.fallen_by;
      const at = side === 'standing' ? conflict.standing_at : conflict.fallen_at;
      const name = rowOf(tables.advisor, [by])?.display_name;
      const author = typeof name === 'string' ? name : translate('conflicts.author.unknown');
      return `${author} ${dayIn(zone, new Date(at))}`;
    },
    value(field, value) {
      const key = table && fieldKey(table.name, field);
      const definition = table?.fields[field];
      const view = definition
        ? viewOfValue(definition, value, rowOf)
        : ({ kind: 'removed', removed: value === 1 } as const);
      const words = valueInWords(view, translate, (name) => name[language]);
      return `${key ? translate(key) : field}: ${words}`;
    },
  };
}
