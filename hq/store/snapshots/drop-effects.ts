import { counterValue, raiseCounter } from '../counters.ts';
import type { Sql } from '../database.ts';

/** A laptop that was not here for so long is given a snapshot when it comes back. */
const idleDays = 90;

/**
 * Drops the part of the stream that no laptop needs any more: every one that was here lately is past it, and whoever is
 * not gets a snapshot. Call it after snapshots were made.
 *
 * @param sql a connection inside a transaction
 * @param made position of the snapshots of every scope that is granted to anybody
 * @param now headquarters' time, ms
 * @returns the position after which the stream is whole
 */
export async function dropEffects(sql: Sql, made: number, now: number): Promise<number> {
  const { rows } = await sql.query<{ oldest: number | null }>(
    'SELECT min(cursor) AS oldest FROM hq.device WHERE revoked_at IS NULL AND cursor > 0 AND last_contact > $1',
    [new Date(now - idleDays * 86_400_000).toISOString()],
  );
  const floor = Math.min(made, rows[0]?.oldest ?? made);
  if (floor <= (await counterValue(sql, 'effects_after'))) return counterValue(sql, 'effects_after');
  await sql.query('DELETE FROM hq.op_effect WHERE hq_seq <= $1', [floor]);
  await raiseCounter(sql, 'effects_after', floor);
  return floor;
}
