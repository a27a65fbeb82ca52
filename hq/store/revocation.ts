import { firstLaptopDevice } from '#shared/domain/ids.ts';
import { OutpostError } from '#shared/errors.ts';
import { audit } from './audit.ts';
import type { Sql } from './database.ts';
import { lockDevice } from './device-records.ts';
import { updateDirectory } from './laptop-directory.ts';

/**
 * Revokes a device, or takes that back. What a revoked one still sends is kept aside, nothing is dropped, and it is told
 * nothing any more. What lies aside already stays there until an admin releases it.
 *
 * @param sql a connection inside a transaction
 * @param device the device's number
 * @param revoked whether it is to be revoked
 * @param by who decides, for the audit, and headquarters' time in ms
 * @returns whether anything changed
 * @throws OutpostError `unknown_device`, also for headquarters' own number
 */
export async function setRevoked(
  sql: Sql,
  device: number,
  revoked: boolean,
  by: { readonly who: string; readonly now: number },
): Promise<boolean> {
  if (device < firstLaptopDevice) {
    throw new OutpostError('unknown_device', `There is no laptop ${device}.`, { details: { device } });
  }
  const known = await lockDevice(sql, device);
  if (known.revoked === revoked) return false;
  await sql.query('UPDATE hq.device SET revoked_at = $2 WHERE number = $1', [
    device,
    revoked ? new Date(by.now).toISOString() : null,
  ]);
  await audit(sql, {
    action: revoked ? 'device.revoked' : 'device.restored',
    who: by.who,
    subject: `device ${device}`,
  });
  await updateDirectory(sql, by.now);
  return true;
}
