import { createPrivateKey, createPublicKey, hash, type KeyObject, sign, verify } from 'node:crypto';

const spkiPrefix = Buffer.from('302a300506032b6570032100', 'hex');

/**
 * @param raw an Ed25519 public key, 32 bytes
 * @returns the key
 */
export function publicKeyOf(raw: Uint8Array): KeyObject {
  return createPublicKey({ key: Buffer.concat([spkiPrefix, raw]), format: 'der', type: 'spki' });
}

/**
 * @param key an Ed25519 public key
 * @returns its 32 bytes
 */
export function rawPublicKey(key: KeyObject): Uint8Array {
  return new Uint8Array(key.export({ format: 'der', type: 'spki' }).subarray(spkiPrefix.length));
}

/**
 * @param pkcs8 an Ed25519 private key
 * @returns signs bytes: 64 bytes
 */
export function signer(pkcs8: Uint8Array): (bytes: Uint8Array) => Uint8Array {
  const key = createPrivateKey({ key: Buffer.from(pkcs8), format: 'der', type: 'pkcs8' });
  return (bytes) => new Uint8Array(sign(null, bytes, key));
}

/**
 * @param raw an Ed25519 public key, 32 bytes
 * @param bytes what was signed
 * @param signature 64 bytes
 * @returns whether the signature is the key's
 */
export function isSignedBy(raw: Uint8Array, bytes: Uint8Array, signature: Uint8Array): boolean {
  return verify(null, bytes, publicKeyOf(raw), signature);
}

/**
 * @param bytes any bytes
 * @returns SHA-256, 32 bytes
 */
export function sha256(bytes: Uint8Array): Uint8Array {
  return hash('sha256', bytes, 'buffer');
}
