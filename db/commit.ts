import { OutpostError } from '#shared/errors.ts';
import type { Author, ChangedRow, Committed, WritableDb } from './database.ts';
import { appendOps, journalState } from './journal.ts';
import { readingOf } from './read.ts';
import { indexRows } from './search-index.ts';
import type { Store } from './store.ts';
import { Writing } from './writing.ts';

/**
 * Runs `work` in one transaction: its row changes, the ops that carry them and the search index are on disk together
 * when this returns.
 *
 * @param store the open database
 * @param author who acts
 * @param work makes the changes; must be synchronous
 * @returns what `work` returned, the ops and the rows that changed
 * @throws OutpostError `not_enrolled` without a device number, `vault_newer` when the file may only be read, and
 *   whatever `work` throws: then nothing has changed
 */
export function commit<R>(store: Store, author: Author, work: (tx: WritableDb) => R): Committed<R> {
  if (store.readOnly) {
    throw new OutpostError('vault_newer', 'A newer version wrote this database: it can only be read here.');
  }
  const committed = store.transaction(() => {
    const state = journalState(store);
    const { device } = state;
    if (device === undefined) throw new OutpostError('not_enrolled', 'This laptop has no device number yet.');
    const writing = new Writing(store, state, device);
    const value = work({ ...readingOf(store), ...writing.methods() } as WritableDb);
    if (value instanceof Promise) throw new Error('work inside a commit must be synchronous');
    const seqs = appendOps(store, state, {
      device,
      actor: author.advisorId,
      changes: writing.changes,
      lastId: writing.lastId,
    });
    indexRows(store, writing.rows);
    return new Changes(value, seqs, writing);
  });
  if (store.hasListeners) store.announce(committed.changed);
  return committed;
}

/** What came of it. The names of thousands of rows are only put together for somebody who asks. */
class Changes<R> implements Committed<R> {
  readonly value: R;
  readonly seqs: readonly number[];
  readonly #writing: Writing;
  #changed: readonly ChangedRow[] | undefined;

  constructor(value: R, seqs: readonly number[], writing: Writing) {
    this.value = value;
    this.seqs = seqs;
    this.#writing = writing;
  }

  get changed(): readonly ChangedRow[] {
    this.#changed ??= this.#writing.changed();
    return this.#changed;
  }
}
