import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { issueEnrolment } from '#hq/server/issue-enrolment.ts';
import { openStore, type Store } from '#hq/store/store.ts';
import { person } from '../fixtures/field-rows.ts';
import { makeDataFolder, startHqProcess } from '../fixtures/hq.ts';
import { WireLaptop } from '../fixtures/wire-laptop.ts';

const opsPerRound = 300;
const terms = { site: 'MOSUL', label: 'Mosul-1', role: 'advisor', programme: 'police' } as const;

let folder: string;
let dataFolder: string;
beforeAll(() => {
  folder = makeDataFolder();
  dataFolder = path.join(folder, 'hq');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Looks into the database of the headquarters that runs on the folder, or of none. */
async function withStore<R>(work: (store: Store) => Promise<R>): Promise<R> {
  const store = await openStore({ url: undefined, dataFolder, join: true });
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

describe('a headquarters that is killed without warning', () => {
  it('in the middle of exchanges keeps what it acknowledged, and takes the rest afterwards, each op once', async () => {
    let hq = await startHqProcess({ HQ_DATA: dataFolder });
    const url = hq.url;
    const { file } = await withStore((store) =>
      issueEnrolment(store, { url, tlsPin: null }, terms, 1, 'test'),
    );
    const laptop = await WireLaptop.enrol(hq.url, file);
    for (let round = 0; round < 5; round++) {
      for (let index = 0; index < opsPerRound; index++) {
        laptop.write(person(laptop, `Round ${round} ${index} ${randomBytes(20).toString('hex')}`));
      }
      const frames = laptop.frames();
      const sending = laptop.send(laptop.request(laptop.hello(), frames)).catch(() => undefined);
      // Killed once the database shows that some of this round's frames are in.
      const before = laptop.accepted;
      await withStore(async ({ pool }) => {
        for (let seen = before; seen <= before; ) {
          const { rows } = await pool.query<{ head_seq: number }>(
            'SELECT head_seq FROM hq.device WHERE number = $1',
            [laptop.device],
          );
          seen = rows[0]?.head_seq ?? 0;
        }
      });
      await hq.end('SIGKILL');
      await sending;
      hq = await startHqProcess({ HQ_DATA: dataFolder });
      laptop.hqUrl = hq.url;
      const { answer } = await laptop.send();
      expect(answer.accepted).toBe(laptop.ops.length);
      expect(answer.head).toEqual(laptop.head);
    }
    const counts = await withStore(async ({ pool }) => {
      const { rows } = await pool.query(
        `SELECT (SELECT count(*) FROM record.person) AS people, (SELECT count(*) FROM hq.op WHERE device = $1) AS ops,
           (SELECT count(*) FROM hq.quarantine) AS aside`,
        [laptop.device],
      );
      return rows[0];
    });
    expect(counts).toEqual({ people: 5 * opsPerRound, ops: 5 * opsPerRound, aside: 0 });
    expect(await hq.end('SIGTERM')).toBe(0);
  });

  it('refuses to run twice on one folder', async () => {
    const hq = await startHqProcess({ HQ_DATA: dataFolder });
    await expect(openStore({ url: undefined, dataFolder })).rejects.toThrow('already runs on this folder');
    expect((await fetch(`${hq.url}/healthz`)).status).toBe(200);
    expect(await hq.end('SIGINT')).toBe(0);
  });
});
