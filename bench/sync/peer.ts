import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { announce } from '#build/progress.ts';
import { type Child, startChild } from './child.ts';
import type { PeerDone, PeerOrder } from './peer-process.ts';
import type { PeerServerDone, PeerServerOrder } from './peer-server-process.ts';
import type { WorkloadSize } from './workload.ts';

/** What the peer did with the same records. */
export interface PeerFigures {
  readonly name: string;
  readonly upPerSecond: number;
  readonly downPerSecond: number;
  /** Bytes on the wire in both directions, with everything that HTTP adds. */
  readonly upBytes: number;
  readonly downBytes: number;
  readonly requests: number;
}

/**
 * PouchDB replicates the same records, one document each, to `express-pouchdb` in another process, and from there to a
 * second, empty PouchDB. All three keep LevelDB files; loopback; its own defaults for batches.
 *
 * @param size what was recorded
 * @returns the figures
 */
export async function measurePeer(size: WorkloadSize): Promise<PeerFigures> {
  const folder = mkdtempSync(path.join(tmpdir(), 'outpost-peer-'));
  const server: Child<PeerServerOrder, PeerServerDone> = startChild(
    new URL('./peer-server-process.ts', import.meta.url),
  );
  const client: Child<PeerOrder, PeerDone> = startChild(new URL('./peer-process.ts', import.meta.url));
  try {
    const { url } = await server.ask({ do: 'serve', folder: path.join(folder, 'server') });
    const first = path.join(folder, 'first');
    announce('PouchDB: writing the documents');
    const { records } = await client.ask({ do: 'write', folder: first, size });
    const empty = await server.ask({ do: 'count' });
    const up = await client.ask({ do: 'push', folder: first, url });
    const afterUp = await server.ask({ do: 'count' });
    announce(`PouchDB: sent in ${up.seconds.toFixed(1)} s`);
    const down = await client.ask({ do: 'pull', folder: path.join(folder, 'second'), url });
    const afterDown = await server.ask({ do: 'count' });
    announce(`PouchDB: received in ${down.seconds.toFixed(1)} s`);
    if (down.records !== records) throw new Error(`PouchDB received ${down.records} of ${records} documents`);
    return {
      name: `PouchDB ${up.version} to express-pouchdb, LevelDB`,
      upPerSecond: records / up.seconds,
      downPerSecond: records / down.seconds,
      upBytes: afterUp.bytes - empty.bytes,
      downBytes: afterDown.bytes - afterUp.bytes,
      requests: afterDown.requests - empty.requests,
    };
  } finally {
    await client.end();
    await server.end();
    rmSync(folder, { recursive: true, force: true });
  }
}
