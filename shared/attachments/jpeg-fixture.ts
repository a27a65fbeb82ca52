import { createRandom } from '../sample/random.ts';
import { encodeUtf8, joinBytes } from '../sync/bytes.ts';

/** What a made-up JPEG is like. */
export interface JpegChoices {
  /** Pixels. */
  readonly width?: number;
  readonly height?: number;
  /** Bytes of the whole file. */
  readonly size?: number;
  /** Another seed, another picture. */
  readonly seed?: number;
}

/**
 * A file with everything that a JPEG consists of, for tests of what carries and checks pictures: its picture is noise.
 *
 * @param choices its size and seed
 * @returns the file
 */
export function madeUpJpeg(choices: JpegChoices = {}): Uint8Array {
  const { width = 800, height = 600, size = 2_000, seed = 1 } = choices;
  const beginning = joinBytes([
    bytes(0xff, 0xd8),
    segment(0xe0, joinBytes([encodeUtf8('JFIF\0'), bytes(1, 1, 0, 0, 1, 0, 1, 0, 0)])),
    segment(0xdb, new Uint8Array(65)),
    segment(0xc0, bytes(8, height >> 8, height & 255, width >> 8, width & 255, 1, 1, 0x11, 0)),
    segment(0xc4, new Uint8Array(20)),
    segment(0xda, bytes(1, 1, 0, 0, 63, 0)),
  ]);
  const random = createRandom(seed);
  const data = new Uint8Array(Math.max(1, size - beginning.length - 2));
  for (let at = 0; at < data.length; at++) data[at] = random.between(0, 254);
  return joinBytes([beginning, data, bytes(0xff, 0xd9)]);
}

/**
 * @param jpeg a whole file
 * @param marker of the segment, without its 0xFF
 * @param content what it holds
 * @returns the file with the segment where cameras put theirs
 */
export function withSegment(jpeg: Uint8Array, marker: number, content: Uint8Array): Uint8Array {
  return joinBytes([jpeg.subarray(0, 2), segment(marker, content), jpeg.subarray(2)]);
}

/**
 * What a telephone writes about itself and where it was: turned by a quarter, at 33.3° N 44.4° E, on 9 March 2009.
 *
 * @returns the content of a segment APP1
 */
export function exifContent(): Uint8Array {
  const tags = new TiffWriter();
  const exif = tags.directory([[0x9003, 'ascii', '2009:03:09 14:05:00']]);
  const gps = tags.directory([
    [1, 'ascii', 'N'],
    [2, 'rational', [33, 18, 0]],
    [3, 'ascii', 'E'],
    [4, 'rational', [44, 24, 0]],
  ]);
  const main = tags.directory([
    [0x10f, 'ascii', 'PocketCam'],
    [0x112, 'short', 6],
    [0x8769, 'long', exif],
    [0x8825, 'long', gps],
  ]);
  return joinBytes([encodeUtf8('Exif\0\0'), tags.finish(main)]);
}

type Tag = readonly [tag: number, ...TagValue];
type TagValue =
  | readonly [kind: 'ascii', value: string]
  | readonly [kind: 'short' | 'long', value: number]
  | readonly [kind: 'rational', value: readonly number[]];

const kinds = { ascii: 2, short: 3, long: 4, rational: 5 } as const;

/** Writes the directories of EXIF, big-endian, one after the other. */
class TiffWriter {
  #body = bytes(0x4d, 0x4d, 0, 42, 0, 0, 0, 0);

  directory(tags: readonly Tag[]): number {
    const entries = tags.map((tag) => this.#entry(tag));
    const at = this.#body.length;
    this.#append(joinBytes([bytes(0, entries.length), ...entries, bytes(0, 0, 0, 0)]));
    return at;
  }

  finish(main: number): Uint8Array {
    const whole = this.#body.slice();
    whole.set(long(main), 4);
    return whole;
  }

  #entry([number, ...given]: Tag): Uint8Array {
    const head = bytes(number >> 8, number & 255, 0, kinds[given[0]]);
    switch (given[0]) {
      case 'short':
        return joinBytes([head, long(1), bytes(given[1] >> 8, given[1] & 255, 0, 0)]);
      case 'long':
        return joinBytes([head, long(1), long(given[1])]);
      case 'ascii':
        return this.#apart(head, given[1].length + 1, encodeUtf8(`${given[1]}\0`));
      case 'rational':
        return this.#apart(
          head,
          given[1].length,
          joinBytes(given[1].flatMap((part) => [long(part), long(1)])),
        );
    }
  }

  /** An entry whose value stands elsewhere, unless it is short. */
  #apart(head: Uint8Array, count: number, value: Uint8Array): Uint8Array {
    if (value.length <= 4) return joinBytes([head, long(count), value, new Uint8Array(4 - value.length)]);
    const at = this.#body.length;
    this.#append(value);
    return joinBytes([head, long(count), long(at)]);
  }

  #append(part: Uint8Array): void {
    this.#body = joinBytes([this.#body, part, new Uint8Array(part.length % 2)]);
  }
}

function segment(marker: number, content: Uint8Array): Uint8Array {
  const length = content.length + 2;
  return joinBytes([bytes(0xff, marker, length >> 8, length & 255), content]);
}

function long(value: number): Uint8Array {
  return bytes((value >>> 24) & 255, (value >> 16) & 255, (value >> 8) & 255, value & 255);
}

function bytes(...values: readonly number[]): Uint8Array {
  return Uint8Array.from(values);
}
