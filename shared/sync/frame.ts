import { OutpostError } from '../errors.ts';
import { ByteReader, ByteWriter, malformed } from './bytes.ts';
import { decodeOps, encodeOps } from './columns.ts';
import {
  type Compression,
  type Decompress,
  type Encoding,
  encodingByte,
  encodingOf,
  maxFrameBody,
  unpackBody,
} from './compression.ts';
import { type JournalOp, Lookahead, weightOf } from './lookahead.ts';
import type { Op } from './op.ts';

export { type Encoding, maxFrameBody } from './compression.ts';

/** The protocol that this program writes. */
export const protocolVersion = 1;
/** A frame aims to be no longer than this, compressed: one second at 64 kbit/s. */
export const maxFrameBytes = 8192;
/** A longer frame is refused. */
export const hardFrameBytes = 1024 * 1024;

const magic = [0x4f, 0x50, 0x46]; // OPF
const hashBytes = 32;
const signatureBytes = 64;

/** What a frame says about itself. */
export interface FrameHeader {
  readonly protocol: number;
  readonly device: number;
  /** `seq` of its first and of its last op. */
  readonly from: number;
  readonly to: number;
  /** Hash of the op before the first one, and of the last one. */
  readonly previous: Uint8Array;
  readonly last: Uint8Array;
  readonly encoding: Encoding;
}

/** What goes into a frame. */
export interface FrameContent {
  readonly device: number;
  /** At least one, with consecutive `seq`. */
  readonly ops: readonly Op[];
  readonly previous: Uint8Array;
  readonly last: Uint8Array;
}

/** What writing frames needs from outside. */
export interface FrameWriting {
  readonly compress: Compression;
  /** Ed25519 signature by the device's key: 64 bytes. */
  readonly sign: (bytes: Uint8Array) => Uint8Array;
}

/** A frame as read. Its signature is not verified yet. */
export interface DecodedFrame {
  readonly header: FrameHeader;
  readonly ops: readonly Op[];
  /** The bytes that the signature covers: all before it. */
  readonly signed: Uint8Array;
  readonly signature: Uint8Array;
}

/**
 * @param content the ops and their place in the chain
 * @param writing how to compress and sign
 * @returns the frame, self-contained
 * @throws OutpostError `frame_malformed` without ops or with a gap among them; `frame_too_large` above the hard limits
 */
export function encodeFrame(content: FrameContent, writing: FrameWriting): Uint8Array {
  const { device, ops, previous, last } = content;
  const from = ops[0]?.seq;
  if (from === undefined) throw malformed('a frame needs an op');
  if (previous.length !== hashBytes || last.length !== hashBytes) throw malformed('a hash has 32 bytes');
  checkRun(ops, from, from + ops.length - 1);
  const body = encodeOps(ops);
  if (body.length > maxFrameBody) throw tooLarge(body.length, maxFrameBody);
  const packed = writing.compress.run(body);
  const writer = new ByteWriter();
  for (const byte of magic) writer.byte(byte);
  writer.uint(protocolVersion);
  writer.uint(device);
  writer.uint(from);
  writer.uint(ops.length);
  writer.bytes(previous);
  writer.bytes(last);
  writer.byte(encodingByte(writing.compress.encoding));
  writer.uint(body.length);
  writer.uint(packed.length);
  writer.bytes(packed);
  const signature = writing.sign(writer.finish());
  if (signature.length !== signatureBytes) throw malformed('a signature has 64 bytes');
  writer.bytes(signature);
  if (writer.length > hardFrameBytes) throw tooLarge(writer.length, hardFrameBytes);
  return writer.finish();
}

/**
 * @param bytes a frame, from anybody
 * @param reading how to undo compression
 * @returns the frame; the caller verifies the signature and the chain
 * @throws OutpostError `frame_too_large`, `unsupported_protocol`, and `frame_malformed` for anything else
 */
export function decodeFrame(bytes: Uint8Array, reading: { readonly decompress: Decompress }): DecodedFrame {
  if (bytes.length > hardFrameBytes) throw tooLarge(bytes.length, hardFrameBytes);
  const reader = new ByteReader(bytes);
  const { protocol, device } = readStart(reader);
  const from = reader.uint();
  const count = reader.uint();
  const to = from + count - 1;
  const previous = reader.bytes(hashBytes).slice();
  const last = reader.bytes(hashBytes).slice();
  const encoding = encodingOf(reader.byte());
  const length = reader.uint();
  const packed = reader.bytes(reader.uint());
  const signed = bytes.subarray(0, reader.offset);
  const signature = reader.bytes(signatureBytes).slice();
  reader.end();
  const ops = decodeOps(unpackBody(encoding, packed, length, reading.decompress));
  if (ops.length === 0) throw malformed('a frame needs an op');
  checkRun(ops, from, to);
  return { header: { protocol, device, from, to, previous, last, encoding }, ops, signed, signature };
}

/**
 * @param bytes a frame, from anybody
 * @returns the device number that it names; nothing else is read, nothing is verified
 * @throws OutpostError `unsupported_protocol`, `frame_malformed`
 */
export function deviceOfFrame(bytes: Uint8Array): number {
  return readStart(new ByteReader(bytes)).device;
}

function readStart(reader: ByteReader): { readonly protocol: number; readonly device: number } {
  for (const byte of magic) if (reader.byte() !== byte) throw malformed('it is no frame');
  const protocol = reader.uint();
  if (protocol !== protocolVersion) {
    throw new OutpostError('unsupported_protocol', `A frame of protocol ${protocol} cannot be read here.`, {
      details: { protocol, supported: protocolVersion },
    });
  }
  return { protocol, device: reader.uint() };
}

function checkRun(ops: readonly Op[], from: number, to: number): void {
  const consecutive = ops.every((op, index) => op.seq === from + index);
  if (!consecutive || ops.length !== to - from + 1)
    throw malformed('its ops are not the ones that it announces');
}

function tooLarge(bytes: number, limit: number): OutpostError {
  return new OutpostError('frame_too_large', `A frame of ${bytes} bytes is above the limit of ${limit}.`, {
    details: { bytes, limit },
  });
}

/** A frame that is ready to go. */
export interface PackedFrame {
  readonly bytes: Uint8Array;
  /** `seq` of its first and of its last op. */
  readonly from: number;
  readonly to: number;
}

/** A frame this much below the target is packed again with more ops, when there are more. */
const wellFilled = 0.6 * maxFrameBytes;
/** Room for header and signature. */
const overhead = 160;
/** Compressed bytes per unit of weight, before anything was measured. */
const firstRatio = 0.25;

/**
 * Cuts a stretch of the journal into frames of at most `maxFrameBytes` where possible: an op alone may make a longer
 * one. How many ops fit is guessed from the frame before; a bad guess is packed again.
 *
 * @param ops ops with their hashes, consecutive; read only as far as frames are asked for
 * @param previous hash of the op before the first
 * @param device the device's number
 * @param writing how to compress and sign
 * @returns the frames in order
 * @throws OutpostError `frame_too_large` when one op alone is above the hard limit
 */
export function* packFrames(
  ops: Iterable<JournalOp>,
  previous: Uint8Array,
  device: number,
  writing: FrameWriting,
): Generator<PackedFrame> {
  const source = new Lookahead(ops);
  let ratio = firstRatio;
  let before = previous;
  while (source.has(1)) {
    const frame = packOne(source, ratio, before, device, writing);
    ratio = frame.ratio;
    before = frame.last;
    yield frame.packed;
  }
}

interface Attempt {
  readonly packed: PackedFrame;
  readonly count: number;
  readonly last: Uint8Array;
  readonly ratio: number;
}

function packOne(
  source: Lookahead,
  ratio: number,
  previous: Uint8Array,
  device: number,
  writing: FrameWriting,
): Attempt {
  let best: Attempt | undefined;
  let guess = source.fit((maxFrameBytes - overhead) / ratio);
  for (let tries = 0; tries < 12; tries++) {
    const attempt = pack(source, guess, previous, device, writing);
    const fits = attempt.packed.bytes.length <= maxFrameBytes || guess === 1;
    if (fits && (!best || attempt.count > best.count)) best = attempt;
    if (!fits) {
      guess = Math.max(
        1,
        Math.min(guess - 1, source.fit((0.9 * (maxFrameBytes - overhead)) / attempt.ratio)),
      );
      if (best && guess <= best.count) break;
    } else {
      if (attempt.packed.bytes.length >= wellFilled || tries >= 3) break;
      const more = source.fit((0.9 * (maxFrameBytes - overhead)) / attempt.ratio);
      if (more <= guess) break;
      guess = more;
    }
  }
  best ??= pack(source, 1, previous, device, writing);
  source.drop(best.count);
  return best;
}

function pack(
  source: Lookahead,
  count: number,
  previous: Uint8Array,
  device: number,
  writing: FrameWriting,
): Attempt {
  const taken = source.first(count);
  const ops = taken.map(({ op }) => op);
  const last = taken.at(-1)?.hash ?? previous;
  const bytes = encodeFrame({ device, ops, previous, last }, writing);
  const weight = ops.reduce((sum, op) => sum + weightOf(op), 0);
  const ratio = Math.max(0.001, (bytes.length - overhead) / weight);
  const from = ops[0]?.seq ?? 0;
  return { packed: { bytes, from, to: from + count - 1 }, count, last, ratio };
}
