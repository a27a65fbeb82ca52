import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { toBase64Url } from '#shared/sync/base64.ts';
import { raiseCounter } from './counters.ts';
import type { Sql } from './database.ts';
import { rawPublicKey, signer } from './keys.ts';
import type { NewEpoch } from './ledger.ts';

/** Who headquarters is, to its laptops. */
export interface Identity {
  readonly id: string;
  /** Ed25519, raw, 32 bytes. */
  readonly publicKey: Uint8Array;
  readonly sign: (bytes: Uint8Array) => Uint8Array;
}

/**
 * Reads headquarters' identity, and makes it on the first start.
 *
 * @param sql a connection inside a transaction that holds the set-up lock
 * @returns the identity
 */
export async function loadIdentity(sql: Sql): Promise<Identity> {
  const { rows } = await sql.query<{ id: string; public_key: Buffer; private_key: Buffer }>(
    'SELECT id, public_key, private_key FROM hq.hq_identity',
  );
  const [row] = rows;
  if (!row) return makeIdentity(sql);
  return {
    id: row.id,
    publicKey: new Uint8Array(row.public_key),
    sign: signer(row.private_key),
  };
}

async function makeIdentity(sql: Sql): Promise<Identity> {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const pkcs8 = privateKey.export({ format: 'der', type: 'pkcs8' });
  const id = toBase64Url(randomBytes(16));
  const epoch = toBase64Url(randomBytes(12));
  const raw = rawPublicKey(publicKey);
  await sql.query(
    `INSERT INTO hq.hq_identity (id, epoch, public_key, private_key, created_at) VALUES ($1, $2, $3, $4, now())`,
    [id, epoch, Buffer.from(raw), pkcs8],
  );
  return { id, publicKey: raw, sign: signer(pkcs8) };
}

/**
 * Reads the life of the database. It may change while headquarters runs, also by another process.
 *
 * @param sql pool or connection
 * @returns the epoch
 */
export async function readEpoch(sql: Sql): Promise<string> {
  const { rows } = await sql.query<{ epoch: string }>('SELECT epoch FROM hq.hq_identity');
  const [row] = rows;
  if (!row) throw new Error('Headquarters has no identity yet.');
  return row.epoch;
}

/**
 * @param sql a connection inside a transaction
 * @param epoch the new life and where its numbers go on; the former one must be the present one
 * @returns whether it began
 */
export async function beginEpoch(sql: Sql, epoch: NewEpoch): Promise<boolean> {
  const begun = await sql.query('UPDATE hq.hq_identity SET epoch = $2 WHERE epoch = $1', [
    epoch.former,
    epoch.epoch,
  ]);
  if (begun.rowCount === 0) return false;
  await sql.query(`UPDATE hq.counter SET value = value + $1 WHERE name = 'device_number'`, [
    epoch.skippedDevices,
  ]);
  await raiseCounter(sql, 'hq_seq', epoch.position);
  return true;
}
