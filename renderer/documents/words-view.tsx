import { createContext, type ReactNode, use } from 'react';
import type { Words } from '#shared/documents/block.ts';
import type { Language } from '#shared/domain/vocabularies.ts';
import { directionOf } from '#shared/i18n/translate.ts';

const MainLanguage = createContext<Language>('en');

interface LanguagesProviderProps {
  readonly language: Language;
  readonly children: ReactNode;
}

/** Says which language the first of two words is in. */
export function LanguagesProvider({ language, children }: LanguagesProviderProps): ReactNode {
  return <MainLanguage value={language}>{children}</MainLanguage>;
}

/** Words in the language of the document, and smaller in the other one; each keeps its own direction. */
export function WordsView({ words }: { readonly words: Words }): ReactNode {
  const main = use(MainLanguage);
  const other = main === 'ar' ? 'en' : 'ar';
  return (
    <>
      <bdi lang={main} dir={directionOf(main)}>
        {words.main}
      </bdi>
      {words.other === null ? null : (
        <>
          {' '}
          <bdi lang={other} dir={directionOf(other)} className="other">
            {words.other}
          </bdi>
        </>
      )}
    </>
  );
}
