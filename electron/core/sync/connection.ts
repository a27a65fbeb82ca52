import { createHash } from 'node:crypto';
import { isIP, connect as netConnect, type Socket } from 'node:net';
import { type TLSSocket, connect as tlsConnect } from 'node:tls';
import { OutpostError } from '#shared/errors.ts';
import { networkError } from './network-errors.ts';

/** Where and how to connect. */
export interface Address {
  readonly url: URL;
  /** SHA-256 of the server's public key (SPKI), base64; null: any certificate that the system trusts. */
  readonly tlsPin: string | null;
}

/** An open, proven connection. */
export interface Connection {
  /** What to speak HTTP over. */
  readonly socket: Socket;
  /** Bytes that crossed the wire so far, with everything that TLS and HTTP add. */
  bytes(): { readonly up: number; readonly down: number };
}

/**
 * Connects and makes sure who answers, before anything is sent.
 *
 * @param address where to
 * @param limits `connectMs` for the whole of it; `signal` to give up
 * @returns the connection
 * @throws OutpostError `network_*`, `tls_pin`, `cancelled`
 */
export async function openConnection(
  address: Address,
  limits: { readonly connectMs: number; readonly signal: AbortSignal },
): Promise<Connection> {
  const raw = netConnect({ host: hostOf(address.url), port: portOf(address.url) });
  const counted = countBytes(raw);
  try {
    await settled(raw, 'connect', limits);
    if (address.url.protocol === 'http:') return { socket: raw, bytes: counted };
    const secure = tlsConnect({
      socket: raw,
      ...(isIP(hostOf(address.url)) ? {} : { servername: hostOf(address.url) }),
      // A pin is stricter than the system's list: headquarters may have signed its own certificate.
      rejectUnauthorized: address.tlsPin === null,
    });
    await settled(secure, 'secureConnect', limits);
    if (address.tlsPin !== null) checkPin(secure, address.tlsPin);
    return { socket: secure, bytes: counted };
  } catch (cause) {
    raw.destroy();
    throw networkError(cause);
  }
}

const probeMs = 10_000;

/**
 * @param headquarters its address and pin
 * @returns whether somebody listens there now; nothing is sent
 */
export async function canConnect(headquarters: {
  readonly hqUrl: string;
  readonly tlsPin: string | null;
}): Promise<boolean> {
  const address = { url: new URL(headquarters.hqUrl), tlsPin: headquarters.tlsPin };
  const limits = { connectMs: probeMs, signal: AbortSignal.timeout(probeMs) };
  return openConnection(address, limits).then(
    ({ socket }) => {
      socket.destroy();
      return true;
    },
    () => false,
  );
}

function hostOf(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, '');
}

function portOf(url: URL): number {
  if (url.port) return Number(url.port);
  return url.protocol === 'https:' ? 443 : 80;
}

function settled(
  socket: Socket,
  event: 'connect' | 'secureConnect',
  limits: { readonly connectMs: number; readonly signal: AbortSignal },
): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      end(new OutpostError('network_timeout', 'Headquarters did not answer in time.'));
    }, limits.connectMs);
    const abort = (): void => end(new OutpostError('cancelled', 'It was cancelled.'));
    const closed = (): void => end(new OutpostError('network_cut', 'The connection was cut.'));
    const succeed = (): void => end(undefined);
    function end(problem: unknown): void {
      clearTimeout(timer);
      limits.signal.removeEventListener('abort', abort);
      socket.off('error', end).off('close', closed).off(event, succeed);
      // An error after this point belongs to whoever uses the socket.
      socket.on('error', () => undefined);
      if (problem === undefined) resolve();
      else reject(problem);
    }
    socket.once('error', end).once('close', closed).once(event, succeed);
    limits.signal.addEventListener('abort', abort, { once: true });
    if (limits.signal.aborted) abort();
  });
}

function checkPin(socket: TLSSocket, pin: string): void {
  const certificate = socket.getPeerX509Certificate();
  const spki = certificate?.publicKey.export({ type: 'spki', format: 'der' });
  const found = spki ? createHash('sha256').update(spki).digest('base64') : 'none';
  if (found !== pin) {
    throw new OutpostError('tls_pin', 'The server has another key than the enrolment says.', {
      details: { reason: found },
    });
  }
}

/** The raw socket counts what really crosses the wire; the last count is kept for when it is gone. */
function countBytes(raw: Socket): () => { readonly up: number; readonly down: number } {
  let last = { up: 0, down: 0 };
  return () => {
    last = { up: Math.max(last.up, raw.bytesWritten), down: Math.max(last.down, raw.bytesRead) };
    return last;
  };
}
