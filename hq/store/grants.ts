import { OutpostError } from '#shared/errors.ts';
import { audit } from './audit.ts';
import type { Sql } from './database.ts';
import { lockDevice, readGrants } from './device-records.ts';
import { ledgerChange } from './postgres-ledger.ts';

/** What a device may see and write from now on. */
export interface NewGrant {
  readonly version: number;
  readonly sites: readonly string[];
}

/**
 * Gives a device other sites than it had. The laptop learns of it in its next exchange: further sites come as a
 * snapshot, records of lost ones go from its disk. What it wrote before it knew stays lawful.
 *
 * @param sql a connection inside a transaction
 * @param device the device's number
 * @param sites the sites that it may see and write, in any order
 * @param who the admin, for the audit
 * @returns the grant, with its new version; the present one when it has these sites already
 * @throws OutpostError `unknown_device`, `device_revoked`, `not_found` for a site that does not exist
 */
export async function changeGrant(
  sql: Sql,
  device: number,
  sites: readonly string[],
  who: string,
): Promise<NewGrant> {
  const { revoked } = await lockDevice(sql, device);
  if (revoked) {
    throw new OutpostError('device_revoked', `Device ${device} was revoked.`, { details: { device } });
  }
  const wanted = [...new Set(sites)].sort();
  const { rows } = await sql.query<{ code: string }>(
    'SELECT code FROM record.site WHERE code = ANY($1) AND deleted = 0',
    [wanted],
  );
  const missing = wanted.find((site) => !rows.some(({ code }) => code === site));
  if (missing !== undefined) throw new OutpostError('not_found', `There is no site ${missing}.`);
  const { version, sites: present } = await readGrants(sql, device);
  if (wanted.join('|') === [...present].sort().join('|')) return { version, sites: present };
  const grant = { version: version + 1, sites: wanted };
  // A place of its own in the order: whoever has seen less wrote under the grant before.
  const since = await ledgerChange(sql).takePlaces(1);
  await sql.query(
    `INSERT INTO hq.device_grant (device, version, sites, since_hq_seq, granted_at) VALUES ($1, $2, $3, $4, now())`,
    [device, grant.version, grant.sites, since],
  );
  await audit(sql, {
    action: 'device.granted',
    who,
    subject: `device ${device}`,
    detail: { version: grant.version, sites: wanted.join(' '), before: present.join(' ') },
  });
  return grant;
}

/**
 * @param sql pool or connection
 * @returns every site that a laptop is granted now
 */
export async function grantedSites(sql: Sql): Promise<readonly string[]> {
  const { rows } = await sql.query<{ site: string }>(
    `SELECT DISTINCT unnest(g.sites) AS site FROM hq.device AS d
       JOIN LATERAL (SELECT sites FROM hq.device_grant WHERE device = d.number ORDER BY version DESC LIMIT 1) AS g
       ON true WHERE d.revoked_at IS NULL ORDER BY site`,
  );
  return rows.map(({ site }) => site);
}
