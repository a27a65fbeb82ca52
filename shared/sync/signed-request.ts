import { fromBase64Url, toBase64Url } from './base64.ts';
import { encodeUtf8 } from './bytes.ts';

/**
 * Requests of a laptop beside the exchange: they carry `authorization: Outpost <device>.<exchange>.<signature>`. The
 * number is that of the laptop's last exchange: headquarters refuses a request whose number lies before the last
 * exchange that it saw, so a signature that leaks is worth nothing after the next one, whatever the clocks say.
 */
export interface SignedRequest {
  readonly method: string;
  /** Path and query under headquarters' address. */
  readonly path: string;
  readonly device: number;
  readonly exchange: number;
  /** SHA-256 of the body, 32 bytes; empty where the body is streamed and proven by what it uploads. */
  readonly bodyHash: Uint8Array;
}

/** What the header says. */
export interface Credentials {
  readonly device: number;
  readonly exchange: number;
  /** Ed25519, 64 bytes. */
  readonly signature: Uint8Array;
}

const scheme = 'Outpost';
const pattern = /^Outpost ([1-9]\d{0,6})\.(0|[1-9]\d{0,15})\.([A-Za-z0-9_-]{86})$/;

/**
 * @param request what is asked for
 * @returns the bytes that the device signs
 */
export function requestBytes({ method, path, device, exchange, bodyHash }: SignedRequest): Uint8Array {
  const body = bodyHash.length === 0 ? '-' : toBase64Url(bodyHash);
  return encodeUtf8(['outpost request 1', method, path, device, exchange, body].join('\n'));
}

/**
 * @param request what is asked for
 * @param sign signs with the device's key
 * @returns value of the header `authorization`
 */
export function authorization(request: SignedRequest, sign: (bytes: Uint8Array) => Uint8Array): string {
  const signature = toBase64Url(sign(requestBytes(request)));
  return `${scheme} ${request.device}.${request.exchange}.${signature}`;
}

/**
 * @param header value of the header `authorization`, from anybody
 * @returns what it says; undefined when it is none of ours
 */
export function parseAuthorization(header: string | undefined): Credentials | undefined {
  const [, device, exchange, signature] = pattern.exec(header ?? '') ?? [];
  if (device === undefined || exchange === undefined || signature === undefined) return undefined;
  const credentials = { device: Number(device), exchange: Number(exchange) };
  return Number.isSafeInteger(credentials.exchange)
    ? { ...credentials, signature: fromBase64Url(signature) }
    : undefined;
}
