import { Dexie, type EntityTable } from 'dexie';
import type { DraftCipher } from './draft-cipher.ts';

/** Keeps what was typed until the core has it. */
export interface DraftStore {
  /** Resolves once the draft is on disk. Later calls for the same place win over earlier ones. */
  put(place: string, text: string): Promise<void>;
  /** The draft left at a place, or null. */
  get(place: string): Promise<string | null>;
  remove(place: string): Promise<void>;
  /** The places that begin so and hold a draft. */
  placesUnder(beginning: string): Promise<readonly string[]>;
  /** Calls `listener` after each draft that was written or removed; returns the way to stop. */
  watch(listener: () => void): () => void;
  /** Drops the key; nothing can be read or written afterwards. What is on disk stays sealed. */
  close(): void;
}

interface DraftRow {
  readonly place: string;
  readonly nonce: Uint8Array<ArrayBuffer>;
  readonly sealed: Uint8Array<ArrayBuffer>;
}

class DraftDatabase extends Dexie {
  declare readonly drafts: EntityTable<DraftRow, 'place'>;

  constructor(fingerprint: string) {
    // Strict: a finished write has reached the disk, not only the system's memory.
    super(`outpost-drafts-${fingerprint}`, { chromeTransactionDurability: 'strict' });
    this.version(1).stores({ drafts: 'place' });
  }
}

/**
 * Opens the sealed drafts of one vault in the browser's store.
 *
 * @param cipher made from the vault's draft key
 * @returns the store; `close` it when the vault locks
 */
export function openDraftStore(cipher: DraftCipher): DraftStore {
  const database = new DraftDatabase(cipher.fingerprint);
  // One write after the other, so that a slow one cannot overtake and bring back older text.
  let queue: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = queue.then(work, work);
    queue = turn.catch(() => undefined);
    return turn;
  };
  const listeners = new Set<() => void>();
  const change = (work: () => Promise<void>): Promise<void> =>
    inTurn(async () => {
      await work();
      for (const listener of listeners) listener();
    });
  return {
    put: (place, text) =>
      change(async () => {
        const draft = await cipher.seal(place, text);
        await database.drafts.put({ place, ...draft });
      }),
    get: (place) =>
      inTurn(async () => {
        const row = await database.drafts.get(place);
        return row ? await cipher.open(place, row) : null;
      }),
    remove: (place) => change(() => database.drafts.delete(place)),
    placesUnder: (beginning) =>
      inTurn(() => database.drafts.where('place').startsWith(beginning).primaryKeys()),
    watch: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () => {
      void inTurn(async () => database.close());
    },
  };
}
