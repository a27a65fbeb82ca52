import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openVault, unlockVault } from '#db/vault.ts';
import { tables } from '#shared/domain/registry.ts';
import { sampleTrainees } from '#shared/sample/people.ts';
import { createRandom } from '#shared/sample/random.ts';
import { rowsOfHeadquarters, rowsOfLaptop } from '../fixtures/compare-rows.ts';
import { type FlakyLink, type InTheWay, type LinkWeather, openFlakyLink } from '../fixtures/flaky-link.ts';
import { startHq, type TestHq } from '../fixtures/hq.ts';
import { type Laptop, laptopPassphrase, newLaptop, reopenLaptop } from '../fixtures/laptop.ts';

const changes = 20_000;
const changesPerCommit = 25;

/** A satellite modem; bytes and cuts are those of the real one, and only the clock runs eight times faster. */
const satellite: LinkWeather = {
  bitsPerSecond: 64_000,
  roundTripMs: 600,
  loss: 0.01,
  seed: 64,
  timesFaster: 8,
};

let hq: TestHq;
const laptops: Laptop[] = [];
const links: FlakyLink[] = [];

beforeAll(async () => {
  hq = await startHq();
});
afterAll(() => hq.stop());
afterEach(async () => {
  for (const laptop of laptops.splice(0)) await laptop.dispose();
  for (const link of links.splice(0)) await link.close();
});

/** Fields of a person that the rows leave empty. */
const notSaid = {
  given_ar: null,
  father_ar: null,
  grandfather_ar: null,
  great_grandfather_ar: null,
  laqab_ar: null,
  rank_code: null,
  post: null,
  institution_id: null,
  governorate_code: null,
  other_id: null,
  unit: null,
  note: null,
  merged_into: null,
} as const;

async function linked(weather: LinkWeather): Promise<FlakyLink> {
  const link = await openFlakyLink(hq.url, weather);
  links.push(link);
  return link;
}

/** A laptop that has 20,000 rows to send, the same for every site. */
async function fullLaptop(site: string, link: FlakyLink): Promise<Laptop> {
  const file = await hq.enrolment(site, `${site}-1`);
  const made = await newLaptop(file.replaceAll(hq.url, link.url));
  expect(await made.sync()).toMatchObject({ state: 'done' });
  await made.close();
  const folder = path.join(made.folder, 'vaults', 'main');
  const db = openVault(folder, await unlockVault(folder, made.personId, laptopPassphrase));
  const people = sampleTrainees(createRandom(7), 'MOSUL', changes);
  for (let first = 0; first < changes; first += changesPerCommit) {
    db.commit({ advisorId: 1, site }, (tx) => {
      for (const trainee of people.slice(first, first + changesPerCommit)) {
        tx.insert(tables.person, {
          ...notSaid,
          id: tx.newId(),
          site,
          name_ar: trainee.nameAr,
          name_latin: trainee.nameLatin,
          sex: trainee.sex,
          birth_date: trainee.birthDate,
          badge: trainee.badge,
          phone: trainee.phone,
          birth_placeholder: 0,
          entered_by: 1,
          entered_at: '2008-05-06T07:08:09.000Z',
        });
      }
    });
  }
  db.close();
  const laptop = await reopenLaptop(made.folder);
  laptops.push(laptop);
  return laptop;
}

async function expectDrained(laptop: Laptop, site: string): Promise<void> {
  expect(await laptop.call('sync.status', undefined)).toMatchObject({
    state: 'up_to_date',
    toSend: 0,
    quarantined: 0,
    toReview: 0,
    lastError: null,
  });
  await laptop.close();
  expect(await rowsOfLaptop(laptop)).toEqual(await rowsOfHeadquarters(hq.pool, [site]));
}

describe('a link of 64 kbit/s and 600 ms that drops every 20 seconds', () => {
  it(`brings ${changes} changes to headquarters, complete, for less than 1.3 times the bytes of a link that holds`, async () => {
    const steady = await linked({ ...satellite, timesFaster: 1_000 });
    const atEase = await fullLaptop('MOSUL', steady);
    const beforeSteady = steady.bytesUp;
    expect(await atEase.sync()).toMatchObject({ state: 'done' });
    const uncut = steady.bytesUp - beforeSteady;
    await expectDrained(atEase, 'MOSUL');

    const link = await linked({ ...satellite, cutEverySeconds: 20 });
    const laptop = await fullLaptop('BASRA', link);
    const before = { bytes: link.bytesUp, cuts: link.cuts };
    let tries = 1;
    for (; (await laptop.sync()).state !== 'done'; tries++) expect(tries).toBeLessThan(100);
    expect(link.cuts - before.cuts).toBeGreaterThanOrEqual(3);
    expect((link.bytesUp - before.bytes) / uncut).toBeLessThan(1.3);
    await expectDrained(laptop, 'BASRA');
  });
});

describe('what stands between laptop and headquarters', () => {
  const cases: readonly (readonly [string, InTheWay, string])[] = [
    ['a page to sign in on', 'portal', 'captive_portal'],
    ['a proxy that asks for a password', 'password', 'captive_portal'],
    ['a connection on which nobody speaks', 'silence', 'network_timeout'],
  ];
  it.each(cases)(
    '%s is told to the person as it is, and the next good link takes everything',
    async (_name, what, code) => {
      const link = await linked({ ...satellite, timesFaster: 1_000 });
      const file = await hq.enrolment('KIRKUK', `Kirkuk-${what}`);
      const laptop = await newLaptop(file.replaceAll(hq.url, link.url), 'Nadia', {
        connectMs: 10_000,
        idleMs: 1_000,
      });
      laptops.push(laptop);
      for (let index = 0; index < 3; index++) {
        await laptop.call('people.create', {
          nameAr: `متدرب ${what} ${index}`,
          nameLatin: `Trainee ${what} ${index}`,
        });
        link.standIn(what);
        expect(await laptop.sync()).toMatchObject({ state: 'failed', error: { code } });
        const status = await laptop.call('sync.status', undefined);
        expect(status).toMatchObject({ state: 'offline', lastError: { code } });
        expect(status.toSend).toBeGreaterThan(0);
      }
      link.standIn(undefined);
      expect(await laptop.sync()).toMatchObject({ state: 'done', error: null });
      await expectDrained(laptop, 'KIRKUK');
    },
  );
});
