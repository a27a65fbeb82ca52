import { encodeChanges } from '#shared/sync/op-body.ts';
import { arrayOf, heapOf } from './column-parameters.ts';
import type { Sql } from './database.ts';
import { encodeEffect } from './effect.ts';
import type { KeptFrame, QuarantineEnd } from './ledger.ts';
import type { MergedPlace, PlacedOp } from './placed-op.ts';
import { encodeReplaced } from './replaced.ts';

/**
 * @param sql a connection inside the transaction of the ops
 * @param device who sent them
 * @param receivedMs headquarters' time, ms
 * @param ops all of them, those in quarantine too
 */
export async function writeOps(
  sql: Sql,
  device: number,
  receivedMs: number,
  ops: readonly PlacedOp[],
): Promise<void> {
  await sql.query(
    `INSERT INTO hq.op (device, received_at, seq, hq_seq, first, hlc_ms, hlc_counter, effective_ms,
       effective_counter, seen, actor, schema, body, hash, replaced)
     SELECT $1::bigint, $2::timestamptz, seq, hq_seq, first, ms, counter, effective_ms, effective_counter, seen, actor,
       schema, substring($13::bytea FROM body_at FOR body_length),
       substring($16::bytea FROM hash_at FOR hash_length), substring($19::bytea FROM replaced_at FOR replaced_length)
     FROM unnest($3::bigint[], $4::bigint[], $5::bigint[], $6::bigint[], $7::integer[], $8::bigint[], $9::integer[],
       $10::bigint[], $11::bigint[], $12::integer[], $14::integer[], $15::integer[], $17::integer[], $18::integer[],
       $20::integer[], $21::integer[])
       AS o (seq, hq_seq, first, ms, counter, effective_ms, effective_counter, seen, actor, schema, body_at,
         body_length, hash_at, hash_length, replaced_at, replaced_length)`,
    [
      device,
      new Date(receivedMs).toISOString(),
      arrayOf(ops.map(({ op }) => op.seq)),
      arrayOf(ops.map(({ hqSeq }) => hqSeq)),
      arrayOf(ops.map(({ op }) => op.first)),
      arrayOf(ops.map(({ op }) => op.hlc.ms)),
      arrayOf(ops.map(({ op }) => op.hlc.counter)),
      arrayOf(ops.map(({ hlc }) => hlc.ms)),
      arrayOf(ops.map(({ hlc }) => hlc.counter)),
      arrayOf(ops.map(({ op }) => op.seen)),
      arrayOf(ops.map(({ op }) => op.actor)),
      arrayOf(ops.map(({ op }) => op.schema)),
      ...heapOf(ops.map(({ body }) => body)),
      ...heapOf(ops.map(({ hash }) => hash)),
      ...heapOf(ops.map(({ replaced }) => (replaced ? encodeReplaced(replaced) : null))),
    ],
  );
}

/**
 * @param sql a connection inside the transaction of the ops
 * @param merged what each op did, by its place in the order
 */
export async function writeEffects(sql: Sql, merged: readonly MergedPlace[]): Promise<void> {
  const rows = merged.flatMap(({ hqSeq, result }) =>
    [...result.effects].map(([scope, effect]) => ({ scope, hqSeq, effect: encodeEffect(effect) })),
  );
  if (rows.length === 0) return;
  await sql.query(
    `INSERT INTO hq.op_effect (scope, hq_seq, effect)
     SELECT scope, hq_seq, substring($3::bytea FROM at FOR length)
     FROM unnest($1::text[], $2::bigint[], $4::integer[], $5::integer[]) AS e (scope, hq_seq, at, length)`,
    [
      arrayOf(rows.map(({ scope }) => scope)),
      arrayOf(rows.map(({ hqSeq }) => hqSeq)),
      ...heapOf(rows.map(({ effect }) => effect)),
    ],
  );
}

/**
 * @param sql a connection inside the transaction of the ops
 * @param device who sent them
 * @param receivedMs headquarters' time, ms
 * @param ops all of them
 * @returns how many are kept aside
 */
export async function writeQuarantine(
  sql: Sql,
  device: number,
  receivedMs: number,
  ops: readonly PlacedOp[],
): Promise<number> {
  const aside = ops.flatMap(({ op, objection }) => (objection ? [{ seq: op.seq, ...objection }] : []));
  if (aside.length === 0) return 0;
  await sql.query(
    `INSERT INTO hq.quarantine (device, since, seq, reason, detail)
     SELECT $1::bigint, $2::timestamptz, * FROM unnest($3::bigint[], $4::text[], $5::text[])`,
    [
      device,
      new Date(receivedMs).toISOString(),
      aside.map(({ seq }) => seq),
      aside.map(({ reason }) => reason),
      aside.map(({ detail }) => detail),
    ],
  );
  return aside.length;
}

/**
 * @param sql a connection inside a transaction that holds the position
 * @param device whose op it is
 * @param op with its place
 */
export async function placeOp(sql: Sql, device: number, op: PlacedOp): Promise<void> {
  await sql.query('UPDATE hq.op SET hq_seq = $3, replaced = $4 WHERE device = $1 AND seq = $2', [
    ...[device, op.op.seq, op.hqSeq],
    op.replaced ? encodeReplaced(op.replaced) : null,
  ]);
}

/**
 * @param sql a connection inside the transaction that takes the op in
 * @param device whose op it is
 * @param seq of the op
 * @param end by whom, and with which changes in place of its own
 */
export async function endQuarantine(
  sql: Sql,
  device: number,
  seq: number,
  end: QuarantineEnd,
): Promise<void> {
  await sql.query(
    `UPDATE hq.quarantine SET released_at = now(), released_by = $3, corrected = $4 WHERE device = $1 AND seq = $2`,
    [device, seq, end.who, end.corrected ? Buffer.from(encodeChanges(end.corrected)) : null],
  );
}

/**
 * @param sql a connection inside the transaction of the frame's ops
 * @param frame as it arrived
 */
export async function writeFrame(sql: Sql, frame: KeptFrame): Promise<void> {
  await sql.query(
    'INSERT INTO hq.frame (received_at, device, from_seq, to_seq, bytes) VALUES ($1, $2, $3, $4, $5)',
    [
      ...[new Date(frame.receivedMs).toISOString(), frame.device, frame.from, frame.to],
      Buffer.from(frame.bytes),
    ],
  );
}
