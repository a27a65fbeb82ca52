import type { Sql } from '../database.ts';

/** A backup that was verified. */
export interface BackupRecord {
  /** The moment of which it is a copy. */
  readonly takenAt: string;
  /** Headquarters' position then. */
  readonly position: number;
  readonly file: string;
  readonly size: number;
  readonly sha256: Uint8Array;
  /** Last op of each device in it. */
  readonly heads: ReadonlyMap<number, number>;
}

/**
 * @param sql pool or connection
 * @param device the device's number
 * @returns its last op that lies in a verified backup; 0 when none does
 */
export async function lastBackedUp(sql: Sql, device: number): Promise<number> {
  const { rows } = await sql.query<{ seq: number | null }>(
    'SELECT max(seq) AS seq FROM hq.backup_head WHERE device = $1',
    [device],
  );
  return rows[0]?.seq ?? 0;
}

/**
 * @param sql a connection inside a transaction
 * @param backup what was verified, just now
 */
export async function addBackup(sql: Sql, backup: BackupRecord): Promise<void> {
  const { rows } = await sql.query<{ id: number }>(
    `INSERT INTO hq.backup (taken_at, hq_seq, epoch, file, size, sha256, verified_at)
     SELECT $1, $2, epoch, $3, $4, $5, now() FROM hq.hq_identity RETURNING id`,
    [backup.takenAt, backup.position, backup.file, backup.size, Buffer.from(backup.sha256)],
  );
  await sql.query(
    `INSERT INTO hq.backup_head (backup, device, seq)
     SELECT $1::bigint, * FROM unnest($2::bigint[], $3::bigint[])`,
    [rows[0]?.id, [...backup.heads.keys()], [...backup.heads.values()]],
  );
}
