import { OutpostError } from '../errors.ts';

const utf8Encoder = new TextEncoder();
// A byte order mark is text like any other here: dropping it would change the value.
const utf8Decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * @param reason what is off, in English
 * @returns the error for bytes that are not what they should be
 */
export function malformed(reason: string): OutpostError {
  return new OutpostError('frame_malformed', `Malformed bytes: ${reason}.`);
}

/**
 * @param a some bytes
 * @param b other bytes
 * @returns whether they are the same
 */
export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  for (let index = 0; index < a.length; index++) if (a[index] !== b[index]) return false;
  return true;
}

/**
 * @param parts byte strings
 * @returns them one after the other, in one new array
 */
export function joinBytes(parts: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    joined.set(part, offset);
    offset += part.length;
  }
  return joined;
}

/** Writes numbers and texts one after the other; grows as needed. What cannot be read back exactly is refused. */
export class ByteWriter {
  #buffer = new Uint8Array(256);
  #length = 0;

  /** Bytes written so far. */
  get length(): number {
    return this.#length;
  }

  /** One byte, 0 to 255. */
  byte(value: number): void {
    this.#reserve(1);
    this.#buffer[this.#length++] = value;
  }

  /** A whole number from 0 to 2^53 - 1: seven bits a byte, low bits first. Throws `frame_malformed` for others. */
  uint(value: number): void {
    if (!Number.isSafeInteger(value) || value < 0) throw malformed(`${value} is no unsigned integer`);
    this.#reserve(8);
    let rest = value;
    while (rest >= 0x80) {
      this.#buffer[this.#length++] = (rest % 0x80) + 0x80;
      rest = Math.floor(rest / 0x80);
    }
    this.#buffer[this.#length++] = rest;
  }

  /** A whole number from -(2^53 - 1) to 2^53 - 1, zigzag: the sign is the lowest bit. Throws `frame_malformed` for others. */
  int(value: number): void {
    if (!Number.isSafeInteger(value)) throw malformed(`${value} is no integer`);
    const sign = value < 0 ? 1 : 0;
    const size = value < 0 ? -(value + 1) : value;
    this.#reserve(9);
    // The sign takes a bit of the first byte, so that 54 bits never have to fit into one JavaScript number.
    const low = (size % 0x40) * 2 + sign;
    const rest = Math.floor(size / 0x40);
    this.#buffer[this.#length++] = rest > 0 ? low + 0x80 : low;
    if (rest > 0) this.uint(rest);
  }

  /** A finite number in eight bytes, big-endian. Throws `frame_malformed` for NaN and infinities. */
  float64(value: number): void {
    if (!Number.isFinite(value)) throw malformed(`${value} is not finite`);
    this.#reserve(8);
    new DataView(this.#buffer.buffer).setFloat64(this.#length, value);
    this.#length += 8;
  }

  /** Bytes as they are, without their length. */
  bytes(value: Uint8Array): void {
    this.#reserve(value.length);
    this.#buffer.set(value, this.#length);
    this.#length += value.length;
  }

  /** What another writer has written, without its length. */
  append(other: ByteWriter): void {
    this.#reserve(other.#length);
    this.#buffer.set(other.#buffer.subarray(0, other.#length), this.#length);
    this.#length += other.#length;
  }

  /** A text: its length in UTF-8 bytes, then those. Throws `frame_malformed` for lone surrogates. */
  text(value: string): void {
    if (value.length < 0x40 && this.#asciiText(value)) return;
    const encoded = encodeUtf8(value);
    this.uint(encoded.length);
    this.bytes(encoded);
  }

  /** Begins anew; what `finish` gave before stays as it is. For writers of many short things, one after the other. */
  begin(): void {
    this.#length = 0;
  }

  /** A copy of what was written. */
  finish(): Uint8Array {
    return this.#buffer.slice(0, this.#length);
  }

  /** Most texts are short codes: writing them letter by letter is several times faster than an encoder's call. */
  #asciiText(value: string): boolean {
    this.#reserve(value.length + 1);
    const start = this.#length;
    this.#buffer[this.#length++] = value.length;
    for (let index = 0; index < value.length; index++) {
      const letter = value.charCodeAt(index);
      if (letter >= 0x80) {
        this.#length = start;
        return false;
      }
      this.#buffer[this.#length++] = letter;
    }
    return true;
  }

  #reserve(more: number): void {
    const needed = this.#length + more;
    if (needed <= this.#buffer.length) return;
    const grown = new Uint8Array(Math.max(needed, this.#buffer.length * 2));
    grown.set(this.#buffer.subarray(0, this.#length));
    this.#buffer = grown;
  }
}

/**
 * Reads what `ByteWriter` wrote, out of bytes that anybody may have sent: each method throws `frame_malformed` when
 * the input ends early or has a longer form than the writer makes, and none allocates more than the input holds.
 */
export class ByteReader {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  #offset = 0;

  /** @param bytes the input; it is not copied */
  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** Bytes read so far. */
  get offset(): number {
    return this.#offset;
  }

  /** Bytes left. */
  get remaining(): number {
    return this.#bytes.length - this.#offset;
  }

  /** One byte, 0 to 255. */
  byte(): number {
    const value = this.#bytes[this.#offset];
    if (value === undefined) throw malformed('it ends early');
    this.#offset++;
    return value;
  }

  /** A whole number from 0 to `max`. */
  uint(max: number = Number.MAX_SAFE_INTEGER): number {
    let value = 0;
    let scale = 1;
    for (let count = 0; count < 8; count++) {
      const byte = this.byte();
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) {
        if (byte === 0 && count > 0) throw malformed('an integer is longer than it needs to be');
        if (value > max) throw malformed(`${value} is above ${max}`);
        return value;
      }
      scale *= 0x80;
    }
    throw malformed('an integer is too long');
  }

  /** A whole number from -(2^53 - 1) to 2^53 - 1. */
  int(): number {
    const first = this.byte();
    let size = (first & 0x7f) >> 1;
    if (first >= 0x80) {
      const rest = this.uint(2 ** 47 - 1);
      if (rest === 0) throw malformed('an integer is longer than it needs to be');
      size += rest * 0x40;
    }
    const value = (first & 1) === 1 ? -size - 1 : size;
    if (!Number.isSafeInteger(value)) throw malformed('an integer is too great');
    return value;
  }

  /** A finite number. */
  float64(): number {
    if (this.remaining < 8) throw malformed('it ends early');
    const value = this.#view.getFloat64(this.#offset);
    this.#offset += 8;
    if (!Number.isFinite(value)) throw malformed('a number is not finite');
    return value;
  }

  /** The next `length` bytes, as a view on the input. */
  bytes(length: number): Uint8Array {
    if (length > this.remaining) throw malformed('it ends early');
    const part = this.#bytes.subarray(this.#offset, this.#offset + length);
    this.#offset += length;
    return part;
  }

  /** A text of at most `maxBytes` UTF-8 bytes. */
  text(maxBytes: number = Number.MAX_SAFE_INTEGER): string {
    return decodeUtf8(this.bytes(this.uint(maxBytes)));
  }

  /** How many things follow, of which each takes at least `minBytes` bytes: never more than the input can hold. */
  count(minBytes: number): number {
    const count = this.uint();
    if (count * minBytes > this.remaining) throw malformed('it announces more than it holds');
    return count;
  }

  /** Throws unless everything was read. */
  end(): void {
    if (this.remaining > 0) throw malformed('something follows its end');
  }
}

/**
 * @param value a text
 * @returns its UTF-8 bytes
 * @throws OutpostError `frame_malformed` when it has a lone surrogate, which UTF-8 cannot hold
 */
export function encodeUtf8(value: string): Uint8Array {
  if (!value.isWellFormed()) throw malformed('a text has half a character');
  return utf8Encoder.encode(value);
}

/**
 * @param bytes UTF-8
 * @returns the text
 * @throws OutpostError `frame_malformed` when it is not UTF-8
 */
export function decodeUtf8(bytes: Uint8Array): string {
  try {
    return utf8Decoder.decode(bytes);
  } catch (cause) {
    throw new OutpostError('frame_malformed', 'Malformed bytes: a text is not UTF-8.', { cause });
  }
}
