import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useCallback, useEffect, useState } from 'react';
import { type Language, languages } from '#shared/domain/vocabularies.ts';
import type { ReplyOf } from '#shared/ipc/channels.ts';
import { LanguageProvider } from '../ui/language.tsx';
import { call } from './bridge.ts';
import { replyKey, useReply } from './queries.ts';

/** Where the window remembers its language for the time before anybody is signed in. */
const memory = 'outpost.language';

/** Chooses the language: the person's once signed in, before that the one this window had last. */
export function AppLanguage({ children }: { readonly children: ReactNode }): ReactNode {
  const client = useQueryClient();
  const [language, setLanguage] = useState<Language>(rememberedLanguage);
  const session = useReply('vault.session').data;
  const theirs = session?.language;
  useEffect(() => {
    if (theirs) setLanguage(theirs);
  }, [theirs]);
  useEffect(() => localStorage.setItem(memory, language), [language]);

  const change = useCallback(
    (next: Language) => {
      setLanguage(next);
      client.setQueryData<ReplyOf<'vault.session'>>(replyKey('vault.session'), (current) =>
        current ? { ...current, language: next } : current,
      );
      // While nobody is signed in the core has nowhere to keep it; the window remembers it by itself.
      call('settings.setLanguage', { language: next }).catch(() => undefined);
    },
    [client],
  );
  return (
    <LanguageProvider language={language} onChange={change}>
      {children}
    </LanguageProvider>
  );
}

function rememberedLanguage(): Language {
  const remembered = localStorage.getItem(memory);
  const known = languages.find((language) => language === remembered);
  return known ?? (navigator.language.startsWith('ar') ? 'ar' : 'en');
}
