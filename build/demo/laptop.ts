import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { appVersion } from '#electron/cli/app-version.ts';
import { createCore } from '#electron/core/core.ts';
import { fromErrorShape } from '#shared/errors.ts';
import type { ChannelName, CoreEvent, ReplyOf, RequestOf } from '#shared/ipc/channels.ts';
import type { RecordCounts } from '#shared/ipc/console.ts';
import type { Headquarters } from './headquarters.ts';

/** What a laptop sent and received when it synced. */
export interface LaptopFigures {
  readonly site: string;
  readonly opsSent: number;
  readonly opsReceived: number;
  readonly bytesUp: number;
  readonly bytesDown: number;
  readonly ms: number;
}

/** One laptop of the demo: the same core that the app runs, without a window. */
export interface DemoLaptop {
  readonly site: string;
  /** The app's data folder. */
  readonly folder: string;
  readonly personLabel: string;
  readonly passphrase: string;
  call<C extends ChannelName>(channel: C, request: RequestOf<C>): Promise<ReplyOf<C>>;
  /** One exchange with headquarters; its figures are kept. */
  sync(): Promise<void>;
  figures(): LaptopFigures;
  /** Counts what was recorded, beside what the core says of it. */
  count(kind: keyof RecordCounts, more: number): void;
  recorded(): RecordCounts;
  close(): Promise<void>;
}

const passphrase = 'tigris date palm lantern';

/**
 * Makes a vault, enrols it and fetches the reference data, as an advisor does at base.
 *
 * @param folder the app's data folder
 * @param site code of the site
 * @param headquarters running
 * @returns the laptop, unlocked
 */
export async function setUpLaptop(
  folder: string,
  site: string,
  headquarters: Headquarters,
): Promise<DemoLaptop> {
  const vaultsDir = path.join(folder, 'vaults');
  await mkdir(vaultsDir, { recursive: true });
  const personLabel = `Advisor ${site[0]}${site.slice(1).toLowerCase()}`;
  const listeners = new Set<(event: CoreEvent) => void>();
  const core = createCore({
    vaultsDir,
    appVersion,
    automaticSync: false,
    logger: { info: () => undefined, warn: () => undefined, error: console.error },
    emit: (event) => {
      for (const listener of listeners) listener(event);
    },
  });
  const call: DemoLaptop['call'] = async (channel, request) => {
    const answer = await core.call(channel, request);
    if (!answer.ok) throw fromErrorShape(answer.error);
    return answer.value as ReplyOf<typeof channel>;
  };
  const recorded = { ...nothingRecorded };
  const figures = { site, opsSent: 0, opsReceived: 0, bytesUp: 0, bytesDown: 0, ms: 0 };
  const laptop: DemoLaptop = {
    site,
    folder,
    personLabel,
    passphrase,
    call,
    sync: async () => {
      await exchange(call, listeners);
      const [last] = await call('sync.history', { limit: 1 });
      if (!last) throw new Error('the exchange was not recorded');
      figures.opsSent += last.opsSent;
      figures.opsReceived += last.opsReceived;
      figures.bytesUp += last.bytesUp;
      figures.bytesDown += last.bytesDown;
      figures.ms += last.durationMs;
    },
    figures: () => ({ ...figures }),
    count: (kind, more) => {
      recorded[kind] += more;
    },
    recorded: () => ({ ...recorded }),
    close: () => core.close(),
  };
  await call('vault.create', { label: personLabel, passphrase, language: 'en' });
  await call('enrolment.complete', { text: await headquarters.enrol(site, `${site}-1`) });
  await exchange(call, listeners);
  return laptop;
}

const nothingRecorded: RecordCounts = {
  trainings: 0,
  sessions: 0,
  attendanceMarks: 0,
  visits: 0,
  actionItems: 0,
  inspections: 0,
  answers: 0,
  findings: 0,
};

/** Starts an exchange and waits for its job. */
async function exchange(call: DemoLaptop['call'], listeners: Set<(event: CoreEvent) => void>): Promise<void> {
  const ended = new Map<string, CoreEvent & { type: 'job' }>();
  let wake = (): void => undefined;
  const listener = (event: CoreEvent): void => {
    if (event.type !== 'job' || event.job.state === 'running') return;
    ended.set(event.job.id, event);
    wake();
  };
  listeners.add(listener);
  try {
    const { jobId } = await call('sync.start', undefined);
    while (!ended.has(jobId)) {
      await new Promise<void>((resolve) => {
        wake = resolve;
        if (ended.has(jobId)) resolve();
      });
    }
    const job = ended.get(jobId)?.job;
    if (job?.error) throw fromErrorShape(job.error);
  } finally {
    listeners.delete(listener);
  }
}
