import type { DraftStore } from './draft-store.ts';

/** How long after the last change a field saves by itself, in milliseconds. */
export const saveAfter = 400;

/** What a field shows. */
export interface DraftFieldState<T> {
  readonly value: T;
  /**
   * `clean`: as the core has it; `draft`: changed, not sent to the core yet; `saving`: on its way to the core;
   * `saved`: the core confirmed it; `failed`: the core refused it, the text is still here and on disk.
   */
  readonly status: 'clean' | 'draft' | 'saving' | 'saved' | 'failed';
  /** Whether what is shown has reached this laptop's disk, as a draft or in the core. */
  readonly kept: boolean;
  readonly error: unknown;
}

/** What a field stands on. */
export interface DraftFieldParts<T> {
  readonly store: Pick<DraftStore, 'put' | 'get' | 'remove'>;
  /** Where the draft lies, `visit:7/objectives`. */
  readonly place: string;
  /** The value as the core has it. */
  readonly value: T;
  /** Writes the value to the core; resolves when the core confirmed it. */
  readonly save: (value: T) => Promise<unknown>;
}

/** One form field that loses nothing: see `createDraftField`. */
export interface DraftField<T> {
  state(): DraftFieldState<T>;
  /** Calls `listener` after each change of the state; returns the way to stop. */
  subscribe(listener: () => void): () => void;
  /** The person changed the field: drafted at once, saved after a pause. */
  change(value: T): void;
  /** Saves now: on leaving the field, on Enter, on retry. Resolves when nothing is on its way any more. */
  flush(): Promise<void>;
  /** The core has another value (another screen, a sync). What is being typed here wins until it is saved. */
  receive(value: T): void;
  /** Takes up a draft that a crash left behind, unless the person already typed. */
  restore(): Promise<void>;
  /** Later saves use this function: a screen's closure is new at each drawing. */
  saveWith(save: (value: T) => Promise<unknown>): void;
}

/**
 * The life of one field: every change goes to the draft store at once; after a pause, on leaving or on Enter it goes
 * to the core, one save at a time, the newest value last; the draft is cleared when the core confirms; a refusal
 * keeps text and draft.
 *
 * @param parts where drafts lie, where values go
 * @returns the field; values must be JSON
 */
export function createDraftField<T>(parts: DraftFieldParts<T>): DraftField<T> {
  const { store, place } = parts;
  const listeners = new Set<() => void>();
  let save = parts.save;
  let confirmed = parts.value;
  let state: DraftFieldState<T> = { value: parts.value, status: 'clean', kept: true, error: null };
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: Promise<void> | null = null;

  const set = (next: Partial<DraftFieldState<T>>): void => {
    state = { ...state, ...next };
    for (const listener of listeners) listener();
  };
  const same = (a: T, b: T): boolean => JSON.stringify(a) === JSON.stringify(b);
  const dirty = (): boolean => state.status === 'draft' || state.status === 'failed';

  const keep = (value: T): void => {
    store.put(place, JSON.stringify(value)).then(
      () => {
        if (state.value === value) set({ kept: true });
      },
      (error: unknown) => set({ error }),
    );
  };
  const saveOnce = async (): Promise<void> => {
    const value = state.value;
    set({ status: 'saving', error: null });
    try {
      await save(value);
    } catch (error) {
      set({ status: 'failed', error });
      return;
    }
    confirmed = value;
    if (!same(state.value, value)) {
      set({ status: 'draft' });
      return;
    }
    set({ status: 'saved', kept: true });
    await store.remove(place).catch(() => undefined);
  };
  const flush = async (): Promise<void> => {
    clearTimeout(timer);
    if (running) {
      await running;
      if (state.status !== 'draft') return;
    }
    if (!dirty()) return;
    running ??= saveOnce().finally(() => {
      running = null;
    });
    await running;
    // Typed on while the save was under way.
    if (state.status === 'draft') await flush();
  };

  return {
    state: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    change: (value) => {
      set({ value, status: 'draft', kept: false });
      keep(value);
      clearTimeout(timer);
      timer = setTimeout(() => void flush(), saveAfter);
    },
    flush,
    receive: (value) => {
      if (same(value, confirmed)) return;
      confirmed = value;
      if (state.status === 'clean' || state.status === 'saved') set({ value, status: 'clean' });
    },
    restore: async () => {
      const left = await store.get(place);
      if (left === null || state.status !== 'clean') return;
      const value = JSON.parse(left) as T;
      if (same(value, confirmed)) {
        await store.remove(place);
        return;
      }
      set({ value, status: 'draft' });
      await flush();
    },
    saveWith: (next) => {
      save = next;
    },
  };
}
