import type { Sql } from './database.ts';

/** Numbers that only go up. */
export type CounterName = 'hq_seq' | 'device_number' | 'effects_after';

/**
 * @param sql pool or connection
 * @param name of the counter
 * @returns its value
 */
export async function counterValue(sql: Sql, name: CounterName): Promise<number> {
  const { rows } = await sql.query<{ value: number }>('SELECT value FROM hq.counter WHERE name = $1', [name]);
  return rows[0]?.value ?? 0;
}

/**
 * @param sql a connection inside a transaction
 * @param name of the counter
 * @param value that it has at least afterwards
 */
export async function raiseCounter(sql: Sql, name: CounterName, value: number): Promise<void> {
  await sql.query('UPDATE hq.counter SET value = greatest(value, $2) WHERE name = $1', [name, value]);
}
