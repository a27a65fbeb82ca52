import type { RoadReply, RoadRequest, Transport } from '#electron/core/sync/transport.ts';
import type { DeviceRequest } from '#hq/server/device-request.ts';
import { fromErrorShape, OutpostError, toErrorShape } from '#shared/errors.ts';
import type { Random } from '#shared/sample/random.ts';
import { ancestorPath } from '#shared/sync/ancestor.ts';
import { BlockReader, blockKinds, decodeHello } from '#shared/sync/exchange.ts';
import { HeadquartersCrash } from './memory-ledger.ts';
import type { Turns } from './turns.ts';

/** What befalls one request on its way. */
export interface Mishap {
  /** The line breaks after so many bytes up. */
  readonly cutUp?: number;
  /** Or after so many bytes down. */
  readonly cutDown?: number;
  /** A bit of the byte at this place up turns over. */
  readonly garbleUp?: number;
  readonly garbleDown?: number;
  /** Bytes beyond this place are held up; the laptop sees a cut, and they may arrive later. */
  readonly holdAfter?: number;
  /** An old answer arrives in place of a new one. */
  readonly oldAnswer?: Uint8Array;
}

/** A request that somebody between laptop and headquarters has kept. */
export interface KeptRequest {
  readonly laptop: string;
  readonly device: number;
  readonly exchange: number;
  readonly bytes: Uint8Array;
  readonly answer: Uint8Array | undefined;
}

/** A request of which headquarters has seen a part, and waits for more. */
export interface HeldRequest {
  readonly laptop: string;
  /** The rest arrives; resolves once headquarters is done with it. */
  arrive(): Promise<void>;
}

/** The other end of the road. */
export interface RoadEnd {
  answer(body: AsyncIterable<Uint8Array>): Promise<readonly Uint8Array[]>;
  /** Gives a part of a snapshot. */
  part(request: DeviceRequest): Promise<Uint8Array>;
  /** Answers a laptop that may be a copy. */
  ancestor(request: DeviceRequest, body: Uint8Array): Promise<Uint8Array>;
}

/** Told about everything that crosses the road. */
export interface RoadWatcher {
  /** Headquarters failed in a way that no mishap explains. */
  failedInside(thrown: unknown): void;
  kept(request: KeptRequest): void;
  held(request: HeldRequest): void;
  /** A part of a snapshot went to a laptop. */
  fetched(): void;
}

class Cut extends Error {}

/** The road of one laptop to headquarters, which does to the next request what it was told. */
export class Road implements Transport {
  readonly #laptop: string;
  readonly #end: RoadEnd;
  readonly #random: Random;
  readonly #turns: Turns;
  readonly #watcher: RoadWatcher;
  /** What befalls the next request; taken by it. */
  next: Mishap | undefined;

  constructor(laptop: string, end: RoadEnd, random: Random, turns: Turns, watcher: RoadWatcher) {
    this.#laptop = laptop;
    this.#end = end;
    this.#random = random;
    this.#turns = turns;
    this.#watcher = watcher;
  }

  async send(request: RoadRequest): Promise<RoadReply> {
    const mishap = this.next ?? {};
    this.next = undefined;
    if (request.method === 'GET') return this.#fetch(request, mishap);
    const sent = await collect(request.body);
    // A laptop that fails while it sends has sent a part.
    const bytes = sent.failed
      ? sent.bytes.subarray(0, this.#random.between(0, sent.bytes.length))
      : sent.bytes;
    if (request.path === ancestorPath) return this.#ask(request, sent, mishap);
    const limit = sent.failed ? bytes.length : undefined;
    const answer = await this.#deliver(bytes, mishap, limit).catch((thrown: unknown) => {
      if (sent.failed) return undefined;
      throw thrown;
    });
    if (sent.failed || !answer) throw sent.failed ?? cutError();
    const down = mishap.oldAnswer ?? garbled(answer, mishap.garbleDown);
    return this.#reply(bytes.length, down, mishap.cutDown);
  }

  async #fetch({ method, path, headers }: RoadRequest, mishap: Mishap): Promise<RoadReply> {
    try {
      const { authorization } = headers ?? {};
      const part = await this.#end.part({ method, url: path, headers: { authorization } });
      this.#watcher.fetched();
      return this.#reply(0, garbled(part, mishap.garbleDown), mishap.cutDown);
    } catch (thrown) {
      if (thrown instanceof OutpostError) throw fromErrorShape(toErrorShape(thrown));
      if (!(thrown instanceof HeadquartersCrash)) this.#watcher.failedInside(thrown);
      throw cutError();
    }
  }

  async #ask(
    { method, path, headers }: RoadRequest,
    { bytes, failed }: Awaited<ReturnType<typeof collect>>,
    mishap: Mishap,
  ): Promise<RoadReply> {
    if (failed) throw failed;
    if ((mishap.cutUp ?? bytes.length) < bytes.length) throw cutError();
    try {
      const { authorization } = headers ?? {};
      const request = { method, url: path, headers: { authorization } };
      const answer = await this.#end.ancestor(request, garbled(bytes, mishap.garbleUp));
      return this.#reply(bytes.length, garbled(answer, mishap.garbleDown), mishap.cutDown);
    } catch (thrown) {
      if (thrown instanceof OutpostError) throw fromErrorShape(toErrorShape(thrown));
      if (!(thrown instanceof HeadquartersCrash)) this.#watcher.failedInside(thrown);
      throw cutError();
    }
  }

  #reply(up: number, bytes: Uint8Array, cutAt: number | undefined): RoadReply {
    return {
      status: 200,
      header: () => undefined,
      body: this.#pieces(bytes, cutAt, () => cutError()),
      bytes: () => ({ up, down: bytes.length }),
    };
  }

  /** An old request arrives once more; nobody waits for its answer. */
  async repeat({ bytes }: KeptRequest): Promise<OutpostError | undefined> {
    try {
      await this.#end.answer(this.#pieces(bytes, undefined, () => new Cut()));
      return undefined;
    } catch (thrown) {
      if (thrown instanceof OutpostError) return thrown;
      if (!(thrown instanceof HeadquartersCrash)) this.#watcher.failedInside(thrown);
      return new OutpostError('network_cut', 'Headquarters failed.');
    }
  }

  async #deliver(
    bytes: Uint8Array,
    mishap: Mishap,
    limit: number | undefined,
  ): Promise<Uint8Array | undefined> {
    const body = garbled(bytes, mishap.garbleUp);
    if (mishap.holdAfter !== undefined && mishap.holdAfter < body.length && limit === undefined) {
      await this.#hold(body, mishap.holdAfter);
      throw cutError();
    }
    const cutUp = limit ?? mishap.cutUp;
    try {
      const blocks = await this.#end.answer(this.#pieces(body, cutUp, () => new Cut()));
      const answer = new Uint8Array(Buffer.concat(blocks));
      this.#keep(body, answer);
      return answer;
    } catch (thrown) {
      if (thrown instanceof OutpostError) {
        this.#keep(body, undefined);
        throw fromErrorShape(toErrorShape(thrown));
      }
      if (!(thrown instanceof Cut || thrown instanceof HeadquartersCrash)) this.#watcher.failedInside(thrown);
      this.#keep(body, undefined);
      throw cutError();
    }
  }

  /** Whoever listens keeps requests whose hello can be read. */
  #keep(bytes: Uint8Array, answer: Uint8Array | undefined): void {
    try {
      const [hello] = new BlockReader().push(bytes);
      if (hello?.kind !== blockKinds.hello) return;
      const { device, exchange } = decodeHello(hello.payload).message;
      this.#watcher.kept({ laptop: this.#laptop, device, exchange, bytes, answer });
    } catch (thrown) {
      if (!(thrown instanceof OutpostError)) throw thrown;
    }
  }

  /** Headquarters has taken what arrived, and waits, when this resolves. */
  async #hold(body: Uint8Array, after: number): Promise<void> {
    const paused = gate();
    const released = gate();
    const first = this.#pieces(body.subarray(0, after), undefined, () => new Cut());
    const rest = this.#pieces(body.subarray(after), undefined, () => new Cut());
    async function* late(): AsyncGenerator<Uint8Array> {
      yield* first;
      paused.open();
      await released.passed;
      yield* rest;
    }
    const done = this.#end.answer(late()).then(
      () => undefined,
      (thrown: unknown) => {
        const explained =
          thrown instanceof OutpostError || thrown instanceof Cut || thrown instanceof HeadquartersCrash;
        if (!explained) this.#watcher.failedInside(thrown);
      },
    );
    const arrive = (): Promise<void> => {
      released.open();
      return done;
    };
    await Promise.race([paused.passed, done]);
    this.#watcher.held({ laptop: this.#laptop, arrive });
  }

  async *#pieces(bytes: Uint8Array, cutAt: number | undefined, cut: () => Error): AsyncGenerator<Uint8Array> {
    const end = Math.min(bytes.length, cutAt ?? bytes.length);
    let from = 0;
    while (from < end) {
      await this.#turns.take();
      const to = Math.min(end, from + this.#random.between(1, 8192));
      yield bytes.subarray(from, to);
      from = to;
    }
    if (end < bytes.length || (cutAt !== undefined && cutAt <= bytes.length)) throw cut();
  }
}

/** Something to wait for, until somebody opens it. */
function gate(): { readonly passed: Promise<void>; readonly open: () => void } {
  let open: () => void = () => undefined;
  const passed = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { passed, open: () => open() };
}

function cutError(): OutpostError {
  return new OutpostError('network_cut', 'The connection was cut.');
}

function garbled(bytes: Uint8Array, place: number | undefined): Uint8Array {
  if (place === undefined || place >= bytes.length) return bytes;
  const changed = new Uint8Array(bytes);
  changed[place] = (changed[place] ?? 0) ^ (1 << (place % 8));
  return changed;
}

async function collect(
  body: RoadRequest['body'],
): Promise<{ readonly bytes: Uint8Array; readonly failed: unknown }> {
  const pieces: Uint8Array[] = [];
  try {
    for await (const piece of body) pieces.push(piece);
    return { bytes: new Uint8Array(Buffer.concat(pieces)), failed: undefined };
  } catch (failed) {
    return { bytes: new Uint8Array(Buffer.concat(pieces)), failed };
  }
}
