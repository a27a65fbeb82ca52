import { rmSync } from 'node:fs';
import { announce } from '#build/progress.ts';
import { startHq, type TestHq } from '#tests/fixtures/hq.ts';
import { type Child, startChild } from './child.ts';
import type { LaptopDone, LaptopOrder } from './laptop-process.ts';
import type { WorkloadSize } from './workload.ts';

/** What Outpost did with the workload. */
export interface OutpostFigures {
  /** Records a second, durably committed at headquarters, and at the second laptop. */
  readonly upPerSecond: number;
  readonly downPerSecond: number;
  readonly upBytes: number;
  readonly downBytes: number;
  /** HTTP requests of both laptops, the second one's enrolment among them. */
  readonly requests: number;
  /** Body of an exchange with nothing to say, both ways, bytes. */
  readonly noopBytes: number;
  readonly firstSyncMillionSeconds: number;
  readonly firstSyncMillionBytes: number;
  /** Most memory that a syncing core held, MiB. */
  readonly peakCoreMiB: number;
}

const site = 'BASRA';
/** As the app starts its core. */
const coreSwitches = ['--max-semi-space-size=4', '--max-old-space-size=1024'];
const laptopFile = new URL('./laptop-process.ts', import.meta.url);
type LaptopChild = Child<LaptopOrder, LaptopDone>;

/**
 * One laptop sends everything to an empty headquarters; a second, empty one of the same site receives it. Real
 * processes, real PostgreSQL with fsync, HTTP on loopback.
 *
 * @param size what the first laptop has recorded
 * @param million marks of the first sync that is measured apart
 * @returns the figures
 */
export async function measureOutpost(size: WorkloadSize, million: number): Promise<OutpostFigures> {
  const year = await oneRun(size);
  const records = size.marks + size.inspections * size.answersPerInspection;
  const first = await oneRun({ marks: million, inspections: 0, answersPerInspection: 0 });
  return {
    upPerSecond: records / year.up.seconds,
    downPerSecond: records / year.down.seconds,
    upBytes: year.up.bytesUp + year.up.bytesDown,
    downBytes: year.down.bytesUp + year.down.bytesDown,
    requests: year.requests,
    noopBytes: year.noopBytes,
    firstSyncMillionSeconds: first.down.seconds,
    firstSyncMillionBytes: first.down.bytesDown,
    peakCoreMiB: Math.max(year.up.peakMiB, year.down.peakMiB, first.up.peakMiB, first.down.peakMiB),
  };
}

interface Run {
  readonly up: LaptopDone;
  readonly down: LaptopDone;
  readonly requests: number;
  readonly noopBytes: number;
}

async function oneRun(size: WorkloadSize): Promise<Run> {
  const hq = await startHq({ HQ_MAX_EXCHANGE_MB: '1024', HQ_LOG_LEVEL: 'warn' });
  let requests = 0;
  hq.server.app.server.on('request', () => requests++);
  const folders: string[] = [];
  try {
    const sender = await newLaptop(folders);
    await inOwnProcess(async (child) =>
      child.ask({ do: 'join', folder: sender, enrolment: await hq.enrolment(site, 'Basra-1') }),
    );
    announce(`recording ${size.marks + size.inspections * size.answersPerInspection} records`);
    await inOwnProcess((child) => child.ask({ do: 'record', folder: sender, site, size }));
    requests = 0;
    const up = await inOwnProcess((child) => child.ask({ do: 'sync', folder: sender }));
    announce(`sent in ${up.seconds.toFixed(1)} s, ${up.bytesUp} bytes, peak ${up.peakMiB.toFixed(0)} MiB`);
    const receiver = await newLaptop(folders);
    const enrolment = await hq.enrolment(site, 'Basra-2');
    const down = await inOwnProcess((child) => child.ask({ do: 'join', folder: receiver, enrolment }));
    announce(
      `received in ${down.seconds.toFixed(1)} s, ${down.bytesDown} bytes, peak ${down.peakMiB.toFixed(0)} MiB`,
    );
    return { up, down, requests, noopBytes: await noopBytes(hq) };
  } finally {
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
    await hq.stop();
  }
}

async function newLaptop(folders: string[]): Promise<string> {
  const { folder } = await inOwnProcess((child) => child.ask({ do: 'create' }));
  folders.push(folder);
  return folder;
}

async function inOwnProcess(work: (child: LaptopChild) => Promise<LaptopDone>): Promise<LaptopDone> {
  const child: LaptopChild = startChild(laptopFile, coreSwitches);
  try {
    return await work(child);
  } finally {
    await child.end();
  }
}

/** Bodies alone, without what HTTP adds: the smallest exchange there is. */
async function noopBytes(hq: TestHq): Promise<number> {
  const laptop = await hq.enrolDevice(site);
  await laptop.send();
  const request = laptop.request();
  const { bytes } = await laptop.send(request);
  return Math.max(request.length, bytes);
}
