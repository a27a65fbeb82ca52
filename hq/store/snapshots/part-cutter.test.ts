import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SnapshotBlock } from '#shared/sync/snapshot-part.ts';
import { halve, PartCutter, type SnapshotRow } from './part-cutter.ts';

const usual = 200;

/** Rows of two tables, cut into parts. */
function cut(tables: readonly (readonly SnapshotRow[])[]): readonly (readonly SnapshotBlock[])[] {
  const cutter = new PartCutter(usual);
  const parts: (readonly SnapshotBlock[])[] = [];
  for (const [place, rows] of tables.entries()) {
    cutter.begin(30 + place, 1, [0, 3]);
    for (const one of rows) {
      const part = cutter.add(one);
      if (part) parts.push(part);
    }
  }
  const rest = cutter.finish();
  return rest ? [...parts, rest] : parts;
}

const row = (key: number, text = 'x'): SnapshotRow => ({
  key: [key],
  values: [0, text],
  actor: 1,
  device: 16,
  ms: key,
});
const keysOf = (parts: readonly (readonly SnapshotBlock[])[]): readonly string[] =>
  parts.flat().flatMap(({ table, keys }) => (keys[0] ?? []).map((key) => `${table}:${key}`));
const textOf = (part: readonly SnapshotBlock[]): string => JSON.stringify(part);
const range = (count: number): readonly SnapshotRow[] =>
  Array.from({ length: count }, (_, index) => row(index * 3));

describe('cutting a snapshot', () => {
  it('keeps every row once, in order, in parts of bounded weight', () => {
    void fc.assert(
      fc.property(fc.nat(200), fc.nat(200), fc.integer({ min: 0, max: 300 }), (first, second, length) => {
        const rows = range(first).map((one, place) =>
          place % 9 === 0 ? row(place * 3, 'n'.repeat(length)) : one,
        );
        const parts = cut([rows, range(second)]);
        expect(keysOf(parts)).toEqual([
          ...rows.map(({ key }) => `30:${key[0]}`),
          ...range(second).map(({ key }) => `31:${key[0]}`),
        ]);
        for (const part of parts) {
          expect(part.length).toBeGreaterThan(0);
          const count = part.reduce((sum, { rows: size }) => sum + size, 0);
          expect(count * 6).toBeLessThanOrEqual(Math.max(6, usual * 1.5));
          for (const block of part) {
            for (const column of [...block.keys, ...block.values, block.actors, block.devices, block.times]) {
              expect(column).toHaveLength(block.rows);
            }
          }
        }
      }),
      { numRuns: 100 },
    );
  });

  it('leaves most parts as they were when a row is added, changed or taken out', () => {
    const rows = range(2000);
    const before = new Set(cut([rows]).map(textOf));
    const changed = [...rows];
    changed[1000] = row(3000, 'changed');
    const ways: readonly (readonly SnapshotRow[])[] = [
      changed,
      [...rows.slice(0, 700), ...rows.slice(701)],
      [...rows.slice(0, 1300), row(1300 * 3 - 1), ...rows.slice(1300)],
    ];
    for (const way of ways) {
      const after = cut([way]).map(textOf);
      expect(after.length).toBeGreaterThan(20);
      expect(after.filter((part) => !before.has(part)).length).toBeLessThanOrEqual(3);
    }
  });

  it('halves a part without losing a row', () => {
    const [part] = cut([range(10), range(7)]);
    if (!part) throw new Error('no part');
    const halves = halve(part);
    expect(keysOf(halves)).toEqual(keysOf([part]));
    expect(halves.every((half) => half.length > 0)).toBe(true);
  });
});
