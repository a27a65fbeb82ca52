import type { PowerMonitor } from 'electron';

/** What decides when the vault locks itself. */
export interface LockTriggers {
  /** Takes in what the core says about itself. */
  update(state: { readonly unlocked: boolean; readonly autoLockMinutes: number }): void;
  stop(): void;
}

const checkEveryMs = 10_000;

/**
 * Locks the vault when the laptop sleeps, when its screen is locked, and when nobody touched a key or the mouse for as
 * long as the person chose.
 *
 * @param power Electron's view of the machine
 * @param lock locks the vault
 * @returns what to feed with the core's state
 */
export function watchForLock(
  power: Pick<PowerMonitor, 'on' | 'getSystemIdleTime'>,
  lock: (reason: 'idle' | 'sleep') => void,
): LockTriggers {
  let unlocked = false;
  let idleSeconds = Number.POSITIVE_INFINITY;
  const sleep = (): void => {
    if (unlocked) lock('sleep');
  };
  power.on('suspend', sleep);
  power.on('lock-screen', sleep);
  const timer = setInterval(() => {
    if (unlocked && power.getSystemIdleTime() >= idleSeconds) lock('idle');
  }, checkEveryMs);
  return {
    update(state) {
      unlocked = state.unlocked;
      idleSeconds = state.autoLockMinutes * 60;
    },
    stop: () => clearInterval(timer),
  };
}
