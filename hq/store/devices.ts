import { hqDevice } from '#shared/domain/ids.ts';
import type { Programme, Role } from '#shared/domain/vocabularies.ts';
import { OutpostError } from '#shared/errors.ts';
import type { ChainHead } from '#shared/sync/op.ts';
import type { Sql } from './database.ts';

/** A laptop as headquarters knows it. */
export interface Device {
  readonly number: number;
  /** Ed25519, raw, 32 bytes. */
  readonly publicKey: Uint8Array;
  readonly site: string;
  readonly role: Role;
  readonly programme: Programme;
  readonly head: ChainHead;
  /** Number of the last exchange that changed or answered anything. */
  readonly lastExchange: number;
  readonly revoked: boolean;
}

/** What a device may see and write, now and before. */
export interface Grants {
  readonly version: number;
  readonly sites: readonly string[];
  /** Earlier grants, with the position at which each ended. */
  readonly former: readonly { readonly sites: readonly string[]; readonly untilHqSeq: number }[];
  /** Headquarters itself writes reference data; laptops don't. */
  readonly everything: boolean;
}

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
}

/**
 * @param sql pool or connection
 * @param number the device's number
 * @param lock `update` inside a transaction that will change the device: its ops then come one after the other
 * @returns the device, or undefined; headquarters' own number is nobody's laptop
 */
export async function findDevice(sql: Sql, number: number, lock?: 'update'): Promise<Device | undefined> {
  const { rows } = await sql.query<DeviceRecord>(
    `SELECT number, public_key, site, role, programme, head_seq, head_hash, last_exchange, revoked_at
     FROM hq.device WHERE number = $1 ${lock ? 'FOR UPDATE' : ''}`,
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
  const current = rows.at(-1);
  const former = rows.slice(0, -1).map(({ sites }, index) => ({
    sites,
    untilHqSeq: rows[index + 1]?.since_hq_seq ?? 0,
  }));
  return {
    version: current?.version ?? 0,
    sites: current?.sites ?? [],
    former,
    everything: device === hqDevice,
  };
}

/**
 * @param grants of the device
 * @param site home of a record
 * @param seen headquarters' position that the device had applied when it wrote
 * @returns whether the device may write it: by its grant now, or by the one under which it wrote
 */
export function mayWrite(grants: Grants, site: string, seen: number): boolean {
  if (grants.everything || grants.sites.includes(site)) return true;
  return grants.former.some(({ sites, untilHqSeq }) => seen < untilHqSeq && sites.includes(site));
}
