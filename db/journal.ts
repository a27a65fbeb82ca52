import { createHash } from 'node:crypto';
import { schemaVersion } from '#shared/domain/registry.ts';
import { compareHlc, tick } from '#shared/sync/clock.ts';
import type { JournalOp } from '#shared/sync/lookahead.ts';
import type { ChainHead, Change, Hlc, Op } from '#shared/sync/op.ts';
import { decodeChanges, encodeChanges, opHash } from '#shared/sync/op-body.ts';
import { nextIdBlock } from './id-blocks.ts';
import type { Store } from './store.ts';

/** Row changes that go into one op; a longer transaction makes several. */
export const changesPerOp = 200;

/** Where the journal stands: what the next op continues. */
export interface JournalState {
  readonly device: number | undefined;
  readonly seq: number;
  readonly hash: Uint8Array;
  readonly hlc: Hlc;
  /** Highest number used in an id of this device. */
  readonly lastId: number;
  /** The cursor: highest `hq_seq` that was applied here. */
  readonly seen: number;
}

/** An op of the journal. Old ones may have been emptied (`compactJournal`): then nothing is known of their changes. */
export interface KeptOp extends JournalOp {
  readonly emptied: boolean;
}

interface OpRow {
  readonly seq: number;
  readonly first: number;
  readonly hlc_ms: number;
  readonly hlc_counter: number;
  readonly seen: number;
  readonly actor: number;
  readonly schema: number;
  readonly hash: Uint8Array;
  readonly body: Uint8Array;
}

/**
 * @param bytes anything
 * @returns its SHA-256, 32 bytes
 */
export function sha256(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(createHash('sha256').update(bytes).digest());
}

/**
 * @param store the open database
 * @returns where the journal stands
 */
export function journalState(store: Store): JournalState {
  const state = store.one<{
    device: number | null;
    cursor: number;
    ms: number;
    counter: number;
    id_from: number | null;
    id_after: number | null;
    enrolled: number;
  }>(
    `SELECT device, cursor, hlc_ms AS ms, hlc_counter AS counter, id_from, id_after, hq_url IS NOT NULL AS enrolled
       FROM sync_state WHERE only_row = 1`,
  );
  const last = store.one<{ seq: number; hash: Uint8Array; ms: number; counter: number; last_id: number }>(
    'SELECT seq, hash, hlc_ms AS ms, hlc_counter AS counter, last_id FROM op ORDER BY seq DESC LIMIT 1',
  );
  const absorbed: Hlc = { ms: state?.ms ?? 0, counter: state?.counter ?? 0 };
  const own: Hlc = { ms: last?.ms ?? 0, counter: last?.counter ?? 0 };
  return {
    device: state?.device ?? undefined,
    seq: last?.seq ?? 0,
    hash: last ? new Uint8Array(last.hash) : new Uint8Array(32),
    hlc: compareHlc(own, absorbed) >= 0 ? own : absorbed,
    lastId: lastIdOf(store, state, last),
    seen: state?.cursor ?? 0,
  };
}

/** The sample mode counts its ids; ids that are to meet others at headquarters may have been made by a copy, too. */
function lastIdOf(
  store: Store,
  state: { readonly id_from: number | null; readonly id_after: number | null; enrolled: number } | undefined,
  last: { readonly seq: number; readonly last_id: number } | undefined,
): number {
  const used = last?.last_id ?? 0;
  if (!state?.enrolled) return used;
  // Ids have left their place and nothing was recorded since; see `suspectCopy`.
  const jumped = state.id_after !== null && (last?.seq ?? 0) <= state.id_after;
  const known = jumped ? Math.max(used, state.id_from ?? 0) : used;
  store.idFloor ??= nextIdBlock(known, store.now());
  return Math.max(known, store.idFloor);
}

/**
 * @param store the open database
 * @returns the last op's place in the chain
 */
export function journalHead(store: Store): ChainHead {
  const { seq, hash } = journalState(store);
  return { seq, hash };
}

/**
 * Appends what one transaction changed, inside that transaction.
 *
 * @param store the open database, in a transaction
 * @param state where the journal stood when the transaction began
 * @param written the device, the advisor's id, the changes and the highest id counter used
 * @returns the `seq` of each op: `changesPerOp` changes in each but the last
 */
export function appendOps(
  store: Store,
  state: JournalState,
  written: {
    readonly device: number;
    readonly actor: number;
    readonly changes: readonly Change[];
    readonly lastId: number;
  },
): readonly number[] {
  const seqs: number[] = [];
  let { hash, hlc } = state;
  const first = state.seq + 1;
  for (let from = 0; from < written.changes.length; from += changesPerOp) {
    const changes = written.changes.slice(from, from + changesPerOp);
    hlc = tick(hlc, store.now());
    const seq = first + seqs.length;
    const op: Op = {
      seq,
      first,
      hlc,
      seen: state.seen,
      actor: written.actor,
      schema: schemaVersion,
      changes,
    };
    const body = encodeChanges(changes);
    hash = opHash(hash, written.device, op, body, sha256);
    store.run(
      'INSERT INTO op (seq, first, hlc_ms, hlc_counter, seen, actor, schema, last_id, tally, hash, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
      seq,
      first,
      hlc.ms,
      hlc.counter,
      op.seen,
      op.actor,
      op.schema,
      written.lastId,
      tallyOf(changes),
      hash,
      body,
    );
    seqs.push(seq);
  }
  return seqs;
}

/** How many rows of which table an op changes, `table:count,…`: what waits can be told without reading bodies. */
function tallyOf(changes: readonly Change[]): string {
  const counts = new Map<number, number>();
  for (const { table } of changes) counts.set(table, (counts.get(table) ?? 0) + 1);
  return Array.from(counts, ([table, count]) => `${table}:${count}`).join(',');
}

const opColumns = 'seq, first, hlc_ms, hlc_counter, seen, actor, schema, hash, body';
const opsPerRead = 200;

/**
 * @param store the open database
 * @param seq of an op
 * @returns the op with its hash; undefined when the journal doesn't have it
 */
export function opAt(store: Store, seq: number): KeptOp | undefined {
  const row = store.one<OpRow>(`SELECT ${opColumns} FROM op WHERE seq = ?`, seq);
  return row && journalOp(row);
}

/**
 * Reads the journal a few ops at a time, so that rows may be written between two reads.
 *
 * @param store the open database
 * @param after `seq` of the op before the first one wanted
 * @returns the ops after it with their hashes, in order
 */
export function* opsAfter(store: Store, after: number): Generator<KeptOp> {
  let last = after;
  for (;;) {
    const rows = store.all<OpRow>(
      `SELECT ${opColumns} FROM op WHERE seq > ? ORDER BY seq LIMIT ${opsPerRead}`,
      last,
    );
    for (const row of rows) yield journalOp(row);
    if (rows.length < opsPerRead) return;
    last = rows.at(-1)?.seq ?? last;
  }
}

function journalOp(row: OpRow): KeptOp {
  const emptied = row.body.length === 0;
  return {
    op: {
      seq: row.seq,
      first: row.first,
      hlc: { ms: row.hlc_ms, counter: row.hlc_counter },
      seen: row.seen,
      actor: row.actor,
      schema: row.schema,
      changes: emptied ? [] : decodeChanges(row.body),
    },
    hash: new Uint8Array(row.hash),
    emptied,
  };
}
