import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { watchLink } from './link-watch.ts';
import { retryDelay } from './schedule.ts';

describe('the wait before the next try', () => {
  it('grows from seconds to minutes, never beyond a quarter of an hour, and differs between laptops', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1000 }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (failures, random) => {
          const delay = retryDelay(failures, random);
          return delay >= 2500 && delay <= 15 * 60_000 && retryDelay(failures + 1, random) >= delay;
        },
      ),
    );
    expect(retryDelay(3, 0)).toBeLessThan(retryDelay(3, 0.9));
  });
});

describe('the watch over the link', () => {
  it('tells when the laptop gains an address, not when it loses one', () => {
    let addresses = new Set<string>();
    let look: () => void = () => undefined;
    let cameUp = 0;
    const timers = {
      after: (_ms: number, work: () => void) => {
        look = work;
        return () => {
          look = () => undefined;
        };
      },
    };
    const watch = watchLink(
      timers,
      () => cameUp++,
      () => addresses,
    );
    look();
    expect(cameUp).toBe(0);
    addresses = new Set(['192.168.1.5']);
    look();
    look();
    expect(cameUp).toBe(1);
    addresses = new Set();
    look();
    addresses = new Set(['10.0.0.7']);
    look();
    expect(cameUp).toBe(2);
    watch.stop();
    addresses = new Set(['10.0.0.8']);
    look();
    expect(cameUp).toBe(2);
  });
});
