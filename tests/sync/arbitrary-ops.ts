import { createHash } from 'node:crypto';
import { brotliCompressSync, brotliDecompressSync, constants, gunzipSync, gzipSync } from 'node:zlib';
import * as fc from 'fast-check';
import type { FieldValue } from '#shared/domain/field.ts';
import type { Compression, Decompress } from '#shared/sync/compression.ts';
import type { Change, Op } from '#shared/sync/op.ts';

/** SHA-256 as the sync core takes it. */
export const sha256 = (bytes: Uint8Array): Uint8Array =>
  new Uint8Array(createHash('sha256').update(bytes).digest());

/**
 * @param quality of brotli, 0 to 11
 * @returns brotli as a frame takes it
 */
export function brotli(quality: number): Compression {
  const params = { [constants.BROTLI_PARAM_QUALITY]: quality, [constants.BROTLI_PARAM_LGWIN]: 22 };
  return { encoding: 'br', run: (bytes) => new Uint8Array(brotliCompressSync(bytes, { params })) };
}

export const gzip: Compression = { encoding: 'gzip', run: (bytes) => new Uint8Array(gzipSync(bytes)) };
export const plain: Compression = { encoding: 'plain', run: (bytes) => bytes };

/** Every decompression, stopped by zlib itself at the limit. */
export const decompress: Decompress = (encoding, bytes, maxOutputLength) => {
  if (encoding === 'br') return new Uint8Array(brotliDecompressSync(bytes, { maxOutputLength }));
  if (encoding === 'gzip') return new Uint8Array(gunzipSync(bytes, { maxOutputLength }));
  return bytes;
};

const words = [
  'حضر',
  'غائب متأخر',
  '',
  'basra',
  '👮🏽‍♂️ نقطة',
  'x'.repeat(3000),
  '\ufeffmark',
  'a\u0301',
  '\u200fد',
  '0',
];
const dates = [
  '2026-02-28',
  '2026-02-30',
  '0000-01-01',
  '2026-11-24T08:08:45.123Z',
  '2026-11-24T24:00:00.000Z',
  '12:30',
];
const numbers = [
  0,
  1,
  -1,
  2 ** 53 - 1,
  -(2 ** 53 - 1),
  2 ** 53,
  1e300,
  5e-324,
  0.1,
  7.25,
  99.99,
  -0.01,
  1 / 3,
  2 ** 31,
];

/** Anything that a field may hold, the awkward included; -0 is 0 to every store. */
export const arbitraryValue: fc.Arbitrary<FieldValue> = fc.oneof(
  fc.constant(null),
  fc.constantFrom(...numbers),
  fc.maxSafeInteger(),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0),
  fc.constantFrom(...words, ...dates),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
);

const uint = fc.oneof(fc.maxSafeNat(), fc.nat(50));

/** A change with any table, key and fields, few enough of them that shapes repeat. */
export const arbitraryChange: fc.Arbitrary<Change> = fc.record({
  table: fc.oneof(fc.constantFrom(30, 34, 53), uint),
  key: fc.array(arbitraryValue, { maxLength: 3 }),
  fields: fc
    .uniqueArray(fc.tuple(fc.oneof(fc.nat(6), uint), arbitraryValue), {
      selector: ([field]) => field,
      maxLength: 6,
    })
    .map((fields) => fields.sort(([a], [b]) => a - b)),
});

/** An op that says anything at all, with a given place in its chain. */
export const arbitraryOp = (seq: number): fc.Arbitrary<Op> =>
  fc.record({
    seq: fc.constant(seq),
    first: fc.integer({ min: 1, max: seq }),
    hlc: fc.record({ ms: fc.oneof(fc.nat(), fc.constant(2 ** 48 - 1)), counter: fc.nat(65_535) }),
    seen: uint,
    actor: uint,
    schema: fc.nat(9),
    changes: fc.array(arbitraryChange, { maxLength: 6 }),
  });

/** Up to `most` ops with consecutive numbers. */
export const arbitraryOps = (most: number): fc.Arbitrary<readonly Op[]> =>
  fc
    .tuple(fc.oneof(fc.nat(100), fc.constant(2 ** 40)), fc.nat(most))
    .chain(([from, count]) =>
      fc.tuple(...Array.from({ length: count }, (_, index) => arbitraryOp(from + 1 + index))),
    );
