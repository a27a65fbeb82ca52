import { DirectionProvider, useDirection } from '@mantine/core';
import { createContext, type ReactNode, use, useLayoutEffect, useMemo } from 'react';
import type { Language } from '#shared/domain/vocabularies.ts';
import { createTranslate, directionOf, localeOf, type Translate } from '#shared/i18n/translate.ts';
import { createFormat, type Format } from './format.ts';

interface LanguageValue {
  readonly language: Language;
  readonly setLanguage: (language: Language) => void;
  readonly translate: Translate;
  readonly format: Format;
}

const LanguageContext = createContext<LanguageValue | null>(null);

interface LanguageProviderProps {
  readonly language: Language;
  /** Called when the person asks for the other language; the owner keeps the choice. */
  readonly onChange: (language: Language) => void;
  readonly children: ReactNode;
}

/** Gives the screens below their language, their direction and their formats. */
export function LanguageProvider({ language, onChange, children }: LanguageProviderProps): ReactNode {
  const value = useMemo(
    () => ({
      language,
      setLanguage: onChange,
      translate: createTranslate(language),
      format: createFormat(language),
    }),
    [language, onChange],
  );
  return (
    <DirectionProvider initialDirection={directionOf(language)} detectDirection={false}>
      <PageDirection language={language} />
      <LanguageContext value={value}>{children}</LanguageContext>
    </DirectionProvider>
  );
}

function PageDirection({ language }: { readonly language: Language }): ReactNode {
  const { setDirection } = useDirection();
  // Before paint, so that no frame shows one language in the other's direction.
  useLayoutEffect(() => {
    document.documentElement.lang = localeOf(language).slice(0, 5);
    setDirection(directionOf(language));
  }, [language, setDirection]);
  return null;
}

function useLanguageValue(): LanguageValue {
  const value = use(LanguageContext);
  if (!value) throw new Error('A screen is drawn outside LanguageProvider.');
  return value;
}

/**
 * @returns the language of the screens, and the way to change it
 */
export function useLanguage(): Pick<LanguageValue, 'language' | 'setLanguage'> {
  return useLanguageValue();
}

/**
 * @returns the function from message key and values to text
 */
export function useTranslate(): Translate {
  return useLanguageValue().translate;
}

/**
 * @returns the formats for dates, numbers and names
 */
export function useFormat(): Format {
  return useLanguageValue().format;
}
