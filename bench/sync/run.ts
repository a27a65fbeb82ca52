import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import Table from 'cli-table3';
import { PlainFailure } from '#build/plain-failure.ts';
import { step } from '#build/progress.ts';
import { measureWire } from '../wire.ts';
import { type FloorFigures, measureFloor } from './floor.ts';
import { measureOutpost, type OutpostFigures } from './outpost.ts';
import { measurePeer, type PeerFigures } from './peer.ts';
import { ensurePeers } from './peer-modules.ts';
import { yearOfWork } from './workload.ts';

/** What `npm run bench -- sync --report FILE` writes. */
interface SyncReport {
  readonly outpost: OutpostFigures & { readonly bytesPerFieldBulk: number; readonly bytesPerField20: number };
  readonly peer: PeerFigures;
  readonly floor: FloorFigures;
}

const million = 1_000_000;

/**
 * The road to headquarters beside a peer and a floor, in one run.
 *
 * @param given the arguments after `sync`: `--report FILE`, and `--scale SHARE` for a smaller workload
 * @throws PlainFailure for arguments that are none
 */
export async function benchSync(given: readonly string[]): Promise<void> {
  const { report, scale } = optionsOf(given);
  const size = {
    ...yearOfWork,
    marks: Math.round(yearOfWork.marks * scale),
    inspections: Math.round(yearOfWork.inspections * scale),
  };
  await step('Peers', ensurePeers);
  const floor = await step("Floor: gzip'd JSON and COPY", () => measureFloor(size));
  const peer = await step('Peer: PouchDB', () => measurePeer(size));
  const outpost = await step('Outpost', () => measureOutpost(size, Math.round(million * scale)));
  const result: SyncReport = { outpost: { ...outpost, ...wire() }, peer, floor };
  print(result);
  if (report) writeFileSync(report, `${JSON.stringify(result, null, 2)}\n`);
}

function optionsOf(given: readonly string[]): {
  readonly report: string | undefined;
  readonly scale: number;
} {
  const { values } = parseArgs({
    args: [...given],
    options: { report: { type: 'string' }, scale: { type: 'string' } },
  });
  const scale = Number(values.scale ?? '1');
  if (!(scale > 0 && scale <= 1)) throw new PlainFailure('--scale takes a number above 0 and up to 1.');
  return { report: values.report === undefined ? undefined : path.resolve(values.report), scale };
}

function wire(): { readonly bytesPerFieldBulk: number; readonly bytesPerField20: number } {
  const rows = measureWire();
  const of = (name: string): number =>
    rows.find(({ workload }) => workload === name)?.bytesPerField ?? Number.NaN;
  return { bytesPerFieldBulk: of('mixed week, 20000 rows'), bytesPerField20: of('mixed week, 20 rows') };
}

function print({ outpost, peer, floor }: SyncReport): void {
  const table = new Table({
    head: ['measure', 'Outpost', peer.name, "gzip'd JSON + COPY", 'Outpost : peer'],
    style: { head: [], border: [] },
  });
  const rate = (value: number): string => value.toFixed(0);
  const times = (value: number): string => `${value.toFixed(value < 10 ? 1 : 0)} : 1`;
  const share = (ours: number, theirs: number): string => `1 : ${(theirs / ours).toFixed(0)}`;
  table.push(
    [
      'up, records a second',
      rate(outpost.upPerSecond),
      rate(peer.upPerSecond),
      rate(floor.perSecond),
      times(outpost.upPerSecond / peer.upPerSecond),
    ],
    [
      'down, records a second',
      rate(outpost.downPerSecond),
      rate(peer.downPerSecond),
      '',
      times(outpost.downPerSecond / peer.downPerSecond),
    ],
    ['up, bytes', outpost.upBytes, peer.upBytes, floor.bytes, share(outpost.upBytes, peer.upBytes)],
    ['down, bytes', outpost.downBytes, peer.downBytes, '', share(outpost.downBytes, peer.downBytes)],
    ['requests', outpost.requests, peer.requests, 1, share(outpost.requests, peer.requests)],
    ['bytes a field, mixed week in bulk', outpost.bytesPerFieldBulk.toFixed(2), '', '', ''],
    ['bytes a field, 20 rows', outpost.bytesPerField20.toFixed(2), '', '', ''],
    ['exchange with nothing to say, bytes', outpost.noopBytes, '', '', ''],
    ['first sync of a million marks, s', outpost.firstSyncMillionSeconds.toFixed(1), '', '', ''],
    ['first sync of a million marks, bytes', outpost.firstSyncMillionBytes, '', '', ''],
    ['most memory of a syncing core, MiB', outpost.peakCoreMiB.toFixed(0), '', '', ''],
  );
  console.log(table.toString());
}
