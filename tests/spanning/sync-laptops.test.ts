import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { readTraining } from '#hq/store/queries/trainings.ts';
import { createRandom } from '#shared/sample/random.ts';
import { type RowsByTable, rowsOfHeadquarters, rowsOfLaptop } from '../fixtures/compare-rows.ts';
import { startHq, type TestHq } from '../fixtures/hq.ts';
import { type Laptop, newLaptop, reopenLaptop } from '../fixtures/laptop.ts';
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
  hq = await startHq();
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

const counts = (rows: RowsByTable): Readonly<Record<string, number>> =>
  Object.fromEntries(Object.entries(rows).map(([table, lines]) => [table, lines.length]));

/** The laptop holds exactly what headquarters has for its site, row by row. */
async function expectSame(laptop: Laptop, site: string): Promise<RowsByTable> {
  await laptop.close();
  const mine = await rowsOfLaptop(laptop);
  expect(mine).toEqual(await rowsOfHeadquarters(hq.pool, [site]));
  return mine;
}

describe('a laptop and headquarters', () => {
  it('hold the same rows after one exchange of everything that was recorded while headquarters was out of reach', async () => {
    const laptop = await enrolled('MOSUL');
    expect((await laptop.call('vault.session', undefined))?.advisorId).toBeGreaterThan(0);
    expect((await laptop.call('reference.options', { list: 'site' })).length).toBeGreaterThan(3);
    road.block(true);
    await laptop.recordWorld({ ...size, seed: 1, site: 'MOSUL' });
    expect((await laptop.sync()).state).toBe('failed');
    expect(await laptop.call('sync.status', undefined)).toMatchObject({ state: 'offline' });
    road.block(false);
    expect(await laptop.sync()).toMatchObject({ state: 'done', error: null });
    const status = await laptop.call('sync.status', undefined);
    expect(status).toMatchObject({
      state: 'up_to_date',
      toSend: 0,
      quarantined: 0,
      toReview: 0,
      waiting: [],
    });
    const [exchange] = await laptop.call('sync.history', { limit: 1 });
    expect(exchange).toMatchObject({ outcome: 'ok' });
    expect(exchange?.opsSent).toBeGreaterThan(50);
    const rows = counts(await expectSame(laptop, 'MOSUL'));
    expect(rows.person).toBeGreaterThanOrEqual(24);
    expect(rows.attendance_mark).toBeGreaterThanOrEqual(24 * 4);
    expect(rows.inspection).toBe(1);
  });

  it('come together through a road that breaks again and again at any byte', async () => {
    const laptop = await enrolled('BASRA');
    await laptop.recordWorld({ ...size, seed: 2, site: 'BASRA' });
    const random = createRandom(2008);
    let cuts = 0;
    for (let tries = 0; tries < 24; tries++) {
      await laptop.call('people.create', { nameAr: `متدرب ${tries}`, nameLatin: `Trainee ${tries}` });
      road.cutAfter(random.between(1, tries % 2 === 0 ? 2_000 : 12_000));
      if ((await laptop.sync()).state !== 'done') cuts++;
    }
    expect(cuts).toBeGreaterThan(8);
    road.cutAfter(undefined);
    expect(await laptop.sync()).toMatchObject({ state: 'done' });
    expect(await laptop.call('sync.status', undefined)).toMatchObject({
      toSend: 0,
      quarantined: 0,
      toReview: 0,
    });
    await expectSame(laptop, 'BASRA');
  });

  it('agree when two laptops of one site work apart and then talk in turn', async () => {
    const first = await enrolled('KIRKUK');
    const second = await enrolled('KIRKUK');
    await first.recordWorld({ ...size, seed: 3, site: 'KIRKUK' });
    await second.recordWorld({ ...size, seed: 4, site: 'KIRKUK' });
    for (const laptop of [first, second, first, second])
      expect(await laptop.sync()).toMatchObject({ state: 'done' });
    const people = (await first.call('people.search', { text: '', limit: 200 })).length;
    expect((await second.call('people.search', { text: '', limit: 200 })).length).toBe(people);
    const mine = await expectSame(first, 'KIRKUK');
    expect(await expectSame(second, 'KIRKUK')).toEqual(mine);
  });

  it('lose no mark and no feedback form when two trainers mark the same session on two laptops', async () => {
    const grid = await enrolled('MOSUL');
    const door = await enrolled('MOSUL');
    const { id: eventId } = await grid.call('training.create', {
      event: {
        courseCode: 'IPS-PIT',
        programme: 'police',
        venue: 'Academy',
        startDate: '2008-05-18',
        endDate: '2008-05-18',
        language: 'ar',
      },
      sessions: [{ day: '2008-05-18', slot: 'am', hours: 3, topic: 'Law' }],
    });
    const people: number[] = [];
    for (let index = 0; index < 30; index++) {
      const person = { nameAr: `متدرب ${index}`, nameLatin: '', badge: `M-${100 + index}` };
      people.push((await grid.call('people.create', person)).id);
    }
    await grid.call('training.enrol', { eventId, personIds: people });
    await grid.sync();
    await door.sync();
    const sessionId = (await door.call('training.get', { eventId })).sessions[0]?.id ?? 0;
    const form = {
      relevance: 4,
      clarity: 4,
      trainers: 5,
      practice: 3,
      interpretation: null,
      organisation: 4,
    };
    // Apart: twenty in the grid, twenty at the door. Of the ten whom both saw, one is absent here and present there.
    const marks = people.slice(0, 20).map((personId, index) => ({
      sessionId,
      personId,
      mark: index === 15 ? ('absent' as const) : ('present' as const),
      minutes: null,
    }));
    await grid.call('training.mark', { marks });
    for (let index = 10; index < 30; index++) {
      const seen = await door.call('training.checkIn', { sessionId, who: { badge: `m ${100 + index}` } });
      expect(seen.outcome).toBe('in');
    }
    await grid.call('training.addInstructor', { eventId, role: 'lead', name: 'Karim Haddad' });
    for (const laptop of [grid, door, grid]) {
      await laptop.call('evaluation.addForm', { eventId, answers: form });
    }
    for (const laptop of [grid, door, grid, door])
      expect(await laptop.sync()).toMatchObject({ state: 'done' });
    const [mine, theirs] = await Promise.all(
      [grid, door].map((each) => each.call('training.get', { eventId })),
    );
    expect(mine?.marks).toHaveLength(30);
    expect(theirs?.marks).toEqual(mine?.marks);
    expect(mine?.marks.filter(({ mark }) => mark === 'present').length).toBeGreaterThanOrEqual(29);
    for (const laptop of [grid, door]) {
      const open = await laptop.call('conflicts.list', { state: 'open' });
      expect(open.map(({ record }) => record.link)).toEqual([{ kind: 'training', id: eventId }]);
      expect((await laptop.call('evaluation.feedback', { eventId })).forms).toBe(3);
    }
    const atHeadquarters = await readTraining(hq.pool, eventId);
    expect(atHeadquarters).toMatchObject({
      instructors: [{ name: 'Karim Haddad', role: 'lead' }],
      feedback: {
        forms: 3,
        questions: [{ question: 'relevance', mean: 4, answers: 3 }, {}, {}, {}, { mean: null }, {}],
      },
      followUps: { due: 0 },
    });
    expect(atHeadquarters?.roster.filter(({ marks: [mark] }) => mark !== null)).toHaveLength(30);
  });

  it('keep both values when the two laptops changed the same thing without knowing of each other', async () => {
    const first = await enrolled('BAGHDAD');
    const second = await enrolled('BAGHDAD');
    const { id } = await first.call('people.create', {
      nameAr: 'علي حسن كاظم',
      nameLatin: 'Ali Hasan Kadhim',
    });
    await first.sync();
    await second.sync();
    await first.call('people.update', { id, patch: { unit: 'Traffic' } });
    await second.call('people.update', { id, patch: { unit: 'Patrol' } });
    for (const laptop of [first, second, first]) expect(await laptop.sync()).toMatchObject({ state: 'done' });
    const [mine, theirs] = await Promise.all(
      [first, second].map((laptop) => laptop.call('people.get', { id })),
    );
    expect(mine?.unit).toBe(theirs?.unit);
    const { rows } = await hq.pool.query('SELECT 1 FROM record.conflict WHERE row_key = $1', [`[${id}]`]);
    expect(rows).toHaveLength(1);
  });

  it('go on where they were after the laptop was restarted', async () => {
    const laptop = await enrolled('MOSUL');
    await laptop.call('people.create', { nameAr: 'زينب', nameLatin: 'Zainab' });
    await laptop.close();
    const again = await reopenLaptop(laptop.folder);
    laptops.push(again);
    expect(await again.call('sync.status', undefined)).toMatchObject({ toSend: 2 });
    expect(await again.sync()).toMatchObject({ state: 'done' });
    expect(await again.call('sync.status', undefined)).toMatchObject({ toSend: 0 });
  });
});

describe('an enrolment', () => {
  it('is good for one laptop, and for the same laptop again when the reply was lost', async () => {
    const file = await hq.enrolment('MOSUL', 'Mosul-9');
    const laptop = await newLaptop();
    laptops.push(laptop);
    const overRoad = file.replaceAll(hq.url, road.url);
    expect(await laptop.call('enrolment.preview', { text: overRoad })).toMatchObject({
      site: 'MOSUL',
      expired: false,
    });
    await expect(laptop.call('sync.start', undefined)).rejects.toMatchObject({ code: 'not_enrolled' });
    road.cutAfter(700);
    await expect(laptop.call('enrolment.complete', { text: overRoad })).rejects.toMatchObject({
      code: 'network_cut',
    });
    road.cutAfter(undefined);
    const session = await laptop.call('enrolment.complete', { text: overRoad });
    expect(session).toMatchObject({ enrolled: true, site: { code: 'MOSUL' }, programme: 'police' });
    const thief = await newLaptop();
    laptops.push(thief);
    await expect(thief.call('enrolment.complete', { text: file })).rejects.toMatchObject({
      code: 'enrolment_used',
    });
  });

  it('is refused when the answer is signed by another headquarters', async () => {
    const file = JSON.parse(await hq.enrolment('MOSUL', 'Mosul-10')) as Record<string, unknown>;
    const laptop = await newLaptop();
    laptops.push(laptop);
    const text = JSON.stringify({ ...file, hqKey: 'A'.repeat(43) });
    await expect(laptop.call('enrolment.complete', { text })).rejects.toMatchObject({ code: 'hq_identity' });
    expect(await laptop.call('vault.session', undefined)).toMatchObject({ enrolled: false });
  });
});
