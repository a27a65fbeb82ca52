import type { MessageKey } from '#shared/i18n/catalogues.ts';
import type { Translate } from '#shared/i18n/translate.ts';

type VocabularyKey<L extends string> = Extract<MessageKey, `vocabulary.${L}.${string}`>;
type CodeOf<L extends string> = VocabularyKey<L> extends `vocabulary.${L}.${infer C}` ? C : never;

/**
 * The choices of a vocabulary for a filter.
 *
 * @param translate the translate function of the screens
 * @param list name of the vocabulary
 * @param codes its codes in order
 * @returns values with their names
 */
export function choicesOf<L extends string>(
  translate: Translate,
  list: L,
  codes: readonly CodeOf<L>[],
): readonly { readonly value: string; readonly label: string }[] {
  return codes.map((code) => ({
    value: code,
    label: translate(`vocabulary.${list}.${code}` as VocabularyKey<L>),
  }));
}
