import { useEffect } from 'react';
import { useLock } from './vault-state.ts';

const signs = ['keydown', 'pointerdown', 'wheel'] as const;
/** How often the idle time is looked at, in milliseconds. */
const lookEvery = 5000;

/**
 * Locks the vault when the window saw no key and no click for a while. The main process does the same for the whole
 * machine where its desktop tells; this one works on every desktop.
 *
 * @param minutes how long is long enough
 */
export function useAutoLock(minutes: number): void {
  const lock = useLock();
  useEffect(() => {
    let last = Date.now();
    const touch = (): void => {
      last = Date.now();
    };
    for (const sign of signs) window.addEventListener(sign, touch, { capture: true, passive: true });
    const timer = setInterval(() => {
      if (Date.now() - last >= minutes * 60_000) lock();
    }, lookEvery);
    return () => {
      clearInterval(timer);
      for (const sign of signs) window.removeEventListener(sign, touch, { capture: true });
    };
  }, [minutes, lock]);
}
