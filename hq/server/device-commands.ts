import { z } from 'zod';
import { parseAtBoundary } from '#shared/errors.ts';
import { transaction } from '../store/database.ts';
import { setRevoked } from '../store/revocation.ts';
import { operator, withStore } from './commands.ts';
import type { Config } from './config.ts';

const deviceNumber = z.coerce.number().int().positive();

/**
 * `device revoke` and `device restore`: work beside a running headquarters or without one.
 *
 * @param config how headquarters runs
 * @param given number of the laptop, as typed
 * @param revoked whether it is to be revoked
 * @throws OutpostError `invalid_request`, `unknown_device`
 */
export async function setRevokedNow(config: Config, given: string, revoked: boolean): Promise<void> {
  const device = parseAtBoundary(deviceNumber, given);
  await withStore(config, async (store) => {
    const changed = await transaction(store.pool, (sql) =>
      setRevoked(sql, device, revoked, { who: operator, now: Date.now() }),
    );
    const state = revoked ? 'revoked: what it still sends is kept aside' : 'in service';
    process.stdout.write(`Laptop ${device} ${changed ? 'is now' : 'was already'} ${state}.\n`);
  });
}
