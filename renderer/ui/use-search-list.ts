import { type ComboboxStore, useCombobox } from '@mantine/core';
import { type KeyboardEvent, useEffect, useState } from 'react';

interface SearchListOptions {
  /** Whether what was found belongs to what is typed now; false while the answer is on its way. */
  readonly settled: boolean;
  /** What was found; the list may end with further choices. */
  readonly found: readonly unknown[];
}

/** What the field and its list take. */
export interface SearchList {
  readonly list: ComboboxStore;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

/**
 * Ties a field that searches to the list of what was found. Enter takes the first of what was found for exactly the
 * text that is typed, never what an earlier text found: pressed before the answer is there, it waits for it.
 *
 * @param options where the search stands
 * @returns the list's store, and what the field does with its keys
 */
export function useSearchList({ settled, found }: SearchListOptions): SearchList {
  const list = useCombobox({ onDropdownClose: () => list.resetSelectedOption() });
  const [awaited, setAwaited] = useState(false);
  const { selectFirstOption, resetSelectedOption, clickSelectedOption } = list;
  const count = settled ? found.length : -1;
  useEffect(() => {
    // The list of the answer before may still be shown: nothing in it is chosen.
    if (count < 0) resetSelectedOption();
    else selectFirstOption();
  }, [count, selectFirstOption, resetSelectedOption]);
  useEffect(() => {
    if (!awaited || count < 0) return;
    setAwaited(false);
    if (count > 0) clickSelectedOption();
  }, [awaited, count, clickSelectedOption]);
  return {
    list,
    onKeyDown: (event) => {
      const early = event.key === 'Enter' && list.dropdownOpened && !settled;
      setAwaited(early);
      if (early) event.preventDefault();
    },
  };
}
