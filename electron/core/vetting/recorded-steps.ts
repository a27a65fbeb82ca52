import { randomUUID } from 'node:crypto';
import type { FieldDatabase } from '#db/database.ts';
import type { RecordedCase } from '#db/vetting.ts';
import { OutpostError } from '#shared/errors.ts';

// Tied to the open database: they go when the vault locks.
const steps = new WeakMap<FieldDatabase, Map<string, readonly RecordedCase[]>>();

/**
 * Remembers what one step recorded, of one person or of a whole file.
 *
 * @param db the open database
 * @param recorded what `recordVetting` gave
 * @returns the token with which the step can be taken back until the vault locks
 */
export function rememberStep(db: FieldDatabase, recorded: readonly RecordedCase[]): string {
  const known = steps.get(db) ?? new Map<string, readonly RecordedCase[]>();
  steps.set(db, known);
  const undoToken = randomUUID();
  known.set(undoToken, recorded);
  return undoToken;
}

/**
 * @param db the open database
 * @param undoToken what `rememberStep` gave
 * @returns what the step recorded
 * @throws OutpostError `not_found` for an unknown or used token
 */
export function rememberedStep(db: FieldDatabase, undoToken: string): readonly RecordedCase[] {
  const recorded = steps.get(db)?.get(undoToken);
  if (recorded) return recorded;
  throw new OutpostError('not_found', 'This step cannot be taken back any more.', {
    details: { field: 'undoToken' },
  });
}

/** Forgets a step that was taken back. */
export function forgetStep(db: FieldDatabase, undoToken: string): void {
  steps.get(db)?.delete(undoToken);
}
