import type { ErrorCode } from '#shared/errors.ts';
import type { Sql } from './database.ts';

/** Something that a person answering for the data may ask about later. Never the content of a record. */
export interface AuditEntry {
  /** `admin.signIn`, `device.enrolled`, `exchange.refused`, `record.read`, … */
  readonly action: string;
  /** Name of the admin, or the device's number as text. */
  readonly who: string;
  /** A kind and an id: `training 8589934593`. */
  readonly subject: string;
  /** Code of a refusal. */
  readonly code?: ErrorCode;
  readonly detail?: Readonly<Record<string, string | number | boolean>>;
}

/**
 * @param sql the pool, or a connection when the entry must stand or fall with its transaction
 * @param entry what happened
 */
export async function audit(sql: Sql, entry: AuditEntry): Promise<void> {
  await sql.query(
    'INSERT INTO hq.audit (at, action, who, subject, code, detail) VALUES (now(), $1, $2, $3, $4, $5)',
    [entry.action, entry.who, entry.subject, entry.code ?? null, JSON.stringify(entry.detail ?? {})],
  );
}

/**
 * Writes down what goes on for a while, such as a list that stays open and is read again, once in a while.
 *
 * @param sql pool or connection
 * @param entry what happens
 * @param minutes for which an entry of the same person about the same subject stands
 */
export async function auditOnce(sql: Sql, entry: AuditEntry, minutes: number): Promise<void> {
  const { rows } = await sql.query(
    `SELECT 1 FROM hq.audit WHERE action = $1 AND who = $2 AND subject = $3
       AND at > now() - make_interval(mins => $4) LIMIT 1`,
    [entry.action, entry.who, entry.subject, minutes],
  );
  if (rows.length === 0) await audit(sql, entry);
}
