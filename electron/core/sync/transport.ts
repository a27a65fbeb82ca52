import { type ClientRequest, request as httpRequest, type IncomingMessage } from 'node:http';
import { z } from 'zod';
import { errorShape, fromErrorShape, OutpostError } from '#shared/errors.ts';
import { type Address, type Connection, openConnection } from './connection.ts';
import { networkError } from './network-errors.ts';

/** How long the road may be silent, in ms. */
export interface Patience {
  readonly connectMs: number;
  readonly idleMs: number;
}

export const usualPatience: Patience = { connectMs: 20_000, idleMs: 60_000 };

/** One request to headquarters. */
export interface RoadRequest {
  readonly address: Address;
  readonly method: 'GET' | 'HEAD' | 'PATCH' | 'POST';
  /** Path under the address. */
  readonly path: string;
  readonly contentType: string;
  readonly accept: string;
  /** Further headers, in lower case. */
  readonly headers?: Readonly<Record<string, string>>;
  /** A header by which headquarters is known, whatever the status; left out: 200 with what `accept` says. */
  readonly knownBy?: string;
  /** What to send, piece by piece; the next piece is asked for when the road has room. */
  readonly body: AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
  readonly signal: AbortSignal;
}

/** What came back, while it is coming. */
export interface RoadReply {
  readonly status: number;
  /** Value of a header, by its name in lower case. */
  header(name: string): string | undefined;
  /** The bytes as they arrive; throws `network_cut` or `network_timeout` when they stop before the end. */
  readonly body: AsyncIterable<Uint8Array>;
  /** Bytes on the wire so far, with everything that HTTP and TLS add. */
  bytes(): { readonly up: number; readonly down: number };
}

/** The road to headquarters. Tests and the simulation bring their own. */
export interface Transport {
  /**
   * Sends a request and returns once the reply begins. Throws OutpostError: `network_*`, `tls_pin`, `captive_portal`
   * when something else answers, `hq_error`, `cancelled`, or the code with which headquarters refused.
   */
  send(request: RoadRequest): Promise<RoadReply>;
}

/**
 * @param patience how long to wait for a connection and for the next byte
 * @returns the road over HTTP and HTTPS, one connection per request
 */
export function createHttpTransport(patience: Patience = usualPatience): Transport {
  return { send: (request) => sendOver(request, patience) };
}

/** Bytes on the wire of a request that failed, for the log of exchanges. */
const spentBytes = new WeakMap<object, { readonly up: number; readonly down: number }>();

/**
 * @param thrown what `send` or the reply's body threw
 * @returns the bytes that crossed the wire before; zero when none did
 */
export function bytesSpent(thrown: unknown): { readonly up: number; readonly down: number } {
  const known = typeof thrown === 'object' && thrown !== null ? spentBytes.get(thrown) : undefined;
  return known ?? { up: 0, down: 0 };
}

async function sendOver(request: RoadRequest, patience: Patience): Promise<RoadReply> {
  const connection = await openConnection(request.address, {
    connectMs: patience.connectMs,
    signal: request.signal,
  });
  const failed = (cause: unknown): OutpostError => {
    const error = request.signal.aborted
      ? new OutpostError('cancelled', 'It was cancelled.')
      : networkError(cause);
    spentBytes.set(error, connection.bytes());
    connection.socket.destroy();
    return error;
  };
  try {
    const reply = await converse(request, connection, patience);
    await refuseForeign(reply, request);
    return {
      status: reply.statusCode ?? 0,
      header: (name) => [reply.headers[name]].flat()[0],
      body: readBody(reply, connection, failed),
      bytes: connection.bytes,
    };
  } catch (cause) {
    throw failed(cause);
  }
}

/** Sends everything, or stops as soon as the answer begins: an early answer is a refusal. */
function converse(
  request: RoadRequest,
  connection: Connection,
  patience: Patience,
): Promise<IncomingMessage> {
  const { url } = request.address;
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest({
      method: request.method,
      path: `${url.pathname.replace(/\/$/, '')}${request.path}`,
      headers: headersOf(request),
      createConnection: () => connection.socket,
    });
    let answered = false;
    connection.socket.setTimeout(patience.idleMs, () => {
      connection.socket.destroy(new OutpostError('network_timeout', 'Headquarters fell silent.'));
    });
    const abort = (): void => {
      connection.socket.destroy(new OutpostError('cancelled', 'It was cancelled.'));
    };
    request.signal.addEventListener('abort', abort, { once: true });
    outgoing.on('close', () => request.signal.removeEventListener('abort', abort));
    outgoing.on('response', (reply) => {
      answered = true;
      resolve(reply);
    });
    outgoing.on('error', reject);
    writeBody(outgoing, request.body, () => answered).catch(reject);
  });
}

function headersOf(request: RoadRequest): Record<string, string> {
  const { url } = request.address;
  const sends = request.method === 'POST' || request.method === 'PATCH';
  const body = sends ? { 'content-type': request.contentType } : {};
  return { host: url.host, accept: request.accept, connection: 'close', ...body, ...request.headers };
}

async function writeBody(
  outgoing: ClientRequest,
  body: RoadRequest['body'],
  isAnswered: () => boolean,
): Promise<void> {
  for await (const piece of body) {
    if (isAnswered() || outgoing.destroyed) return;
    if (!outgoing.write(piece)) await roomToWrite(outgoing);
  }
  outgoing.end();
}

function roomToWrite(outgoing: ClientRequest): Promise<void> {
  return new Promise((resolve) => {
    const go = (): void => {
      for (const event of ['drain', 'close', 'error', 'response']) outgoing.off(event, go);
      resolve();
    };
    for (const event of ['drain', 'close', 'error', 'response']) outgoing.on(event, go);
  });
}

async function* readBody(
  reply: IncomingMessage,
  connection: Connection,
  failed: (cause: unknown) => OutpostError,
): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of reply) yield chunk as Uint8Array;
    connection.bytes();
  } catch (cause) {
    throw failed(cause);
  } finally {
    connection.bytes();
    connection.socket.destroy();
  }
}

const refusal = z.object({ error: errorShape });
const longestRefusal = 64 * 1024;

/** Throws unless headquarters itself answered with what was asked for. */
async function refuseForeign(
  reply: IncomingMessage,
  { accept, knownBy }: Pick<RoadRequest, 'accept' | 'knownBy'>,
): Promise<void> {
  const status = reply.statusCode ?? 0;
  if (knownBy !== undefined && reply.headers[knownBy] !== undefined) return;
  const type = (reply.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  if (status === 200 && type === accept && knownBy === undefined) return;
  if (type === 'application/json') {
    const parsed = refusal.safeParse(await readJson(reply));
    if (parsed.success) throw fromErrorShape(parsed.data.error);
  }
  // 511 is how a network asks to sign in; any other 5xx comes from headquarters or the server in front of it.
  if (status >= 500 && status !== 511) {
    throw new OutpostError('hq_error', `Headquarters failed with status ${status}.`, { details: { status } });
  }
  throw new OutpostError(
    'captive_portal',
    'Something else than headquarters answered: a login page or a proxy.',
    {
      details: { status, type },
    },
  );
}

async function readJson(reply: IncomingMessage): Promise<unknown> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of reply) {
    length += (chunk as Uint8Array).length;
    if (length > longestRefusal) return undefined;
    chunks.push(chunk as Uint8Array);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    return undefined;
  }
}

/**
 * Asks headquarters for JSON.
 *
 * @param transport the road
 * @param request where to, and what to send as JSON; undefined for a GET
 * @returns the reply, not yet parsed by a schema
 * @throws what `Transport.send` throws; `hq_error` when the reply is no JSON
 */
export async function askJson(
  transport: Transport,
  request: {
    readonly address: Address;
    readonly path: string;
    readonly body?: unknown;
    readonly signal: AbortSignal;
  },
): Promise<unknown> {
  const sends = request.body !== undefined;
  const reply = await transport.send({
    address: request.address,
    method: sends ? 'POST' : 'GET',
    path: request.path,
    contentType: 'application/json',
    accept: 'application/json',
    body: sends ? [new TextEncoder().encode(JSON.stringify(request.body))] : [],
    signal: request.signal,
  });
  const chunks: Uint8Array[] = [];
  for await (const chunk of reply.body) chunks.push(chunk);
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch (cause) {
    throw new OutpostError('hq_error', 'Headquarters answered with something unreadable.', { cause });
  }
}
