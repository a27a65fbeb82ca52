import { tableById } from '#shared/domain/registry.ts';
import { sameBytes } from '#shared/sync/bytes.ts';
import type { JournalOp } from '#shared/sync/lookahead.ts';
import { journalHead, opAt, opsAfter } from './journal.ts';
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

/** What was counted last: the journal only grows, so the next count begins where this one ended. */
interface Counted {
  readonly device: number | null;
  readonly accepted: number;
  /** Up to where, and the hash of that op: another history is counted anew. */
  readonly seq: number;
  readonly hash: Uint8Array;
  readonly ops: number;
  readonly changes: ReadonlyMap<number, number>;
}

const counted = new WeakMap<Store, Counted>();

/**
 * @param store the open database
 * @returns what waits to be sent, by kind of record
 */
export function waitingOps(store: Store): Waiting {
  const { ops, changes } = countWaiting(store);
  const kinds = [...changes].flatMap(([table, count]) => {
    const kind = tableById(table)?.name;
    return kind ? [{ kind, count }] : [];
  });
  const aside = store.one<{ n: number }>('SELECT count(*) AS n FROM quarantine');
  return { ops, kinds: kinds.sort((a, b) => b.count - a.count), quarantined: aside?.n ?? 0 };
}

/** The status is asked for at every step of an exchange: only ops that were not counted yet are read. */
function countWaiting(store: Store): Counted {
  const state = store.one<{ device: number | null; accepted: number }>(
    'SELECT device, accepted FROM sync_state',
  );
  const head = journalHead(store);
  const [device, accepted] = [state?.device ?? null, state?.accepted ?? 0];
  const before = counted.get(store);
  const goesOn =
    before?.device === device &&
    before.accepted === accepted &&
    sameBytes(before.hash, before.seq === head.seq ? head.hash : hashAt(store, before.seq));
  if (before && goesOn && before.seq === head.seq) return before;
  const start = before && goesOn ? before : { seq: accepted, ops: 0, changes: new Map<number, number>() };
  const changes = new Map(start.changes);
  let { ops } = start;
  const rows = store.all<{ tally: string; n: number }>(
    'SELECT tally, count(*) AS n FROM op WHERE seq > ? AND seq <= ? GROUP BY tally',
    start.seq,
    head.seq,
  );
  for (const { tally, n } of rows) {
    ops += n;
    for (const part of tally.split(',')) {
      const [table = 0, count = 0] = part.split(':').map(Number);
      changes.set(table, (changes.get(table) ?? 0) + n * count);
    }
  }
  const now: Counted = { device, accepted, seq: head.seq, hash: head.hash, ops, changes };
  counted.set(store, now);
  return now;
}

function hashAt(store: Store, seq: number): Uint8Array {
  return store.one<{ hash: Uint8Array }>('SELECT hash FROM op WHERE seq = ?', seq)?.hash ?? new Uint8Array(0);
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
