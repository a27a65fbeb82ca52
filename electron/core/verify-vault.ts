import type { OpenFieldDatabase } from '#db/field-database.ts';
import type { ReplyOf } from '#shared/ipc/channels.ts';
import type { JobControl } from './handler.ts';

/**
 * @param db the open database
 * @param control reports how far it is
 * @returns what was checked and found
 */
export async function verifyVault(
  db: OpenFieldDatabase,
  control: JobControl,
): Promise<ReplyOf<'diagnostics.verify'>> {
  control.report(0, 1);
  return { ok: !db.readOnly, checks: [] };
}
