import { networkInterfaces } from 'node:os';
import type { Timers } from './schedule.ts';

/** Notices that a cable, a wireless network or a modem came up. */
export interface LinkWatch {
  stop(): void;
}

const everyMs = 5_000;

/**
 * @param timers when to look
 * @param cameUp called when this laptop got an address that it did not have before
 * @param addresses the machine's addresses now; tests bring their own
 * @returns the way to stop watching
 */
export function watchLink(
  timers: Timers,
  cameUp: () => void,
  addresses: () => ReadonlySet<string> = ownAddresses,
): LinkWatch {
  let known = addresses();
  let cancel = timers.after(everyMs, look);
  function look(): void {
    const now = addresses();
    const gained = [...now].some((address) => !known.has(address));
    known = now;
    cancel = timers.after(everyMs, look);
    if (gained) cameUp();
  }
  return { stop: () => cancel() };
}

function ownAddresses(): ReadonlySet<string> {
  const all = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
  return new Set(all.filter((each) => !each.internal).map((each) => each.address));
}
