import type { Doubt } from '#shared/sync/ancestor.ts';
import { pointBytes } from '#shared/sync/ancestor.ts';
import { journalState } from './journal.ts';
import type { Store } from './store.ts';

/** This database may be one of several that write under the same device number. */
export interface CopyDoubt {
  readonly doubt: Doubt;
  /** Names the wish for a number of its own: 16 random bytes. */
  readonly claim: Uint8Array;
}

/** Ids that nobody else makes meanwhile: the counter jumps to one of the blocks of this size. */
const idsPerBlock = 2 ** 20;
const idBlocks = 2 ** 13;

/**
 * @param store the open database
 * @returns why this laptop must ask headquarters for a number of its own, or undefined
 */
export function copyDoubt(store: Store): CopyDoubt | undefined {
  const row = store.one<{ doubt: Doubt | null; claim: Uint8Array | null }>(
    'SELECT doubt, claim FROM sync_state WHERE hq_url IS NOT NULL',
  );
  if (!row?.doubt || !row.claim) return undefined;
  return { doubt: row.doubt, claim: new Uint8Array(row.claim) };
}

/**
 * Notes, in the caller's transaction, that other copies of this database may be in use. Ids go on in a block that is left
 * to chance, so that what is recorded until the next contact with headquarters does not get the ids of another copy.
 *
 * @param store the open database, in a transaction
 * @param doubt why
 * @param random fresh random bytes
 */
export function suspectCopy(store: Store, doubt: Doubt, random: (count: number) => Uint8Array): void {
  const { seq, lastId } = journalState(store);
  const [high = 0, low = 0] = random(2);
  const present = Math.floor(lastId / idsPerBlock);
  const block = present + 1 + ((high * 256 + low) % Math.max(1, idBlocks - present - 1));
  store.run(
    'UPDATE sync_state SET doubt = ?, claim = ?, id_from = ?, id_after = ?',
    doubt,
    random(16),
    block * idsPerBlock,
    seq,
  );
}

/**
 * @param store the open database
 * @param from first `seq`
 * @param to last `seq`
 * @param most how many places are wanted
 * @returns places of the chain from `from` to `to`, evenly spread when there are more than `most`; both ends are among
 *   them
 */
export function chainPoints(
  store: Store,
  from: number,
  to: number,
  most: number,
): (readonly [seq: number, hash: Uint8Array])[] {
  const count = Math.min(most, to - from + 1);
  if (count <= 0) return [];
  const step = count === 1 ? 0 : (to - from) / (count - 1);
  const wanted = Array.from({ length: count }, (_, place) => from + Math.round(place * step));
  const rows = store.all<{ seq: number; hash: Uint8Array }>(
    'SELECT seq, hash FROM op WHERE seq IN (SELECT value FROM json_each(?)) ORDER BY seq',
    JSON.stringify(wanted),
  );
  return rows.map(({ seq, hash }) => [seq, new Uint8Array(hash.subarray(0, pointBytes))] as const);
}
