import { hqDevice } from '#shared/domain/ids.ts';
import type { Programme, Role } from '#shared/domain/vocabularies.ts';
import type { Source } from '#shared/sync/merge.ts';
import type { ChainHead } from '#shared/sync/op.ts';

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
  /** Numbers under which the same laptop wrote before, the last one first; left out: none. */
  readonly formerly?: readonly Former[];
  /** Ops of other numbers of the same laptop that it has made too: all of a number's up to a place; left out: none. */
  readonly knows?: readonly Source[];
  /** Whether other devices have its key: then some of their ops may be the same as its own. */
  readonly hasKin?: boolean;
}

/**
 * A number that a laptop gave up, because its database was copied or restored: what it had made after `seq` it made
 * again under the new number, and before that the ops in `aside`.
 */
export interface Former {
  readonly device: number;
  /** The last op that headquarters had too. */
  readonly seq: number;
  /** Ops up to there that headquarters kept aside, ascending. */
  readonly aside: readonly number[];
  /** So many ops of the new number are made again, those of `aside` first. */
  readonly again: number;
}

/** A number that is to become a device, in place of another one of the same laptop. */
export interface Successor {
  readonly number: number;
  /** Further numbers that nobody else gets. */
  readonly spares: readonly number[];
  /** Names the wish for it. */
  readonly claim: Uint8Array;
  /** Certificate of the key under this number, JSON. */
  readonly certificate: string;
  readonly app: string;
  readonly formerly: readonly [Former, ...(readonly Former[])];
  readonly knows: readonly Source[];
  /** Headquarters' time, ms. */
  readonly at: number;
}

/** A device as its kin knows it. */
export interface KinDevice {
  readonly number: number;
  readonly formerly: readonly Former[];
}

/** What a device may see and write, now and before. */
export interface Grants {
  readonly version: number;
  readonly sites: readonly string[];
  /** Earlier grants, with the position at which each ended. */
  readonly former: readonly FormerGrant[];
  /** Headquarters itself writes reference data; laptops don't. */
  readonly everything: boolean;
}

/** A grant that has ended. */
export interface FormerGrant {
  readonly version: number;
  readonly sites: readonly string[];
  readonly untilHqSeq: number;
}

/** One grant in the history of a device's grants. */
export interface GrantRecord {
  readonly version: number;
  readonly sites: readonly string[];
  /** Headquarters' position when it began. */
  readonly sinceHqSeq: number;
}

/** The end of an exchange, as headquarters notes it. */
export interface Contact {
  readonly device: number;
  readonly exchange: number;
  /** Device clock minus headquarters' clock, ms. */
  readonly skewMs: number;
  /** Version of the app. */
  readonly app: string;
  /** Headquarters' time, ms. */
  readonly at: number;
  /** `seq` of the last op that it has made. */
  readonly said: number;
  /** The position up to which it has applied the stream of this life; 0: none of it. */
  readonly cursor: number;
}

/**
 * @param device the device's number
 * @param history its grants by ascending version
 * @returns what it may see and write
 */
export function grantsOf(device: number, history: readonly GrantRecord[]): Grants {
  const current = history.at(-1);
  const former = history.slice(0, -1).map(({ version, sites }, index) => ({
    version,
    sites,
    untilHqSeq: history[index + 1]?.sinceHqSeq ?? 0,
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
