import type { FastifyBaseLogger } from 'fastify';
import { OutpostError } from '#shared/errors.ts';
import { toBase64Url } from '#shared/sync/base64.ts';
import { type Block, BlockReader, blockKinds, encodeBlock } from '#shared/sync/blocks.ts';
import { decodeHello, encodeAnswer, type Hello } from '#shared/sync/exchange.ts';
import { protocolVersion } from '#shared/sync/frame.ts';
import { answerExchange, noteContact } from '../store/answer-exchange.ts';
import type { Sql } from '../store/database.ts';
import { type Device, findDevice } from '../store/devices.ts';
import { isSignedBy } from '../store/keys.ts';
import { receiveFrame } from '../store/receive-frame.ts';
import type { Store } from '../store/store.ts';
import { brotli, decompress } from './compression.ts';

/** Limits and rhythms of exchanges. */
export interface ExchangeSettings {
  /** Longest request, bytes. */
  readonly maxBytes: number;
  /** Age from which ops count as durable, ms. */
  readonly durableAfterMs: number;
}

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
 * @param store headquarters' memory
 * @param settings limits
 * @param body the request as it arrives
 * @param caller filled in as soon as the hello names the device
 * @param log of the request
 * @returns the blocks of the reply
 * @throws OutpostError with the code of the refusal; committed frames stay
 */
export async function runExchange(
  store: Store,
  settings: ExchangeSettings,
  body: AsyncIterable<Uint8Array>,
  caller: Caller,
  log: FastifyBaseLogger,
): Promise<readonly Uint8Array[]> {
  let verified: Verified | undefined;
  let claimed = false;
  const started = performance.now();
  let ops = 0;
  let ended = false;
  for await (const block of blocksOf(body, settings.maxBytes)) {
    if (!verified) {
      verified = await verifyHello(store, block, caller);
      continue;
    }
    if (block.kind === blockKinds.end) {
      ended = true;
      continue;
    }
    if (block.kind !== blockKinds.frame) throw malformed('only frames may follow the hello');
    const { hello, device, skewMs } = verified;
    const claim = async (sql: Sql, lastExchange: number): Promise<void> => {
      refuseReplay(hello, lastExchange, claimed);
      if (!claimed)
        await sql.query('UPDATE hq.device SET last_exchange = $2 WHERE number = $1', [
          hello.device,
          hello.exchange,
        ]);
    };
    const sender = { device: device.number, publicKey: device.publicKey, offsetMs: -skewMs };
    ops += await receiveFrame(store.pool, sender, block.payload, decompress, claim);
    claimed = true;
  }
  if (!verified || !ended) throw malformed('it ends early');
  const { hello, device, skewMs } = verified;
  await noteContact(store.pool, hello, skewMs, (lastExchange) => refuseReplay(hello, lastExchange, claimed));
  if (device.revoked) {
    throw new OutpostError(
      'device_revoked',
      `Device ${hello.device} was revoked; what it sent is kept aside.`,
      {
        details: { device: hello.device },
      },
    );
  }
  const { identity } = store;
  const answering = { identity, compress: brotli, durableAfterMs: settings.durableAfterMs };
  const { answer, deltas } = await answerExchange(store.pool, hello, skewMs, answering);
  log.info(
    { device: hello.device, ops, deltas: deltas.length, ms: Math.round(performance.now() - started) },
    'exchange',
  );
  return [
    encodeBlock(blockKinds.answer, encodeAnswer(answer, identity.sign)),
    ...deltas.map((delta) => encodeBlock(blockKinds.delta, delta)),
    encodeBlock(blockKinds.end),
  ];
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

async function verifyHello(store: Store, block: Block, caller: Caller): Promise<Verified> {
  if (block.kind !== blockKinds.hello) throw malformed('a hello comes first');
  const { message: hello, signed, signature } = decodeHello(block.payload);
  caller.device = hello.device;
  const skewMs = hello.time - Date.now();
  const [lowest, highest] = hello.protocol;
  if (lowest > protocolVersion || highest < protocolVersion) {
    throw new OutpostError('unsupported_protocol', `Headquarters speaks protocol ${protocolVersion}.`, {
      details: { lowest, highest, supported: protocolVersion },
    });
  }
  const device = await findDevice(store.pool, hello.device);
  if (!device) {
    throw new OutpostError('unknown_device', `Headquarters knows no device ${hello.device}.`, {
      details: { device: hello.device },
    });
  }
  if (!isSignedBy(device.publicKey, signed, signature)) {
    throw new OutpostError('bad_signature', `The hello is not signed by device ${hello.device}.`, {
      details: { device: hello.device },
    });
  }
  refuseReplay(hello, device.lastExchange, false);
  return { hello, device, skewMs };
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
