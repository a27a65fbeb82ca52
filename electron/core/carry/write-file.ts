import { carriedLoads } from '#db/carried-work.ts';
import type { Store } from '#db/store.ts';
import { syncState } from '#db/sync-state.ts';
import { hqDevice } from '#shared/domain/ids.ts';
import { tables } from '#shared/domain/registry.ts';
import { OutpostError } from '#shared/errors.ts';
import { fromBase64Url } from '#shared/sync/base64.ts';
import { carryFileEnding, encodeCarried } from '#shared/sync/carry.ts';
import { sealFile } from '#shared/sync/sealed-file.ts';
import { frameCompression } from '../sync/compression.ts';
import { signerOf } from '../sync/device-key.ts';
import { openExchange, requestBody } from '../sync/exchange.ts';

/** What writing a file works with. */
export interface FileWriting {
  readonly store: Store;
  readonly appVersion: string;
  /** Fresh random bytes. */
  readonly random: (count: number) => Uint8Array;
}

/** A file that is ready to be carried. */
export interface WrittenFile {
  /** A name that tells where and when it was made. */
  readonly fileName: string;
  readonly bytes: Uint8Array;
  /** Own ops in it. */
  readonly ops: number;
}

/** A laptop of the same site. */
export interface NearbyLaptop {
  readonly device: number;
  readonly label: string;
  readonly publicKey: Uint8Array;
}

/**
 * Makes a file of everything that headquarters has not confirmed, own work and what is carried for others. Whoever gets
 * it may have had some of it before.
 *
 * @param writing the laptop's database and what stands in for the machine
 * @param laptops device numbers of laptops of the site that may open it too
 * @returns the file
 * @throws OutpostError `not_enrolled`; `not_found` for a laptop that is not among `nearbyLaptops`; `journal_broken`
 */
export async function writeWorkFile(writing: FileWriting, laptops: readonly number[]): Promise<WrittenFile> {
  const { store, appVersion, random } = writing;
  const { enrolled } = syncState(store);
  if (!enrolled) throw new OutpostError('not_enrolled', 'This laptop is not enrolled with headquarters.');
  const nearby = new Map(nearbyLaptops(store).map((laptop) => [laptop.device, laptop]));
  const readers = laptops.map((device) => {
    const laptop = nearby.get(device);
    if (!laptop) throw new OutpostError('not_found', `There is no laptop ${device} at this site.`);
    return laptop;
  });
  const input = { store, enrolled, appVersion, random, compression: frameCompression, sends: true };
  const opening = openExchange(input);
  const moved = { opsSent: 0, opsReceived: 0, bytesUp: 0, bytesDown: 0 };
  const blocks: Uint8Array[] = [];
  for await (const block of requestBody({ ...input, report: () => undefined }, opening, moved)) {
    blocks.push(block);
  }
  // The end is the file's own.
  blocks.pop();
  const made = store.now();
  const content = encodeCarried(
    {
      format: 1,
      purpose: 'work',
      hqId: enrolled.hqId,
      from: enrolled.device,
      to: [hqDevice, ...laptops],
      madeAt: made,
      nonce: new Uint8Array(opening.nonce),
      certificates: [
        { label: enrolled.label, certificate: enrolled.certificate },
        ...carriedLoads(store).map(({ label, certificate }) => ({ label, certificate })),
      ],
    },
    blocks,
    signerOf(enrolled.privateKey),
  );
  const bytes = await sealFile(content, [enrolled.hqKey, ...readers.map(({ publicKey }) => publicKey)]);
  return { fileName: fileNameOf(enrolled.label, made), bytes, ops: opening.waiting };
}

/**
 * Laptops for which this one can make files. Only a laptop of one site can: what it has seen is that site's alone.
 *
 * @param store the open database
 * @returns the other laptops of the site, by name; revoked ones are left out
 */
export function nearbyLaptops(store: Store): readonly NearbyLaptop[] {
  const { enrolled } = syncState(store);
  const [site, ...more] = enrolled?.grant.sites ?? [];
  if (!enrolled || site === undefined || more.length > 0) return [];
  const rows = store.all<{ device: number; label: string; public_key: string }>(
    `SELECT device, label, public_key FROM ${tables.laptop.name}
      WHERE site = ? AND device <> ? AND deleted = 0 AND revoked = 0 AND public_key IS NOT NULL ORDER BY label, device`,
    site,
    enrolled.device,
  );
  return rows.map(({ device, label, public_key }) => ({
    device,
    label,
    publicKey: fromBase64Url(public_key),
  }));
}

function fileNameOf(label: string, ms: number): string {
  const name = label.replace(/[^\p{L}\p{N}-]+/gu, '-').replace(/^-+|-+$/g, '') || 'laptop';
  return `${name}-${new Date(ms).toISOString().slice(0, 16).replace(':', '')}${carryFileEnding}`;
}
