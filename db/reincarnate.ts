import { tableList } from '#shared/domain/registry.ts';
import { OutpostError } from '#shared/errors.ts';
import type { GivenNumber } from '#shared/sync/ancestor.ts';
import type { Op } from '#shared/sync/op.ts';
import { opHash } from '#shared/sync/op-body.ts';
import { dropBootstrap } from './bootstrap.ts';
import { emptiedSetting } from './compact-journal.ts';
import type { ChangedRow } from './database.ts';
import { HqRows } from './hq-rows.ts';
import { journalState, opsAfter, sha256 } from './journal.ts';
import { setLocalSetting } from './local-setting.ts';
import type { Store } from './store.ts';
import { syncState } from './sync-state.ts';

/** An op of the journal as it is stored. */
interface JournalRow extends Omit<Op, 'hlc' | 'changes'> {
  readonly hlc_ms: number;
  readonly hlc_counter: number;
  readonly tally: string;
  readonly body: Uint8Array;
}

/** The place from which a new number goes on; see `GivenNumber`. */
type Branch = Pick<GivenNumber, 'after' | 'aside'>;

/**
 * Goes on under another device number: what headquarters lacks of this laptop's work becomes the beginning of a new
 * chain, with the same authors, times and changes. What it has is headquarters' now; the ops stay beside the journal.
 * All in one transaction.
 *
 * @param store the open database
 * @param given what headquarters gave
 * @returns how many ops were made again
 * @throws OutpostError `not_enrolled`; `journal_broken` when an op that headquarters lacks was emptied: nothing has
 *   changed then
 */
export function reincarnate(store: Store, given: GivenNumber): number {
  const { again, changed } = store.transaction(() => {
    const { device: former } = syncState(store);
    if (former === undefined) throw new OutpostError('not_enrolled', 'This laptop has no device number yet.');
    const returning = opsOnTheirWay(store, given);
    const { hlc } = journalState(store);
    const ops = opsToMakeAgain(store, given);
    remapRows(store, given, former);
    remapQuarantine(store, given);
    moveJournal(store, former);
    appendAgain(store, given.device, ops);
    store.run(
      `UPDATE sync_state SET device = ?, spares = ?, certificate = ?, settled = 0, accepted = 0, durable = 0,
         hlc_ms = ?, hlc_counter = ?, doubt = NULL, claim = NULL, id_from = NULL, id_after = NULL`,
      given.device,
      given.spares.join('|'),
      given.certificate,
      hlc.ms,
      hlc.counter,
    );
    setLocalSetting(store, emptiedSetting, '0');
    dropBootstrap(store);
    return { again: ops.length, changed: release(store, returning, former) };
  });
  store.announce([...changed, ...tableList.map(({ name }): ChangedRow => ({ table: name, key: '' }))]);
  return again;
}

/** Ops that headquarters has and that have not come back: from now on they come as somebody else's. */
function opsOnTheirWay(store: Store, { after, aside }: Branch): readonly Op[] {
  const { settled } = syncState(store);
  const ops: Op[] = [];
  for (const { op } of opsAfter(store, settled)) {
    if (op.seq > after) break;
    if (!aside.includes(op.seq)) ops.push(op);
  }
  return ops;
}

function opsToMakeAgain(store: Store, { after, aside }: Branch): readonly JournalRow[] {
  const ops = store.all<JournalRow>(
    `SELECT seq, first, hlc_ms, hlc_counter, seen, actor, schema, tally, body FROM op
       WHERE seq > ? OR seq IN (SELECT value FROM json_each(?)) ORDER BY seq`,
    after,
    JSON.stringify(aside),
  );
  if (ops.every(({ body }) => body.length > 0)) return ops;
  throw new OutpostError('journal_broken', 'The journal lacks ops that headquarters needs.');
}

/** An op's new `seq` as SQL; NULL for one that is not made again. */
function newSeq(column: string, { after, aside }: Branch): string {
  return `CASE WHEN ${column} > ${after} THEN ${column} - ${after} + ${aside.length}
    ELSE (SELECT key + 1 FROM json_each('${JSON.stringify(aside)}') WHERE value = ${column}) END`;
}

/** Rows are of the last own op that touched them; where headquarters has that op, they show who wrote it. */
function remapRows(store: Store, branch: Branch, former: number): void {
  for (const { name } of tableList) {
    store.run(
      `UPDATE ${name} SET changed_by = o.actor, changed_device = ?, changed_ms = o.hlc_ms FROM op AS o
         WHERE o.seq = ${name}.own_seq AND ${name}.own_seq > 0 AND ${name}.changed_by IS NULL
           AND (${newSeq(`${name}.own_seq`, branch)}) IS NULL`,
      former,
    );
    store.run(`UPDATE ${name} SET own_seq = coalesce(${newSeq('own_seq', branch)}, 0) WHERE own_seq > 0`);
  }
}

function remapQuarantine(store: Store, branch: Branch): void {
  const kept = store.all<{ seq: number | null; reason: string; reported_at: string }>(
    `SELECT ${newSeq('seq', branch)} AS seq, reason, reported_at FROM quarantine ORDER BY quarantine.seq`,
  );
  store.run('DELETE FROM quarantine');
  for (const { seq, reason, reported_at } of kept) {
    if (seq === null) continue;
    store.run('INSERT INTO quarantine (seq, reason, reported_at) VALUES (?, ?, ?)', seq, reason, reported_at);
  }
}

function moveJournal(store: Store, former: number): void {
  store.run(
    `INSERT INTO former_op (device, seq, first, hlc_ms, hlc_counter, seen, actor, schema, hash, body)
       SELECT ?, seq, first, hlc_ms, hlc_counter, seen, actor, schema, hash, body FROM op WHERE true
       ON CONFLICT DO NOTHING`,
    former,
  );
  store.run('DELETE FROM op');
  store.pending = undefined;
  store.idFloor = undefined;
}

function appendAgain(store: Store, device: number, rows: readonly JournalRow[]): void {
  let hash: Uint8Array = new Uint8Array(32);
  const firsts = new Map<number, number>();
  for (const [index, row] of rows.entries()) {
    const seq = index + 1;
    // Of a transaction that headquarters has in part, the rest begins with its first op that is made again.
    const first = firsts.get(row.first) ?? seq;
    firsts.set(row.first, first);
    const { seen, actor, schema, body } = row;
    const hlc = { ms: row.hlc_ms, counter: row.hlc_counter };
    const op: Op = { seq, first, hlc, seen, actor, schema, changes: [] };
    hash = opHash(hash, device, op, body, sha256);
    store.run(
      'INSERT INTO op (seq, first, hlc_ms, hlc_counter, seen, actor, schema, last_id, tally, hash, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
      ...[seq, first, hlc.ms, hlc.counter, seen, actor, schema, 0, row.tally, hash, body],
    );
  }
}

/** Headquarters' values show where they are known, unless ops that were made again lie on them. */
function release(store: Store, ops: readonly Op[], device: number): readonly ChangedRow[] {
  const rows = new HqRows(store, 0);
  for (const op of ops) {
    // Not to be taken for the op of the new chain with the same number.
    rows.release({ ...op, seq: -op.seq }, { actor: op.actor, device, ms: op.hlc.ms });
  }
  return rows.finish();
}
