import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { transaction } from '#hq/store/database.ts';
import { lockRows, saveRows } from '#hq/store/rows.ts';
import { splitId } from '#shared/domain/ids.ts';
import { tables } from '#shared/domain/registry.ts';
import { edit, mark, person, session, trainingEvent, visit } from '../fixtures/field-rows.ts';
import { startHq, type TestHq } from '../fixtures/hq.ts';
import { nameOf, type WireLaptop } from '../fixtures/wire-laptop.ts';

let hq: TestHq;
beforeAll(async () => {
  hq = await startHq();
});
afterAll(() => hq.stop());

const post = tables.person.fields.post.id;

/** Two laptops of one site that both hold the same person. */
async function pairWithPerson(): Promise<{ a: WireLaptop; b: WireLaptop; id: number; name: string }> {
  const a = await hq.enrolDevice('MOSUL');
  const b = await hq.enrolDevice('MOSUL');
  const added = person(a, 'Shared');
  a.write(added);
  await a.send();
  await b.send();
  return { a, b, id: Number(added.key[0]), name: nameOf(added) };
}

async function conflictsOf(name: string): Promise<readonly Record<string, unknown>[]> {
  const [table, key] = name.split(' ');
  const { rows } = await hq.pool.query(
    'SELECT * FROM record.conflict WHERE table_number = $1 AND row_key = $2',
    [table, JSON.stringify(key?.split('|').map(Number))],
  );
  return rows;
}

const stateOf = async (id: number): Promise<Record<string, unknown> | undefined> =>
  (await hq.pool.query<Record<string, unknown>>('SELECT * FROM record.person WHERE id = $1', [id])).rows[0];

describe('two laptops of one site', () => {
  it('meet in one mark when both mark the same person: equal marks are no conflict', async () => {
    const { a, b, id } = await pairWithPerson();
    const event = a.newId();
    const held = a.newId();
    a.write(trainingEvent(a, event), session(a, event, held));
    await a.send();
    await b.send();
    a.write(mark(a, held, id, 'present'));
    b.write(mark(b, held, id, 'present'));
    await a.send();
    await b.send();
    const marks = await hq.pool.query('SELECT mark FROM record.attendance_mark WHERE session_id = $1', [
      held,
    ]);
    expect(marks.rows).toEqual([{ mark: 'present' }]);
    expect(await conflictsOf(`${tables.attendanceMark.id} ${held}|${id}`)).toEqual([]);
  });

  it('that change different fields both win', async () => {
    const { a, b, id } = await pairWithPerson();
    a.write(edit(tables.person, [id], { post: 'Commander' }));
    b.write(edit(tables.person, [id], { unit: 'Traffic' }));
    await a.send();
    await b.send();
    expect(await stateOf(id)).toMatchObject({ post: 'Commander', unit: 'Traffic' });
  });

  it('that change one field without knowing of each other: one value stands, both are kept for review', async () => {
    const { a, b, id, name } = await pairWithPerson();
    b.write(edit(tables.person, [id], { post: 'First' }));
    a.write(edit(tables.person, [id], { post: 'Second' }));
    await a.send();
    const { entries } = await b.send();
    const stands = (await stateOf(id))?.post;
    expect(await conflictsOf(name)).toHaveLength(1);
    const own = entries.find(({ device }) => device === b.device);
    expect(own?.lost).toEqual(
      stands === 'First' ? [] : [{ table: tables.person.id, key: [id], group: post }],
    );
    await a.send();
    if (stands === 'First') expect(a.rows.get(name)?.get(post)).toBe('First');
  });

  it('where one saw the other: the later one wins, however wrong its clock', async () => {
    const { a, b, id, name } = await pairWithPerson();
    a.write(edit(tables.person, [id], { post: 'Before' }));
    await a.send();
    await b.send();
    b.clockError = -300 * 86_400_000;
    b.write(edit(tables.person, [id], { post: 'After' }));
    await b.send();
    expect(await stateOf(id)).toMatchObject({ post: 'After' });
    expect(await conflictsOf(name)).toEqual([]);
  });

  it('where one deletes what the other is changing: the change wins, and asks', async () => {
    const { a, b, id, name } = await pairWithPerson();
    a.write(edit(tables.person, [id], { deleted: 1 }));
    b.write(edit(tables.person, [id], { post: 'Still here' }));
    await a.send();
    await b.send();
    expect(await stateOf(id)).toMatchObject({ deleted: 0, post: 'Still here' });
    expect(await conflictsOf(name)).toHaveLength(1);
    await a.send();
    expect(a.rows.get(name)?.get(0)).toBe(0);
  });

  it('that send at the same moment: nothing is lost and no transaction waits for another for ever', async () => {
    const { a, b, id } = await pairWithPerson();
    const event = a.newId();
    const sessions = Array.from({ length: 20 }, () => a.newId());
    a.write(trainingEvent(a, event), ...sessions.map((held) => session(a, event, held)));
    await a.send();
    await b.send();
    for (const held of sessions) a.write(mark(a, held, id, 'present'));
    for (const held of sessions.toReversed()) b.write(mark(b, held, id, 'absent'));
    await Promise.all([a.send(), b.send()]);
    const { rows } = await hq.pool.query(
      'SELECT count(*) AS marks FROM record.attendance_mark WHERE session_id = ANY($1)',
      [sessions],
    );
    expect(rows).toEqual([{ marks: 20 }]);
    const conflicts = await hq.pool.query(
      'SELECT count(*) AS n FROM record.conflict WHERE table_number = $1 AND row_key LIKE $2',
      [tables.attendanceMark.id, `%,${id}]`],
    );
    expect(conflicts.rows).toEqual([{ n: 20 }]);
  });
});

describe('a record that was not there when an op about it was looked at', () => {
  it('is found when another laptop adds it meanwhile, and everything is decided again', async () => {
    const laptop = await hq.enrolDevice('MOSUL');
    const added = person(laptop, 'Just now');
    const wanted = new Map([[tables.person, new Map([[added.key.join('|'), added.key]])]]);
    const found: boolean[] = [];
    await transaction(hq.pool, async (sql) => {
      const rows = await lockRows(sql, wanted);
      found.push([...rows.values()].every(({ stored }) => stored));
      if (found.length === 1) {
        laptop.write(added);
        await laptop.send();
      }
      await saveRows(sql, rows);
    });
    expect(found).toEqual([false, true]);
  });
});

describe('a laptop sees its site and the reference data, and nothing else', () => {
  it('a Basra laptop never receives a row of Mosul', async () => {
    const mosul = await hq.enrolDevice('MOSUL');
    const basra = await hq.enrolDevice('BASRA');
    const secret = [person(mosul, 'Of Mosul'), visit(mosul), trainingEvent(mosul)];
    for (const change of secret) mosul.write(change);
    await mosul.send();
    await basra.send();
    basra.write(person(basra, 'Of Basra'));
    await basra.send();
    await basra.send();
    for (const change of secret) expect(basra.rows.has(nameOf(change))).toBe(false);
    const sites = await hq.pool.query<{ code: string }>('SELECT code FROM record.site');
    expect(sites.rows.length).toBeGreaterThan(7);
    for (const [name, row] of basra.rows) {
      const table = Number(name.split(' ')[0]);
      if (table === tables.person.id) expect(row.get(tables.person.fields.site.id)).toBe('BASRA');
      else if (table === tables.laptop.id) expect(row.get(tables.laptop.fields.site.id)).toBe('BASRA');
      else expect(table).toBeLessThan(20);
    }
    expect(basra.received.every(({ device }) => device === 1 || device === basra.device)).toBe(true);
  });

  it('may not write for another site: the op is kept aside', async () => {
    const basra = await hq.enrolDevice('BASRA');
    basra.write(person(basra, 'Smuggled', { site: 'MOSUL' }));
    const { answer } = await basra.send();
    expect(answer.quarantined).toEqual([{ seq: 1, reason: 'out_of_grant' }]);
    const { rows } = await hq.pool.query(`SELECT 1 FROM record.person WHERE name_latin = 'Smuggled'`);
    expect(rows).toEqual([]);
  });

  it('may not change, nor take, a row of another site whose number it guesses', async () => {
    const mosul = await hq.enrolDevice('MOSUL');
    const basra = await hq.enrolDevice('BASRA');
    const added = person(mosul, 'Guessed');
    mosul.write(added);
    await mosul.send();
    const id = Number(added.key[0]);
    basra.write(edit(tables.person, [id], { post: 'Defaced' }));
    basra.write(edit(tables.person, [id], { site: 'BASRA' }));
    const { answer } = await basra.send();
    expect(answer.quarantined.map(({ reason }) => reason)).toEqual(['out_of_grant', 'out_of_grant']);
    expect(await stateOf(id)).toMatchObject({ site: 'MOSUL', post: null });
    expect(basra.received.some(({ device }) => device === splitId(id).device)).toBe(false);
  });

  it('hears a row leave when it moves to another site, and that site receives it whole', async () => {
    const mover = await hq.enrolDevice('MOSUL');
    await hq.pool.query(
      `INSERT INTO hq.device_grant VALUES ($1, 2, '{MOSUL,BASRA}', (SELECT value FROM hq.counter WHERE name = 'hq_seq'), now())`,
      [mover.device],
    );
    const mosul = await hq.enrolDevice('MOSUL');
    const basra = await hq.enrolDevice('BASRA');
    const added = person(mover, 'Transferred', { post: 'Clerk' });
    mover.write(added);
    await mover.send();
    await mosul.send();
    expect(mosul.rows.has(nameOf(added))).toBe(true);
    mover.write(edit(tables.person, [Number(added.key[0])], { site: 'BASRA' }));
    await mover.send();
    await mosul.send();
    await basra.send();
    expect(mosul.rows.has(nameOf(added))).toBe(false);
    expect(basra.rows.get(nameOf(added))?.get(post)).toBe('Clerk');
    expect(mover.rows.has(nameOf(added))).toBe(true);
  });

  it('gets its whole stream again when its grant or the life of the database changed', async () => {
    const laptop = await hq.enrolDevice('BABIL');
    await laptop.send();
    await hq.pool.query(`INSERT INTO hq.device_grant VALUES ($1, 2, '{BABIL,MOSUL}', 0, now())`, [
      laptop.device,
    ]);
    const { answer, entries } = await laptop.send();
    expect(answer.grant).toEqual({ version: 2, sites: ['BABIL', 'MOSUL'] });
    expect(entries.length).toBeGreaterThan(3);
    expect((await laptop.send()).entries).toEqual([]);
  });
});
