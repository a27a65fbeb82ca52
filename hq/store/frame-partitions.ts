import type { Sql } from './database.ts';

const monthsAhead = 3;

/**
 * Makes the partitions of the raw frames for this month and the next ones. Where one cannot be made, frames go to the
 * default partition: nothing depends on it.
 *
 * @param sql a connection inside a transaction that holds the set-up lock
 * @param now headquarters' time, ms
 */
export async function ensureFramePartitions(sql: Sql, now: number): Promise<void> {
  const today = new Date(now);
  for (let ahead = 0; ahead < monthsAhead; ahead++) {
    const from = new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() + ahead, 1));
    const to = new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() + ahead + 1, 1));
    const name = `frame_${from.toISOString().slice(0, 7).replace('-', '_')}`;
    await sql.query(
      `CREATE TABLE IF NOT EXISTS hq."${name}" PARTITION OF hq.frame
       FOR VALUES FROM ('${from.toISOString()}') TO ('${to.toISOString()}')`,
    );
  }
}
