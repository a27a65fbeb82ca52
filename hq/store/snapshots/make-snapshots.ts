import { tableList } from '#shared/domain/registry.ts';
import type { Compression } from '#shared/sync/compression.ts';
import { maxPartBytes } from '#shared/sync/exchange.ts';
import { encodeSnapshotPart, type SnapshotBlock } from '#shared/sync/snapshot-part.ts';
import type { Winner } from '#shared/sync/versions.ts';
import { sha256 } from '../keys.ts';
import type { KeptSnapshot, Ledger, LedgerView, SnapshotPart, StateRow } from '../ledger.ts';
import { everybody } from '../merge-ops.ts';
import { snapshotColumns } from '../state-columns.ts';
import { halve, PartCutter, type SnapshotRow } from './part-cutter.ts';

/** What making snapshots works with. */
export interface SnapshotMaking {
  readonly ledger: Ledger;
  readonly compress: Compression;
  /** Headquarters' clock, ms since 1970 UTC. */
  readonly now: () => number;
}

/** Snapshots that were made together, of one moment. */
export interface MadeSnapshots {
  /** Headquarters' position in them. */
  readonly at: number;
  readonly rows: number;
  readonly parts: number;
  /** Bytes of their parts. */
  readonly bytes: number;
}

/** What one scope gave, and the parts of it that headquarters does not keep yet. */
interface MadeScope {
  readonly snapshot: KeptSnapshot;
  readonly fresh: readonly { readonly sha256: Uint8Array; readonly bytes: Uint8Array }[];
}

/** What each headquarters is making, or will make next. */
const turns = new WeakMap<Ledger, Map<string, Promise<MadeSnapshots>>>();

/**
 * Makes snapshots of some scopes as `makeSnapshots` does, one set after the other: laptops that ask for the same at once
 * wait for the same.
 *
 * @param making the ledger, and what stands in for the machine
 * @param scopes sites, and `*` for what everybody receives
 * @returns what was made
 */
export function makeInTurn(making: SnapshotMaking, scopes: readonly string[]): Promise<MadeSnapshots> {
  const waiting = turns.get(making.ledger) ?? new Map<string, Promise<MadeSnapshots>>();
  turns.set(making.ledger, waiting);
  const name = scopes.join('|');
  const known = waiting.get(name);
  if (known) return known;
  const before = Promise.allSettled([...waiting.values()]);
  const made = before
    .then(() => makeSnapshots(making, scopes))
    .finally(() => {
      waiting.delete(name);
    });
  waiting.set(name, made);
  return made;
}

/**
 * Makes snapshots of some scopes, all of one moment. A scope in which nothing has happened since its last snapshot takes
 * over that one's parts without reading a row.
 *
 * @param making the ledger, and what stands in for the machine
 * @param scopes sites, and `*` for what everybody receives
 * @returns what was made; it is kept when this resolves
 */
export async function makeSnapshots(
  making: SnapshotMaking,
  scopes: readonly string[],
): Promise<MadeSnapshots> {
  const { ledger } = making;
  const { at, made } = await ledger.look(async (view) => {
    const position = await view.position();
    const all: MadeScope[] = [];
    for (const scope of scopes) all.push(await makeScope(view, making.compress, scope, position));
    return { at: position, made: all };
  });
  for (const { snapshot, fresh } of made) {
    await ledger.change(async (tx) => {
      // Parts of one scope stand or fall with it: what is kept and listed nowhere is forgotten after a while.
      for (const part of fresh) await tx.keepPart(part.sha256, part.bytes, making.now());
      await tx.addSnapshot(snapshot, making.now());
    });
  }
  const parts = made.flatMap(({ snapshot }) => snapshot.parts);
  return {
    at,
    rows: made.reduce((sum, { snapshot }) => sum + snapshot.rows, 0),
    parts: parts.length,
    bytes: parts.reduce((sum, { size }) => sum + size, 0),
  };
}

async function makeScope(
  view: LedgerView,
  compress: Compression,
  scope: string,
  at: number,
): Promise<MadeScope> {
  const last = await view.lastSnapshot(scope);
  const isKnown = last !== undefined && last.at >= (await view.effectsAfter());
  if (isKnown && (await view.tail([scope], { from: last.at, to: at, most: 1 })) === 0) {
    return { snapshot: { ...last, at }, fresh: [] };
  }
  const parts: SnapshotPart[] = [];
  const fresh: { sha256: Uint8Array; bytes: Uint8Array }[] = [];
  const keep = async (blocks: readonly SnapshotBlock[]): Promise<void> => {
    for (const bytes of partsOf(blocks, compress)) {
      const hash = sha256(bytes);
      parts.push({ sha256: hash, size: bytes.length });
      if (!(await view.hasPart(hash))) fresh.push({ sha256: hash, bytes });
    }
  };
  let rows = 0;
  const cutter = new PartCutter();
  for (const table of tableList.filter((one) => (one.scope === 'all') === (scope === everybody))) {
    cutter.begin(
      table.id,
      table.key.length,
      snapshotColumns(table).map(({ fieldId }) => fieldId),
    );
    for await (const page of view.rowsOf(table, scope)) {
      for (const row of await withAuthors(view, page)) {
        const part = cutter.add(row);
        if (part) await keep(part);
      }
      rows += page.length;
    }
  }
  const rest = cutter.finish();
  if (rest) await keep(rest);
  return { snapshot: { scope, at, rows, parts }, fresh };
}

/** As many parts as are needed for none to be longer than a laptop takes. */
function* partsOf(blocks: readonly SnapshotBlock[], compress: Compression): Generator<Uint8Array> {
  const bytes = encodeSnapshotPart(blocks, compress);
  if (bytes.length <= maxPartBytes || blocks.reduce((sum, { rows }) => sum + rows, 0) < 2) {
    yield bytes;
    return;
  }
  for (const half of halve(blocks)) yield* partsOf(half, compress);
}

/** Who gave a row its last value: the op of the highest place among the winners of its groups. */
async function withAuthors(view: LedgerView, page: readonly StateRow[]): Promise<readonly SnapshotRow[]> {
  const winners = page.map(({ versions }) => lastWinner(versions.values()));
  const places = new Set(winners.flatMap((winner) => (winner ? [winner.hqSeq] : [])));
  const actors = await view.actors([...places]);
  return page.map(({ key, values }, place): SnapshotRow => {
    const winner = winners[place];
    const actor = (winner && actors.get(winner.hqSeq)) ?? 0;
    return { key, values, actor, device: winner?.device ?? 0, ms: winner?.hlc.ms ?? 0 };
  });
}

function lastWinner(winners: Iterable<Winner>): Winner | undefined {
  let last: Winner | undefined;
  for (const winner of winners) if (!last || winner.hqSeq > last.hqSeq) last = winner;
  return last;
}
