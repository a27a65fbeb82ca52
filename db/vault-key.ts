import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto';
import type { Wrapping } from './vault-header.ts';

const keyBytes = 32;
const nonceBytes = 12;
const tagBytes = 16;
const saltBytes = 16;
/** 128 MiB and a few hundred milliseconds for each try, also for whoever stole the disk. */
const cost = { name: 'scrypt', N: 2 ** 17, r: 8, p: 1 } as const;

/**
 * @param key the vault's data key, 32 bytes
 * @param secret a passphrase or recovery code; compared after Unicode NFKC, as keyboards differ
 * @param label what the wrapping is for, bound into it: one person's wrapping is no good in another's place
 * @returns the wrapped key
 */
export async function wrapKey(key: Uint8Array, secret: string, label: string): Promise<Wrapping> {
  const salt = randomBytes(saltBytes);
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', await derive(secret, salt, cost), nonce);
  cipher.setAAD(Buffer.from(label));
  const sealed = Buffer.concat([cipher.update(key), cipher.final()]);
  const wrapped = Buffer.concat([nonce, sealed, cipher.getAuthTag()]);
  return { kdf: { ...cost }, salt: salt.toString('base64'), wrapped: wrapped.toString('base64') };
}

/**
 * @param wrapping what `wrapKey` gave
 * @param secret the passphrase or recovery code
 * @param label as it was given to `wrapKey`
 * @returns the data key, or undefined when the secret is another
 */
export async function unwrapKey(
  wrapping: Wrapping,
  secret: string,
  label: string,
): Promise<Uint8Array | undefined> {
  const wrapped = Buffer.from(wrapping.wrapped, 'base64');
  if (wrapped.length !== nonceBytes + keyBytes + tagBytes) return undefined;
  const derived = await derive(secret, Buffer.from(wrapping.salt, 'base64'), wrapping.kdf);
  const decipher = createDecipheriv('aes-256-gcm', derived, wrapped.subarray(0, nonceBytes), {
    authTagLength: tagBytes,
  });
  decipher.setAAD(Buffer.from(label));
  decipher.setAuthTag(wrapped.subarray(nonceBytes + keyBytes));
  try {
    const opened = decipher.update(wrapped.subarray(nonceBytes, nonceBytes + keyBytes));
    return new Uint8Array(Buffer.concat([opened, decipher.final()]));
  } catch {
    return undefined;
  }
}

function derive(secret: string, salt: Uint8Array, kdf: Wrapping['kdf']): Promise<Buffer> {
  const { N, r, p } = kdf;
  return new Promise((resolve, reject) => {
    scrypt(secret.normalize('NFKC'), salt, keyBytes, { N, r, p, maxmem: 256 * N * r }, (error, derived) =>
      error ? reject(error) : resolve(derived),
    );
  });
}
