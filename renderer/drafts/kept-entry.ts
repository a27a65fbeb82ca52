import type { DraftStore } from './draft-store.ts';

/** What a form that is sent with a button shows. */
export interface KeptEntryState<T> {
  readonly entry: T;
  /** Whether something is typed, and what is shown has reached this laptop's disk. */
  readonly kept: boolean;
}

/** What a form stands on. */
export interface KeptEntryParts<T> {
  readonly store: Pick<DraftStore, 'put' | 'get' | 'remove'>;
  /** Where the draft lies, `visit:7/new-action`. */
  readonly place: string;
  /** The form before anything is typed; JSON. */
  readonly empty: T;
}

/** A form that loses nothing before it is sent: see `createKeptEntry`. */
export interface KeptEntry<T> {
  state(): KeptEntryState<T>;
  /** Calls `listener` after each change of the state; returns the way to stop. */
  subscribe(listener: () => void): () => void;
  /** The person changed a part of the form: drafted at once. */
  change(part: Partial<T>): void;
  /** The form was sent or given up: forgets the draft. @param next what the form begins with now; empty when absent */
  clear(next?: T): void;
  /** Takes up a draft that a crash or leaving the screen left behind, unless the person already typed. */
  restore(): Promise<void>;
}

/**
 * The life of a form that the core gets as a whole: every change goes to the draft store at once, and comes back
 * after a crash or when the person returns to the form; sending it or giving it up clears the draft.
 *
 * @param parts where drafts lie, how the form begins
 * @returns the form's entry
 */
export function createKeptEntry<T extends object>(parts: KeptEntryParts<T>): KeptEntry<T> {
  const { store, place, empty } = parts;
  const listeners = new Set<() => void>();
  let state: KeptEntryState<T> = { entry: empty, kept: false };
  let touched = false;
  const set = (next: KeptEntryState<T>): void => {
    state = next;
    for (const listener of listeners) listener();
  };
  return {
    state: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    change: (part) => {
      touched = true;
      const entry = { ...state.entry, ...part };
      set({ entry, kept: false });
      store.put(place, JSON.stringify(entry)).then(
        () => {
          if (state.entry === entry) set({ entry, kept: true });
        },
        // The form shows no "kept" then; what is typed is still in it and can be sent.
        () => undefined,
      );
    },
    clear: (next = empty) => {
      touched = true;
      set({ entry: next, kept: false });
      store.remove(place).catch(() => undefined);
    },
    restore: async () => {
      const left = await store.get(place);
      if (left === null || touched) return;
      set({ entry: { ...empty, ...(JSON.parse(left) as Partial<T>) }, kept: true });
    },
  };
}
