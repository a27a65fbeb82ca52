import type pg from 'pg';
import type { ChainHead } from '#shared/sync/op.ts';
import { audit } from './audit.ts';
import { type Sql, transaction } from './database.ts';
import { findDevice, lockDevice, moveHead, noteContact, noteExchange, readGrants } from './device-records.ts';
import { decodeEffect } from './effect.ts';
import type { FormerOp } from './history.ts';
import type { EffectPage, Ledger, LedgerChange, LedgerView, PlacedEffect } from './ledger.ts';
import { decodeReplaced } from './replaced.ts';
import { lockRows, saveRows } from './rows.ts';
import { writeEffects, writeFrame, writeOps, writeQuarantine } from './write-ops.ts';

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
    moveHead: (device, head) => moveHead(sql, device, head),
    keepFrame: (frame) => writeFrame(sql, frame),
    lockRows: (wanted) => lockRows(sql, wanted),
    saveRows: (rows) => saveRows(sql, rows),
    takePlaces: (count) => takePlaces(sql, count),
    addOps: (device, receivedMs, ops) => writeOps(sql, device, receivedMs, ops),
    addEffects: (merged) => writeEffects(sql, merged),
    addQuarantine: (device, receivedMs, ops) => writeQuarantine(sql, device, receivedMs, ops),
    audit: (entry) => audit(sql, entry),
  };
}

function ledgerView(sql: Sql): LedgerView {
  return {
    position: () => position(sql),
    device: (number) => findDevice(sql, number),
    grants: (device) => readGrants(sql, device),
    chain: (device, from, to) => chain(sql, device, from, to),
    lastReceivedBy: (device, receivedMs) => lastReceivedBy(sql, device, receivedMs),
    keptAside: (device, limit) => keptAside(sql, device, limit),
    formerOp: (hqSeq) => formerOp(sql, hqSeq),
    effects: (page) => effects(sql, page),
  };
}

async function position(sql: Sql): Promise<number> {
  const { rows } = await sql.query<{ value: number }>(`SELECT value FROM hq.counter WHERE name = 'hq_seq'`);
  return rows[0]?.value ?? 0;
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

async function effects(sql: Sql, page: EffectPage): Promise<readonly PlacedEffect[]> {
  const { rows } = await sql.query<EffectRow>(
    `SELECT e.hq_seq, e.scope, e.effect, o.device, o.seq, o.actor, o.effective_ms, o.effective_counter
     FROM hq.op_effect AS e JOIN hq.op AS o ON o.hq_seq = e.hq_seq
     WHERE e.scope = ANY($1) AND e.hq_seq >= $2 AND e.hq_seq <= $3 AND (e.hq_seq > $2 OR e.scope COLLATE "C" > $4)
     ORDER BY e.hq_seq, e.scope COLLATE "C" LIMIT $5`,
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
