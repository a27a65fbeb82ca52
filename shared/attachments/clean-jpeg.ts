import { OutpostError } from '../errors.ts';

/** What a picture says of itself. */
export interface PictureSize {
  /** Pixels. */
  readonly width: number;
  readonly height: number;
}

interface Segment {
  readonly marker: number;
  /** Where it begins: at its 0xFF. */
  readonly start: number;
  /** Where its content begins, after marker and length. */
  readonly content: number;
  /** Where the next one begins. */
  readonly end: number;
}

const markers = { app0: 0xe0, app14: 0xee, startOfScan: 0xda, endOfImage: 0xd9 } as const;
/** Baseline, extended and progressive frames: what cameras and browsers write. */
const frames: ReadonlySet<number> = new Set([0xc0, 0xc1, 0xc2]);
/** Huffman tables, quantisation tables, restart interval, scan: what a decoder needs besides the frame. */
const tables: ReadonlySet<number> = new Set([0xc4, 0xdb, 0xdd, markers.startOfScan]);
const jfif = [0x4a, 0x46, 0x49, 0x46, 0x00];
const adobe = [0x41, 0x64, 0x6f, 0x62, 0x65];
/** JFIF with no thumbnail in it, and Adobe's note on colours: fixed lengths that leave no room for text. */
const jfifLength = 14;
const adobeLength = 12;

/**
 * Makes sure that a JPEG holds a picture and nothing else: no EXIF, XMP, colour profile, comment or maker's note, and
 * nothing after its end.
 *
 * @param bytes a whole file
 * @returns its size in pixels
 * @throws OutpostError `photo_damaged` when it is no whole JPEG, `photo_metadata` when it holds anything else
 */
export function readCleanJpeg(bytes: Uint8Array): PictureSize {
  let size: PictureSize | undefined;
  let scans = 0;
  let end = 2;
  for (const segment of segmentsOf(bytes)) {
    if (!isNeeded(bytes, segment)) throw withMetadata(segment.marker);
    if (frames.has(segment.marker)) {
      if (size) throw damaged('two frames');
      size = sizeOf(bytes, segment);
    }
    if (segment.marker === markers.startOfScan) scans++;
    end = segment.end;
  }
  if (!size || scans === 0) throw damaged('no picture');
  if (end !== bytes.length) throw withMetadata(markers.endOfImage);
  return size;
}

/**
 * Takes everything out of a JPEG that its picture does not need. The picture itself is not touched.
 *
 * @param bytes a whole file, such as a browser's encoder writes it
 * @returns the same picture, which `readCleanJpeg` accepts
 * @throws OutpostError `photo_damaged` when it is no whole JPEG
 */
export function cleanJpeg(bytes: Uint8Array): Uint8Array {
  const kept = [...segmentsOf(bytes)].filter((segment) => isNeeded(bytes, segment));
  const length = kept.reduce((sum, { start, end }) => sum + end - start, 2);
  const clean = new Uint8Array(length);
  clean.set([0xff, 0xd8]);
  let at = 2;
  for (const { start, end } of kept) {
    clean.set(bytes.subarray(start, end), at);
    at += end - start;
  }
  return clean;
}

/** The parts of the file up to the end of the picture; a scan counts with the data that follows it. */
function* segmentsOf(bytes: Uint8Array): Generator<Segment> {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) throw damaged('no beginning');
  let at = 2;
  for (;;) {
    const marker = bytes[at + 1] ?? 0;
    if (bytes[at] !== 0xff || marker === 0 || marker === 0xff) throw damaged('no marker where one belongs');
    if (marker === markers.endOfImage) {
      yield { marker, start: at, content: at + 2, end: at + 2 };
      return;
    }
    const length = ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0);
    const behind = at + 2 + length;
    if (length < 2 || behind > bytes.length) throw damaged('it ends early');
    const end = marker === markers.startOfScan ? endOfScan(bytes, behind) : behind;
    yield { marker, start: at, content: at + 4, end };
    at = end;
  }
}

/** Data of a scan goes on until a marker that is neither a stuffed 0xFF nor a restart. */
function endOfScan(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at + 1 < bytes.length) {
    at = bytes.indexOf(0xff, at);
    if (at < 0 || at + 1 >= bytes.length) break;
    const next = bytes[at + 1] ?? 0;
    if (next !== 0 && !(next >= 0xd0 && next <= 0xd7)) return at;
    at += 2;
  }
  throw damaged('it ends early');
}

function isNeeded(bytes: Uint8Array, { marker, content, end }: Segment): boolean {
  if (frames.has(marker) || tables.has(marker) || marker === markers.endOfImage) return true;
  if (marker === markers.app0) return end - content === jfifLength && startsWith(bytes, content, jfif);
  return marker === markers.app14 && end - content === adobeLength && startsWith(bytes, content, adobe);
}

function startsWith(bytes: Uint8Array, at: number, start: readonly number[]): boolean {
  return start.every((byte, index) => bytes[at + index] === byte);
}

function sizeOf(bytes: Uint8Array, { content }: Segment): PictureSize {
  const height = ((bytes[content + 1] ?? 0) << 8) | (bytes[content + 2] ?? 0);
  const width = ((bytes[content + 3] ?? 0) << 8) | (bytes[content + 4] ?? 0);
  if (width === 0 || height === 0) throw damaged('a picture without size');
  return { width, height };
}

function damaged(reason: string): OutpostError {
  return new OutpostError('photo_damaged', `The picture is no whole JPEG: ${reason}.`);
}

function withMetadata(marker: number): OutpostError {
  return new OutpostError('photo_metadata', 'The picture holds more than a picture.', {
    details: { marker: marker.toString(16) },
  });
}
