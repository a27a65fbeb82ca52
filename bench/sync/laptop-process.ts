import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { syncState } from '#db/sync-state.ts';
import { openVault, unlockVault } from '#db/vault.ts';
import { tables } from '#shared/domain/registry.ts';
import { type Laptop, laptopPassphrase, newLaptop, reopenLaptop } from '#tests/fixtures/laptop.ts';
import { answerRows, markRows, type WorkloadSize } from './workload.ts';

/** A laptop in a process of its own, so that its memory and its processor are nobody else's. */
export type LaptopOrder =
  | { readonly do: 'create' }
  /** Enrols and receives everything that is there. */
  | { readonly do: 'join'; readonly folder: string; readonly enrolment: string }
  | { readonly do: 'record'; readonly folder: string; readonly site: string; readonly size: WorkloadSize }
  | { readonly do: 'sync'; readonly folder: string };

/** What it tells when an order is done. */
export interface LaptopDone {
  readonly folder: string;
  readonly seconds: number;
  readonly ops: number;
  readonly bytesUp: number;
  readonly bytesDown: number;
  /** Most memory that the process ever held, MiB. */
  readonly peakMiB: number;
}

/** A mark is a key press and an answer is one, so each is an op of its own; a class marked present at once is one op. */
const marksPerOp = 1;
const bulkMarksPerOp = 60;
const bulkFrom = 500_000;

process.on('message', (order: LaptopOrder) => {
  obey(order).then(
    (done) => process.send?.(done),
    (thrown: unknown) => {
      console.error(thrown);
      process.exit(1);
    },
  );
});

async function obey(order: LaptopOrder): Promise<LaptopDone> {
  switch (order.do) {
    case 'create': {
      const laptop = await newLaptop();
      await laptop.close();
      return { folder: laptop.folder, seconds: 0, ops: 0, bytesUp: 0, bytesDown: 0, peakMiB: peakMiB() };
    }
    case 'record':
      return record(order.folder, order.site, order.size);
    case 'join':
      return withLaptop(order.folder, async (laptop) => {
        await laptop.call('enrolment.complete', { text: order.enrolment });
        await sync(laptop);
      });
    case 'sync':
      return withLaptop(order.folder, sync);
  }
}

/** Writes as the core's handlers do, but for the time that asking each of them takes. */
async function record(folder: string, site: string, size: WorkloadSize): Promise<LaptopDone> {
  const vault = path.join(folder, 'vaults', 'main');
  const laptop = await reopenLaptop(folder);
  const { personId } = laptop;
  await laptop.close();
  const db = openVault(vault, await unlockVault(vault, personId, laptopPassphrase));
  const started = performance.now();
  const device = syncState(db.store).device ?? 0;
  const firstId = device * 2 ** 33 + 1_000_000_000;
  const author = { advisorId: firstId, site };
  // Setting up is not what is measured: the flush of each commit is left out.
  db.store.raw.pragma('synchronous = OFF');
  const perOp = size.marks >= bulkFrom ? bulkMarksPerOp : marksPerOp;
  const marks = markRows(size.marks, site, firstId);
  for (let done = 0; done < size.marks; done += perOp) {
    db.commit(author, (tx) => {
      for (let count = 0; count < perOp; count++) {
        const { value } = marks.next();
        if (value) tx.upsert(tables.attendanceMark, value);
      }
    });
  }
  for (const answer of answerRows(size, site, firstId)) {
    db.commit(author, (tx) => tx.upsert(tables.answer, answer));
  }
  const ops = db.head().seq;
  db.close();
  return { folder, seconds: since(started), ops, bytesUp: 0, bytesDown: 0, peakMiB: peakMiB() };
}

async function sync(laptop: Laptop): Promise<void> {
  const job = await laptop.sync();
  if (job.state !== 'done') throw new Error(`the sync ended as ${job.state}: ${JSON.stringify(job.error)}`);
}

/** What the laptop does, timed, with the bytes of every exchange in it. */
async function withLaptop(folder: string, work: (laptop: Laptop) => Promise<void>): Promise<LaptopDone> {
  const laptop = await reopenLaptop(folder);
  const [last] = await laptop.call('sync.history', { limit: 1 });
  forgetPeak();
  const started = performance.now();
  await work(laptop);
  const seconds = since(started);
  const exchanges = (await laptop.call('sync.history', { limit: 200 })).filter(
    ({ id }) => id > (last?.id ?? 0),
  );
  const peak = peakMiB();
  await laptop.close();
  const sum = (field: 'opsSent' | 'opsReceived' | 'bytesUp' | 'bytesDown'): number =>
    exchanges.reduce((total, exchange) => total + exchange[field], 0);
  return {
    folder,
    seconds,
    ops: sum('opsSent') + sum('opsReceived'),
    bytesUp: sum('bytesUp'),
    bytesDown: sum('bytesDown'),
    peakMiB: peak,
  };
}

function since(started: number): number {
  return (performance.now() - started) / 1000;
}

/** From here on the peak is that of the sync: unlocking takes memory on purpose. Linux alone can forget a peak. */
function forgetPeak(): void {
  if (process.platform === 'linux') writeFileSync('/proc/self/clear_refs', '5');
}

function peakMiB(): number {
  if (process.platform !== 'linux') return process.resourceUsage().maxRSS / 1024;
  return Number(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]) / 1024;
}
