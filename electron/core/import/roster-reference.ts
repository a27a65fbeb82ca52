import type { ReadableDb } from '#db/database.ts';
import type { Language } from '#shared/domain/vocabularies.ts';
import { foldText } from '#shared/i18n/fold-text.ts';

interface NamedCode {
  readonly code: string;
  readonly en: string | null;
  readonly ar: string | null;
  readonly others: string | null;
}

const queries = {
  rank: `SELECT code, name_en AS en, name_ar AS ar, transliteration AS others FROM rank WHERE deleted = 0`,
  governorate: `SELECT code, name_en AS en, name_ar AS ar, aliases AS others FROM governorate WHERE deleted = 0`,
} as const;

/**
 * @param read the open database
 * @param list ranks or governorates
 * @returns the code that a folded name, in any language, is read as
 */
export function codesByName(read: ReadableDb, list: keyof typeof queries): ReadonlyMap<string, string> {
  return new Map(
    read
      .all<NamedCode>(queries[list])
      .flatMap(({ code, en, ar, others }) =>
        [code, en ?? '', ar ?? '', ...(others ?? '').split(';')].map((name): [string, string] => [
          foldText(name),
          code,
        ]),
      )
      .filter(([name]) => name !== ''),
  );
}

/**
 * @param read the open database
 * @param list ranks or governorates
 * @param language of the names
 * @returns the name by code
 */
export function namesByCode(
  read: ReadableDb,
  list: keyof typeof queries,
  language: Language,
): ReadonlyMap<string, string> {
  return new Map(
    read
      .all<NamedCode>(queries[list])
      .map(({ code, en, ar }) => [code, (language === 'ar' ? ar : en) ?? code]),
  );
}
