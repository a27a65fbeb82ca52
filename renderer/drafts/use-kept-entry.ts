import { useEffect, useState, useSyncExternalStore } from 'react';
import { useDraftStore } from './drafts-provider.tsx';
import { createKeptEntry, type KeptEntryState } from './kept-entry.ts';

/** A form as its widgets use it. */
export interface KeptEntryHandle<T> extends KeptEntryState<T> {
  /** On each change by the person. */
  readonly change: (part: Partial<T>) => void;
  /** Once it is sent, or given up; with what the form begins with now. */
  readonly clear: (next?: T) => void;
}

/**
 * Ties a form that is sent with a button to a draft: on disk at each change, back after a crash or after another
 * screen, forgotten once it is sent or given up. A field that belongs to a record uses `useDraftField` instead.
 *
 * @param place where the draft lies, `visit:7/new-action`; the form must be drawn anew for another place
 * @param empty how the form begins; JSON
 * @returns what the form shows, and what its widgets call
 */
export function useKeptEntry<T extends object>(place: string, empty: T): KeptEntryHandle<T> {
  const store = useDraftStore();
  const [entry] = useState(() => createKeptEntry({ store, place, empty }));
  useEffect(() => {
    // A draft of another vault or a damaged one does not open: there is nothing to restore then.
    entry.restore().catch(() => undefined);
  }, [entry]);
  const state = useSyncExternalStore(entry.subscribe, entry.state);
  return { ...state, change: entry.change, clear: entry.clear };
}
