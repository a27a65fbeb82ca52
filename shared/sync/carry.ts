import { z } from 'zod';
import { hqDevice } from '../domain/ids.ts';
import { OutpostError } from '../errors.ts';
import { type Block, BlockReader, blockKinds, encodeBlock } from './blocks.ts';
import { joinBytes } from './bytes.ts';
import { openMessage, type Signed, sealMessage } from './exchange.ts';

/** Ending of a file for carrying. */
export const carryFileEnding = '.outpost';

const device = z.int().positive();

/**
 * The first block of a file for carrying. `work`: a laptop's hello and frames, its own and those of others that it
 * carries. `return`: headquarters' answer and deltas.
 */
export const manifestSchema = z.object({
  format: z.literal(1),
  purpose: z.enum(['work', 'return']),
  /** The headquarters that all of it belongs to. */
  hqId: z.string().min(1).max(80),
  /** Device number of who made it; headquarters is `hqDevice`. */
  from: device,
  /** Device numbers of all for whom it is. */
  to: z.array(device).min(1).max(1000),
  /** Clock of who made it, ms since 1970 UTC. */
  madeAt: z.int(),
  /** Of the hello in it, or of the answer. */
  nonce: z.instanceof(Uint8Array).refine(({ length }) => length === 16, 'a nonce has 16 bytes'),
  /** Certificates, as JSON, of all laptops whose frames are in it, with the name of each. */
  certificates: z.array(z.object({ label: z.string().max(80), certificate: z.string().max(2000) })).max(1000),
});
export type Manifest = z.infer<typeof manifestSchema>;

/** A file for carrying as read. The signatures in it are not verified yet. */
export interface CarriedFile {
  readonly manifest: Signed<Manifest>;
  /** What follows the manifest, without the end. */
  readonly blocks: readonly Block[];
}

/**
 * @param manifest what the file says of itself
 * @param blocks encoded blocks, in order
 * @param sign Ed25519 by who makes it
 * @returns the content to be sealed
 */
export function encodeCarried(
  manifest: Manifest,
  blocks: readonly Uint8Array[],
  sign: (bytes: Uint8Array) => Uint8Array,
): Uint8Array {
  const first = encodeBlock(blockKinds.manifest, sealMessage(manifest, manifestSchema, sign));
  return joinBytes([first, ...blocks, encodeBlock(blockKinds.end)]);
}

/**
 * @param content what was sealed
 * @returns manifest and blocks
 * @throws OutpostError `carry_damaged` when it is not whole; `malformed_body`, `frame_too_large`
 */
export function decodeCarried(content: Uint8Array): CarriedFile {
  const reader = new BlockReader();
  const [first, ...rest] = reader.push(content);
  if (first?.kind !== blockKinds.manifest || !reader.ended) {
    throw new OutpostError('carry_damaged', 'The content of this file is not whole.');
  }
  const blocks = rest.filter(({ kind }) => kind !== blockKinds.end);
  return { manifest: openMessage(first.payload, manifestSchema), blocks };
}

/**
 * Refuses a file that belongs elsewhere.
 *
 * @param manifest of the file
 * @param reader who reads it: its device number and headquarters
 * @throws OutpostError `carry_foreign` when it is another headquarters'; `carry_not_for_you`
 */
export function refuseForeignFile(
  manifest: Manifest,
  reader: { readonly device: number; readonly hqId: string },
): void {
  if (manifest.hqId !== reader.hqId) {
    throw new OutpostError('carry_foreign', 'This file belongs to another headquarters.');
  }
  if (!manifest.to.includes(reader.device)) {
    throw new OutpostError('carry_not_for_you', 'This file was made for somebody else.');
  }
}

/** The number under which files name headquarters. */
export const hqReader = hqDevice;
