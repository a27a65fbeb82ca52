import crypto, { type KeyObject } from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';

/**
 * Signatures that take no time, as the worlds take no compression: what the simulation is about does not depend on how
 * hard they are to forge, and Ed25519 would cost a fifth of the time. A signature is 64 bytes that follow from the
 * private key and the message; whoever has another key or another message makes others. Keys are real ones.
 */
const real = {
  sign: crypto.sign,
  verify: crypto.verify,
  createPrivateKey: crypto.createPrivateKey,
  createPublicKey: crypto.createPublicKey,
};

/** Unpacked keys, by DER. */
const privateKeys = new Map<string, KeyObject>();
const publicKeys = new Map<string, KeyObject>();
/** Public halves, hexadecimal. */
const owners = new WeakMap<KeyObject, string>();
/** Private keys by their public half, of everybody who has signed. */
const secrets = new Map<string, Uint8Array>();
let installed = false;

/** Takes the place of Node's signatures for as long as the process lives, and forgets the keys of the world before. */
export function signQuickly(): void {
  privateKeys.clear();
  publicKeys.clear();
  secrets.clear();
  if (installed) return;
  installed = true;
  Object.assign(crypto, {
    sign,
    verify,
    createPrivateKey: (input: Parameters<typeof real.createPrivateKey>[0]) =>
      unpack(privateKeys, input, () => real.createPrivateKey(input)),
    createPublicKey: (input: Parameters<typeof real.createPublicKey>[0]) =>
      unpack(publicKeys, input, () => real.createPublicKey(input)),
  });
  syncBuiltinESMExports();
}

function unpack(known: Map<string, KeyObject>, input: unknown, make: () => KeyObject): KeyObject {
  const der = derOf(input);
  if (der === undefined) return make();
  const before = known.get(der);
  if (before) return before;
  const key = make();
  known.set(der, key);
  return key;
}

/** Undefined: not a key in DER, which is how the product keeps all of its keys. */
function derOf(input: unknown): string | undefined {
  if (typeof input !== 'object' || input === null || !('key' in input)) return undefined;
  return input.key instanceof Uint8Array ? Buffer.from(input.key).toString('latin1') : undefined;
}

function ownerOf(key: KeyObject): string {
  const known = owners.get(key);
  if (known !== undefined) return known;
  const open = key.type === 'private' ? real.createPublicKey(key) : key;
  const owner = open.export({ format: 'der', type: 'spki' }).toString('hex');
  owners.set(key, owner);
  if (key.type === 'private') secrets.set(owner, key.export({ format: 'der', type: 'pkcs8' }));
  return owner;
}

function signature(secret: Uint8Array, bytes: Uint8Array): Buffer {
  return crypto.hash('sha512', Buffer.concat([secret, bytes]), 'buffer');
}

function sign(algorithm: null, bytes: Uint8Array, key: KeyObject): Buffer {
  const secret = secrets.get(ownerOf(key));
  return secret ? signature(secret, bytes) : real.sign(algorithm, bytes, key);
}

function verify(algorithm: null, bytes: Uint8Array, key: KeyObject, given: Uint8Array): boolean {
  const secret = secrets.get(ownerOf(key));
  return secret ? signature(secret, bytes).equals(given) : real.verify(algorithm, bytes, key, given);
}
