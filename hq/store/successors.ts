import { z } from 'zod';
import { lastLaptopDevice } from '#shared/domain/ids.ts';
import { OutpostError } from '#shared/errors.ts';
import type { Source } from '#shared/sync/merge.ts';
import { decodeChanges } from '#shared/sync/op-body.ts';
import type { Sql } from './database.ts';
import type { Former, KinDevice, Successor } from './devices.ts';
import type { KeptOp } from './ledger.ts';

/** Spare numbers that a device holds. */
export const sparesPerDevice = 3;

/** The column `formerly`. */
export const formerlySchema: z.ZodType<readonly Former[]> = z.array(
  z.object({ device: z.int(), seq: z.int(), aside: z.array(z.int()), again: z.int() }),
);
/** The column `knows`. */
export const knowsSchema: z.ZodType<readonly Source[]> = z.array(
  z.object({ device: z.int(), hqSeq: z.int() }),
);

/**
 * @param sql a connection inside a transaction
 * @param count how many numbers are wanted
 * @returns numbers that nobody had before, ascending
 * @throws OutpostError `ids_exhausted`
 */
export async function newDeviceNumbers(sql: Sql, count: number): Promise<readonly number[]> {
  const { rows } = await sql.query<{ value: number }>(
    `UPDATE hq.counter SET value = value + $1 WHERE name = 'device_number' RETURNING value`,
    [count],
  );
  const last = rows[0]?.value ?? 0;
  if (last > lastLaptopDevice)
    throw new OutpostError('ids_exhausted', 'Headquarters has no device numbers left.');
  return Array.from({ length: count }, (_, index) => last - count + 1 + index);
}

/**
 * @param sql a connection inside a transaction that holds the device's row
 * @param device the device's number
 * @returns one of its spare numbers, which is no longer spare, and further ones that nobody had before
 * @throws OutpostError `ids_exhausted`
 */
export async function takeSpare(sql: Sql, device: number): Promise<Pick<Successor, 'number' | 'spares'>> {
  const { rows } = await sql.query<{ spare: number }>(
    `SELECT s.spare FROM hq.device AS d CROSS JOIN unnest(d.spares) AS s (spare)
     WHERE d.number = $1 AND NOT EXISTS (SELECT 1 FROM hq.device AS t WHERE t.number = s.spare) ORDER BY s.spare LIMIT 1`,
    [device],
  );
  const [spare] = rows;
  const number = spare?.spare ?? (await newDeviceNumbers(sql, 1))[0] ?? 0;
  await sql.query('UPDATE hq.device SET spares = array_remove(spares, $2) WHERE number = $1', [
    device,
    number,
  ]);
  return { number, spares: await newDeviceNumbers(sql, sparesPerDevice) };
}

/**
 * @param sql a connection inside a transaction that holds the device's row
 * @param device whose key, site and grants it has
 * @param successor the number that becomes a device
 */
export async function addSuccessor(sql: Sql, device: number, successor: Successor): Promise<void> {
  await sql.query(
    `INSERT INTO hq.device (number, spares, public_key, certificate, site, label, role, programme, app, enrolled_at,
       revoked_at, formerly, knows, claim)
     SELECT $2, $3, public_key, $4, site, label, role, programme, $5, $6, revoked_at, $7, $8, $9
     FROM hq.device WHERE number = $1`,
    [
      ...[device, successor.number, successor.spares, Buffer.from(successor.certificate), successor.app],
      ...[new Date(successor.at).toISOString(), JSON.stringify(successor.formerly)],
      ...[JSON.stringify(successor.knows), Buffer.from(successor.claim)],
    ],
  );
  await sql.query(
    `INSERT INTO hq.device_grant (device, version, sites, since_hq_seq, granted_at)
     SELECT $2, version, sites, since_hq_seq, granted_at FROM hq.device_grant WHERE device = $1`,
    [device, successor.number],
  );
}

/**
 * @param sql pool or connection
 * @param device the device's number
 * @returns the devices with its key, itself among them
 */
export async function readKin(sql: Sql, device: number): Promise<readonly KinDevice[]> {
  const { rows } = await sql.query<{ number: number; formerly: unknown }>(
    `SELECT k.number, k.formerly FROM hq.device AS d JOIN hq.device AS k ON k.public_key = d.public_key
     WHERE d.number = $1 ORDER BY k.number`,
    [device],
  );
  return rows.map(({ number, formerly }) => ({ number, formerly: formerlySchema.parse(formerly) }));
}

/**
 * @param sql pool or connection
 * @param claim what the laptop called its wish for a number
 * @returns the device that was made for it, or undefined
 */
export async function claimedDevice(
  sql: Sql,
  claim: Uint8Array,
): Promise<(KinDevice & Pick<Successor, 'spares' | 'certificate'>) | undefined> {
  const { rows } = await sql.query<{
    number: number;
    formerly: unknown;
    spares: number[];
    certificate: Buffer;
  }>('SELECT number, formerly, spares, certificate FROM hq.device WHERE claim = $1', [Buffer.from(claim)]);
  const [row] = rows;
  return (
    row && {
      number: row.number,
      formerly: formerlySchema.parse(row.formerly),
      spares: row.spares,
      certificate: row.certificate.toString('utf8'),
    }
  );
}

/**
 * @param sql pool or connection
 * @param number a device number
 * @returns the device that was given it as a spare one, or undefined
 */
export async function holderOfSpare(sql: Sql, number: number): Promise<number | undefined> {
  const { rows } = await sql.query<{ number: number }>(
    'SELECT number FROM hq.device WHERE $1 = ANY(spares) LIMIT 1',
    [number],
  );
  return rows[0]?.number;
}

/**
 * @param sql a connection inside a transaction that holds the device's row
 * @param device the device's number
 * @param knows ops of other numbers of its laptop that it has made too
 */
export async function noteKnowledge(sql: Sql, device: number, knows: readonly Source[]): Promise<void> {
  await sql.query('UPDATE hq.device SET knows = $2 WHERE number = $1', [device, JSON.stringify(knows)]);
}

/**
 * @param sql pool or connection
 * @param device the device's number
 * @param seq of an op
 * @returns the place of the last op up to it that has one; 0: none has
 */
export async function placeUpTo(sql: Sql, device: number, seq: number): Promise<number> {
  const { rows } = await sql.query<{ hq_seq: number }>(
    'SELECT hq_seq FROM hq.op WHERE device = $1 AND seq <= $2 AND hq_seq IS NOT NULL ORDER BY seq DESC LIMIT 1',
    [device, seq],
  );
  return rows[0]?.hq_seq ?? 0;
}

interface OpRow {
  readonly seq: number;
  readonly hq_seq: number | null;
  readonly first: number;
  readonly hlc_ms: number;
  readonly hlc_counter: number;
  readonly effective_ms: number;
  readonly effective_counter: number;
  readonly seen: number;
  readonly actor: number;
  readonly schema: number;
  readonly body: Buffer;
  readonly hash: Buffer;
}

/**
 * @param sql pool or connection
 * @param device the device's number
 * @param seq of the op
 * @returns the op as it arrived and its place; undefined when headquarters does not have it
 */
export async function opAt(sql: Sql, device: number, seq: number): Promise<KeptOp | undefined> {
  const { rows } = await sql.query<OpRow>(
    `SELECT seq, hq_seq, first, hlc_ms, hlc_counter, effective_ms, effective_counter, seen, actor, schema, body, hash
     FROM hq.op
     WHERE device = $1 AND seq = $2`,
    [device, seq],
  );
  const [row] = rows;
  if (!row) return undefined;
  const { first, seen, actor, schema } = row;
  return {
    op: {
      ...{ seq, first, seen, actor, schema },
      hlc: { ms: row.hlc_ms, counter: row.hlc_counter },
      changes: decodeChanges(row.body),
    },
    body: new Uint8Array(row.body),
    hash: new Uint8Array(row.hash),
    hqSeq: row.hq_seq,
    effective: { ms: row.effective_ms, counter: row.effective_counter },
  };
}
