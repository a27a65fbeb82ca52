import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { splitId } from '#shared/domain/ids.ts';
import { rowsOfHeadquarters, rowsOfLaptop } from '../fixtures/compare-rows.ts';
import { startHq, type TestHq } from '../fixtures/hq.ts';
import { type Laptop, newLaptop, reopenLaptop } from '../fixtures/laptop.ts';
import { openRoad, type Road } from '../fixtures/road.ts';
import { copyDisk, openWithoutMark, restoreDatabase } from '../fixtures/vault-copies.ts';

let hq: TestHq;
let road: Road;
const laptops: Laptop[] = [];

beforeAll(async () => {
  hq = await startHq();
  road = await openRoad(hq.url);
});
afterAll(async () => {
  await road.close();
  await hq.stop();
});
afterEach(async () => {
  vi.useRealTimers();
  road.cutAfter(undefined);
  for (const laptop of laptops.splice(0)) await laptop.dispose();
});

async function enrolled(site: string): Promise<Laptop> {
  const file = await hq.enrolment(site, `${site}-1`, 'inspector');
  return keep(await newLaptop(file.replaceAll(hq.url, road.url)));
}

function keep(laptop: Laptop): Laptop {
  laptops.push(laptop);
  return laptop;
}

const deviceOf = async (laptop: Laptop): Promise<number> =>
  (await laptop.call('vault.session', undefined))?.device ?? 0;

async function record(laptop: Laptop, nameLatin: string): Promise<number> {
  const { id } = await laptop.call('people.create', { nameAr: 'علي حسن', nameLatin });
  return id;
}

const namesOf = async (laptop: Laptop): Promise<readonly string[]> =>
  (await laptop.call('people.search', { text: '', limit: 200 }))
    .map(({ nameLatin }) => nameLatin ?? '')
    .sort();

async function syncs(...order: readonly Laptop[]): Promise<void> {
  for (const laptop of order) expect(await laptop.sync()).toMatchObject({ state: 'done', error: null });
}

async function conflictsAt(site: string): Promise<number> {
  const { rows } = await hq.pool.query('SELECT 1 FROM record.conflict WHERE site = $1', [site]);
  return rows.length;
}

async function reincarnations(former: number) {
  const { rows } = await hq.pool.query(
    `SELECT subject, detail FROM hq.audit WHERE action = 'device.reincarnated' AND who = $1 ORDER BY id`,
    [String(former)],
  );
  return rows;
}

/** They and headquarters hold the same rows, and nothing waits or was put aside. */
async function expectAgreement(site: string, ...all: readonly Laptop[]): Promise<void> {
  for (const laptop of all) {
    expect(await laptop.call('sync.status', undefined)).toMatchObject({ toSend: 0, quarantined: 0 });
    expect((await laptop.call('diagnostics.verify', undefined)).checks.filter(({ ok }) => !ok)).toEqual([]);
    await laptop.close();
    expect(await rowsOfLaptop(laptop)).toEqual(await rowsOfHeadquarters(hq.pool, [site]));
  }
}

describe('a laptop whose backup was restored', () => {
  it('goes on under another number: what it lost comes back, what it recorded since arrives once', async () => {
    const laptop = await enrolled('MOSUL');
    const device = await deviceOf(laptop);
    const early = await record(laptop, 'Early');
    await syncs(laptop);
    await laptop.close();
    const backup = copyDisk(laptop);
    const before = keep(await reopenLaptop(laptop.folder));
    await before.call('people.update', { id: early, patch: { unit: 'Traffic' } });
    await record(before, 'Lost and found');
    await syncs(before);
    await before.close();
    restoreDatabase(laptop, backup);
    const after = keep(await reopenLaptop(laptop.folder));
    const added = await record(after, 'Recorded after the restore');
    // Until the next contact nobody knows what became of the number: no id may be one of the other history.
    expect(splitId(added)).toMatchObject({ device, counter: expect.any(Number) });
    expect(splitId(added).counter).toBeGreaterThan(2 ** 20);
    await after.call('people.update', { id: early, patch: { note: 'Seen again' } });
    await syncs(after, after);
    expect(await deviceOf(after)).toBe(device + 1);
    expect(await namesOf(after)).toEqual(['Early', 'Lost and found', 'Recorded after the restore']);
    expect(await after.call('people.get', { id: early })).toMatchObject({
      unit: 'Traffic',
      note: 'Seen again',
    });
    expect(await conflictsAt('MOSUL')).toBe(0);
    expect(await reincarnations(device)).toEqual([
      {
        subject: `device ${device + 1}`,
        detail: expect.objectContaining({ former: device, again: 2, reason: 'restored' }),
      },
    ]);
    await record(after, 'And on');
    await syncs(after);
    await expectAgreement('MOSUL', after);
  });

  it('is found out by headquarters when the whole disk was put back', async () => {
    const laptop = await enrolled('BASRA');
    const device = await deviceOf(laptop);
    await record(laptop, 'Early');
    await syncs(laptop);
    await laptop.close();
    const backup = copyDisk(laptop);
    const before = keep(await reopenLaptop(laptop.folder));
    await record(before, 'Lost and found');
    await syncs(before);
    await before.close();
    // Nobody puts a disk back within the minute.
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 120_000 });
    const after = keep(await reopenLaptop(backup.folder));
    await record(after, 'Recorded after the restore');
    await syncs(after, after);
    expect(await deviceOf(after)).toBe(device + 1);
    expect(await namesOf(after)).toEqual(['Early', 'Lost and found', 'Recorded after the restore']);
    expect((await reincarnations(device)).map(({ detail }) => detail.reason)).toEqual(['forked']);
    expect(await conflictsAt('BASRA')).toBe(0);
    await expectAgreement('BASRA', after);
  });
});

describe('a laptop of which a copy is in use', () => {
  it('and the copy both go on: the work of both is at headquarters, each op once, with no false conflict', async () => {
    const original = await enrolled('KIRKUK');
    const device = await deviceOf(original);
    const shared = await record(original, 'Sent before the copy');
    await syncs(original);
    const waiting = await record(original, 'Waiting when the copy was made');
    await original.close();
    const copy = keep(await openWithoutMark(copyDisk(original)));
    const first = keep(await reopenLaptop(original.folder));
    await first.call('people.update', { id: waiting, patch: { unit: 'Patrol' } });
    const mine = await record(first, 'Of the original');
    const theirs = await record(copy, 'Of the copy');
    expect(mine).not.toBe(theirs);
    await copy.call('people.update', { id: shared, patch: { note: 'By the copy' } });
    await syncs(copy, first, copy, first);
    expect(await deviceOf(first)).toBe(device);
    expect(await deviceOf(copy)).toBe(device + 1);
    for (const laptop of [first, copy]) {
      expect(await namesOf(laptop)).toEqual([
        'Of the copy',
        'Of the original',
        'Sent before the copy',
        'Waiting when the copy was made',
      ]);
      expect(await laptop.call('people.get', { id: waiting })).toMatchObject({ unit: 'Patrol' });
      expect(await laptop.call('people.get', { id: shared })).toMatchObject({ note: 'By the copy' });
    }
    expect(await conflictsAt('KIRKUK')).toBe(0);
    await expectAgreement('KIRKUK', first, copy);
  });

  it('gets one number, however often the road breaks while it asks', async () => {
    const original = await enrolled('BAGHDAD');
    const device = await deviceOf(original);
    await record(original, 'One');
    await syncs(original);
    await original.close();
    const copy = keep(await openWithoutMark(copyDisk(original)));
    await record(copy, 'Two');
    for (let bytes = 100; bytes < 1500; bytes += 90) {
      road.cutAfter(bytes);
      await copy.sync();
    }
    road.cutAfter(undefined);
    await syncs(copy);
    expect(await deviceOf(copy)).toBe(device + 1);
    expect(await reincarnations(device)).toHaveLength(1);
    await expectAgreement('BAGHDAD', copy);
  });
});
