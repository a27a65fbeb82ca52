import { tableById } from '#shared/domain/registry.ts';
import type { JournalOp } from '#shared/sync/lookahead.ts';
import { opAt, opsAfter } from './journal.ts';
import type { Store } from './store.ts';

/** What headquarters has not confirmed yet. */
export interface Waiting {
  /** Ops to send. */
  readonly ops: number;
  /** Changed rows by table, the most first. */
  readonly kinds: readonly { readonly kind: string; readonly count: number }[];
  /** Ops that headquarters keeps aside. */
  readonly quarantined: number;
}

/**
 * @param store the open database
 * @returns what waits to be sent, by kind of record
 */
export function waitingOps(store: Store): Waiting {
  const rows = store.all<{ tally: string }>(
    'SELECT tally FROM op WHERE seq > (SELECT accepted FROM sync_state)',
  );
  const counts = new Map<string, number>();
  for (const { tally } of rows) {
    for (const part of tally.split(',')) {
      const [table, count] = part.split(':').map(Number);
      const kind = tableById(table ?? 0)?.name;
      if (kind) counts.set(kind, (counts.get(kind) ?? 0) + (count ?? 0));
    }
  }
  const kinds = Array.from(counts, ([kind, count]) => ({ kind, count })).sort((a, b) => b.count - a.count);
  const aside = store.one<{ n: number }>('SELECT count(*) AS n FROM quarantine');
  return { ops: rows.length, kinds, quarantined: aside?.n ?? 0 };
}

/**
 * A stretch of the journal for packing frames. It is read as it is consumed, a few ops at a time.
 *
 * @param store the open database
 * @param after `seq` of the op before the first one wanted: headquarters' head of this device
 * @returns the ops after it, and the hash of the op before them; undefined when the journal doesn't reach back to it, or
 *   no longer has what those ops said
 */
export function outgoing(
  store: Store,
  after: number,
): { readonly previous: Uint8Array; readonly ops: Iterable<JournalOp> } | undefined {
  if (store.one('SELECT 1 FROM op WHERE seq > ? AND length(body) = 0 LIMIT 1', after)) return undefined;
  const previous = after === 0 ? new Uint8Array(32) : opAt(store, after)?.hash;
  return previous && { previous, ops: opsAfter(store, after) };
}
