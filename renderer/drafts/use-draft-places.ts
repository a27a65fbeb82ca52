import { useEffect, useState } from 'react';
import { useDraftStore } from './drafts-provider.tsx';

/**
 * Where drafts lie now: of what was typed and has not reached the core.
 *
 * @returns the places, `visit:7/new-action`; none while they are looked for
 */
export function useDraftPlaces(): readonly string[] {
  const store = useDraftStore();
  const [places, setPlaces] = useState<readonly string[]>([]);
  useEffect(() => {
    let gone = false;
    const look = (): void => {
      // A store that is closing (the vault locks) has nothing to show.
      store.placesUnder('').then(
        (found) => {
          if (!gone) setPlaces(found);
        },
        () => undefined,
      );
    };
    look();
    const stop = store.watch(look);
    return () => {
      gone = true;
      stop();
    };
  }, [store]);
  return places;
}
