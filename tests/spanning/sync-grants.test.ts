import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { transaction } from '#hq/store/database.ts';
import { changeGrant } from '#hq/store/grants.ts';
import { tables } from '#shared/domain/registry.ts';
import { rowsOfHeadquarters, rowsOfLaptop } from '../fixtures/compare-rows.ts';
import { edit, person } from '../fixtures/field-rows.ts';
import { startHq, type TestHq } from '../fixtures/hq.ts';
import { type Laptop, newLaptop } from '../fixtures/laptop.ts';

const size = {
  people: 10,
  events: 1,
  sessionsPerEvent: 2,
  visits: 2,
  inspections: 1,
  endDate: '2008-05-20',
} as const;

let hq: TestHq;
const laptops: Laptop[] = [];

beforeAll(async () => {
  hq = await startHq();
});
afterAll(() => hq.stop());
afterEach(async () => {
  for (const laptop of laptops.splice(0)) await laptop.dispose();
});

async function enrolled(site: string, label: string): Promise<{ laptop: Laptop; device: number }> {
  const laptop = await newLaptop(await hq.enrolment(site, label, 'inspector'));
  laptops.push(laptop);
  const device = (await laptop.call('vault.session', undefined))?.device ?? 0;
  return { laptop, device };
}

const grant = (device: number, ...sites: string[]) =>
  transaction(hq.pool, (sql) => changeGrant(sql, device, sites, 'Operations'));

async function expectRows(laptop: Laptop, sites: readonly string[]): Promise<void> {
  expect(await laptop.call('diagnostics.verify', undefined)).toMatchObject({ ok: true });
  await laptop.close();
  expect(await rowsOfLaptop(laptop)).toEqual(await rowsOfHeadquarters(hq.pool, sites));
}

describe('a laptop that is granted a further site', () => {
  it('receives the site whole, without what it holds already, and then hears of both', async () => {
    const basra = await enrolled('BASRA', 'Basra-1');
    await basra.laptop.recordWorld({ ...size, seed: 1, site: 'BASRA' });
    await basra.laptop.sync();
    const { laptop, device } = await enrolled('MOSUL', 'Mosul-1');
    await laptop.recordWorld({ ...size, seed: 2, site: 'MOSUL' });
    await laptop.sync();
    expect(await grant(device, 'MOSUL', 'BASRA')).toEqual({ version: 2, sites: ['BASRA', 'MOSUL'] });
    await laptop.call('people.create', { nameAr: 'زينب', nameLatin: 'Zainab' });
    await basra.laptop.call('people.create', { nameAr: 'كريم', nameLatin: 'Karim' });
    await basra.laptop.sync();
    expect(await laptop.sync()).toMatchObject({ state: 'done', error: null });
    await basra.laptop.call('people.create', { nameAr: 'فاطمة', nameLatin: 'Fatima' });
    await basra.laptop.sync();
    expect(await laptop.sync()).toMatchObject({ state: 'done', error: null });
    const found = await laptop.call('people.search', { text: 'Fatima', limit: 5 });
    expect(found).toHaveLength(1);
    await expectRows(laptop, ['BASRA', 'MOSUL']);
  });
});

describe('a laptop that loses a site', () => {
  it('sends what it recorded there, then holds and finds nothing of it any more', async () => {
    const { laptop, device } = await enrolled('BAGHDAD', 'Baghdad-1');
    await laptop.recordWorld({ ...size, seed: 3, site: 'BAGHDAD' });
    await laptop.sync();
    await laptop.call('people.create', { nameAr: 'نور', nameLatin: 'Noor' });
    await grant(device, 'KIRKUK');
    expect(await laptop.sync()).toMatchObject({ state: 'done', error: null });
    const { rows } = await hq.pool.query(`SELECT 1 FROM record.person WHERE name_latin = 'Noor'`);
    expect(rows).toHaveLength(1);
    expect(await laptop.call('people.search', { text: '', limit: 200 })).toEqual([]);
    expect(await laptop.call('sync.status', undefined)).toMatchObject({ toSend: 0, quarantined: 0 });
    expect(await laptop.sync()).toMatchObject({ state: 'done' });
    await expectRows(laptop, ['KIRKUK']);
    const { rows: written } = await hq.pool.query(
      `SELECT who, detail FROM hq.audit WHERE action = 'device.granted' AND subject = $1`,
      [`device ${device}`],
    );
    expect(written).toEqual([
      { who: 'Operations', detail: { version: 2, sites: 'KIRKUK', before: 'BAGHDAD' } },
    ]);
  });

  it('keeps what it may still see, and gets the site back whole when it is granted again', async () => {
    const basra = await enrolled('BASRA', 'Basra-2');
    await basra.laptop.recordWorld({ ...size, seed: 4, site: 'BASRA' });
    await basra.laptop.sync();
    const { laptop, device } = await enrolled('MOSUL', 'Mosul-2');
    await laptop.recordWorld({ ...size, seed: 5, site: 'MOSUL' });
    await grant(device, 'BASRA', 'MOSUL');
    await laptop.sync();
    const both = (await laptop.call('people.search', { text: '', limit: 200 })).length;
    await grant(device, 'MOSUL');
    await laptop.sync();
    expect((await laptop.call('people.search', { text: '', limit: 200 })).length).toBeLessThan(both);
    await basra.laptop.call('people.create', { nameAr: 'سعد', nameLatin: 'Saad' });
    await basra.laptop.sync();
    await grant(device, 'BASRA', 'MOSUL');
    expect(await laptop.sync()).toMatchObject({ state: 'done', error: null });
    expect(await laptop.call('people.search', { text: '', limit: 200 })).toHaveLength(both + 1);
    await expectRows(laptop, ['BASRA', 'MOSUL']);
  });
});

describe('a change of the grant', () => {
  it('moves rows from one site to the other without losing or doubling them', async () => {
    const writer = await hq.enrolDevice('MOSUL');
    await grant(writer.given.device, 'MOSUL', 'KIRKUK');
    const there = person(writer, 'Moves');
    writer.write(there);
    await writer.send();
    const { laptop, device } = await enrolled('KIRKUK', 'Kirkuk-1');
    const id = Number(there.key[0]);
    await expect(laptop.call('people.get', { id })).rejects.toMatchObject({ code: 'not_found' });
    await grant(device, 'KIRKUK', 'MOSUL');
    writer.write(edit(tables.person, [id], { site: 'KIRKUK' }));
    await writer.send();
    expect(await laptop.sync()).toMatchObject({ state: 'done' });
    expect(await laptop.call('people.get', { id })).toMatchObject({ nameLatin: 'Moves' });
    await expectRows(laptop, ['KIRKUK', 'MOSUL']);
  });

  it('names the site that does not exist, and makes no version of what is granted already', async () => {
    const { device } = (await hq.enrolDevice('MOSUL')).given;
    await expect(grant(device, 'ATLANTIS')).rejects.toMatchObject({ code: 'not_found' });
    expect(await grant(device, 'MOSUL')).toEqual({ version: 1, sites: ['MOSUL'] });
    await expect(grant(999_999, 'MOSUL')).rejects.toMatchObject({ code: 'unknown_device' });
  });
});
