import { OutpostError } from '../errors.ts';
import { malformed } from './bytes.ts';

/** How a frame's body is compressed. */
export const encodings = ['br', 'gzip', 'plain'] as const;
export type Encoding = (typeof encodings)[number];

/** Compresses, in one way. */
export interface Compression {
  readonly encoding: Encoding;
  /** Returns the compressed form; for `plain` the same bytes. */
  readonly run: (bytes: Uint8Array) => Uint8Array;
}

/** Undoes any compression. Must stop, by throwing, as soon as the result exceeds `maxBytes`. */
export type Decompress = (encoding: Encoding, bytes: Uint8Array, maxBytes: number) => Uint8Array;

/** Bytes that a frame or a delta may have before compression. */
export const maxFrameBody = 16 * 1024 * 1024;

/**
 * @param encoding an encoding
 * @returns its byte on the wire
 */
export function encodingByte(encoding: Encoding): number {
  return encodings.indexOf(encoding);
}

/**
 * @param byte a byte off the wire
 * @returns the encoding it stands for
 * @throws OutpostError `frame_malformed` for others
 */
export function encodingOf(byte: number): Encoding {
  const encoding = encodings[byte];
  if (!encoding) throw malformed(`${byte} is no encoding`);
  return encoding;
}

/**
 * Decompresses a body whose length its header states, so that a small message cannot fill the memory.
 *
 * @param encoding how it is compressed
 * @param packed the compressed bytes
 * @param length bytes it must have afterwards
 * @param decompress does the work
 * @returns the body
 * @throws OutpostError `frame_too_large` when the stated length is above `maxFrameBody`; `frame_malformed` when the
 *   body is damaged or has another length
 */
export function unpackBody(
  encoding: Encoding,
  packed: Uint8Array,
  length: number,
  decompress: Decompress,
): Uint8Array {
  if (length > maxFrameBody) {
    throw new OutpostError('frame_too_large', `A body of ${length} bytes is above the limit.`, {
      details: { bytes: length, limit: maxFrameBody },
    });
  }
  const body = encoding === 'plain' ? packed : decompressed(encoding, packed, length, decompress);
  if (body.length !== length) throw malformed('its body has another length than it says');
  return body;
}

function decompressed(
  encoding: Encoding,
  packed: Uint8Array,
  length: number,
  decompress: Decompress,
): Uint8Array {
  try {
    return decompress(encoding, packed, Math.max(1, length));
  } catch (cause) {
    throw new OutpostError('frame_malformed', 'Malformed bytes: the body cannot be decompressed.', { cause });
  }
}
