import type pg from 'pg';
import type { Compression } from '#shared/sync/compression.ts';
import { encodeDeltas } from '#shared/sync/delta.ts';
import type { Answer, DeltaEntry, Hello } from '#shared/sync/exchange.ts';
import { maxFrameBytes, protocolVersion } from '#shared/sync/frame.ts';
import { transaction } from './database.ts';
import { lockDevice, readGrants } from './devices.ts';
import type { Identity } from './identity.ts';
import { readDeltas } from './read-deltas.ts';

/** What a laptop is told at the end of an exchange. */
export interface ExchangeAnswer {
  readonly answer: Answer;
  /** Payloads of the delta blocks, in order. */
  readonly deltas: readonly Uint8Array[];
}

/** How headquarters answers. */
export interface Answering {
  readonly identity: Identity;
  readonly compress: Compression;
  /** Age from which ops count as durable, ms: the backup's rhythm. */
  readonly durableAfterMs: number;
}

const heldAside = 10_000;
/** Compressed bytes per entry's weight, before anything was measured. */
const firstRatio = 0.3;

/**
 * Reads everything that a laptop must hear, in one snapshot: the counter in it is the laptop's new cursor, and every
 * number up to it is there.
 *
 * @param pool the database's pool
 * @param hello what the laptop said
 * @param skewMs its clock minus headquarters'
 * @param answering identity, compression, durability
 * @returns the answer and its deltas
 */
export async function answerExchange(
  pool: pg.Pool,
  hello: Hello,
  skewMs: number,
  answering: Answering,
): Promise<ExchangeAnswer> {
  const { identity } = answering;
  return transaction(
    pool,
    async (sql) => {
      const counter = await sql.query<{ value: number }>(
        `SELECT value FROM hq.counter WHERE name = 'hq_seq'`,
      );
      const cursor = counter.rows[0]?.value ?? 0;
      const grants = await readGrants(sql, hello.device);
      const device = await sql.query<{ head_seq: number; head_hash: Buffer; durable: number | null }>(
        `SELECT head_seq, head_hash, (SELECT seq FROM hq.op WHERE device = number AND received_at <= $2
           ORDER BY seq DESC LIMIT 1) AS durable FROM hq.device WHERE number = $1`,
        [hello.device, new Date(Date.now() - answering.durableAfterMs).toISOString()],
      );
      const [row] = device.rows;
      if (!row) throw new Error(`device ${hello.device} vanished`);
      const aside = await sql.query<{ seq: number; reason: string }>(
        `SELECT seq, reason FROM hq.quarantine WHERE device = $1 AND released_at IS NULL ORDER BY seq DESC LIMIT $2`,
        [hello.device, heldAside],
      );
      // Another life of the database, or another grant: the whole stream again.
      const known =
        hello.epoch === identity.epoch && hello.grant === grants.version && hello.cursor <= cursor;
      const from = known ? hello.cursor : 0;
      const pages = readDeltas(sql, { device: hello.device, sites: grants.sites }, from, cursor);
      const deltas = await packDeltas(pages, hello.nonce, from, cursor, answering);
      const answer: Answer = {
        nonce: hello.nonce,
        exchange: hello.exchange,
        protocol: protocolVersion,
        epoch: identity.epoch,
        grant: { version: grants.version, sites: [...grants.sites] },
        time: Date.now(),
        skew: Math.round(skewMs),
        head: { seq: row.head_seq, hash: new Uint8Array(row.head_hash) },
        accepted: row.head_seq,
        durable: row.durable ?? 0,
        quarantined: aside.rows.toReversed(),
        cursor,
        deltas: deltas.length,
      };
      return { answer, deltas };
    },
    'REPEATABLE READ READ ONLY',
  );
}

/**
 * Notes that a laptop was here. Nothing else of an exchange needs the device's row.
 *
 * @param pool the database's pool
 * @param hello what it said
 * @param skewMs its clock minus headquarters'
 * @param refuseReplay called with the locked device's last exchange; throws when this one must not follow it
 */
export async function noteContact(
  pool: pg.Pool,
  hello: Hello,
  skewMs: number,
  refuseReplay: (lastExchange: number) => void,
): Promise<void> {
  await transaction(pool, async (sql) => {
    const { lastExchange } = await lockDevice(sql, hello.device);
    refuseReplay(lastExchange);
    await sql.query(
      'UPDATE hq.device SET last_exchange = $2, last_contact = now(), skew_ms = $3, app = $4 WHERE number = $1',
      [hello.device, hello.exchange, skewMs, hello.app],
    );
  });
}

async function packDeltas(
  pages: AsyncIterable<readonly DeltaEntry[]>,
  nonce: Uint8Array,
  from: number,
  cursor: number,
  { identity, compress }: Answering,
): Promise<readonly Uint8Array[]> {
  const blocks: Uint8Array[] = [];
  let ratio = firstRatio;
  let reached = from;
  let batch: DeltaEntry[] = [];
  let weight = 0;
  const flush = (to: number): void => {
    const header = { nonce, index: blocks.length, from: reached, to };
    const block = encodeDeltas(header, batch, { compress, sign: identity.sign });
    if (weight > 0) ratio = Math.max(0.01, block.length / weight);
    blocks.push(block);
    reached = to;
    batch = [];
    weight = 0;
  };
  for await (const page of pages) {
    for (const entry of page) {
      const last = batch.at(-1);
      // The entries of one number stay together: a cursor cannot stand between them.
      if (last && last.hqSeq !== entry.hqSeq && weight * ratio >= maxFrameBytes * 0.9) flush(last.hqSeq);
      batch.push(entry);
      weight += weightOf(entry);
    }
  }
  if (batch.length > 0) flush(cursor);
  return blocks;
}

/** Roughly how much an entry says: what its compressed size grows with. */
function weightOf(entry: DeltaEntry): number {
  let weight = 8;
  for (const { key, fields } of entry.changes) {
    weight += 4;
    for (const value of key) weight += typeof value === 'string' ? value.length : 3;
    for (const [, value] of fields) weight += typeof value === 'string' ? value.length + 2 : 2;
  }
  return weight;
}
