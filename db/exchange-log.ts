import { z } from 'zod';
import { errorShape } from '#shared/errors.ts';
import type { ExchangeRecord } from '#shared/ipc/sync.ts';
import type { Store } from './store.ts';

const kept = 1000;
const storedError = z.string().transform((text) => errorShape.parse(JSON.parse(text)));

interface LogRow {
  readonly id: number;
  readonly started_at: string;
  readonly duration_ms: number;
  readonly way: ExchangeRecord['way'];
  readonly outcome: ExchangeRecord['outcome'];
  readonly error: string | null;
  readonly ops_sent: number;
  readonly ops_received: number;
  readonly bytes_up: number;
  readonly bytes_down: number;
}

/**
 * Notes an exchange, whatever came of it; the last thousand are kept.
 *
 * @param store the open database
 * @param record what happened
 * @returns its id
 */
export function logExchange(store: Store, record: Omit<ExchangeRecord, 'id'>): number {
  return store.transaction(() => {
    const row = store.one<{ id: number }>(
      `INSERT INTO exchange_log (started_at, duration_ms, way, outcome, error, ops_sent, ops_received, bytes_up, bytes_down)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id`,
      record.startedAt,
      Math.round(record.durationMs),
      record.way,
      record.outcome,
      record.error && JSON.stringify(record.error),
      record.opsSent,
      record.opsReceived,
      record.bytesUp,
      record.bytesDown,
    );
    const id = row?.id ?? 0;
    store.run('DELETE FROM exchange_log WHERE id <= ?', id - kept);
    return id;
  });
}

/**
 * @param store the open database
 * @param limit how many at most
 * @returns the last exchanges, the newest first
 */
export function exchangeHistory(store: Store, limit: number): readonly ExchangeRecord[] {
  const rows = store.all<LogRow>('SELECT * FROM exchange_log ORDER BY id DESC LIMIT ?', limit);
  return rows.map((row) => ({
    id: row.id,
    startedAt: row.started_at,
    durationMs: row.duration_ms,
    way: row.way,
    outcome: row.outcome,
    error: row.error === null ? null : storedError.parse(row.error),
    opsSent: row.ops_sent,
    opsReceived: row.ops_received,
    bytesUp: row.bytes_up,
    bytesDown: row.bytes_down,
  }));
}
