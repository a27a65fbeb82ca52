import type { Compression } from '#shared/sync/compression.ts';
import { encodeDeltas } from '#shared/sync/delta.ts';
import type { Answer, DeltaEntry, Hello } from '#shared/sync/exchange.ts';
import { maxFrameBytes, protocolVersion } from '#shared/sync/frame.ts';
import type { Identity } from './identity.ts';
import type { Ledger } from './ledger.ts';
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
 * Reads everything that a laptop must hear, in one snapshot: the position in it is the laptop's new cursor, and every
 * number up to it is there.
 *
 * @param ledger headquarters' memory
 * @param hello what the laptop said
 * @param at headquarters' time in ms, and the laptop's clock minus it
 * @param answering identity, compression, durability
 * @returns the answer and its deltas
 */
export async function answerExchange(
  ledger: Ledger,
  hello: Hello,
  at: { readonly now: number; readonly skewMs: number },
  answering: Answering,
): Promise<ExchangeAnswer> {
  const { identity } = answering;
  return ledger.look(async (view) => {
    const cursor = await view.position();
    const grants = await view.grants(hello.device);
    const device = await view.device(hello.device);
    if (!device) throw new Error(`device ${hello.device} vanished`);
    // Another life of the database, or another grant: the whole stream again.
    const known = hello.epoch === identity.epoch && hello.grant === grants.version && hello.cursor <= cursor;
    const from = known ? hello.cursor : 0;
    const pages = readDeltas(view, { device: hello.device, sites: grants.sites }, from, cursor);
    const deltas = await packDeltas(pages, hello.nonce, from, cursor, answering);
    const answer: Answer = {
      nonce: hello.nonce,
      exchange: hello.exchange,
      protocol: protocolVersion,
      epoch: identity.epoch,
      grant: { version: grants.version, sites: [...grants.sites] },
      time: at.now,
      skew: Math.round(at.skewMs),
      head: { seq: device.head.seq, hash: new Uint8Array(device.head.hash) },
      accepted: device.head.seq,
      durable: await view.lastReceivedBy(hello.device, at.now - answering.durableAfterMs),
      quarantined: [...(await view.keptAside(hello.device, heldAside))],
      cursor,
      deltas: deltas.length,
    };
    return { answer, deltas };
  });
}

/**
 * Notes that a laptop was here. Nothing else of an exchange needs the device's row.
 *
 * @param ledger headquarters' memory
 * @param hello what it said
 * @param at headquarters' time in ms, and the laptop's clock minus it
 * @param refuseReplay called with the locked device's last exchange; throws when this one must not follow it
 */
export async function noteContact(
  ledger: Ledger,
  hello: Hello,
  at: { readonly now: number; readonly skewMs: number },
  refuseReplay: (lastExchange: number) => void,
): Promise<void> {
  await ledger.change(async (tx) => {
    const { lastExchange } = await tx.lockDevice(hello.device);
    refuseReplay(lastExchange);
    const { device, exchange, app } = hello;
    await tx.noteContact({ device, exchange, skewMs: at.skewMs, app, at: at.now });
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
