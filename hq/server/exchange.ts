import type { FastifyBaseLogger } from 'fastify';
import { firstLaptopDevice } from '#shared/domain/ids.ts';
import { OutpostError } from '#shared/errors.ts';
import { toBase64Url } from '#shared/sync/base64.ts';
import { type Block, BlockReader, blockKinds, encodeBlock } from '#shared/sync/blocks.ts';
import type { Compression, Decompress } from '#shared/sync/compression.ts';
import { decodeHello, encodeAnswer, type Hello } from '#shared/sync/exchange.ts';
import { deviceOfFrame, protocolVersion } from '#shared/sync/frame.ts';
import { claimOfSpare, succeed } from '../store/ancestor.ts';
import { type Answering, answerExchange, noteContact } from '../store/answer-exchange.ts';
import type { Device } from '../store/devices.ts';
import { keepEpoch } from '../store/epoch.ts';
import type { Identity } from '../store/identity.ts';
import { isSignedBy } from '../store/keys.ts';
import type { Ledger, LedgerChange } from '../store/ledger.ts';
import { commitFrame, receiveFrame, verifyFrame } from '../store/receive-frame.ts';
import { releaseOp } from '../store/release-op.ts';
import { makeInTurn } from '../store/snapshots/make-snapshots.ts';

/** What exchanges work with: no memory, clock or compression of their own, so that the simulation runs them too. */
export interface Headquarters {
  readonly ledger: Ledger;
  readonly identity: Identity;
  /** Headquarters' clock, ms since 1970 UTC. */
  readonly now: () => number;
  readonly compress: Compression;
  readonly decompress: Decompress;
}

/** Limits and rhythms of exchanges. */
export interface ExchangeSettings {
  /** Longest request, bytes. */
  readonly maxBytes: number;
  /** Age from which ops count as durable without a verified backup, ms. */
  readonly durableAfterMs: number;
  /** A laptop that is behind by more bytes of effects is given a snapshot; left out: four MiB. */
  readonly streamedBytes?: number;
  /**
   * The exchange came as a file: it may be older than others, may come again, and its time says nothing of the laptop's
   * clock.
   */
  readonly carried?: boolean;
}

const usualStreamedBytes = 4 * 1024 * 1024;

/** Whom a refusal is about, as far as it is known when it comes. */
export interface Caller {
  device: number | undefined;
}

/** An exchange whose hello is verified. */
interface Verified {
  readonly hello: Hello;
  readonly device: Device;
  /** Device clock minus headquarters' clock, ms. */
  readonly skewMs: number;
}

/**
 * One exchange: a verified hello, frames that are committed one by one as they arrive, the end, then the answer.
 * A cut costs the frame that was under way.
 *
 * @param headquarters who it is, and what stands in for the machine
 * @param settings limits
 * @param body the request as it arrives
 * @param caller filled in as soon as the hello names the device
 * @param log of the request
 * @returns the blocks of the reply
 * @throws OutpostError with the code of the refusal; committed frames stay
 */
export async function runExchange(
  headquarters: Headquarters,
  settings: ExchangeSettings,
  body: AsyncIterable<Uint8Array>,
  caller: Caller,
  log: Pick<FastifyBaseLogger, 'info'>,
): Promise<readonly Uint8Array[]> {
  const { ledger, identity, now } = headquarters;
  let verified: Verified | undefined;
  let claimed = false;
  const started = now();
  let ops = 0;
  let ended = false;
  // While the database works on a frame the next one is read and verified; it is committed after the one before.
  let underWay: Promise<number> = Promise.resolve(0);
  try {
    for await (const block of blocksOf(body, settings.maxBytes)) {
      if (!verified) {
        verified = await verifyHello(headquarters, settings, block, caller);
        continue;
      }
      if (block.kind === blockKinds.end) {
        ended = true;
        continue;
      }
      if (block.kind !== blockKinds.frame) throw malformed('only frames may follow the hello');
      const { hello, device, skewMs } = verified;
      if (deviceOfFrame(block.payload) !== device.number) {
        ops += await underWay;
        underWay = heldBack(receiveOthersFrame(headquarters, device, block.payload));
        continue;
      }
      const claim = async (tx: LedgerChange, lastExchange: number): Promise<void> => {
        if (settings.carried) return;
        refuseReplay(hello, lastExchange, claimed);
        if (!claimed) await tx.noteExchange(hello.device, hello.exchange);
      };
      const { number, publicKey } = device;
      const sender = { device: number, publicKey, offsetMs: -skewMs, receivedMs: now() };
      const frame = verifyFrame(sender, block.payload, headquarters.decompress);
      ops += await underWay;
      const committed = commitFrame(ledger, sender, frame, claim);
      underWay = heldBack(
        committed.then((count) => {
          claimed = true;
          return count;
        }),
      );
    }
    ops += await underWay;
  } finally {
    // What comes after a frame, a refusal too, comes after its commit.
    await underWay.catch(() => undefined);
  }
  if (!verified || !ended) throw malformed('it ends early');
  const { hello, device, skewMs } = verified;
  if (!settings.carried) {
    await noteContact(ledger, hello, { now: now(), skewMs }, (lastExchange) =>
      refuseReplay(hello, lastExchange, claimed),
    );
  }
  if (device.revoked) {
    throw new OutpostError(
      'device_revoked',
      `Device ${hello.device} was revoked; what it sent is kept aside.`,
      {
        details: { device: hello.device },
      },
    );
  }
  for (const seq of hello.retry ?? []) await lookAgain(ledger, device.number, seq);
  const answering: Answering = {
    identity,
    compress: headquarters.compress,
    durableAfterMs: settings.durableAfterMs,
    streamedBytes: settings.streamedBytes ?? usualStreamedBytes,
    makeSnapshots: (scopes) => makeInTurn(headquarters, scopes),
  };
  const { answer, deltas } = await answerExchange(ledger, hello, { now: now(), skewMs }, answering);
  const snapshot = answer.bootstrap?.parts.length ?? 0;
  log.info({ device: hello.device, ops, deltas: deltas.length, snapshot, ms: now() - started }, 'exchange');
  return [
    encodeBlock(blockKinds.answer, encodeAnswer(answer, identity.sign)),
    ...deltas.map((delta) => encodeBlock(blockKinds.delta, delta)),
    encodeBlock(blockKinds.end),
  ];
}

/** What goes wrong with it is told to whoever waits for it, which may be later. */
function heldBack<T>(work: Promise<T>): Promise<T> {
  work.catch(() => undefined);
  return work;
}

/** An op that was kept aside, and may be lawful by now. One that has been taken in meanwhile is left alone. */
async function lookAgain(ledger: Ledger, device: number, seq: number): Promise<void> {
  await ledger.change(async (tx) => {
    const kept = await tx.opAt(device, seq);
    if (kept?.hqSeq === null) await releaseOp(tx, { device, seq, who: String(device), byAdmin: false });
  });
}

async function* blocksOf(body: AsyncIterable<Uint8Array>, maxBytes: number): AsyncGenerator<Block> {
  const reader = new BlockReader();
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.length;
    if (bytes > maxBytes) {
      throw new OutpostError('body_too_large', `An exchange may have ${maxBytes} bytes.`, {
        details: { limit: maxBytes },
      });
    }
    yield* reader.push(chunk);
  }
}

/**
 * A frame that one laptop carries for another: its own signature says whose it is. What is wrong with it is written down
 * and does not keep the carrier from its own exchange; the laptop that wrote it still has it.
 */
async function receiveOthersFrame(
  headquarters: Headquarters,
  carrier: Device,
  frame: Uint8Array,
): Promise<number> {
  const { ledger, now, decompress } = headquarters;
  const number = deviceOfFrame(frame);
  try {
    const device = await ledger.look((view) => view.device(number));
    if (!device || number < firstLaptopDevice) {
      throw new OutpostError('unknown_device', `Headquarters knows no device ${number}.`, {
        details: { device: number },
      });
    }
    const sender = { device: number, publicKey: device.publicKey, offsetMs: 0, receivedMs: now() };
    return await receiveFrame(ledger, sender, frame, decompress, async () => undefined);
  } catch (cause) {
    if (!(cause instanceof OutpostError)) throw cause;
    const { code, details } = cause;
    const [who, subject] = [String(carrier.number), `device ${number}`];
    await ledger.change((tx) => tx.audit({ action: 'frame.refused', who, subject, code, detail: details }));
    return 0;
  }
}

async function verifyHello(
  headquarters: Headquarters,
  settings: ExchangeSettings,
  block: Block,
  caller: Caller,
): Promise<Verified> {
  const { ledger, now } = headquarters;
  if (block.kind !== blockKinds.hello) throw malformed('a hello comes first');
  const { message: hello, signed, signature } = decodeHello(block.payload);
  caller.device = hello.device;
  const skewMs = settings.carried ? 0 : hello.time - now();
  const [lowest, highest] = hello.protocol;
  if (lowest > protocolVersion || highest < protocolVersion) {
    throw new OutpostError('unsupported_protocol', `Headquarters speaks protocol ${protocolVersion}.`, {
      details: { lowest, highest, supported: protocolVersion },
    });
  }
  const found = await ledger.look((view) => view.device(hello.device));
  const holder = found ?? (await holderOf(headquarters, hello.device));
  if (!holder) {
    throw new OutpostError('unknown_device', `Headquarters knows no device ${hello.device}.`, {
      details: { device: hello.device },
    });
  }
  if (!isSignedBy(holder.publicKey, signed, signature)) {
    throw new OutpostError('bad_signature', `The hello is not signed by device ${hello.device}.`, {
      details: { device: hello.device },
    });
  }
  const device = found ?? (await adopt(headquarters, holder, hello));
  if (!settings.carried) refuseReplay(hello, device.lastExchange, false);
  if (!device.revoked) await keepEpoch(ledger, hello, now());
  return { hello, device, skewMs };
}

/** The device that was given a number as a spare one. */
async function holderOf({ ledger }: Headquarters, spare: number): Promise<Device | undefined> {
  return ledger.look(async (view) => {
    const holder = await view.holderOfSpare(spare);
    return holder === undefined ? undefined : view.device(holder);
  });
}

/** A headquarters that was restored has forgotten that a laptop went on under one of its spare numbers. */
async function adopt({ ledger, identity, now }: Headquarters, holder: Device, hello: Hello): Promise<Device> {
  return ledger.change(async (tx) => {
    const { head } = await tx.lockDevice(holder.number);
    const place = { after: head.seq, head: head.seq, number: hello.device };
    const claim = claimOfSpare(hello.device);
    const succession = { device: holder.number, claim, doubt: 'adopted' as const, app: hello.app, ...place };
    await succeed(tx, identity, succession, now());
    return tx.lockDevice(hello.device);
  });
}

/** Once this exchange has written, only a later one may overtake it: then this one must stop. */
function refuseReplay(hello: Hello, lastExchange: number, claimed: boolean): void {
  if (claimed ? lastExchange === hello.exchange : lastExchange < hello.exchange) return;
  throw new OutpostError(
    'replayed_exchange',
    `Exchange ${hello.exchange} of device ${hello.device} was before.`,
    {
      details: { device: hello.device, lastExchange, nonce: toBase64Url(hello.nonce) },
    },
  );
}

function malformed(reason: string): OutpostError {
  return new OutpostError('malformed_body', `The exchange is malformed: ${reason}.`);
}
