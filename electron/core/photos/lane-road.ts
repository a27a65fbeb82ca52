import { createHash } from 'node:crypto';
import type { Store } from '#db/store.ts';
import { type EnrolledAs, syncState } from '#db/sync-state.ts';
import { OutpostError } from '#shared/errors.ts';
import { messageType } from '#shared/sync/photo-lane.ts';
import { authorization } from '#shared/sync/signed-request.ts';
import { signerOf } from '../sync/device-key.ts';
import { bytesSpent, type RoadReply, type RoadRequest, type Transport } from '../sync/transport.ts';

/** What a request of the lane may say. */
export interface LaneRequest {
  readonly method: RoadRequest['method'];
  /** Path and query under headquarters' address. */
  readonly path: string;
  readonly contentType?: string;
  readonly accept: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly knownBy?: string;
  /** What to send, in pieces; undefined: nothing. */
  readonly body?: Iterable<Uint8Array>;
  /** The whole body where the device signs it; left out: it is proven by what it uploads. */
  readonly signedBody?: Uint8Array;
}

/** Bytes that the lane moved, with everything that HTTP and TLS add. */
export interface LaneBytes {
  up: number;
  down: number;
}

/** The road for photos: every request is signed by this laptop. */
export class LaneRoad {
  readonly #store: Store;
  readonly #transport: Transport;
  readonly #signal: AbortSignal;
  readonly bytes: LaneBytes = { up: 0, down: 0 };

  /**
   * @param store the open database
   * @param transport the road
   * @param signal to give up
   */
  constructor(store: Store, transport: Transport, signal: AbortSignal) {
    this.#store = store;
    this.#transport = transport;
    this.#signal = signal;
  }

  get enrolled(): EnrolledAs {
    const { enrolled } = syncState(this.#store);
    if (enrolled) return enrolled;
    throw new OutpostError('not_enrolled', 'This laptop is not enrolled with headquarters.');
  }

  /** Sends a request and takes its reply piece by piece. Throws what `Transport.send` throws. */
  async send(request: LaneRequest, take: (piece: Uint8Array) => void): Promise<RoadReply> {
    // A vault that was locked has no key to sign with.
    if (this.#signal.aborted) throw new OutpostError('cancelled', 'It was cancelled.');
    let reply: RoadReply | undefined;
    try {
      reply = await this.#transport.send(this.#signed(request));
      for await (const piece of reply.body) take(piece);
      return reply;
    } catch (cause) {
      const spent = bytesSpent(cause);
      this.bytes.up += reply ? 0 : spent.up;
      this.bytes.down += reply ? 0 : spent.down;
      throw cause;
    } finally {
      const moved = reply?.bytes();
      this.bytes.up += moved?.up ?? 0;
      this.bytes.down += moved?.down ?? 0;
    }
  }

  /** Asks with MessagePack and gets MessagePack. */
  async ask(path: string, body: Uint8Array): Promise<Uint8Array> {
    const pieces: Uint8Array[] = [];
    const request: LaneRequest = {
      method: 'POST',
      path,
      contentType: messageType,
      accept: messageType,
      body: [body],
      signedBody: body,
    };
    await this.send(request, (piece) => pieces.push(piece));
    return Buffer.concat(pieces);
  }

  #signed(request: LaneRequest): RoadRequest {
    const { enrolled } = this;
    const { method, path, signedBody, contentType = messageType, body = [], ...rest } = request;
    const bodyHash = signedBody
      ? new Uint8Array(createHash('sha256').update(signedBody).digest())
      : new Uint8Array();
    const { exchange } = syncState(this.#store);
    const header = authorization(
      { method, path, device: enrolled.device, exchange, bodyHash },
      signerOf(enrolled.privateKey),
    );
    return {
      ...rest,
      address: { url: new URL(enrolled.hqUrl), tlsPin: enrolled.tlsPin },
      method,
      path,
      contentType,
      body,
      headers: { ...rest.headers, authorization: header },
      signal: this.#signal,
    };
  }
}
