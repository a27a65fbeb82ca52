import { z } from 'zod';
import { OutpostError } from '../errors.ts';
import { ByteReader, ByteWriter, malformed } from './bytes.ts';
import { decodeEntries, encodeEntries } from './columns.ts';
import {
  type Compression,
  type Decompress,
  encodingByte,
  encodingOf,
  maxFrameBody,
  unpackBody,
} from './compression.ts';
import { type DeltaEntry, deltaKinds } from './delta-entry.ts';

/** What a delta block says about itself. */
export interface DeltaHeader {
  /** The nonce of the hello that it answers. */
  readonly nonce: Uint8Array;
  /** Its place among the delta blocks of the answer, from 0. */
  readonly index: number;
  /** The receiver's cursor before it and after it. */
  readonly from: number;
  readonly to: number;
}

/** A delta block as read. Its signature is not verified yet. */
export interface DecodedDeltas {
  readonly header: DeltaHeader;
  readonly entries: readonly DeltaEntry[];
  /** The bytes that headquarters' signature covers: all before it. */
  readonly signed: Uint8Array;
  readonly signature: Uint8Array;
}

const magic = [0x4f, 0x50, 0x44]; // OPD
const formatVersion = 1;
const nonceBytes = 16;
const signatureBytes = 64;

/**
 * @param header the exchange it belongs to and the stretch of the stream it covers
 * @param entries by ascending `hqSeq`, above `from` and up to `to`; may be none when only the cursor moves
 * @param writing how to compress, and headquarters' Ed25519 signature
 * @returns the payload of a delta block
 * @throws OutpostError `frame_malformed` for entries outside the stretch; `frame_too_large` above the limit
 */
export function encodeDeltas(
  header: DeltaHeader,
  entries: readonly DeltaEntry[],
  writing: { readonly compress: Compression; readonly sign: (bytes: Uint8Array) => Uint8Array },
): Uint8Array {
  if (header.nonce.length !== nonceBytes) throw malformed('a nonce has 16 bytes');
  checkStretch(header, entries);
  const body = encodeEntries(entries);
  if (body.length > maxFrameBody) {
    throw new OutpostError('frame_too_large', `A delta of ${body.length} bytes is above the limit.`, {
      details: { bytes: body.length, limit: maxFrameBody },
    });
  }
  const packed = writing.compress.run(body);
  const writer = new ByteWriter();
  for (const byte of magic) writer.byte(byte);
  writer.uint(formatVersion);
  writer.bytes(header.nonce);
  writer.uint(header.index);
  writer.uint(header.from);
  writer.uint(header.to);
  writer.byte(encodingByte(writing.compress.encoding));
  writer.uint(body.length);
  writer.uint(packed.length);
  writer.bytes(packed);
  const signature = writing.sign(writer.finish());
  if (signature.length !== signatureBytes) throw malformed('a signature has 64 bytes');
  writer.bytes(signature);
  return writer.finish();
}

/**
 * @param payload of a delta block
 * @param reading how to undo compression
 * @returns header and entries; the caller verifies the signature, the nonce and the stretch
 * @throws OutpostError `frame_malformed`, `frame_too_large` or `unsupported_protocol`
 */
export function decodeDeltas(
  payload: Uint8Array,
  reading: { readonly decompress: Decompress },
): DecodedDeltas {
  const reader = new ByteReader(payload);
  for (const byte of magic) if (reader.byte() !== byte) throw malformed('it is no delta');
  const version = reader.uint();
  if (version !== formatVersion) {
    throw new OutpostError('unsupported_protocol', `A delta of protocol ${version} cannot be read here.`);
  }
  const nonce = reader.bytes(nonceBytes).slice();
  const header: DeltaHeader = { nonce, index: reader.uint(), from: reader.uint(), to: reader.uint() };
  const encoding = encodingOf(reader.byte());
  const length = reader.uint();
  const packed = reader.bytes(reader.uint());
  const signed = payload.subarray(0, reader.offset);
  const signature = reader.bytes(signatureBytes).slice();
  reader.end();
  const entries = decodeEntries(unpackBody(encoding, packed, length, reading.decompress));
  checkStretch(header, entries);
  return { header, entries, signed, signature };
}

/** `kind` as a schema, for stores that keep effects. */
export const deltaKindSchema = z.enum(deltaKinds);

function checkStretch(header: DeltaHeader, entries: readonly DeltaEntry[]): void {
  let reached = header.from;
  for (const { hqSeq } of entries) {
    if (hqSeq < reached) throw malformed('its entries are out of order');
    reached = hqSeq;
  }
  if (reached > header.to) throw malformed('its entries reach beyond its stretch');
}
