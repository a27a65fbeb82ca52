import { createHash, createPrivateKey, createPublicKey } from 'node:crypto';
import type { Random } from '#shared/sample/random.ts';

/** A key pair that a seed repeats, raw. */
export interface SeededKeys {
  readonly publicKey: Uint8Array;
  readonly privateKey: Uint8Array;
}

const privateDer = Buffer.from('302e020100300506032b657004220420', 'hex');
const publicDerBytes = 12;

/**
 * @param random draws
 * @param count how many bytes
 * @returns bytes that the seed repeats
 */
export function randomBytes(random: Random, count: number): Uint8Array {
  return Uint8Array.from({ length: count }, () => random.between(0, 255));
}

/**
 * @param random draws
 * @returns an Ed25519 key pair
 */
export function seededKeys(random: Random): SeededKeys {
  const privateKey = randomBytes(random, 32);
  const key = createPrivateKey({ key: pkcs8Of(privateKey), format: 'der', type: 'pkcs8' });
  const der = createPublicKey(key).export({ type: 'spki', format: 'der' });
  return { privateKey, publicKey: new Uint8Array(der.subarray(publicDerBytes)) };
}

/**
 * @param privateKey raw Ed25519
 * @returns it in DER
 */
export function pkcs8Of(privateKey: Uint8Array): Buffer {
  return Buffer.concat([privateDer, privateKey]);
}

/**
 * @param bytes anything
 * @returns SHA-256 in hexadecimal
 */
export function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}

/**
 * @param text anything
 * @returns a short name for it
 */
export function fingerprint(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
