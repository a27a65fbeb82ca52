import type { KeyPair } from '#shared/sync/sealed-file.ts';
import type { Sql } from './database.ts';
import type { Identity } from './identity.ts';

const seedBytes = 32;

/**
 * @param sql pool or connection
 * @param identity of headquarters
 * @returns the key pair that opens files for headquarters: the one that it signs with
 * @throws Error when headquarters has no identity yet
 */
export async function carryingKeys(sql: Sql, identity: Identity): Promise<KeyPair> {
  const { rows } = await sql.query<{ private_key: Buffer }>('SELECT private_key FROM hq.hq_identity');
  const [row] = rows;
  if (!row) throw new Error('Headquarters has no identity yet.');
  // PKCS #8 of Ed25519 ends with the 32 bytes of the private key.
  return { publicKey: identity.publicKey, privateKey: new Uint8Array(row.private_key.subarray(-seedBytes)) };
}
