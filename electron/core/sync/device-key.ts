import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto';

/** Ed25519 keys as raw 32 bytes: Node wants them in DER, whose beginning is always the same. */
const publicDer = Buffer.from('302a300506032b6570032100', 'hex');
const privateDer = Buffer.from('302e020100300506032b657004220420', 'hex');

/** A new key pair of this laptop, raw. */
export interface RawKeyPair {
  readonly publicKey: Uint8Array;
  readonly privateKey: Uint8Array;
}

/**
 * @returns a fresh Ed25519 key pair
 */
export function makeKeyPair(): RawKeyPair {
  const pair = generateKeyPairSync('ed25519');
  const publicKey = pair.publicKey.export({ type: 'spki', format: 'der' }).subarray(publicDer.length);
  const privateKey = pair.privateKey.export({ type: 'pkcs8', format: 'der' }).subarray(privateDer.length);
  return { publicKey: new Uint8Array(publicKey), privateKey: new Uint8Array(privateKey) };
}

/**
 * @param privateKey raw Ed25519 private key
 * @returns signs bytes with it
 */
export function signerOf(privateKey: Uint8Array): (bytes: Uint8Array) => Uint8Array {
  const key = createPrivateKey({
    key: Buffer.concat([privateDer, privateKey]),
    format: 'der',
    type: 'pkcs8',
  });
  return (bytes) => new Uint8Array(sign(null, bytes, key));
}

/**
 * @param publicKey raw Ed25519 public key
 * @returns tells whether a signature over bytes is by its owner
 */
export function verifierOf(publicKey: Uint8Array): (bytes: Uint8Array, signature: Uint8Array) => boolean {
  const key: KeyObject = createPublicKey({
    key: Buffer.concat([publicDer, publicKey]),
    format: 'der',
    type: 'spki',
  });
  return (bytes, signature) => verify(null, bytes, key, signature);
}
