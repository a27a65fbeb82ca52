import { useEffect } from 'react';
import { useTranslate } from '#renderer/ui/language.tsx';

/**
 * Names the browser's tab after the screen.
 *
 * @param screen name of the screen in the language of the screens
 */
export function usePageTitle(screen: string): void {
  const title = useTranslate()('console.pageTitle', { screen });
  useEffect(() => {
    document.title = title;
  }, [title]);
}
