import type { OpenFieldDatabase } from '#db/field-database.ts';
import { verifyDatabase } from '#db/verify.ts';
import type { ReplyOf } from '#shared/ipc/channels.ts';
import type { JobControl } from './handler.ts';

/**
 * Looks through the open vault.
 *
 * @param db the open database
 * @param control reports how far it is
 * @returns what was checked and found; names of checks, counts and places, nothing that somebody entered
 */
export async function verifyVault(
  db: OpenFieldDatabase,
  control: JobControl,
): Promise<ReplyOf<'diagnostics.verify'>> {
  const checks = verifyDatabase(db.store).map(({ name, ok, detail }) => ({ name, ok, detail }));
  control.report(checks.length, checks.length);
  return { ok: checks.every(({ ok }) => ok), checks };
}
