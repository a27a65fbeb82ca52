import * as fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { arbitraryChange, arbitraryOps, brotli, decompress } from '#tests/sync/arbitrary-ops.ts';
import { OutpostError } from '../errors.ts';
import { ByteReader, ByteWriter } from './bytes.ts';
import { decodeEntries, decodeOps, encodeEntries, encodeOps } from './columns.ts';
import { type DeltaEntry, deltaKinds } from './delta-entry.ts';
import { readIntColumn, writeIntColumn } from './int-column.ts';
import type { Op } from './op.ts';

// Thousands of cases on a busy machine take longer than a single one may.
vi.setConfig({ testTimeout: 60_000 });

const marks = (count: number): readonly Op[] =>
  Array.from({ length: count }, (_, index) => ({
    seq: index + 1,
    first: index + 1,
    hlc: { ms: 1_795_000_000_000 + index, counter: 0 },
    seen: 9,
    actor: 7,
    schema: 1,
    changes: [
      {
        table: 34,
        key: [5, index],
        fields: [
          [3, 'basra'],
          [4, 'present'],
          [5, null],
        ],
      },
    ],
  }));

describe('columns', () => {
  test('whatever ops say, they arrive exactly as they were written', () => {
    void fc.assert(
      fc.property(arbitraryOps(12), (ops) => {
        expect(decodeOps(encodeOps(ops))).toEqual(ops);
      }),
      { numRuns: 300 },
    );
  });

  test('whatever headquarters streams arrives exactly as it was written', () => {
    const entry = fc.record<DeltaEntry>({
      hqSeq: fc.maxSafeNat(),
      device: fc.nat(99),
      seq: fc.maxSafeNat(),
      actor: fc.maxSafeNat(),
      hlc: fc.record({ ms: fc.nat(), counter: fc.nat(65_535) }),
      kind: fc.constantFrom(...deltaKinds),
      changes: fc.array(arbitraryChange, { maxLength: 4 }),
      lost: fc.array(
        fc.tuple(arbitraryChange, fc.nat(20)).map(([{ table, key }, group]) => ({ table, key, group })),
        { maxLength: 3 },
      ),
    });
    void fc.assert(
      fc.property(fc.array(entry, { maxLength: 8 }), (entries) => {
        expect(decodeEntries(encodeEntries(entries))).toEqual(entries);
      }),
      { numRuns: 200 },
    );
  });

  test('integers of any spread come back, however they are laid out', () => {
    const series = fc.oneof(
      fc.array(fc.maxSafeInteger(), { maxLength: 9 }),
      fc
        .tuple(fc.maxSafeInteger(), fc.nat(2 ** 40), fc.nat(9))
        .map(([first, step, count]) =>
          Array.from({ length: count }, (_, index) =>
            Math.min(first + index * step, Number.MAX_SAFE_INTEGER),
          ),
        ),
    );
    void fc.assert(
      fc.property(series, (values) => {
        const writer = new ByteWriter();
        writeIntColumn(writer, values);
        const reader = new ByteReader(writer.finish());
        expect(readIntColumn(reader, values.length)).toEqual(values);
        reader.end();
      }),
      { numRuns: 500 },
    );
  });

  test('a damaged body is refused with a code and nothing else happens', () => {
    const body = encodeOps(marks(40));
    void fc.assert(
      fc.property(fc.nat(body.length - 1), fc.integer({ min: 1, max: 255 }), (at, flip) => {
        const damaged = body.slice();
        damaged[at] = (damaged[at] ?? 0) ^ flip;
        try {
          decodeOps(damaged);
        } catch (error) {
          expect(error).toBeInstanceOf(OutpostError);
        }
      }),
      { numRuns: 1000 },
    );
    void fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), (noise) => {
        try {
          decodeOps(noise);
        } catch (error) {
          expect(error).toBeInstanceOf(OutpostError);
        }
      }),
      { numRuns: 2000 },
    );
  });

  test('a few bytes that claim a million equal changes are refused before they unfold', () => {
    const writer = new ByteWriter();
    writer.uint(2); // ops
    for (const zero of [0, 0]) writer.uint(zero); // no texts
    for (let column = 0; column < 7; column++) for (const value of [0, 1]) writer.int(value);
    writer.byte(0); // both ops have this many changes
    writer.int(2 ** 40);
    expect(() => decodeOps(writer.finish())).toThrow(expect.objectContaining({ code: 'frame_too_large' }));
  });

  test('a long text repeated often is refused by the writer and not only by the reader', () => {
    const note = 'n'.repeat(20_000);
    const changes = Array.from({ length: 1000 }, (_, key) => ({
      table: 40,
      key: [key],
      fields: [[12, note]] as const,
    }));
    const [op] = marks(1);
    if (!op) throw new Error('no op');
    expect(() => encodeOps([{ ...op, changes }])).toThrow(
      expect.objectContaining({ code: 'frame_too_large' }),
    );
  });

  test('a roster of a thousand marks takes well under two bytes a field', () => {
    const body = encodeOps(marks(1000));
    expect(brotli(11).run(body).length).toBeLessThan(1000);
    expect(decodeOps(decompress('br', brotli(11).run(body), body.length))).toEqual(marks(1000));
  });
});
