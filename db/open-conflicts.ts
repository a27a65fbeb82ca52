import type { ReadableDb } from './database.ts';

/**
 * SQL condition for rows of `conflict` that wait for a decision. A row without its values is a decision about a conflict
 * that headquarters does not know (any more).
 */
export const openConflict = "state = 'open' AND deleted = 0 AND standing IS NOT NULL";

/**
 * @param read the open database
 * @returns how many conflicts wait for a decision on this laptop
 */
export function countOpenConflicts(read: Pick<ReadableDb, 'one'>): number {
  return read.one<{ n: number }>(`SELECT count(*) AS n FROM conflict WHERE ${openConflict}`)?.n ?? 0;
}
