import { useEffect, useState, useSyncExternalStore } from 'react';
import { createDraftField, type DraftFieldState } from './draft-field.ts';
import { useDraftStore } from './drafts-provider.tsx';

/** What a form field is about. */
export interface DraftFieldOptions<T> {
  /** The record: `visit:7`, `answer:12:B03`. */
  readonly recordKey: string;
  /** The field of the record. */
  readonly field: string;
  /** The value as the core has it; JSON. */
  readonly value: T;
  /** Writes the value to the core; resolves when the core confirmed it, rejects with its error. */
  readonly save: (value: T) => Promise<unknown>;
}

/** A form field as its widget uses it. */
export interface DraftFieldHandle<T> extends DraftFieldState<T> {
  /** On each change by the person. */
  readonly change: (value: T) => void;
  /** On leaving the field, on Enter, on retry. */
  readonly flush: () => void;
}

/**
 * Ties a widget to a field that loses nothing: drafted on disk at each change, saved to the core on leaving, on Enter
 * or 400 ms after the last change, restored after a crash, kept with its error when the core refuses.
 * A screen that shows another record must draw the widget anew (`key={recordKey}`).
 *
 * @param options which field, its value and how it is saved
 * @returns the value to show, where it stands, and what the widget calls
 */
export function useDraftField<T>(options: DraftFieldOptions<T>): DraftFieldHandle<T> {
  const store = useDraftStore();
  const { recordKey, field: name, value, save } = options;
  const [field] = useState(() => createDraftField({ store, place: `${recordKey}/${name}`, value, save }));
  useEffect(() => field.saveWith(save), [field, save]);
  useEffect(() => field.receive(value), [field, value]);
  useEffect(() => {
    // A draft of another vault or a damaged one does not open: there is nothing to restore then.
    field.restore().catch(() => undefined);
    // Leaving the screen is leaving the field.
    return () => void field.flush();
  }, [field]);
  const state = useSyncExternalStore(field.subscribe, field.state);
  return { ...state, change: field.change, flush: () => void field.flush() };
}
