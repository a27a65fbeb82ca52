import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { OutpostError } from '#shared/errors.ts';
import { writeDurably } from './durable-files.ts';
import { vaultFiles } from './vault-header.ts';

const freeTries = 4;
const longestWaitSeconds = 15 * 60;

const triesSchema = z.object({
  failed: z.int().nonnegative(),
  /** Wall clock of the last failed try, ms since 1970 UTC. */
  lastMs: z.int().nonnegative(),
});
type Tries = z.infer<typeof triesSchema>;

/**
 * @param folder of the vault
 * @param nowMs wall clock, ms since 1970 UTC
 * @returns seconds until the next try is let through: none up to the fourth failure, then 2, 4, 8, … at most 900
 */
export function waitSeconds(folder: string, nowMs: number): number {
  const { failed, lastMs } = readTries(folder);
  if (failed <= freeTries) return 0;
  const wait = Math.min(longestWaitSeconds, 2 ** (failed - freeTries));
  // A clock that was set back must not lock anybody out for longer than the wait itself.
  const passed = Math.max(0, (nowMs - lastMs) / 1000);
  return Math.max(0, Math.ceil(wait - passed));
}

/**
 * @param folder of the vault
 * @param nowMs wall clock, ms since 1970 UTC
 * @throws OutpostError `unlock_wait` with `seconds` while the next try must wait
 */
export function assertMayTry(folder: string, nowMs: number): void {
  const seconds = waitSeconds(folder, nowMs);
  if (seconds === 0) return;
  throw new OutpostError('unlock_wait', `Wait ${seconds} seconds before the next try.`, {
    details: { seconds },
  });
}

/**
 * Counts a try that begins: on disk before the passphrase is tried, so that killing the program doesn't save the count.
 *
 * @param folder of the vault
 * @param nowMs wall clock, ms since 1970 UTC
 */
export function countTry(folder: string, nowMs: number): void {
  const { failed } = readTries(folder);
  const tries: Tries = { failed: failed + 1, lastMs: nowMs };
  writeDurably(path.join(folder, vaultFiles.tries), JSON.stringify(tries));
}

/**
 * @param folder of the vault, which was just unlocked
 */
export function forgetTries(folder: string): void {
  rmSync(path.join(folder, vaultFiles.tries), { force: true });
}

function readTries(folder: string): Tries {
  try {
    const text = readFileSync(path.join(folder, vaultFiles.tries), 'utf8');
    return triesSchema.parse(JSON.parse(text));
  } catch {
    return { failed: 0, lastMs: 0 };
  }
}
