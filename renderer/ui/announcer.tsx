import { createContext, type ReactNode, use, useCallback, useState } from 'react';

type Announce = (message: string) => void;

const AnnouncerContext = createContext<Announce | null>(null);

/** One polite live region for the whole window: screen readers hear what others see happen. */
export function AnnouncerProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const [spoken, setSpoken] = useState({ message: '', turn: 0 });
  const announce = useCallback((message: string) => {
    setSpoken(({ turn }) => ({ message, turn: turn + 1 }));
  }, []);
  return (
    <AnnouncerContext value={announce}>
      {children}
      <output className="heard-only" aria-live="polite">
        {/* A new key makes the same words be read again. */}
        <span key={spoken.turn}>{spoken.message}</span>
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
