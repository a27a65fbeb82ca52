import * as fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { arbitraryValue, brotli, decompress, gzip, plain, sha256 } from '#tests/sync/arbitrary-ops.ts';
import type { FieldValue } from '../domain/field.ts';
import { OutpostError } from '../errors.ts';
import {
  decodeSnapshotPart,
  encodeBlocks,
  encodeSnapshotPart,
  type SnapshotBlock,
  sealPart,
} from './snapshot-part.ts';

// Thousands of cases on a busy machine take longer than a single one may.
vi.setConfig({ testTimeout: 60_000 });

const column = <T>(value: fc.Arbitrary<T>, rows: number): fc.Arbitrary<T[]> =>
  fc.array(value, { minLength: rows, maxLength: rows });

const arbitraryBlock: fc.Arbitrary<SnapshotBlock> = fc
  .record({
    rows: fc.integer({ min: 1, max: 12 }),
    keys: fc.integer({ min: 1, max: 3 }),
    fields: fc.uniqueArray(fc.nat(90), { maxLength: 5 }),
  })
  .chain(({ rows, keys, fields }) =>
    fc.record({
      table: fc.nat(80),
      rows: fc.constant(rows),
      keys: fc.tuple(...Array.from({ length: keys }, () => column<FieldValue>(arbitraryValue, rows))),
      fields: fc.constant(fields.toSorted((a, b) => a - b)),
      values: fc.tuple(...fields.map(() => column<FieldValue>(arbitraryValue, rows))),
      actors: column(fc.maxSafeNat(), rows),
      devices: column(fc.nat(2 ** 20), rows),
      times: column(fc.nat(), rows),
    }),
  );

const marks: SnapshotBlock = {
  table: 34,
  rows: 3,
  keys: [
    [1, 1, 2],
    [7, 8, 7],
  ],
  fields: [0, 3, 4, 5],
  values: [
    [0, 0, 1],
    ['MOSUL', 'MOSUL', 'MOSUL'],
    ['present', 'late', 'present'],
    [null, 5, null],
  ],
  actors: [31, 31, 32],
  devices: [21, 21, 22],
  times: [100, 100, 250],
};

test('rows of any table come out of a part as they went in', () => {
  void fc.assert(
    fc.property(
      fc.array(arbitraryBlock, { maxLength: 4 }),
      fc.constantFrom(brotli(4), gzip, plain),
      (blocks, compress) => {
        expect(decodeSnapshotPart(encodeSnapshotPart(blocks, compress), decompress)).toEqual(blocks);
      },
    ),
    { numRuns: 300 },
  );
});

test('the same rows make the same bytes, so that what has not changed is fetched once', () => {
  const again = structuredClone(marks);
  const hash = (block: SnapshotBlock): string =>
    Buffer.from(sha256(encodeSnapshotPart([block], brotli(5)))).toString('hex');
  expect(hash(again)).toBe(hash(marks));
  expect(hash({ ...marks, times: [100, 100, 251] })).not.toBe(hash(marks));
});

test('a part that is cut or damaged is refused with a code', () => {
  const whole = encodeSnapshotPart([marks, { ...marks, table: 35 }], plain);
  for (let cut = 0; cut < whole.length; cut++) {
    expect(() => decodeSnapshotPart(whole.subarray(0, cut), decompress)).toThrow(OutpostError);
  }
  void fc.assert(
    fc.property(fc.nat(whole.length - 1), fc.nat(255), (at, byte) => {
      const bytes = whole.slice();
      bytes[at] = byte;
      try {
        decodeSnapshotPart(bytes, decompress);
      } catch (error) {
        expect(error).toBeInstanceOf(OutpostError);
      }
    }),
    { numRuns: 1000 },
  );
});

test('a few bytes cannot announce more rows than a reader takes', () => {
  const column = (value: FieldValue, rows: number): FieldValue[] => new Array<FieldValue>(rows).fill(value);
  const numbers = (rows: number): number[] => new Array<number>(rows).fill(1);
  const wide = (rows: number): SnapshotBlock => ({
    table: 34,
    rows,
    keys: [column(1, rows)],
    fields: [0],
    values: [column(0, rows)],
    actors: numbers(rows),
    devices: numbers(rows),
    times: numbers(rows),
  });
  expect(decodeSnapshotPart(encodeSnapshotPart([wide(200_000)], plain), decompress)).toHaveLength(1);
  expect(() => encodeSnapshotPart([wide(210_000)], plain)).toThrow(
    expect.objectContaining({ code: 'frame_too_large' }),
  );
  const small = encodeBlocks([wide(2)]);
  // The number of rows, in place of 2: the largest integer there is.
  const rows = small.indexOf(34) + 1;
  const most = Buffer.from('ffffffffffffff0f', 'hex');
  const huge = new Uint8Array(Buffer.concat([small.subarray(0, rows), most, small.subarray(rows + 1)]));
  expect(() => decodeSnapshotPart(sealPart(huge, huge, plain), decompress)).toThrow(
    expect.objectContaining({ code: 'frame_too_large' }),
  );
});

test('a part of another format or of something else is named', () => {
  const bytes = encodeSnapshotPart([marks], plain);
  const newer = bytes.slice();
  newer[3] = 2;
  expect(() => decodeSnapshotPart(newer, decompress)).toThrow(
    expect.objectContaining({ code: 'unsupported_protocol' }),
  );
  expect(() => decodeSnapshotPart(new TextEncoder().encode('<html>'), decompress)).toThrow(
    expect.objectContaining({ code: 'frame_malformed' }),
  );
});
