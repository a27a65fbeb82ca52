import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createRandom } from '#shared/sample/random.ts';
import { rowsOfHeadquarters, rowsOfLaptop } from '../fixtures/compare-rows.ts';
import { startHq, type TestHq } from '../fixtures/hq.ts';
import { type Laptop, newLaptop } from '../fixtures/laptop.ts';
import { openRoad, type Road } from '../fixtures/road.ts';

const size = {
  people: 24,
  events: 2,
  sessionsPerEvent: 4,
  visits: 2,
  inspections: 1,
  endDate: '2008-05-20',
} as const;

let hq: TestHq;
let road: Road;
const laptops: Laptop[] = [];

beforeAll(async () => {
  // Whoever has nothing yet gets a snapshot.
  hq = await startHq({ HQ_STREAM_LIMIT_MB: '0' });
  road = await openRoad(hq.url);
});
afterAll(async () => {
  await road.close();
  await hq.stop();
});
afterEach(async () => {
  road.block(false);
  road.cutAfter(undefined);
  for (const laptop of laptops.splice(0)) await laptop.dispose();
});

async function enrolled(site: string): Promise<Laptop> {
  const file = await hq.enrolment(site, `${site}-${laptops.length}`, 'inspector');
  const laptop = await newLaptop(file.replaceAll(hq.url, road.url));
  laptops.push(laptop);
  return laptop;
}

async function expectSame(laptop: Laptop, sites: readonly string[]): Promise<void> {
  expect(await laptop.call('sync.status', undefined)).toMatchObject({ toSend: 0, quarantined: 0 });
  expect(await laptop.call('diagnostics.verify', undefined)).toMatchObject({ ok: true });
  await laptop.close();
  expect(await rowsOfLaptop(laptop)).toEqual(await rowsOfHeadquarters(hq.pool, sites));
}

const exchangesIn = (): readonly { readonly snapshot: number; readonly deltas: number }[] =>
  hq.log
    .map(
      (line) =>
        JSON.parse(line) as { readonly msg: string; readonly snapshot: number; readonly deltas: number },
    )
    .filter(({ msg }) => msg === 'exchange');

describe('a new laptop', () => {
  it('is brought up to date by a snapshot and the stream after it, and shows and finds everything', async () => {
    const first = await enrolled('MOSUL');
    await first.recordWorld({ ...size, seed: 1, site: 'MOSUL' });
    expect(await first.sync()).toMatchObject({ state: 'done' });
    const before = exchangesIn().length;
    const second = await enrolled('MOSUL');
    expect(exchangesIn().slice(before)[0]?.snapshot).toBeGreaterThan(0);
    await second.call('people.create', { nameAr: 'زينب', nameLatin: 'Zainab' });
    expect(await second.sync()).toMatchObject({ state: 'done', error: null });
    expect(exchangesIn().at(-1)?.snapshot).toBe(0);
    const people = await second.call('people.search', { text: '', limit: 200 });
    expect(people).toHaveLength(25);
    const known = people[3];
    const found = await second.call('people.search', { text: known?.nameLatin ?? '', limit: 5 });
    expect(found.map(({ id }) => id)).toContain(known?.id);
    await expectSame(second, ['MOSUL']);
  });

  it('gets there through a road that breaks at any byte', async () => {
    const first = await enrolled('BASRA');
    await first.recordWorld({ ...size, seed: 2, site: 'BASRA' });
    await first.sync();
    // Long enough to enrol, too short for a part.
    road.cutAfter(4_000);
    const second = await enrolled('BASRA');
    const random = createRandom(2026);
    let cuts = 0;
    for (let tries = 0; tries < 40; tries++) {
      road.cutAfter(random.between(1, tries < 12 ? 9_000 : 40_000));
      if ((await second.sync()).state === 'done') break;
      cuts++;
    }
    expect(cuts).toBeGreaterThan(2);
    road.cutAfter(undefined);
    expect(await second.sync()).toMatchObject({ state: 'done' });
    await expectSame(second, ['BASRA']);
  });
});
