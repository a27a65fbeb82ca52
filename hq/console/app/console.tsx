import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { type ReactNode, useCallback, useState } from 'react';
import { Router } from 'wouter';
import { useHashLocation } from 'wouter/use-hash-location';
import { LanguageProvider } from '#renderer/ui/language.tsx';
import { cssVariables, theme } from '#renderer/ui/theme.ts';
import type { Language } from '#shared/domain/vocabularies.ts';
import { Gate } from './gate.tsx';
import { SessionProvider } from './session.tsx';

const languageKey = 'outpost.console.language';

function firstLanguage(): Language {
  const kept = window.localStorage.getItem(languageKey);
  if (kept === 'ar' || kept === 'en') return kept;
  return window.navigator.language.startsWith('ar') ? 'ar' : 'en';
}

/** Asks even when the browser believes that there is no network: what can't be reached is said, not waited for. */
function newClient(): QueryClient {
  return new QueryClient({ defaultOptions: { queries: { networkMode: 'always' } } });
}

/** The headquarters console: providers around the gate that asks for a sign-in. */
export function Console(): ReactNode {
  const [client] = useState(newClient);
  const [language, setLanguage] = useState(firstLanguage);
  const choose = useCallback((next: Language) => {
    window.localStorage.setItem(languageKey, next);
    setLanguage(next);
  }, []);
  return (
    <LanguageProvider language={language} onChange={choose}>
      <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="light">
        <QueryClientProvider client={client}>
          <Router hook={useHashLocation}>
            <SessionProvider>
              <Gate />
            </SessionProvider>
          </Router>
        </QueryClientProvider>
      </MantineProvider>
    </LanguageProvider>
  );
}
