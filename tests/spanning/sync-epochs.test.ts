import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { beginEpochNow } from '#hq/server/upkeep-commands.ts';
import { rowsOfHeadquarters, rowsOfLaptop } from '../fixtures/compare-rows.ts';
import { startHq, type TestHq } from '../fixtures/hq.ts';
import { type Laptop, newLaptop } from '../fixtures/laptop.ts';

const size = {
  people: 10,
  events: 1,
  sessionsPerEvent: 2,
  visits: 1,
  inspections: 1,
  site: 'MOSUL',
} as const;

/** Only gives the PostgreSQL on which the headquarters of these tests have their databases. */
let host: TestHq;
let names = 0;
const laptops: Laptop[] = [];
const running: TestHq[] = [];
beforeAll(async () => {
  host = await startHq();
});
afterEach(async () => {
  for (const laptop of laptops.splice(0)) await laptop.dispose();
  for (const hq of running.splice(0)) await hq.stop();
});
afterAll(() => host.stop());

/** A headquarters with two laptops of one site, both up to date, and an old copy of its database. */
async function copied(): Promise<{ first: Laptop; second: Laptop; port: string; live: string; old: string }> {
  const [live, old] = [`live${++names}`, `old${names}`];
  const hq = await startHq({ HQ_DATABASE_URL: await host.newDatabase(live) });
  const first = await newLaptop(await hq.enrolment('MOSUL', 'Mosul-1', 'inspector'));
  const second = await newLaptop(await hq.enrolment('MOSUL', 'Mosul-2', 'inspector'));
  laptops.push(first, second);
  await first.recordWorld({ ...size, seed: 1, endDate: '2008-05-20' });
  for (const laptop of [first, second]) expect(await laptop.sync()).toMatchObject({ state: 'done' });
  const port = new URL(hq.url).port;
  await hq.stop();
  await host.pool.query(`CREATE DATABASE "${old}" TEMPLATE "${live}"`);
  return { first, second, port, live, old };
}

async function start(database: string, port: string): Promise<TestHq> {
  const hq = await startHq({
    HQ_DATABASE_URL: host.databaseUrl.replace('/outpost?', `/${database}?`),
    HQ_PORT: port,
  });
  running.push(hq);
  return hq;
}

async function stop(hq: TestHq): Promise<void> {
  running.splice(running.indexOf(hq), 1);
  await hq.stop();
}

const epochs = async (hq: TestHq): Promise<readonly { who: string; reason: string }[]> => {
  const { rows } = await hq.pool.query<{ who: string; reason: string }>(
    `SELECT who, detail->>'reason' AS reason FROM hq.audit WHERE action = 'epoch.begun' ORDER BY id`,
  );
  return rows;
};

async function expectAgreed(hq: TestHq, ...all: readonly Laptop[]): Promise<number> {
  let people = 0;
  for (const laptop of all) {
    expect(await laptop.call('sync.status', undefined)).toMatchObject({ toSend: 0, quarantined: 0 });
    expect(await laptop.call('diagnostics.verify', undefined)).toMatchObject({ ok: true });
    await laptop.close();
    const rows = await rowsOfLaptop(laptop);
    expect(rows).toEqual(await rowsOfHeadquarters(hq.pool, ['MOSUL']));
    people = rows.person?.length ?? 0;
  }
  return people;
}

describe('headquarters that somebody put back to an old state', () => {
  it('notices by what a laptop knows, begins another epoch, and is refilled by all of them', async () => {
    const { first, second, port, live, old } = await copied();
    const before = await start(live, port);
    await first.recordWorld({ ...size, seed: 2, endDate: '2008-05-27' });
    for (const laptop of [first, second]) expect(await laptop.sync()).toMatchObject({ state: 'done' });
    await second.call('people.create', { nameAr: 'زينب', nameLatin: 'Zainab' });
    await second.sync();
    await stop(before);
    await first.call('people.create', { nameAr: 'كريم', nameLatin: 'Karim' });

    const restored = await start(old, port);
    for (const laptop of [first, second, first]) {
      expect(await laptop.sync()).toMatchObject({ state: 'done', error: null });
    }
    const [begun, ...more] = await epochs(restored);
    expect(begun?.reason).toMatch(/^(cursor_ahead|ops_missing)$/);
    expect(more).toEqual([]);
    expect(await expectAgreed(restored, first, second)).toBe(22);
  });

  it('takes away from a laptop what only a lost one had told, and leaves it what it recorded itself', async () => {
    const { first, second, port, live, old } = await copied();
    const before = await start(live, port);
    const { id } = await first.call('people.create', { nameAr: 'حسن', nameLatin: 'Hasan' });
    await first.sync();
    await second.sync();
    await second.call('people.create', { nameAr: 'علي', nameLatin: 'Ali' });
    expect(await second.call('people.get', { id })).toMatchObject({ nameLatin: 'Hasan' });
    await stop(before);
    const restored = await start(old, port);
    await beginEpochNow(restored.config);
    // The first laptop, which recorded Hasan, never comes again.
    expect(await second.sync()).toMatchObject({ state: 'done', error: null });
    const people = await second.call('people.search', { text: '', limit: 200 });
    expect(people.map(({ nameLatin }) => nameLatin)).not.toContain('Hasan');
    expect(people.map(({ nameLatin }) => nameLatin)).toContain('Ali');
    expect(await epochs(restored)).toEqual([{ who: 'command line', reason: 'restore' }]);
    expect(await expectAgreed(restored, second)).toBe(11);
  });

  it('gives no place of the order twice, so that what was seen before hides nothing that comes after', async () => {
    const { first, second, port, live, old } = await copied();
    const before = await start(live, port);
    const [known] = await second.call('people.search', { text: '', limit: 1 });
    if (!known) throw new Error('nobody is known');
    for (let round = 0; round < 5; round++) {
      await second.call('people.update', { id: known.id, patch: { unit: `Patrol ${round}` } });
      await second.sync();
    }
    await first.sync();
    // Written with all of this seen, and never sent before the restore.
    await first.call('people.update', { id: known.id, patch: { note: 'Seen everything' } });
    await stop(before);
    const restored = await start(old, port);
    await beginEpochNow(restored.config);
    await second.call('people.update', { id: known.id, patch: { note: 'Written apart' } });
    for (const laptop of [second, first, second]) {
      expect(await laptop.sync()).toMatchObject({ state: 'done', error: null });
    }
    const { rows } = await restored.pool.query(`SELECT 1 FROM record.conflict WHERE row_key = $1`, [
      `[${known.id}]`,
    ]);
    expect(rows.length).toBeGreaterThan(0);
    await expectAgreed(restored, first, second);
  });
});
