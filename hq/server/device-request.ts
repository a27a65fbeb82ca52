import { OutpostError } from '#shared/errors.ts';
import { parseAuthorization, requestBytes } from '#shared/sync/signed-request.ts';
import type { Device } from '../store/devices.ts';
import { isSignedBy, sha256 } from '../store/keys.ts';

/** A request as it arrived. */
export interface DeviceRequest {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly headers: { readonly authorization?: string | undefined };
}

/**
 * Makes sure which device sent a request beside the exchange.
 *
 * @param find a device by its number, or undefined
 * @param request as it arrived
 * @param body the body that was signed; undefined where it is streamed
 * @param whom `even revoked`: what a revoked device asks for is harmless
 * @returns the device
 * @throws OutpostError `unauthorised` without a signature, `unknown_device`, `bad_signature`, `device_revoked`;
 *   `replayed_exchange` when the device has made an exchange since
 */
export async function requireDevice(
  find: (number: number) => Promise<Device | undefined>,
  request: DeviceRequest,
  body: Uint8Array | undefined,
  whom: 'in service' | 'even revoked' = 'in service',
): Promise<Device> {
  const credentials = parseAuthorization(request.headers.authorization);
  if (!credentials) throw new OutpostError('unauthorised', 'A device must sign this request.');
  const device = await find(credentials.device);
  const details = { device: credentials.device };
  if (!device)
    throw new OutpostError('unknown_device', `Headquarters knows no device ${credentials.device}.`, {
      details,
    });
  const signed = requestBytes({
    method: request.method,
    path: request.url,
    device: credentials.device,
    exchange: credentials.exchange,
    bodyHash: body === undefined ? new Uint8Array() : sha256(body),
  });
  if (!isSignedBy(device.publicKey, signed, credentials.signature)) {
    throw new OutpostError('bad_signature', `Device ${device.number} did not sign this request.`, {
      details,
    });
  }
  if (device.revoked && whom === 'in service')
    throw new OutpostError('device_revoked', `Device ${device.number} was revoked.`, { details });
  if (credentials.exchange < device.lastExchange) {
    throw new OutpostError('replayed_exchange', `Device ${device.number} has made an exchange since.`, {
      details: { ...details, lastExchange: device.lastExchange },
    });
  }
  return device;
}
