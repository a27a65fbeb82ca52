import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { toBase64Url } from '#shared/sync/base64.ts';
import type { Sql } from './database.ts';
import { rawPublicKey, signer } from './keys.ts';

/** Who headquarters is, to its laptops. */
export interface Identity {
  readonly id: string;
  /** The life of its database: another one after a restore from a backup. */
  readonly epoch: string;
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
  const { rows } = await sql.query<{ id: string; epoch: string; public_key: Buffer; private_key: Buffer }>(
    'SELECT id, epoch, public_key, private_key FROM hq.hq_identity',
  );
  const [row] = rows;
  if (!row) return makeIdentity(sql);
  return {
    id: row.id,
    epoch: row.epoch,
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
  return { id, epoch, publicKey: raw, sign: signer(pkcs8) };
}
