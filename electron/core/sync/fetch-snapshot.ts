import { setImmediate as nextTurn } from 'node:timers/promises';
import { bootstrapPlan, bootstrapProgress, keepPart, missingParts } from '#db/bootstrap.ts';
import { loadBootstrap } from '#db/load-snapshot.ts';
import type { Store } from '#db/store.ts';
import { OutpostError } from '#shared/errors.ts';
import { maxPartBytes } from '#shared/sync/exchange.ts';
import { partType, snapshotPath } from '#shared/sync/snapshot-part.ts';
import { LaneRoad } from '../photos/lane-road.ts';
import { decompress } from './compression.ts';
import type { Moved } from './exchange.ts';
import type { Transport } from './transport.ts';

/** What fetching a snapshot works with. */
export interface SnapshotFetch {
  readonly store: Store;
  readonly transport: Transport;
  readonly signal: AbortSignal;
  /** How far it is, in bytes. */
  readonly report: (done: number, total: number) => void;
}

/**
 * Fetches the snapshot that headquarters' answer named, part by part, and loads it. Every part that has arrived stays:
 * a cut costs the one that was under way.
 *
 * @param fetch the laptop's database and the road
 * @param moved counts along, so that the caller knows what a failed try moved
 * @returns whether headquarters must be asked again: for the stream after the snapshot, or for a newer one when it keeps
 *   this one no longer; false: none is planned
 * @throws OutpostError `network_*`, `cancelled`, or what `loadBootstrap` throws
 */
export async function fetchSnapshot(fetch: SnapshotFetch, moved: Moved): Promise<boolean> {
  const { store, transport, signal, report } = fetch;
  if (!bootstrapPlan(store)) return false;
  const road = new LaneRoad(store, transport, signal);
  try {
    for (const part of missingParts(store)) {
      const path = `${snapshotPath}/${Buffer.from(part.sha256).toString('hex')}`;
      const pieces: Uint8Array[] = [];
      let length = 0;
      const { here, all } = bootstrapProgress(store);
      await road.send({ method: 'GET', path, accept: partType }, (piece) => {
        length += piece.length;
        if (length > maxPartBytes)
          throw new OutpostError('frame_too_large', 'A part is longer than any may be.');
        pieces.push(piece);
        report(Math.min(here + length, all), all);
      });
      keepPart(store, part, new Uint8Array(Buffer.concat(pieces)));
      await nextTurn();
    }
  } catch (cause) {
    if (cause instanceof OutpostError && cause.code === 'not_found') return true;
    throw cause;
  } finally {
    moved.bytesUp += road.bytes.up;
    moved.bytesDown += road.bytes.down;
  }
  // Loading takes the processor for a while: what the screens asked for goes first.
  await nextTurn();
  if (signal.aborted) throw new OutpostError('cancelled', 'It was cancelled.');
  return loadBootstrap(store, decompress) !== undefined;
}
