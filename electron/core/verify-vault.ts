import { closeSync, openSync, readSync } from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { OpenFieldDatabase } from '#db/field-database.ts';
import type { PhotoAccess } from '#db/photo-access.ts';
import { verifyDatabase } from '#db/verify.ts';
import { toErrorShape } from '#shared/errors.ts';
import type { ReplyOf } from '#shared/ipc/channels.ts';
import type { JobControl } from './handler.ts';

type Report = ReplyOf<'diagnostics.verify'>;
type Check = Report['checks'][number];

const shownFaults = 5;
const plainHeader = 'SQLite format 3\u0000';

/**
 * Looks through the open vault: its records, then every picture by its hash.
 *
 * @param db the open database
 * @param photos the open pictures
 * @param control reports how far it is
 * @returns what was checked and found; names of checks, counts and places, nothing that somebody entered
 */
export async function verifyVault(
  db: OpenFieldDatabase,
  photos: PhotoAccess,
  control: JobControl,
): Promise<Report> {
  const checks: Check[] = verifyDatabase(db.store).map(({ name, ok, detail }) => ({ name, ok, detail }));
  control.report(checks.length, checks.length + 1);
  checks.push(await verifyPhotos(photos, control));
  control.report(checks.length, checks.length);
  return { ok: checks.every(({ ok }) => ok), checks };
}

async function verifyPhotos(photos: PhotoAccess, control: JobControl): Promise<Check> {
  const faults: string[] = [];
  try {
    const { store } = photos;
    if (isPlain(store.file)) faults.push('the file is not encrypted');
    for (const fault of store.faults()) {
      control.signal.throwIfAborted();
      if (fault !== undefined) faults.push(fault);
      // A vault may hold gigabytes of pictures: calls of the screens go first.
      await nextTurn();
    }
  } catch (thrown) {
    if (control.signal.aborted) throw thrown;
    faults.push(toErrorShape(thrown).message);
  }
  if (faults.length === 0) return { name: 'photos', ok: true, detail: 'ok' };
  const more = faults.length > shownFaults ? ` and ${faults.length - shownFaults} more` : '';
  return { name: 'photos', ok: false, detail: `${faults.slice(0, shownFaults).join('; ')}${more}` };
}

function isPlain(path: string): boolean {
  const start = Buffer.alloc(plainHeader.length);
  const file = openSync(path, 'r');
  try {
    readSync(file, start, 0, start.length, 0);
  } finally {
    closeSync(file);
  }
  return start.equals(Buffer.from(plainHeader));
}
