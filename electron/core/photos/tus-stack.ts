import type { HttpRequest, HttpResponse, HttpStack } from 'tus-js-client';
import { uploadsPath } from '#shared/sync/photo-lane.ts';
import type { LaneRoad } from './lane-road.ts';

const pieceBytes = 16 * 1024;
const longestAnswer = 64 * 1024;
const uploadType = 'application/offset+octet-stream';
/** What the transport sets itself. */
const ownHeaders: ReadonlySet<string> = new Set(['content-type']);

/**
 * Lets tus-js-client speak over the laptop's own road: pinned, signed and counted like everything else.
 *
 * @param road to headquarters
 * @param beforeEach awaited before every request: what is more urgent than photos goes first
 * @returns the HTTP stack
 */
export function tusStack(road: LaneRoad, beforeEach: () => Promise<void>): HttpStack {
  return {
    getName: () => 'outpost',
    createRequest: (method, url) => new TusRequest(road, beforeEach, method, url),
  };
}

class TusRequest implements HttpRequest {
  readonly #road: LaneRoad;
  readonly #beforeEach: () => Promise<void>;
  readonly #method: string;
  readonly #url: string;
  readonly #headers = new Map<string, string>();
  #progress: (bytesSent: number) => void = () => undefined;

  constructor(road: LaneRoad, beforeEach: () => Promise<void>, method: string, url: string) {
    this.#road = road;
    this.#beforeEach = beforeEach;
    this.#method = method;
    this.#url = url;
  }

  getMethod(): string {
    return this.#method;
  }

  getURL(): string {
    return this.#url;
  }

  setHeader(header: string, value: string): void {
    this.#headers.set(header.toLowerCase(), value);
  }

  getHeader(header: string): string | undefined {
    return this.#headers.get(header.toLowerCase());
  }

  setProgressHandler(handler: (bytesSent: number) => void): void {
    this.#progress = handler;
  }

  async send(body: Uint8Array | null): Promise<HttpResponse> {
    await this.#beforeEach();
    const pieces: Uint8Array[] = [];
    let length = 0;
    const reply = await this.#road.send(
      {
        method: this.#method as 'HEAD' | 'PATCH' | 'POST',
        path: pathOf(this.#url),
        contentType: this.#headers.get('content-type') ?? uploadType,
        accept: '*/*',
        headers: {
          ...Object.fromEntries([...this.#headers].filter(([name]) => !ownHeaders.has(name))),
          ...(this.#method === 'HEAD' ? {} : { 'content-length': String(body?.length ?? 0) }),
        },
        knownBy: 'tus-resumable',
        body: this.#piecesOf(body ?? new Uint8Array()),
      },
      (piece) => {
        length += piece.length;
        if (length <= longestAnswer) pieces.push(piece);
      },
    );
    return {
      getStatus: () => reply.status,
      getHeader: (name) => reply.header(name.toLowerCase()),
      getBody: () => Buffer.concat(pieces).toString('utf8'),
      getUnderlyingObject: () => reply,
    };
  }

  /** The lane is given up as a whole, by its signal. */
  async abort(): Promise<void> {}

  getUnderlyingObject(): undefined {
    return undefined;
  }

  *#piecesOf(body: Uint8Array): Generator<Uint8Array> {
    for (let at = 0; at < body.length; at += pieceBytes) {
      yield body.subarray(at, at + pieceBytes);
      this.#progress(Math.min(at + pieceBytes, body.length));
    }
  }
}

/** Headquarters names an upload by its own address; only the path under the address of the enrolment counts. */
function pathOf(url: string): string {
  const { pathname } = new URL(url);
  const at = pathname.lastIndexOf(uploadsPath);
  return at < 0 ? pathname : pathname.slice(at);
}
