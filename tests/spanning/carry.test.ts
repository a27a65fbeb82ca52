import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readWorkFile } from '#hq/server/carried-file.ts';
import { brotli, decompress } from '#hq/server/compression.ts';
import { carryingKeys } from '#hq/store/carrying-key.ts';
import { startHq, type TestHq } from '../fixtures/hq.ts';
import { type Laptop, newLaptop } from '../fixtures/laptop.ts';

let hq: TestHq;
const laptops: Laptop[] = [];
beforeAll(async () => {
  hq = await startHq();
});
afterAll(async () => {
  for (const laptop of laptops) await laptop.dispose();
  await hq.stop();
});

async function laptopOf(site: string, label: string): Promise<Laptop> {
  const laptop = await newLaptop(await hq.enrolment(site, label, 'supervisor'));
  laptops.push(laptop);
  await synced(laptop);
  return laptop;
}

async function synced(laptop: Laptop): Promise<void> {
  const job = await laptop.sync();
  expect(job.error).toBeNull();
}

let made = 0;

/** Names that no other person of the test has anything in common with. */
const names = [
  'Zuhair',
  'Qahtan',
  'Yaarub',
  'Dhirgham',
  'Layth',
  'Usama',
  'Fawzi',
  'Majid',
  'Hashim',
  'Sinan',
];

async function addPerson(laptop: Laptop): Promise<{ readonly id: number; readonly name: string }> {
  const name = `${names[made % names.length]} ${names[Math.floor(made / names.length)]}`;
  made += 1;
  const { id } = await laptop.call('people.create', { nameAr: `محمول ${made}`, nameLatin: name });
  return { id, name };
}

/** Whether the person is on this laptop. */
async function has(
  laptop: Laptop,
  { id, name }: { readonly id: number; readonly name: string },
): Promise<boolean> {
  const found = await laptop.call('people.search', { text: name, limit: 50 });
  return found.some((person) => person.id === id);
}

async function write(laptop: Laptop, ...readers: number[]): Promise<Uint8Array> {
  return (await laptop.call('carry.write', { laptops: readers })).bytes;
}

/** What an operator does with a file that came by courier. */
async function atHeadquarters(file: Uint8Array) {
  const { ledger, identity } = hq.server.store;
  const headquarters = { ledger, identity, now: Date.now, compress: brotli, decompress };
  const keys = await carryingKeys(hq.pool, identity);
  const settings = { maxBytes: 1e9, durableAfterMs: 3_600_000 };
  return readWorkFile(headquarters, keys, settings, file, 'courier', { info: () => undefined });
}

const status = (laptop: Laptop) => laptop.call('sync.status', undefined);
const knownToHq = async ({ id }: { readonly id: number }): Promise<boolean> =>
  (await hq.pool.query('SELECT 1 FROM record.person WHERE id = $1', [id])).rowCount === 1;

describe('a file carried to headquarters and back', () => {
  it('brings records there and the confirmation back, without any network', async () => {
    const laptop = await laptopOf('MOSUL', 'Mosul-1');
    const person = await addPerson(laptop);
    expect((await status(laptop)).toSend).toBeGreaterThan(0);
    const read = await atHeadquarters(await write(laptop));
    expect(read.newOps).toBeGreaterThan(0);
    expect(await knownToHq(person)).toBe(true);
    const news = await laptop.call('carry.read', { bytes: read.reply });
    expect(news).toMatchObject({ purpose: 'return', from: null, confirmed: read.newOps });
    expect(await status(laptop)).toMatchObject({ toSend: 0, state: 'up_to_date' });
  });

  it('may come twice, late, and mixed with the network: nothing is lost and nothing doubles', async () => {
    const laptop = await laptopOf('MOSUL', 'Mosul-2');
    const first = await addPerson(laptop);
    const early = await write(laptop);
    const second = await addPerson(laptop);
    const late = await write(laptop);
    await atHeadquarters(late);
    expect((await atHeadquarters(early)).newOps).toBe(0);
    await synced(laptop);
    const third = await addPerson(laptop);
    const again = await atHeadquarters(early);
    expect(again.newOps).toBe(0);
    await synced(laptop);
    const stale = await laptop.call('carry.read', { bytes: again.reply });
    expect(stale).toMatchObject({ changes: 0, confirmed: 0 });
    for (const each of [first, second, third]) expect(await knownToHq(each)).toBe(true);
    expect((await status(laptop)).toSend).toBe(0);
  });

  it('brings news of the other laptops of the site', async () => {
    const [one, two] = [await laptopOf('BASRA', 'Basra-1'), await laptopOf('BASRA', 'Basra-2')];
    const person = await addPerson(one);
    await synced(one);
    expect(await has(two, person)).toBe(false);
    const { reply } = await atHeadquarters(await write(two));
    const news = await two.call('carry.read', { bytes: reply });
    expect(news.changes).toBeGreaterThan(0);
    expect(await has(two, person)).toBe(true);
    await two.call('carry.read', { bytes: reply });
    expect(await has(two, person)).toBe(true);
  });

  it('is refused when it was changed, cut short, or made for somebody else, and changes nothing', async () => {
    const [one, two] = [await laptopOf('BASRA', 'Basra-3'), await laptopOf('BASRA', 'Basra-4')];
    const person = await addPerson(one);
    const file = await write(one);
    const changed = file.slice();
    changed[changed.length - 20] = (changed[changed.length - 20] ?? 0) ^ 1;
    await expect(atHeadquarters(changed)).rejects.toMatchObject({ code: 'carry_damaged' });
    await expect(atHeadquarters(file.subarray(0, -50))).rejects.toMatchObject({ code: 'carry_damaged' });
    await expect(two.call('carry.read', { bytes: file })).rejects.toMatchObject({
      code: 'carry_not_for_you',
    });
    expect(await knownToHq(person)).toBe(false);
    const { reply } = await atHeadquarters(file);
    await expect(two.call('carry.read', { bytes: reply })).rejects.toMatchObject({
      code: 'carry_not_for_you',
    });
    await expect(one.call('carry.read', { bytes: new Uint8Array(100) })).rejects.toMatchObject({
      code: 'file_type',
    });
    expect((await status(one)).toSend).toBeGreaterThan(0);
  });
});

describe('a file from one laptop of a site to another', () => {
  it('shows the records there at once, and travels on to headquarters with whichever gets there first', async () => {
    const [one, two] = [await laptopOf('KIRKUK', 'Kirkuk-1'), await laptopOf('KIRKUK', 'Kirkuk-2')];
    await synced(one);
    const [nearby] = await one.call('carry.laptops', undefined);
    expect(nearby?.label).toBe('Kirkuk-2');
    const person = await addPerson(one);
    const file = await write(one, nearby?.device ?? 0);
    const news = await two.call('carry.read', { bytes: file });
    expect(news).toMatchObject({ purpose: 'work', from: 'Kirkuk-1' });
    expect(await has(two, person)).toBe(true);
    expect(await two.call('carry.loads', undefined)).toMatchObject([{ label: 'Kirkuk-1' }]);
    expect(await knownToHq(person)).toBe(false);

    await synced(two);
    expect(await knownToHq(person)).toBe(true);
    expect(await two.call('carry.loads', undefined)).toEqual([]);
    expect(await has(two, person)).toBe(true);

    await synced(one);
    expect((await status(one)).toSend).toBe(0);
    const { rows } = await hq.pool.query<{ n: number }>(
      'SELECT count(*) AS n FROM record.person WHERE id = $1',
      [person.id],
    );
    expect(rows[0]?.n).toBe(1);
  });

  it('cannot be made for a laptop of another site', async () => {
    const [one, two] = [await laptopOf('ERBIL', 'Erbil-1'), await laptopOf('BAGHDAD', 'Baghdad-1')];
    expect((await one.call('carry.laptops', undefined)).map(({ label }) => label)).toEqual([]);
    const { rows } = await hq.pool.query<{ number: number }>(
      `SELECT number FROM hq.device WHERE label = 'Baghdad-1'`,
    );
    await expect(write(one, rows[0]?.number ?? 0)).rejects.toMatchObject({ code: 'not_found' });
    expect(two).toBeDefined();
  });
});
