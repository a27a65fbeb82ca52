import type { DeltaEntry } from '#shared/sync/delta-entry.ts';
import type { Change } from '#shared/sync/op.ts';
import { decodeChanges, encodeChanges } from '#shared/sync/op-body.ts';
import { planById } from './row-plan.ts';
import type { Store } from './store.ts';

/** What a version has to keep of one entry of headquarters' stream for the version that has a place for it. */
export class Deferral {
  readonly #store: Store;
  readonly #changes: Change[] = [];
  /** Whether anything waits: only then it matters that a row goes or comes. */
  #some: boolean | undefined;

  /** @param store the open database, in a transaction */
  constructor(store: Store) {
    this.#store = store;
  }

  /** A change, or what of it this version doesn't know. */
  add(change: Change): void {
    this.#changes.push(change);
  }

  /**
   * A row went out of sight or came whole: what was said of it before no longer holds. Written down as a change without
   * fields, for looking for what waits about one row would take longer the more there is.
   */
  forget({ table, key }: Pick<Change, 'table' | 'key'>): void {
    this.#some ??= this.#store.one('SELECT 1 FROM deferred_op LIMIT 1') !== undefined;
    if (this.#some || !planById(table)) this.#changes.push({ table, key, fields: [] });
  }

  /** Keeps it. One op may have come in several entries: what left, what changed, what arrived. */
  keep(entry: DeltaEntry): void {
    const changes = this.#changes.splice(0);
    if (changes.length === 0) return;
    this.#some = true;
    const place = [entry.hqSeq, entry.device, entry.seq] as const;
    const known = this.#store.one<{ body: Uint8Array }>(
      'SELECT body FROM deferred_op WHERE hq_seq = ? AND device = ? AND seq = ?',
      ...place,
    );
    this.#store.run(
      `INSERT INTO deferred_op (hq_seq, device, seq, actor, hlc_ms, hlc_counter, kind, body)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET body = excluded.body`,
      ...place,
      entry.actor,
      entry.hlc.ms,
      entry.hlc.counter,
      entry.kind,
      encodeChanges([...(known ? decodeChanges(known.body) : []), ...changes]),
    );
  }
}
