import { toBase64Url } from '#shared/sync/base64.ts';
import { encodeUtf8, joinBytes } from '#shared/sync/bytes.ts';
import type { Bootstrap, Hello } from '#shared/sync/exchange.ts';
import type { Device, Grants } from './devices.ts';
import { sha256 } from './keys.ts';
import type { KeptSnapshot, LedgerView } from './ledger.ts';
import { everybody } from './merge-ops.ts';

const idBytes = 12;

/** How headquarters brings a laptop up to date: with the stream from its cursor, and perhaps a snapshot before. */
export interface Way {
  /** The stretch of the stream that goes with the answer, and the sites that it is about. */
  readonly stream: { readonly from: number; readonly to: number; readonly sites: readonly string[] };
  readonly snapshot: WantedSnapshot | undefined;
}

/** A snapshot that the laptop is to load. */
export interface WantedSnapshot {
  readonly scopes: readonly string[];
  /** See `Bootstrap.whole`. */
  readonly whole: boolean;
  readonly kept: Omit<KeptSnapshot, 'scope'>;
}

/** Snapshots of these scopes must be made first. */
export interface NotYet {
  readonly make: readonly string[];
}

/** What is known when the way is chosen. */
export interface Reader {
  readonly hello: Hello;
  readonly device: Device;
  readonly grants: Grants;
  readonly epoch: string;
  readonly position: number;
}

/**
 * Chooses how a laptop is brought up to date.
 *
 * - Nothing new but the stream: from its cursor.
 * - Far behind, or new at a headquarters with a long history: a snapshot of everything it may see, where that is less
 *   than the stream.
 * - Another life of the database: a snapshot, because what the laptop holds may be more than headquarters has.
 * - Sites that it was granted since: a snapshot of those, and the stream of the others up to the same position.
 *
 * @param view one snapshot of the ledger
 * @param reader who reads, and from where
 * @param streamedBytes effects up to this many bytes are streamed rather than replaced by a snapshot
 * @returns the way, or the scopes whose snapshots are missing
 */
export async function chooseWay(
  view: LedgerView,
  reader: Reader,
  streamedBytes: number,
): Promise<Way | NotYet> {
  const { hello, grants, epoch, position } = reader;
  const { sites } = grants;
  const sameLife = hello.epoch === epoch && hello.cursor <= position;
  // A laptop of the first version knows no snapshots: another life or grant is the whole stream again.
  if (hello.accepted === undefined) {
    const known = sameLife && hello.grant === grants.version;
    return { stream: { from: known ? hello.cursor : 0, to: position, sites }, snapshot: undefined };
  }
  const scopes = [everybody, ...sites];
  const floor = await view.effectsAfter();
  const granted = grantedThen(grants, hello.grant);
  const isNew = hello.cursor === 0;
  if (!isNew && (!sameLife || hello.cursor < floor || !granted)) {
    // What has come back to a laptop once it may have forgotten: a snapshot must hold it.
    const least = sameLife ? hello.cursor : await view.lastPlaceOf(reader.device.number);
    return whole(view, reader, { scopes, least: Math.max(least, floor), streamedBytes });
  }
  const added = isNew ? [] : sites.filter((site) => !granted?.includes(site));
  if (added.length > 0) {
    const kept = await view.snapshotsOf(added, Math.max(hello.cursor, floor));
    if (!kept) return { make: added };
    const held = sites.filter((site) => granted?.includes(site));
    return {
      stream: { from: hello.cursor, to: kept.at, sites: held },
      snapshot: { scopes: added, whole: false, kept },
    };
  }
  const stream: Way = { stream: { from: hello.cursor, to: position, sites }, snapshot: undefined };
  if (hello.cursor < floor) return whole(view, reader, { scopes, least: floor, streamedBytes });
  const ahead = await view.tail(scopes, { from: hello.cursor, to: position, most: streamedBytes + 1 });
  if (ahead <= streamedBytes) return stream;
  const newest = await view.snapshotsOf(scopes, hello.cursor + 1);
  const spared = newest
    ? await view.tail(scopes, { from: hello.cursor, to: newest.at, most: streamedBytes + 1 })
    : 0;
  if (spared > streamedBytes) return whole(view, reader, { scopes, least: hello.cursor + 1, streamedBytes });
  // Little of it is in a snapshot: one is made for a laptop that holds nothing yet, others read on.
  return isNew ? { make: scopes } : stream;
}

async function whole(
  view: LedgerView,
  { hello, position, grants }: Reader,
  wanted: { readonly scopes: readonly string[]; readonly least: number; readonly streamedBytes: number },
): Promise<Way | NotYet> {
  const { scopes, least, streamedBytes } = wanted;
  const kept = await view.snapshotsOf(scopes, least);
  if (!kept) return { make: scopes };
  const after = await view.tail(scopes, { from: kept.at, to: position, most: streamedBytes + 1 });
  if (after > streamedBytes) return { make: scopes };
  return {
    stream: { from: hello.cursor, to: hello.cursor, sites: grants.sites },
    snapshot: { scopes, whole: true, kept },
  };
}

/** The sites of a version of the grant; undefined when headquarters does not know it. */
function grantedThen(grants: Grants, version: number): readonly string[] | undefined {
  if (version === grants.version) return grants.sites;
  return grants.former.find((former) => former.version === version)?.sites;
}

/**
 * @param view the same snapshot of the ledger
 * @param reader who reads
 * @param wanted what it is to load
 * @returns it as the answer says it
 */
export async function bootstrapOf(
  view: LedgerView,
  reader: Reader,
  wanted: WantedSnapshot,
): Promise<Bootstrap> {
  const { at, parts } = wanted.kept;
  const content = encodeUtf8(`${at} ${wanted.whole} ${wanted.scopes.join('|')}`);
  const hash = sha256(joinBytes([content, ...parts.map((part) => part.sha256)]));
  return {
    id: toBase64Url(hash.subarray(0, idBytes)),
    at,
    ownSeq: await view.ownSeqAt(reader.device.number, at),
    scopes: [...wanted.scopes],
    whole: wanted.whole,
    parts: parts.map(({ sha256, size }) => ({ sha256, size })),
  };
}
