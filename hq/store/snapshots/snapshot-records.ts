import type { Sql } from '../database.ts';
import type { KeptSnapshot, SnapshotPart } from '../ledger.ts';

interface SnapshotRecord {
  readonly id: number;
  readonly scope: string;
  readonly hq_seq: number;
  readonly row_count: number;
}

/**
 * @param sql pool or connection
 * @param scope a site, or `*`
 * @returns its newest snapshot, or undefined
 */
export async function lastSnapshot(sql: Sql, scope: string): Promise<KeptSnapshot | undefined> {
  const { rows } = await sql.query<SnapshotRecord>(
    'SELECT id, scope, hq_seq, row_count FROM hq.snapshot WHERE scope = $1 ORDER BY hq_seq DESC LIMIT 1',
    [scope],
  );
  const [row] = rows;
  if (!row) return undefined;
  return { scope, at: row.hq_seq, rows: row.row_count, parts: await partsOf(sql, [row.id]) };
}

/**
 * @param sql pool or connection
 * @param scopes whose snapshots are wanted
 * @param least the lowest position that will do
 * @returns the newest snapshots of all of them at one position, or undefined
 */
export async function snapshotsOf(
  sql: Sql,
  scopes: readonly string[],
  least: number,
): Promise<Omit<KeptSnapshot, 'scope'> | undefined> {
  const { rows } = await sql.query<SnapshotRecord>(
    `SELECT id, scope, hq_seq, row_count FROM hq.snapshot WHERE scope = ANY($1) AND hq_seq =
       (SELECT hq_seq FROM hq.snapshot WHERE scope = ANY($1) AND hq_seq >= $2
        GROUP BY hq_seq HAVING count(*) = $3 ORDER BY hq_seq DESC LIMIT 1)`,
    [scopes, least, scopes.length],
  );
  const [first] = rows;
  if (!first) return undefined;
  const inOrder = scopes.flatMap((scope) => rows.filter((row) => row.scope === scope));
  return {
    at: first.hq_seq,
    rows: rows.reduce((sum, row) => sum + row.row_count, 0),
    parts: await partsOf(
      sql,
      inOrder.map(({ id }) => id),
    ),
  };
}

async function partsOf(sql: Sql, snapshots: readonly number[]): Promise<readonly SnapshotPart[]> {
  const { rows } = await sql.query<{ sha256: Buffer; size: number }>(
    `SELECT l.sha256, length(p.bytes) AS size FROM hq.snapshot_list AS l
       JOIN hq.snapshot_part AS p ON p.sha256 = l.sha256
     WHERE l.snapshot = ANY($1) ORDER BY array_position($1, l.snapshot), l.place`,
    [snapshots],
  );
  return rows.map(({ sha256, size }) => ({ sha256: new Uint8Array(sha256), size }));
}

/**
 * @param sql pool or connection
 * @param sha256 of a part
 * @returns whether it is kept
 */
export async function hasPart(sql: Sql, sha256: Uint8Array): Promise<boolean> {
  const { rows } = await sql.query('SELECT 1 FROM hq.snapshot_part WHERE sha256 = $1', [Buffer.from(sha256)]);
  return rows.length > 0;
}

/**
 * @param sql pool or connection
 * @param sha256 of a part
 * @param scopes that the reader may see
 * @returns the part, when it belongs to a snapshot of one of them; else undefined
 */
export async function partOf(
  sql: Sql,
  sha256: Uint8Array,
  scopes: readonly string[],
): Promise<Uint8Array | undefined> {
  const { rows } = await sql.query<{ bytes: Buffer }>(
    `SELECT p.bytes FROM hq.snapshot_part AS p WHERE p.sha256 = $1 AND EXISTS
       (SELECT 1 FROM hq.snapshot_list AS l JOIN hq.snapshot AS s ON s.id = l.snapshot
        WHERE l.sha256 = p.sha256 AND s.scope = ANY($2))`,
    [Buffer.from(sha256), scopes],
  );
  return rows[0]?.bytes;
}

/**
 * @param sql a connection inside a transaction
 * @param sha256 of the part
 * @param bytes the part
 * @param keptMs headquarters' time, ms
 */
export async function keepPart(
  sql: Sql,
  sha256: Uint8Array,
  bytes: Uint8Array,
  keptMs: number,
): Promise<void> {
  await sql.query(
    `INSERT INTO hq.snapshot_part (sha256, bytes, kept_at) VALUES ($1, $2, $3)
     ON CONFLICT (sha256) DO UPDATE SET kept_at = excluded.kept_at`,
    [Buffer.from(sha256), Buffer.from(bytes), new Date(keptMs).toISOString()],
  );
}

/**
 * @param sql a connection inside a transaction
 * @param snapshot whose parts are kept; one of the same scope and position stays as it is
 * @param madeMs headquarters' time, ms
 */
export async function addSnapshot(sql: Sql, snapshot: KeptSnapshot, madeMs: number): Promise<void> {
  const { scope, at, rows: count, parts } = snapshot;
  const { rows } = await sql.query<{ id: number }>(
    `INSERT INTO hq.snapshot (scope, hq_seq, row_count, made_at) VALUES ($1, $2, $3, $4)
     ON CONFLICT (scope, hq_seq) DO NOTHING RETURNING id`,
    [scope, at, count, new Date(madeMs).toISOString()],
  );
  const [row] = rows;
  if (!row || parts.length === 0) return;
  await sql.query(
    `INSERT INTO hq.snapshot_list (snapshot, place, sha256)
     SELECT $1::bigint, place, sha256 FROM unnest($2::bytea[]) WITH ORDINALITY AS t (sha256, place)`,
    [row.id, parts.map(({ sha256 }) => Buffer.from(sha256))],
  );
}

/** So many positions at which snapshots were made are kept: a slow download goes on with the one it began. */
const keptPositions = 3;
/** A part that belongs to nothing may be one of a snapshot that is being made now. */
const unlistedHours = 24;

/**
 * Forgets snapshots that nobody needs any more, and parts that belong to none.
 *
 * @param sql a connection inside a transaction
 * @param now headquarters' time, ms
 */
export async function forgetSnapshots(sql: Sql, now: number): Promise<void> {
  await sql.query(
    `DELETE FROM hq.snapshot AS s USING
       (SELECT id, row_number() OVER (PARTITION BY scope ORDER BY hq_seq DESC) AS age FROM hq.snapshot) AS ranked
     WHERE ranked.id = s.id AND ranked.age > $1`,
    [keptPositions],
  );
  await sql.query(
    `DELETE FROM hq.snapshot_part AS p WHERE kept_at < $1
       AND NOT EXISTS (SELECT 1 FROM hq.snapshot_list AS l WHERE l.sha256 = p.sha256)`,
    [new Date(now - unlistedHours * 3_600_000).toISOString()],
  );
}
