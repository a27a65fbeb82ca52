import type pg from 'pg';
import type { ChainHead } from '#shared/sync/op.ts';
import { audit } from './audit.ts';
import { lastBackedUp } from './backups/backup-records.ts';
import { counterValue, raiseCounter } from './counters.ts';
import { type Sql, transaction } from './database.ts';
import { findDevice, lockDevice, moveHead, noteContact, noteExchange, readGrants } from './device-records.ts';
import { decodeEffect } from './effect.ts';
import type { FormerOp } from './history.ts';
import { beginEpoch, readEpoch } from './identity.ts';
import type { EffectPage, Ledger, LedgerChange, LedgerView, PlacedEffect, Stretch } from './ledger.ts';
import { decodeReplaced } from './replaced.ts';
import { lockRows, saveRows } from './rows.ts';
import { rowsOf } from './snapshots/scope-rows.ts';
import {
  addSnapshot,
  hasPart,
  keepPart,
  lastSnapshot,
  partOf,
  snapshotsOf,
} from './snapshots/snapshot-records.ts';
import {
  addSuccessor,
  claimedDevice,
  holderOfSpare,
  noteKnowledge,
  opAt,
  placeUpTo,
  readKin,
  takeSpare,
} from './successors.ts';
import { endQuarantine, placeOp, writeEffects, writeFrame, writeOps, writeQuarantine } from './write-ops.ts';

/**
 * @param pool the database's pool
 * @returns headquarters' memory in PostgreSQL
 */
export function postgresLedger(pool: pg.Pool): Ledger {
  return {
    change: (work) => transaction(pool, (sql) => work(ledgerChange(sql))),
    look: (work) => transaction(pool, (sql) => work(ledgerView(sql)), 'REPEATABLE READ READ ONLY'),
  };
}

/**
 * @param sql a connection inside a transaction that does more than the ledger knows of
 * @returns the ledger's changes in that transaction
 */
export function ledgerChange(sql: Sql): LedgerChange {
  return {
    ...ledgerView(sql),
    lockDevice: (number) => lockDevice(sql, number),
    noteExchange: (device, exchange) => noteExchange(sql, device, exchange),
    noteContact: (contact) => noteContact(sql, contact),
    takeSpare: (device) => takeSpare(sql, device),
    addSuccessor: (device, successor) => addSuccessor(sql, device, successor),
    noteKnowledge: (device, knows) => noteKnowledge(sql, device, knows),
    moveHead: (device, head) => moveHead(sql, device, head),
    keepFrame: (frame) => writeFrame(sql, frame),
    lockRows: (wanted) => lockRows(sql, wanted),
    saveRows: (rows) => saveRows(sql, rows),
    takePlaces: (count) => takePlaces(sql, count),
    addOps: (device, receivedMs, ops) => writeOps(sql, device, receivedMs, ops),
    addEffects: (merged) => writeEffects(sql, merged),
    addQuarantine: (device, receivedMs, ops) => writeQuarantine(sql, device, receivedMs, ops),
    placeOp: (device, op) => placeOp(sql, device, op),
    endQuarantine: (device, seq, end) => endQuarantine(sql, device, seq, end),
    keepPart: (sha256, bytes, keptMs) => keepPart(sql, sha256, bytes, keptMs),
    addSnapshot: (snapshot, madeMs) => addSnapshot(sql, snapshot, madeMs),
    beginEpoch: (epoch) => beginEpoch(sql, epoch),
    raisePosition: (position) => raiseCounter(sql, 'hq_seq', position),
    audit: (entry) => audit(sql, entry),
  };
}

function ledgerView(sql: Sql): LedgerView {
  return {
    position: () => counterValue(sql, 'hq_seq'),
    device: (number) => findDevice(sql, number),
    grants: (device) => readGrants(sql, device),
    chain: (device, from, to) => chain(sql, device, from, to),
    lastReceivedBy: (device, receivedMs) => lastReceivedBy(sql, device, receivedMs),
    keptAside: (device, limit) => keptAside(sql, device, limit),
    opAt: (device, seq) => opAt(sql, device, seq),
    kin: (device) => readKin(sql, device),
    placeUpTo: (device, seq) => placeUpTo(sql, device, seq),
    claimed: (claim) => claimedDevice(sql, claim),
    holderOfSpare: (number) => holderOfSpare(sql, number),
    formerOp: (hqSeq) => formerOp(sql, hqSeq),
    epoch: () => readEpoch(sql),
    ownSeqAt: (device, hqSeq) => ownSeqAt(sql, device, hqSeq),
    lastPlaceOf: (device) => lastPlaceOf(sql, device),
    lastBackedUp: (device) => lastBackedUp(sql, device),
    effectsAfter: () => counterValue(sql, 'effects_after'),
    tail: (scopes, stretch) => tail(sql, scopes, stretch),
    rowsOf: (table, scope) => rowsOf(sql, table, scope),
    actors: (places) => actorsOf(sql, places),
    lastSnapshot: (scope) => lastSnapshot(sql, scope),
    snapshotsOf: (scopes, least) => snapshotsOf(sql, scopes, least),
    hasPart: (sha256) => hasPart(sql, sha256),
    partOf: (sha256, scopes) => partOf(sql, sha256, scopes),
    effects: (page) => effects(sql, page),
  };
}

async function takePlaces(sql: Sql, count: number): Promise<number> {
  const { rows } = await sql.query<{ value: number }>(
    `UPDATE hq.counter SET value = value + $1 WHERE name = 'hq_seq' RETURNING value`,
    [count],
  );
  const [row] = rows;
  if (!row) throw new Error('The counter of the order is missing.');
  return row.value;
}

async function chain(sql: Sql, device: number, from: number, to: number): Promise<readonly ChainHead[]> {
  const { rows } = await sql.query<{ seq: number; hash: Buffer }>(
    'SELECT seq, hash FROM hq.op WHERE device = $1 AND seq BETWEEN $2 AND $3',
    [device, from, to],
  );
  return rows;
}

async function lastReceivedBy(sql: Sql, device: number, receivedMs: number): Promise<number> {
  const { rows } = await sql.query<{ seq: number }>(
    'SELECT seq FROM hq.op WHERE device = $1 AND received_at <= $2 ORDER BY seq DESC LIMIT 1',
    [device, new Date(receivedMs).toISOString()],
  );
  return rows[0]?.seq ?? 0;
}

async function keptAside(
  sql: Sql,
  device: number,
  limit: number,
): Promise<readonly { readonly seq: number; readonly reason: string }[]> {
  const { rows } = await sql.query<{ seq: number; reason: string }>(
    `SELECT seq, reason FROM hq.quarantine WHERE device = $1 AND released_at IS NULL ORDER BY seq DESC LIMIT $2`,
    [device, limit],
  );
  return rows.toReversed();
}

async function formerOp(sql: Sql, hqSeq: number): Promise<FormerOp | undefined> {
  const { rows } = await sql.query<{ actor: number; replaced: Buffer | null }>(
    'SELECT actor, replaced FROM hq.op WHERE hq_seq = $1',
    [hqSeq],
  );
  const [row] = rows;
  return (
    row && { actor: row.actor, replaced: row.replaced === null ? undefined : decodeReplaced(row.replaced) }
  );
}

async function ownSeqAt(sql: Sql, device: number, hqSeq: number): Promise<number> {
  const { rows } = await sql.query<{ seq: number }>(
    'SELECT seq FROM hq.op WHERE device = $1 AND hq_seq <= $2 ORDER BY seq DESC LIMIT 1',
    [device, hqSeq],
  );
  return rows[0]?.seq ?? 0;
}

async function lastPlaceOf(sql: Sql, device: number): Promise<number> {
  const { rows } = await sql.query<{ place: number | null }>(
    'SELECT max(hq_seq) AS place FROM hq.op WHERE device = $1',
    [device],
  );
  return rows[0]?.place ?? 0;
}

/** Effects of which the bytes are counted at once. */
const tailRows = 20_000;

async function tail(sql: Sql, scopes: readonly string[], { from, to, most }: Stretch): Promise<number> {
  let bytes = 0;
  for (const scope of scopes) {
    let after: number | null = from;
    while (after !== null && bytes < most) {
      const { rows }: { rows: { bytes: number; last: number | null }[] } = await sql.query(
        `SELECT coalesce(sum(length(effect)), 0)::bigint AS bytes, max(hq_seq) AS last FROM
           (SELECT hq_seq, effect FROM hq.op_effect WHERE scope = $1 AND hq_seq > $2 AND hq_seq <= $3
            ORDER BY hq_seq LIMIT $4) AS page`,
        [scope, after, to, Math.min(tailRows, most)],
      );
      bytes += rows[0]?.bytes ?? 0;
      after = rows[0]?.last ?? null;
    }
  }
  return bytes;
}

async function actorsOf(sql: Sql, places: readonly number[]): Promise<ReadonlyMap<number, number>> {
  const { rows } = await sql.query<{ hq_seq: number; actor: number }>(
    'SELECT hq_seq, actor FROM hq.op WHERE hq_seq = ANY($1)',
    [places],
  );
  return new Map(rows.map(({ hq_seq, actor }) => [hq_seq, actor]));
}

interface EffectRow {
  readonly hq_seq: number;
  readonly scope: string;
  readonly effect: Buffer;
  readonly device: number;
  readonly seq: number;
  readonly actor: number;
  readonly effective_ms: number;
  readonly effective_counter: number;
}

/** Each scope is read along its index, and only as far as the page goes. */
async function effects(sql: Sql, page: EffectPage): Promise<readonly PlacedEffect[]> {
  const { rows } = await sql.query<EffectRow>(
    `SELECT e.hq_seq, e.scope, e.effect, o.device, o.seq, o.actor, o.effective_ms, o.effective_counter
     FROM (
       SELECT p.hq_seq, p.scope, p.effect FROM unnest($1::text[]) AS s (scope) CROSS JOIN LATERAL (
         SELECT hq_seq, scope, effect FROM hq.op_effect
         WHERE scope = s.scope AND hq_seq >= $2::bigint + (s.scope COLLATE "C" <= $4)::int AND hq_seq <= $3
         ORDER BY hq_seq LIMIT $5
       ) AS p ORDER BY p.hq_seq, p.scope COLLATE "C" LIMIT $5
     ) AS e CROSS JOIN LATERAL (
       SELECT device, seq, actor, effective_ms, effective_counter FROM hq.op WHERE hq_seq = e.hq_seq OFFSET 0
     ) AS o ORDER BY e.hq_seq, e.scope COLLATE "C"`,
    [page.scopes, page.after.hqSeq, page.to, page.after.scope, page.limit],
  );
  return rows.map((row) => ({
    hqSeq: row.hq_seq,
    scope: row.scope,
    effect: decodeEffect(row.effect),
    device: row.device,
    seq: row.seq,
    actor: row.actor,
    hlc: { ms: row.effective_ms, counter: row.effective_counter },
  }));
}
