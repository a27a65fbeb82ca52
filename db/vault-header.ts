import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { OutpostError } from '#shared/errors.ts';
import { writeDurably } from './durable-files.ts';

/**
 * A vault is a folder: this header, the database, the pictures, and beside them how often it was opened, the count of
 * failed tries and the lock.
 */
export const vaultFiles = {
  header: 'vault.json',
  database: 'outpost.db',
  photos: 'photos.db',
  generation: 'generation.json',
  tries: 'unlock-tries.json',
  lock: 'vault.lock',
} as const;

/** Version of the header that this program writes; it refuses later ones. */
export const headerVersion = 1;

const base64 = z.string().regex(/^[A-Za-z0-9+/]+={0,2}$/);
const scryptParameters = z.object({
  name: z.literal('scrypt'),
  // Bounds, so that a changed header cannot ask for all memory.
  N: z
    .int()
    .min(2)
    .max(2 ** 20),
  r: z.int().min(1).max(32),
  p: z.int().min(1).max(16),
});
/** AES-256-GCM: 12 bytes nonce, 32 bytes of the wrapped key, 16 bytes tag. */
const wrapping = z.object({ kdf: scryptParameters, salt: base64, wrapped: base64 });
const person = wrapping.extend({ id: z.string().min(1).max(80), label: z.string().min(1).max(80) });

/** The header: nothing in it opens the vault without a passphrase, save in the sample mode. */
export const vaultHeader = z.object({
  format: z.literal('outpost-vault'),
  version: z.int().positive(),
  id: z.string().min(1).max(80),
  sample: z.boolean(),
  people: z.array(person),
  recovery: wrapping.nullable(),
  /** Sample mode only: the key in clear, because there is nothing to protect. */
  sampleKey: base64.nullable(),
});
export type VaultHeader = z.infer<typeof vaultHeader>;
export type Wrapping = z.infer<typeof wrapping>;
export type VaultPerson = z.infer<typeof person>;

/**
 * @param folder of the vault
 * @returns whether a vault is there
 */
export function vaultExists(folder: string): boolean {
  return existsSync(path.join(folder, vaultFiles.header));
}

/**
 * @param folder of the vault
 * @returns its header
 * @throws OutpostError `vault_missing`, `vault_damaged` or `vault_newer`
 */
export function readHeader(folder: string): VaultHeader {
  let text: string;
  try {
    text = readFileSync(path.join(folder, vaultFiles.header), 'utf8');
  } catch (cause) {
    throw new OutpostError('vault_missing', 'There is no vault in this folder.', { cause });
  }
  const parsed = vaultHeader.safeParse(parseJson(text));
  if (!parsed.success) throw new OutpostError('vault_damaged', 'The header of the vault is damaged.');
  if (parsed.data.version > headerVersion) {
    throw new OutpostError('vault_newer', 'A newer version made this vault.');
  }
  return parsed.data;
}

/**
 * Replaces the header. A crash leaves the old one or the new one, never a part.
 *
 * @param folder of the vault
 * @param header what to write
 */
export function writeHeader(folder: string, header: VaultHeader): void {
  writeDurably(path.join(folder, vaultFiles.header), `${JSON.stringify(header, null, 2)}\n`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
