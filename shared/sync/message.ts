import { decode, encode } from '@msgpack/msgpack';
import type { z } from 'zod';
import { type ErrorCode, OutpostError, parseAtBoundary } from '../errors.ts';

/**
 * @param value a control message: plain objects, arrays, texts, numbers, byte strings
 * @returns it as MessagePack
 */
export function encodeMessage(value: unknown): Uint8Array {
  return encode(value).slice();
}

/**
 * @param bytes MessagePack, from anybody
 * @param schema what it must be
 * @param code the error code when it is not
 * @returns the parsed message
 * @throws OutpostError with `code`
 */
export function decodeMessage<T>(
  bytes: Uint8Array,
  schema: z.ZodType<T>,
  code: ErrorCode = 'malformed_body',
): T {
  return parseAtBoundary(schema, unpack(bytes, code), code);
}

function unpack(bytes: Uint8Array, code: ErrorCode): unknown {
  // Nothing in a message can be longer than the message: a short one must not make the reader allocate much.
  const limit = bytes.length;
  try {
    return decode(bytes, {
      maxStrLength: limit,
      maxBinLength: limit,
      maxArrayLength: limit,
      maxMapLength: limit,
      maxExtLength: limit,
    });
  } catch (cause) {
    throw new OutpostError(code, 'A message is not readable MessagePack.', { cause });
  }
}
