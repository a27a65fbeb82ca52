import { ed25519 } from '@noble/curves/ed25519.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bech32 } from '@scure/base';
import { Decrypter, Encrypter, type Identity, type Recipient, Stanza } from 'age-encryption';
import { OutpostError } from '../errors.ts';
import { toBase64Url } from './base64.ts';

/**
 * A file that only some may open: the format of age (age-encryption.org/v1). Headquarters and every laptop open theirs
 * with the X25519 form of the Ed25519 key that they sign with, as age does for SSH keys, so that an enrolment needs no
 * further keys. A stanza of ours names whom it is for by the beginning of each key's hash, so that a file for somebody
 * else and a damaged one can be told apart.
 */
const hintName = 'outpost-for';
const hintBytes = 9;

/** A longer file is refused before it is read. */
export const longestSealedFile = 512 * 1024 * 1024;

/** Who opens a file: an Ed25519 key pair, raw, 32 bytes each. */
export interface KeyPair {
  readonly publicKey: Uint8Array;
  readonly privateKey: Uint8Array;
}

/**
 * @param content what to seal
 * @param recipients Ed25519 public keys, raw, of all who may open it; at least one
 * @returns the file
 */
export async function sealFile(content: Uint8Array, recipients: readonly Uint8Array[]): Promise<Uint8Array> {
  const encrypter = new Encrypter();
  for (const key of recipients) encrypter.addRecipient(recipientOf(key));
  encrypter.addRecipient(hintFor(recipients));
  return encrypter.encrypt(content);
}

/**
 * @param file from anybody
 * @param keys who opens it
 * @returns what was sealed, whole
 * @throws OutpostError `file_type` when it is no such file; `carry_not_for_you` when it was sealed for others;
 *   `carry_damaged` when a byte of it is not as it was, or the end is missing
 */
export async function openSealedFile(file: Uint8Array, keys: KeyPair): Promise<Uint8Array> {
  if (!startsLikeAge(file)) throw new OutpostError('file_type', 'This is no file of Outpost.');
  const hints: string[] = [];
  const decrypter = new Decrypter();
  decrypter.addIdentity(identityOf(keys.privateKey));
  decrypter.addIdentity(readHints(hints));
  try {
    return await decrypter.decrypt(file);
  } catch (cause) {
    if (hints.length > 0 && !hints.includes(hintOf(keys.publicKey))) {
      throw new OutpostError('carry_not_for_you', 'This file was made for somebody else.', { cause });
    }
    throw new OutpostError('carry_damaged', 'This file was changed or cut short.', { cause });
  }
}

function startsLikeAge(file: Uint8Array): boolean {
  const start = String.fromCharCode(...file.subarray(0, 21));
  return start === 'age-encryption.org/v1';
}

function recipientOf(publicKey: Uint8Array): string {
  return bech32.encodeFromBytes('age', ed25519.utils.toMontgomery(publicKey));
}

function identityOf(privateKey: Uint8Array): string {
  const secret = ed25519.utils.toMontgomerySecret(privateKey);
  return bech32.encodeFromBytes('AGE-SECRET-KEY-', secret).toUpperCase();
}

function hintOf(publicKey: Uint8Array): string {
  return toBase64Url(sha256(publicKey).slice(0, hintBytes));
}

function hintFor(recipients: readonly Uint8Array[]): Recipient {
  return { wrapFileKey: () => [new Stanza([hintName, ...recipients.map(hintOf)], new Uint8Array(0))] };
}

/** Opens nothing: it is shown the stanzas, and notes whom they name. */
function readHints(into: string[]): Identity {
  return {
    unwrapFileKey(stanzas) {
      for (const { args } of stanzas) if (args[0] === hintName) into.push(...args.slice(1));
      return null;
    },
  };
}
