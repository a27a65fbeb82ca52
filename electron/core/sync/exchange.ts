import { setImmediate as nextTurn } from 'node:timers/promises';
import { carriedFrames, carriedLoads } from '#db/carried-work.ts';
import { journalHead } from '#db/journal.ts';
import { outgoing } from '#db/outbox.ts';
import type { Store } from '#db/store.ts';
import { beginExchange, type EnrolledAs, syncState } from '#db/sync-state.ts';
import { schemaVersion } from '#shared/domain/registry.ts';
import { OutpostError } from '#shared/errors.ts';
import type { Compression } from '#shared/sync/compression.ts';
import {
  type Answer,
  BlockReader,
  blockKinds,
  encodeBlock,
  encodeHello,
  exchangeContentType,
} from '#shared/sync/exchange.ts';
import { packFrames, protocolVersion } from '#shared/sync/frame.ts';
import type { JournalOp } from '#shared/sync/lookahead.ts';
import type { ChainHead } from '#shared/sync/op.ts';
import { AnswerReading } from './answer-reading.ts';
import { signerOf } from './device-key.ts';
import { bytesSpent, type RoadReply, type Transport } from './transport.ts';

/** What one exchange works with. */
export interface ExchangeInput {
  readonly store: Store;
  readonly enrolled: EnrolledAs;
  readonly transport: Transport;
  readonly appVersion: string;
  /** How to compress so many waiting ops. */
  readonly compression: (waitingOps: number) => Compression;
  /** Fresh random bytes. */
  readonly random: (count: number) => Uint8Array;
  readonly signal: AbortSignal;
  /** False: send nothing, only learn where this laptop stands at headquarters, and receive. */
  readonly sends: boolean;
  /** Own ops that headquarters keeps aside and is asked to look at once more; left out: none. */
  readonly retry?: readonly number[];
  /** How far it is: steps done and in all. */
  readonly report: (done: number, total: number) => void;
}

/** What an exchange moved, whether it went well or not. */
export interface Moved {
  opsSent: number;
  opsReceived: number;
  bytesUp: number;
  bytesDown: number;
}

/** What this exchange begins with. */
export interface Opening {
  /** Its number, above all before it. */
  readonly exchange: number;
  readonly nonce: Uint8Array;
  readonly cursor: number;
  readonly accepted: number;
  readonly head: ChainHead;
  /** Ops that it will send. */
  readonly waiting: number;
  /** The answer came as a file: this laptop may be further than it was when it asked. */
  readonly carried?: boolean;
}

/**
 * One round trip with headquarters: everything that waits goes up, everything that is new comes down. What arrived
 * before a cut stays: each block is applied in one transaction with the cursor.
 *
 * @param input the laptop's database, the road, and what stands in for the machine
 * @param moved counts along, so that the caller knows what a failed exchange moved
 * @returns headquarters' answer
 * @throws OutpostError `network_*`, `captive_portal`, `hq_identity` when somebody else signed, `frame_fork` when
 *   headquarters knows another history of this laptop, or the code with which headquarters refused
 */
export async function runExchange(input: ExchangeInput, moved: Moved): Promise<Answer> {
  const opening = openExchange(input);
  try {
    const reply = await input.transport.send({
      address: { url: new URL(input.enrolled.hqUrl), tlsPin: input.enrolled.tlsPin },
      method: 'POST',
      path: '/sync/exchange',
      contentType: exchangeContentType,
      accept: exchangeContentType,
      body: requestBody(input, opening, moved),
      signal: input.signal,
    });
    return await readReply(reply, new AnswerReading(input, opening, moved), moved);
  } catch (cause) {
    const spent = bytesSpent(cause);
    moved.bytesUp = Math.max(moved.bytesUp, spent.up);
    moved.bytesDown = Math.max(moved.bytesDown, spent.down);
    throw cause;
  }
}

/**
 * @param input the laptop's database and what stands in for the machine
 * @returns what an exchange begins with; its number is used up
 */
export function openExchange(input: Omit<ExchangeInput, 'transport' | 'signal' | 'report'>): Opening {
  const exchange = beginExchange(input.store);
  const { cursor, accepted } = syncState(input.store);
  const head = journalHead(input.store);
  const waiting = input.sends ? Math.max(0, head.seq - accepted) : 0;
  return { exchange, nonce: input.random(16), cursor, accepted, head, waiting };
}

/**
 * @param input the laptop's database and what stands in for the machine
 * @param opening how the exchange begins
 * @param moved counts along
 * @returns the blocks of the request: hello, own frames, frames carried for others, the end
 * @throws OutpostError `journal_broken`
 */
export async function* requestBody(
  input: Omit<ExchangeInput, 'transport' | 'signal'>,
  opening: Opening,
  moved: Moved,
): AsyncGenerator<Uint8Array> {
  const { enrolled, store } = input;
  const sign = signerOf(enrolled.privateKey);
  yield encodeBlock(blockKinds.hello, hello(input, opening, sign));
  if (opening.waiting > 0) {
    const journal = outgoing(store, opening.accepted);
    if (!journal) throw new OutpostError('journal_broken', 'The journal lacks ops that headquarters needs.');
    const compress = input.compression(opening.waiting);
    const ops = upTo(journal.ops, opening.head.seq);
    for (const frame of packFrames(ops, journal.previous, enrolled.device, { compress, sign })) {
      yield encodeBlock(blockKinds.frame, frame.bytes);
      moved.opsSent = frame.to - opening.accepted;
      input.report(moved.opsSent, opening.waiting + 1);
      // Packing takes the processor for a while: calls of the screens go first.
      await nextTurn();
    }
  }
  if (input.sends) {
    for (const { bytes } of carriedFrames(store)) yield encodeBlock(blockKinds.frame, bytes);
  }
  yield encodeBlock(blockKinds.end);
}

function hello(
  input: Omit<ExchangeInput, 'transport' | 'signal'>,
  opening: Opening,
  sign: (bytes: Uint8Array) => Uint8Array,
): Uint8Array {
  const { enrolled } = input;
  const message = {
    protocol: [protocolVersion, protocolVersion] as [number, number],
    schema: schemaVersion,
    device: enrolled.device,
    exchange: opening.exchange,
    time: input.store.now(),
    epoch: enrolled.epoch,
    grant: enrolled.grant.version,
    cursor: opening.cursor,
    head: { seq: opening.head.seq, hash: new Uint8Array(opening.head.hash) },
    app: input.appVersion.slice(0, 40),
    nonce: new Uint8Array(opening.nonce),
    accepted: opening.accepted,
    carried: carriedDevices(input.store),
    retry: input.retry && input.retry.length > 0 ? [...input.retry] : undefined,
  };
  return encodeHello(message, sign);
}

function carriedDevices(store: Store): number[] | undefined {
  const devices = carriedLoads(store).map(({ device }) => device);
  return devices.length > 0 ? devices : undefined;
}

function* upTo(ops: Iterable<JournalOp>, last: number): Generator<JournalOp> {
  for (const op of ops) {
    if (op.op.seq > last) return;
    yield op;
  }
}

async function readReply(reply: RoadReply, reading: AnswerReading, moved: Moved): Promise<Answer> {
  const blocks = new BlockReader();
  for await (const chunk of reply.body) {
    for (const block of blocks.push(chunk)) {
      reading.take(block);
      await nextTurn();
    }
  }
  const spent = reply.bytes();
  moved.bytesUp = spent.up;
  moved.bytesDown = spent.down;
  if (!blocks.ended) throw new OutpostError('network_cut', 'The answer of headquarters was cut.');
  return reading.finish();
}
