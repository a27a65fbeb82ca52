import * as fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { absorb, compareHlc, effectiveHlc, tick, zeroHlc } from './clock.ts';

// Thousands of cases on a busy machine take longer than a single one may.
vi.setConfig({ testTimeout: 60_000 });

const clock = fc.record({ ms: fc.nat(2 ** 31), counter: fc.nat(65_535) });
const wall = fc.oneof(
  fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
  fc.constantFrom(Number.NaN, Infinity, -Infinity, 1.5),
);

test('every op comes after the one before, whatever the wall clock does', () => {
  void fc.assert(
    fc.property(fc.array(wall, { minLength: 1 }), (walls) => {
      let last = zeroHlc;
      for (const now of walls) {
        const next = tick(last, now);
        expect(compareHlc(next, last)).toBeGreaterThan(0);
        last = next;
      }
    }),
  );
});

test('an op made after hearing from headquarters comes after what was heard', () => {
  void fc.assert(
    fc.property(clock, clock, wall, wall, (last, remote, heard, now) => {
      const next = tick(absorb(last, remote, heard), now);
      expect(compareHlc(next, last)).toBeGreaterThan(0);
      expect(compareHlc(next, remote)).toBeGreaterThan(0);
    }),
  );
});

test('a millisecond that is full borrows the next one', () => {
  expect(tick({ ms: 5, counter: 65_535 }, 5)).toEqual({ ms: 6, counter: 0 });
});

test('a clock years ahead leaves room to go on writing', () => {
  const { ms } = tick(zeroHlc, Number.MAX_SAFE_INTEGER);
  expect(ms).toBeLessThan(2 ** 48 - 2 ** 39);
});

test('no op counts as later than its arrival, and a slow clock is put right', () => {
  void fc.assert(
    fc.property(clock, fc.integer({ min: -(2 ** 35), max: 2 ** 35 }), fc.nat(), (hlc, offset, received) => {
      expect(
        compareHlc(effectiveHlc(hlc, offset, received), { ms: received, counter: 0 }),
      ).toBeLessThanOrEqual(0);
    }),
  );
  expect(effectiveHlc({ ms: 100, counter: 3 }, 50, 1000)).toEqual({ ms: 150, counter: 3 });
  expect(effectiveHlc({ ms: 5000, counter: 3 }, 0, 1000)).toEqual({ ms: 1000, counter: 0 });
  expect(effectiveHlc({ ms: 5, counter: 3 }, -100, 1000)).toEqual({ ms: 0, counter: 3 });
});
