import type { FastifyInstance } from 'fastify';
import { OutpostError } from '#shared/errors.ts';
import { partType, snapshotPath } from '#shared/sync/snapshot-part.ts';
import type { Ledger } from '../store/ledger.ts';
import { everybody } from '../store/merge-ops.ts';
import { type DeviceRequest, requireDevice } from './device-request.ts';

/**
 * The road by which laptops fetch snapshots, part by part.
 *
 * @param app the server
 * @param ledger headquarters' memory
 */
export function serveSnapshots(app: FastifyInstance, ledger: Ledger): void {
  app.get(`${snapshotPath}/:sha256`, async (request, reply) => {
    const part = await readPart(ledger, request);
    return reply.type(partType).send(Buffer.from(part));
  });
}

/**
 * @param ledger headquarters' memory
 * @param request for a part, as it arrived
 * @returns the part
 * @throws OutpostError `not_found` for a part that is no longer kept, or holds what the device may not see; and what
 *   `requireDevice` throws
 */
export async function readPart(ledger: Ledger, request: DeviceRequest): Promise<Uint8Array> {
  const hash = request.url.startsWith(`${snapshotPath}/`) ? request.url.slice(snapshotPath.length + 1) : '';
  return ledger.look(async (view) => {
    const { number } = await requireDevice((device) => view.device(device), request, undefined);
    const { sites } = await view.grants(number);
    const part = /^[0-9a-f]{64}$/.test(hash)
      ? await view.partOf(new Uint8Array(Buffer.from(hash, 'hex')), [everybody, ...sites])
      : undefined;
    if (!part) throw new OutpostError('not_found', 'There is no such part of a snapshot.');
    return part;
  });
}
