import { generateKeyPairSync, sign, verify } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { authorization, parseAuthorization, requestBytes, type SignedRequest } from './signed-request.ts';

const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const request: SignedRequest = {
  method: 'GET',
  path: '/sync/attachments/ab',
  device: 18,
  exchange: 42,
  bodyHash: new Uint8Array(),
};
const signed = (bytes: Uint8Array): Uint8Array => new Uint8Array(sign(null, bytes, privateKey));

describe('a request signed by its device', () => {
  it('comes back from the header as it was signed', () => {
    const credentials = parseAuthorization(authorization(request, signed));
    expect(credentials).toMatchObject({ device: 18, exchange: 42 });
    expect(verify(null, requestBytes(request), publicKey, credentials?.signature ?? new Uint8Array())).toBe(
      true,
    );
  });

  it.each([
    ['another method', { method: 'POST' }],
    ['another path', { path: '/sync/attachments/ac' }],
    ['another device', { device: 19 }],
    ['another exchange', { exchange: 43 }],
    ['another body', { bodyHash: new Uint8Array(32) }],
  ] as const)('is worth nothing for %s', (_what, change) => {
    const { signature } = parseAuthorization(authorization(request, signed)) ?? {};
    const other = requestBytes({ ...request, ...change });
    expect(verify(null, other, publicKey, signature ?? new Uint8Array())).toBe(false);
  });

  it.each([undefined, '', 'Basic YWJj', 'Outpost 18.42.short', `Outpost 0.1.${'A'.repeat(86)}`])(
    'is none with the header %j',
    (header) => {
      expect(parseAuthorization(header)).toBeUndefined();
    },
  );
});
