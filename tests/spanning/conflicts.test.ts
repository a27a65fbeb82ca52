import { rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { formatKey } from '#shared/conflicts/stored-values.ts';
import { tables } from '#shared/domain/registry.ts';
import type { ConflictView } from '#shared/ipc/conflicts.ts';
import { encodeChanges } from '#shared/sync/op-body.ts';
import { rowsOfHeadquarters, rowsOfLaptop } from '../fixtures/compare-rows.ts';
import { edit, mark, person, session, trainingEvent } from '../fixtures/field-rows.ts';
import { startHq, type TestHq } from '../fixtures/hq.ts';
import { type Laptop, newLaptop } from '../fixtures/laptop.ts';

let hq: TestHq;
const laptops: Laptop[] = [];
beforeAll(async () => {
  hq = await startHq();
});
afterAll(() => hq.stop());
afterEach(async () => {
  for (const laptop of laptops.splice(0)) await laptop.dispose();
});

async function enrolled(site: string, role: 'advisor' | 'inspector' = 'advisor'): Promise<Laptop> {
  const laptop = await newLaptop(await hq.enrolment(site, `${site}-${laptops.length}`, role));
  laptops.push(laptop);
  return laptop;
}

async function syncAll(...order: readonly Laptop[]): Promise<void> {
  for (const laptop of order) expect(await laptop.sync()).toMatchObject({ state: 'done', error: null });
}

interface Disagreement {
  readonly first: Laptop;
  readonly second: Laptop;
  readonly id: number;
  readonly conflict: ConflictView;
  /** Which of the two units stands and which fell: a matter of milliseconds, corrected by what each clock is off. */
  readonly stands: string;
  readonly fell: string;
}

/** Two laptops that gave one person two units without knowing of each other, and have both heard of it. */
async function disagreeing(site: string): Promise<Disagreement> {
  const first = await enrolled(site);
  const second = await enrolled(site);
  const { id } = await first.call('people.create', {
    nameAr: 'علي حسن',
    nameLatin: 'Ali Hasan',
    unit: 'Traffic',
  });
  await syncAll(first, second);
  await first.call('people.update', { id, patch: { unit: 'Patrol' } });
  await second.call('people.update', { id, patch: { unit: 'Riverine' } });
  await syncAll(first, second, first);
  const [conflict] = await open(first);
  if (!conflict) throw new Error('nobody asks');
  const stands = (await first.call('people.get', { id })).unit;
  return {
    first,
    second,
    id,
    conflict,
    stands: stands ?? '',
    fell: stands === 'Patrol' ? 'Riverine' : 'Patrol',
  };
}

const open = (laptop: Laptop) => laptop.call('conflicts.list', { state: 'open' });
const toReview = async (laptop: Laptop) => (await laptop.call('sync.status', undefined)).toReview;
const unitOf = async (laptop: Laptop, id: number) => (await laptop.call('people.get', { id })).unit;

async function openAtHeadquarters(): Promise<number> {
  const { rows } = await hq.pool.query(`SELECT 1 FROM record.conflict WHERE state = 'open'`);
  return rows.length;
}

async function expectSame(site: string, ...all: readonly Laptop[]): Promise<void> {
  const theirs = await rowsOfHeadquarters(hq.pool, [site]);
  for (const laptop of all) {
    await laptop.close();
    expect(await rowsOfLaptop(laptop)).toEqual(theirs);
  }
}

describe('two laptops that gave one field two values', () => {
  it('both ask, with the value before, both values, who wrote them and when; so does headquarters', async () => {
    const before = await openAtHeadquarters();
    const { first, second, id, conflict, stands, fell } = await disagreeing('MOSUL');
    expect(conflict).toMatchObject({
      table: 'person',
      record: { name: { en: 'Ali Hasan' }, link: { kind: 'person', id } },
      fields: [
        {
          field: 'unit',
          base: { kind: 'text', text: 'Traffic' },
          standing: { kind: 'text', text: stands },
          fallen: { kind: 'text', text: fell },
        },
      ],
      standing: { author: 'Nadia', at: expect.any(String) },
      fallen: { author: 'Nadia', at: expect.any(String) },
      mine: stands === 'Patrol' ? 'standing' : 'fallen',
    });
    const there = stands === 'Patrol' ? 'fallen' : 'standing';
    expect(await open(second)).toMatchObject([{ id: conflict.id, mine: there }]);
    expect([await toReview(first), await toReview(second)]).toEqual([1, 1]);
    expect((await second.call('people.get', { id })).state).toBe('needs_review');
    expect(await openAtHeadquarters()).toBe(before + 1);
    await expectSame('MOSUL', first, second);
  });

  it('stop asking everywhere once one of them decided, and hold the value that was chosen', async () => {
    const { first, second, id, conflict, fell } = await disagreeing('BASRA');
    const before = await openAtHeadquarters();
    await first.call('conflicts.decide', { id: conflict.id, decision: 'take_fallen' });
    expect(await toReview(first)).toBe(0);
    await syncAll(first, second);
    expect(await toReview(second)).toBe(0);
    expect(await openAtHeadquarters()).toBe(before - 1);
    expect([await unitOf(first, id), await unitOf(second, id)]).toEqual([fell, fell]);
    expect(await second.call('conflicts.list', { state: 'decided' })).toMatchObject([
      { id: conflict.id, decision: 'take_fallen', decidedBy: 'Nadia' },
    ]);
    await expectSame('BASRA', first, second);
  });

  it('ask again everywhere when the decision is taken back, and hold the value from before it', async () => {
    const { first, second, id, conflict, stands, fell } = await disagreeing('KIRKUK');
    await first.call('conflicts.decide', { id: conflict.id, decision: 'both' });
    await syncAll(first, second);
    const kept = await second.call('people.get', { id });
    expect(kept.unit).toBe(stands);
    expect(kept.note).toMatch(/^\[Nadia \d{4}-\d\d-\d\d\] Unit: (Patrol|Riverine)$/);
    expect(kept.note).toContain(fell);
    await second.call('conflicts.undo', { id: conflict.id });
    await syncAll(second, first);
    expect([await toReview(first), await toReview(second)]).toEqual([1, 1]);
    expect(await first.call('people.get', { id })).toMatchObject({ unit: stands, note: null });
    await expectSame('KIRKUK', first, second);
  });

  it('are asked anew when they decide otherwise at the same time: no decision disappears unseen', async () => {
    const { first, second, id, conflict, stands } = await disagreeing('BABIL');
    await first.call('conflicts.decide', { id: conflict.id, decision: 'take_fallen' });
    await second.call('conflicts.decide', { id: conflict.id, decision: 'keep_standing' });
    await syncAll(first, second, first);
    const [again, ...others] = await open(first);
    expect(others).toEqual([]);
    expect(again).toMatchObject({ fields: [{ field: 'unit', base: { text: stands } }] });
    const [field] = again?.fields ?? [];
    expect(
      new Set([field?.standing, field?.fallen].map((value) => value?.kind === 'text' && value.text)),
    ).toEqual(new Set(['Patrol', 'Riverine']));
    expect(await open(second)).toMatchObject([{ id: again?.id }]);
    expect(await unitOf(second, id)).toBe(await unitOf(first, id));
    await expectSame('BABIL', first, second);
  });

  it('agree without another question when they decide alike at the same time', async () => {
    const { first, second, id, conflict, fell } = await disagreeing('ANBAR');
    for (const laptop of [first, second]) {
      await laptop.call('conflicts.decide', { id: conflict.id, decision: 'take_fallen' });
    }
    await syncAll(first, second, first);
    expect([await toReview(first), await toReview(second)]).toEqual([0, 0]);
    expect([await unitOf(first, id), await unitOf(second, id)]).toEqual([fell, fell]);
    await expectSame('ANBAR', first, second);
  });

  it('of another site hear nothing of it', async () => {
    const { first } = await disagreeing('BAGHDAD');
    const elsewhere = await enrolled('DIYALA');
    await syncAll(elsewhere);
    expect(await toReview(first)).toBe(1);
    expect(await toReview(elsewhere)).toBe(0);
  });
});

describe('conflicts that an earlier version of headquarters had found', () => {
  it('reach the laptops of the site after the upgrade, once', async () => {
    const older = await startHq({ HQ_DATA: path.join(hq.config.dataFolder, '..', 'older') });
    const laptop = await older.enrolDevice('MOSUL');
    const added = person(laptop, 'Shared', { post: 'Second' });
    laptop.write(added);
    await laptop.send();
    const id = Number(added.key[0]);
    await older.pool.query(
      `INSERT INTO hq.conflict (hq_seq, table_id, row_key, group_id, scope, base_seen, winner_hq_seq, winner_device,
         winner_ms, winner_values, loser_hq_seq, loser_device, loser_ms, loser_values)
       SELECT hq_seq, $2, $3, 14, 'MOSUL', 0, hq_seq, device, 2000, $4, hq_seq, device, 1000, $5
       FROM hq.op WHERE device = $1`,
      [laptop.device, tables.person.id, String(id), packed('Second'), packed('First')],
    );
    await older.stop();
    for (let start = 0; start < 2; start++) {
      const newer = await startHq({ HQ_DATA: older.config.dataFolder });
      laptop.hqUrl = newer.url;
      await laptop.send();
      await newer.stop();
    }
    const { fields } = tables.conflict;
    const received = laptop.received.filter(({ changes }) =>
      changes.some(({ table }) => table === tables.conflict.id),
    );
    expect(received).toHaveLength(1);
    const [change] = received[0]?.changes ?? [];
    expect(change?.key).toEqual([laptop.device, 1, tables.person.id, `[${id}]`, 14, 'MOSUL']);
    expect(new Map(change?.fields).get(fields.standing.id)).toBe('[[14,"Second"]]');
    expect(new Map(change?.fields).get(fields.fallen.id)).toBe('[[14,"First"]]');
    expect(new Map(change?.fields).get(fields.state.id)).toBe('open');
    rmSync(older.config.dataFolder, { recursive: true, force: true });
  });

  const packed = (post: string): Buffer =>
    Buffer.from(encodeChanges([{ table: 0, key: [], fields: [[14, post]] }]));
});

describe('a laptop on the wire', () => {
  const { fields } = tables.conflict;

  it('learns of a conflict that its own op raised, in the reply to that op', async () => {
    const a = await hq.enrolDevice('MOSUL');
    const b = await hq.enrolDevice('MOSUL');
    const added = person(a, 'Shared');
    const id = Number(added.key[0]);
    a.write(added);
    await a.send();
    await b.send();
    a.write(edit(tables.person, [id], { post: 'First' }));
    b.write(edit(tables.person, [id], { post: 'Second' }));
    await a.send();
    const { entries } = await b.send();
    const own = entries.find(({ device }) => device === b.device);
    const change = own?.changes.find(({ table }) => table === tables.conflict.id);
    expect(change?.key).toEqual([b.device, 1, tables.person.id, `[${id}]`, 14, 'MOSUL']);
    expect(new Map(change?.fields).get(fields.state.id)).toBe('open');
  });

  it('finds the value before both through everything that was written between', async () => {
    const a = await hq.enrolDevice('MOSUL');
    const b = await hq.enrolDevice('MOSUL');
    const added = person(a, 'Shared', { post: 'Known to both' });
    const id = Number(added.key[0]);
    a.write(added);
    await a.send();
    await b.send();
    for (const post of ['One', 'Two', 'Three']) {
      a.write(edit(tables.person, [id], { post }));
      await a.send();
    }
    b.write(edit(tables.person, [id], { post: 'Late' }));
    await b.send();
    const { rows } = await hq.pool.query(
      'SELECT base, fallen, standing FROM record.conflict WHERE row_key = $1',
      [`[${id}]`],
    );
    expect(rows).toEqual([
      { base: '[[14,"Known to both"]]', standing: '[[14,"Late"]]', fallen: '[[14,"Three"]]' },
    ]);
  });

  it('that both made the same row begins from nothing', async () => {
    const a = await hq.enrolDevice('MOSUL');
    const b = await hq.enrolDevice('MOSUL');
    const [event, held] = [a.newId(), a.newId()];
    a.write(trainingEvent(a, event), session(a, event, held));
    await a.send();
    await b.send();
    a.write(mark(a, held, 77, 'present'));
    b.write(mark(b, held, 77, 'late'));
    await a.send();
    await b.send();
    const { rows } = await hq.pool.query('SELECT base FROM record.conflict WHERE row_key = $1', [
      `[${held},77]`,
    ]);
    expect(rows).toEqual([{ base: '[[4,null],[5,null]]' }]);
  });

  it('may decide a conflict of its site and nothing else of it: the rest is headquarters’ to write', async () => {
    const laptop = await hq.enrolDevice('MOSUL');
    const key = [laptop.device, 90, tables.person.id, formatKey([5]), 14, 'MOSUL'];
    laptop.write({ table: tables.conflict.id, key, fields: [[fields.standing.id, '[]']] });
    laptop.write({ table: tables.conflict.id, key, fields: [[0, 1]] });
    laptop.write({ table: tables.conflict.id, key: [...key.slice(0, 5), 'BASRA'], fields: decided });
    laptop.write({ table: tables.conflict.id, key, fields: decided });
    const { answer } = await laptop.send();
    expect(answer.quarantined).toEqual([
      { seq: 1, reason: 'reference_data' },
      { seq: 2, reason: 'reference_data' },
      { seq: 3, reason: 'out_of_grant' },
    ]);
  });

  it.each([
    ['is not asked again where its value stands', -60_000, 'decided', 'First'],
    ['is asked again where another value stands', 0, 'open', 'Second'],
  ])('that decided before headquarters knew (again) %s', async (_name, clockError, state, stands) => {
    const a = await hq.enrolDevice('MOSUL');
    const b = await hq.enrolDevice('MOSUL');
    const added = person(a, 'Shared');
    const id = Number(added.key[0]);
    a.write(added);
    await a.send();
    await b.send();
    const key = [b.device, 1, tables.person.id, `[${id}]`, 14, 'MOSUL'];
    a.write(edit(tables.person, [id], { post: 'First' }), {
      table: tables.conflict.id,
      key,
      fields: decided,
    });
    await a.send();
    b.clockError = clockError;
    b.write(edit(tables.person, [id], { post: 'Second' }));
    b.clockError = 0;
    await b.send();
    const { rows } = await hq.pool.query('SELECT state, standing FROM record.conflict WHERE row_key = $1', [
      `[${id}]`,
    ]);
    expect(rows).toEqual([{ state, standing: `[[14,"${stands}"]]` }]);
  });

  const decided = [
    [fields.state.id, 'decided'],
    [fields.decision.id, 'keep_standing'],
    [fields.note.id, null],
    [fields.decided_by.id, 1],
    [fields.decided_at.id, '2026-05-03T08:00:00.000Z'],
    [fields.replaced.id, null],
    [fields.written.id, null],
  ] as const;
});
