import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { watchForLock } from './lock-triggers.ts';
import { createRestartBudget } from './restart-budget.ts';

describe('the lock', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  function laptop() {
    const handlers = new Map<string, () => void>();
    let idle = 0;
    const locks: string[] = [];
    const power = {
      on: (name: string, handler: () => void) => handlers.set(name, handler),
      getSystemIdleTime: () => idle,
    };
    const triggers = watchForLock(power as never, (reason) => locks.push(reason));
    return {
      triggers,
      locks,
      happens: (name: string) => handlers.get(name)?.(),
      idleFor: (s: number) => {
        idle = s;
      },
    };
  }

  it('closes when the laptop sleeps or its screen is locked', () => {
    const { triggers, locks, happens } = laptop();
    triggers.update({ unlocked: true, autoLockMinutes: 15 });
    happens('suspend');
    happens('lock-screen');
    expect(locks).toEqual(['sleep', 'sleep']);
    triggers.stop();
  });

  it('closes after as many idle minutes as the person chose', () => {
    const { triggers, locks, idleFor } = laptop();
    triggers.update({ unlocked: true, autoLockMinutes: 2 });
    idleFor(119);
    vi.advanceTimersByTime(10_000);
    expect(locks).toEqual([]);
    idleFor(120);
    vi.advanceTimersByTime(10_000);
    expect(locks).toEqual(['idle']);
    triggers.stop();
  });

  it('has nothing to do while the vault is locked', () => {
    const { triggers, locks, happens, idleFor } = laptop();
    idleFor(100_000);
    happens('suspend');
    vi.advanceTimersByTime(60_000);
    expect(locks).toEqual([]);
    triggers.stop();
  });
});

describe('a core that keeps ending', () => {
  it('is started anew a few times in a while, then no more', () => {
    const budget = createRestartBudget(2, 1000);
    expect([0, 10, 20].map((at) => budget.allows(at))).toEqual([true, true, false]);
    expect(budget.allows(5000)).toBe(true);
  });
});
