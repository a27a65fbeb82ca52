import type { Compression } from '#shared/sync/compression.ts';
import { encodeDeltas } from '#shared/sync/delta.ts';
import type { Answer, Bootstrap, DeltaEntry, Hello } from '#shared/sync/exchange.ts';
import { maxFrameBytes, protocolVersion } from '#shared/sync/frame.ts';
import { bootstrapOf, chooseWay, type NotYet } from './bootstrap.ts';
import type { Identity } from './identity.ts';
import type { Ledger, LedgerView } from './ledger.ts';
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
  /** Age from which ops count as durable without a verified backup, ms. */
  readonly durableAfterMs: number;
  /** A laptop that is behind by more bytes of effects is given a snapshot. */
  readonly streamedBytes: number;
  /** Makes snapshots of scopes; kept when it resolves. */
  readonly makeSnapshots: (scopes: readonly string[]) => Promise<unknown>;
}

const heldAside = 10_000;
/** After so many places without anything for a laptop its cursor moves all the same. */
const restingPlaces = 10_000;
/** Most weight in one delta, so that neither end has to hold more, or to work on one for long. */
const heaviest = 384 * 1024;
/** Compressed bytes per entry's weight, before anything was measured. */
const firstRatio = 0.3;

/** A snapshot that is missing is made, and with a moment's luck nothing has overtaken it. */
const mostAttempts = 4;

/**
 * Reads everything that a laptop must hear, in one snapshot of the ledger: the position in it is the laptop's new
 * cursor, and every number up to it is there.
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
  for (let attempt = 1; ; attempt++) {
    const answered = await ledger.look((view) => answerFrom(view, hello, at, answering));
    if (!('make' in answered)) return answered;
    if (attempt === mostAttempts) throw new Error('snapshots are overtaken as fast as they are made');
    await answering.makeSnapshots(answered.make);
  }
}

async function answerFrom(
  view: LedgerView,
  hello: Hello,
  at: { readonly now: number; readonly skewMs: number },
  answering: Answering,
): Promise<ExchangeAnswer | NotYet> {
  const device = await view.device(hello.device);
  if (!device) throw new Error(`device ${hello.device} vanished`);
  const [position, epoch, grants] = [
    await view.position(),
    await view.epoch(),
    await view.grants(hello.device),
  ];
  const reader = { hello, device, grants, epoch, position };
  const way = await chooseWay(view, reader, answering.streamedBytes);
  if ('make' in way) return way;
  const { from, to, sites } = way.stream;
  const pages = readDeltas(view, { device: hello.device, formerly: device.formerly ?? [], sites }, from, to);
  // A cursor that stands where nothing concerns the laptop moves now and then, and always under a snapshot that adds to
  // what it holds.
  const moves = (way.snapshot !== undefined && !way.snapshot.whole) || to - from >= restingPlaces;
  const deltas = await packDeltas(pages, { nonce: hello.nonce, from, to, moves }, answering);
  const bootstrap: Bootstrap | undefined = way.snapshot && (await bootstrapOf(view, reader, way.snapshot));
  const aged = await view.lastReceivedBy(hello.device, at.now - answering.durableAfterMs);
  const answer: Answer = {
    nonce: hello.nonce,
    exchange: hello.exchange,
    protocol: protocolVersion,
    epoch,
    grant: { version: grants.version, sites: [...grants.sites] },
    time: at.now,
    skew: Math.round(at.skewMs),
    head: { seq: device.head.seq, hash: new Uint8Array(device.head.hash) },
    accepted: device.head.seq,
    durable: Math.max(aged, await view.lastBackedUp(hello.device)),
    quarantined: [...(await view.keptAside(hello.device, heldAside))],
    cursor: to,
    deltas: deltas.length,
    bootstrap,
    heads: await headsOf(view, hello.carried ?? []),
  };
  return { answer, deltas };
}

async function headsOf(
  view: LedgerView,
  devices: readonly number[],
): Promise<[device: number, seq: number][] | undefined> {
  const heads: [number, number][] = [];
  for (const device of devices) heads.push([device, (await view.device(device))?.head.seq ?? 0]);
  return heads.length > 0 ? heads : undefined;
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
    const cursor = hello.epoch === (await tx.epoch()) ? hello.cursor : 0;
    const said = hello.head.seq;
    await tx.noteContact({ device, exchange, skewMs: at.skewMs, app, at: at.now, cursor, said });
  });
}

/** The stretch of the stream that an answer carries. */
interface Stretch {
  readonly nonce: Uint8Array;
  readonly from: number;
  readonly to: number;
  /** Whether the cursor must reach its end, whatever is in it. */
  readonly moves: boolean;
}

async function packDeltas(
  pages: AsyncIterable<readonly DeltaEntry[]>,
  { nonce, from, to, moves }: Stretch,
  { identity, compress }: Answering,
): Promise<readonly Uint8Array[]> {
  const blocks: Uint8Array[] = [];
  let ratio = firstRatio;
  let reached = from;
  let batch: DeltaEntry[] = [];
  let weight = 0;
  const flush = (upTo: number): void => {
    const header = { nonce, index: blocks.length, from: reached, to: upTo };
    const block = encodeDeltas(header, batch, { compress, sign: identity.sign });
    if (weight > 0) ratio = Math.max(0.01, block.length / weight);
    blocks.push(block);
    reached = upTo;
    batch = [];
    weight = 0;
  };
  for await (const page of pages) {
    for (const entry of page) {
      const last = batch.at(-1);
      // The entries of one number stay together: a cursor cannot stand between them.
      const isFull = weight * ratio >= maxFrameBytes * 0.9 || weight >= heaviest;
      if (last && last.hqSeq !== entry.hqSeq && isFull) flush(last.hqSeq);
      batch.push(entry);
      weight += weightOf(entry);
    }
  }
  if (batch.length > 0 || (moves && reached < to)) flush(to);
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
