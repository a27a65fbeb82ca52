import type { Programme, Role } from '#shared/domain/vocabularies.ts';
import { OutpostError } from '#shared/errors.ts';
import type { ChainHead } from '#shared/sync/op.ts';
import type { Sql } from './database.ts';
import { type Contact, type Device, type Grants, grantsOf } from './devices.ts';
import { formerlySchema, knowsSchema } from './successors.ts';

interface DeviceRecord {
  readonly number: number;
  readonly public_key: Buffer;
  readonly site: string;
  readonly role: Role;
  readonly programme: Programme;
  readonly head_seq: number;
  readonly head_hash: Buffer;
  readonly last_exchange: number;
  readonly revoked_at: string | null;
  readonly formerly: unknown;
  readonly knows: unknown;
  readonly has_kin: boolean;
}

/**
 * @param sql pool or connection
 * @param number the device's number
 * @param lock `update` inside a transaction that will change the device: its ops then come one after the other
 * @returns the device, or undefined; headquarters' own number is nobody's laptop
 */
export async function findDevice(sql: Sql, number: number, lock?: 'update'): Promise<Device | undefined> {
  const { rows } = await sql.query<DeviceRecord>(
    `SELECT number, public_key, site, role, programme, head_seq, head_hash, last_exchange, revoked_at, formerly, knows,
       EXISTS (SELECT 1 FROM hq.device AS k WHERE k.public_key = d.public_key AND k.number <> d.number) AS has_kin
     FROM hq.device AS d WHERE number = $1 ${lock ? 'FOR UPDATE OF d' : ''}`,
    [number],
  );
  const [row] = rows;
  if (!row) return undefined;
  return {
    number: row.number,
    publicKey: new Uint8Array(row.public_key),
    site: row.site,
    role: row.role,
    programme: row.programme,
    head: { seq: row.head_seq, hash: new Uint8Array(row.head_hash) },
    lastExchange: row.last_exchange,
    revoked: row.revoked_at !== null,
    formerly: formerlySchema.parse(row.formerly),
    knows: knowsSchema.parse(row.knows),
    hasKin: row.has_kin,
  };
}

/**
 * @param sql a connection inside a transaction
 * @param number the device's number
 * @returns the device, locked until the transaction ends
 * @throws OutpostError `unknown_device`
 */
export async function lockDevice(sql: Sql, number: number): Promise<Device> {
  const device = await findDevice(sql, number, 'update');
  if (!device)
    throw new OutpostError('unknown_device', `There is no device ${number}.`, {
      details: { device: number },
    });
  return device;
}

/**
 * @param sql pool or connection
 * @param device the device's number
 * @returns what it may see and write
 */
export async function readGrants(sql: Sql, device: number): Promise<Grants> {
  const { rows } = await sql.query<{ version: number; sites: string[]; since_hq_seq: number }>(
    'SELECT version, sites, since_hq_seq FROM hq.device_grant WHERE device = $1 ORDER BY version',
    [device],
  );
  return grantsOf(
    device,
    rows.map(({ version, sites, since_hq_seq }) => ({ version, sites, sinceHqSeq: since_hq_seq })),
  );
}

/**
 * @param sql a connection inside a transaction that holds the device's row
 * @param device the device's number
 * @param exchange the number of the exchange that has changed something
 */
export async function noteExchange(sql: Sql, device: number, exchange: number): Promise<void> {
  await sql.query('UPDATE hq.device SET last_exchange = $2 WHERE number = $1', [device, exchange]);
}

/**
 * @param sql a connection inside a transaction that holds the device's row
 * @param contact the exchange that ends
 */
export async function noteContact(sql: Sql, contact: Contact): Promise<void> {
  await sql.query(
    `UPDATE hq.device SET last_exchange = $2, last_contact = $3, skew_ms = $4, app = $5, cursor = $6, said_seq = $7
     WHERE number = $1`,
    [
      ...[contact.device, contact.exchange, new Date(contact.at).toISOString()],
      ...[contact.skewMs, contact.app, contact.cursor, contact.said],
    ],
  );
}

/**
 * @param sql a connection inside a transaction that holds the device's row
 * @param device the device's number
 * @param head where its chain stands now
 */
export async function moveHead(sql: Sql, device: number, head: ChainHead): Promise<void> {
  await sql.query('UPDATE hq.device SET head_seq = $2, head_hash = $3 WHERE number = $1', [
    device,
    head.seq,
    Buffer.from(head.hash),
  ]);
}
