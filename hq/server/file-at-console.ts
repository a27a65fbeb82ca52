import type { ConsoleReply } from '#shared/ipc/console.ts';
import { carryFileEnding } from '#shared/sync/carry.ts';
import { carryingKeys } from '../store/carrying-key.ts';
import type { Store } from '../store/store.ts';
import { readWorkFile } from './carried-file.ts';
import { brotli, decompress } from './compression.ts';
import type { ExchangeSettings } from './exchange.ts';

/**
 * Takes in a file that somebody brought.
 *
 * @param store headquarters' memory
 * @param settings limits of exchanges
 * @param file from anybody
 * @param by who reads it in
 * @returns what it brought, by the names of laptops, and the file that goes back
 * @throws OutpostError as `readWorkFile`
 */
export async function readFileAtConsole(
  store: Store,
  settings: ExchangeSettings,
  file: Uint8Array,
  by: string,
): Promise<ConsoleReply<'files.read'>> {
  const { ledger, identity, pool } = store;
  const headquarters = { ledger, identity, now: Date.now, compress: brotli, decompress };
  const keys = await carryingKeys(pool, identity);
  const read = await readWorkFile(headquarters, keys, settings, new Uint8Array(file), by, {
    info: () => undefined,
  });
  const { rows } = await pool.query<{ number: number; label: string }>(
    'SELECT number, label FROM hq.device WHERE number = ANY($1)',
    [[read.device, ...read.devices]],
  );
  const names = new Map(rows.map(({ number, label }) => [number, label]));
  const label = names.get(read.device) ?? String(read.device);
  const minute = new Date().toISOString().slice(0, 16).replace(':', '');
  return {
    device: read.device,
    label,
    madeAt: new Date(read.madeAt).toISOString(),
    newOps: read.newOps,
    laptops: read.devices.map((device) => names.get(device) ?? String(device)),
    reply: Buffer.from(read.reply).toString('base64'),
    replyName: `HQ-${label.replace(/[^\p{L}\p{N}-]+/gu, '-')}-${minute}${carryFileEnding}`,
  };
}
