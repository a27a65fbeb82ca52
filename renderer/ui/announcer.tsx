import { createContext, type ReactNode, use, useCallback, useState } from 'react';
import { useLanguage } from './language.tsx';

type Announce = (message: string) => void;

const AnnouncerContext = createContext<Announce | null>(null);

/** One polite live region for the whole window: screen readers hear what others see happen. */
export function AnnouncerProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const { language } = useLanguage();
  const [spoken, setSpoken] = useState({ message: '', language, turn: 0 });
  const announce = useCallback(
    (message: string) => setSpoken(({ turn }) => ({ message, language, turn: turn + 1 })),
    [language],
  );
  return (
    <AnnouncerContext value={announce}>
      {children}
      <output className="heard-only" aria-live="polite">
        {/* A new key makes the same words be read again; words of the other language are not left behind. */}
        <span key={spoken.turn}>{spoken.language === language ? spoken.message : null}</span>
      </output>
    </AnnouncerContext>
  );
}

/**
 * @returns a function that lets screen readers say a message once
 */
export function useAnnounce(): Announce {
  const announce = use(AnnouncerContext);
  if (!announce) throw new Error('A screen is drawn outside AnnouncerProvider.');
  return announce;
}
