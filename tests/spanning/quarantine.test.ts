import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { tables } from '#shared/domain/registry.ts';
import { rowsOfHeadquarters, rowsOfLaptop } from '../fixtures/compare-rows.ts';
import { type ConsoleClient, signIn } from '../fixtures/console-client.ts';
import { person } from '../fixtures/field-rows.ts';
import { startHq, type TestHq } from '../fixtures/hq.ts';
import { type Laptop, newLaptop } from '../fixtures/laptop.ts';
import type { WireLaptop } from '../fixtures/wire-laptop.ts';

let hq: TestHq;
let call: ConsoleClient;
const laptops: Laptop[] = [];

beforeAll(async () => {
  hq = await startHq();
  call = await signIn(hq, 'Sam');
});
afterAll(() => hq.stop());
afterEach(async () => {
  for (const laptop of laptops.splice(0)) await laptop.dispose();
});

async function enrolled(site: string): Promise<Laptop> {
  const laptop = await newLaptop(await hq.enrolment(site, `${site}-1`, 'inspector'));
  laptops.push(laptop);
  return laptop;
}

async function synced(laptop: Laptop): Promise<void> {
  expect(await laptop.sync()).toMatchObject({ state: 'done', error: null });
}

async function done(laptop: Laptop, jobId: string): Promise<void> {
  await vi.waitFor(async () => {
    const job = (await laptop.call('jobs.list', undefined)).find(({ id }) => id === jobId);
    expect(job?.state).not.toBe('running');
  }, 20_000);
}

const deviceOf = async (laptop: Laptop): Promise<number> =>
  (await laptop.call('vault.session', undefined))?.device ?? 0;
const { unit, note, sex } = tables.person.fields;

/** A laptop on the wire whose last op headquarters keeps aside: a person with an impossible sex. */
async function withInvalidPerson(site: string): Promise<{ laptop: WireLaptop; id: number }> {
  const laptop = await hq.enrolDevice(site);
  const change = person(laptop, 'علي', { sex: 'unsure', unit: 'Patrol' });
  laptop.write(change);
  const { answer } = await laptop.send();
  expect(answer.quarantined).toEqual([{ seq: 1, reason: 'invalid_value' }]);
  return { laptop, id: Number(change.key[0]) };
}

const audited = async (action: string) =>
  (await call('audit.list', { action })).rows.map(({ who, subject, detail }) => ({ who, subject, detail }));

describe('a change that headquarters keeps aside', () => {
  it('is listed at the console with its reason, its fields by name, and what is wrong with them', async () => {
    const { laptop } = await withInvalidPerson('MOSUL');
    const [kept] = (await call('quarantine.list', { site: 'MOSUL' })).rows;
    expect(kept).toMatchObject({
      id: `${laptop.device}-1`,
      laptop: 'MOSUL-1',
      reason: 'invalid_value',
      detail: 'person.sex',
      released: null,
    });
    const [record] = kept?.records ?? [];
    expect(record).toMatchObject({ table: 'person', record: { name: { ar: 'علي' } }, withheld: false });
    expect(record?.fields.filter(({ fault }) => fault)).toEqual([
      { field: 'sex', id: sex.id, value: { kind: 'text', text: 'unsure' }, fault: true },
    ]);
    expect(await call('quarantine.get', { id: `${laptop.device}-1` })).toEqual(kept);
    await expect(call('quarantine.get', { id: `${laptop.device}-9` })).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  it('is not taken in while something is wrong with it', async () => {
    const { laptop } = await withInvalidPerson('MOSUL');
    const wish = { device: laptop.device, seq: 1 };
    expect(await call('quarantine.release', wish)).toEqual({
      taken: false,
      reason: 'invalid_value',
      detail: 'person.sex',
    });
    const stillWrong = { ...wish, corrections: [{ place: 0, field: sex.id, value: 'neither' }] };
    expect(await call('quarantine.release', stillWrong)).toMatchObject({ taken: false });
    const foreign = { ...wish, corrections: [{ place: 0, field: note.id, value: 'x' }] };
    await expect(call('quarantine.release', foreign)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('is merged with the corrected field under its own name; the laptop hears what stands, and all is audited', async () => {
    const { laptop, id } = await withInvalidPerson('MOSUL');
    const corrections = [{ place: 0, field: sex.id, value: 'male' }];
    expect(await call('quarantine.release', { device: laptop.device, seq: 1, corrections })).toMatchObject({
      taken: true,
    });
    const { rows } = await hq.pool.query('SELECT sex, unit FROM record.person WHERE id = $1', [id]);
    expect(rows).toEqual([{ sex: 'male', unit: 'Patrol' }]);
    const { answer, entries } = await laptop.send();
    expect(answer.quarantined).toEqual([]);
    const own = entries.find(({ device, seq }) => device === laptop.device && seq === 1);
    expect(own?.lost).toEqual([{ table: tables.person.id, key: [id], group: sex.id }]);
    expect(own?.changes).toEqual([{ table: tables.person.id, key: [id], fields: [[sex.id, 'male']] }]);
    expect(await audited('op.repaired')).toContainEqual({
      who: 'Sam',
      subject: `device ${laptop.device}`,
      detail: expect.objectContaining({ seq: 1, tables: 'person' }),
    });
    const taken = (await call('quarantine.list', { state: 'released' })).rows;
    expect(taken.find(({ device }) => device === laptop.device)?.released).toMatchObject({ by: 'Sam' });
    await expect(call('quarantine.release', { device: laptop.device, seq: 1 })).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  it('does not overwrite what the same laptop has written since', async () => {
    const { laptop, id } = await withInvalidPerson('MOSUL');
    laptop.write(person(laptop, 'علي', { id, unit: 'Traffic' }));
    expect((await laptop.send()).answer.quarantined).toHaveLength(1);
    const corrections = [{ place: 0, field: sex.id, value: 'male' }];
    await call('quarantine.release', { device: laptop.device, seq: 1, corrections });
    const { rows } = await hq.pool.query('SELECT sex, unit FROM record.person WHERE id = $1', [id]);
    expect(rows).toEqual([{ sex: 'male', unit: 'Traffic' }]);
    const { rows: conflicts } = await hq.pool.query('SELECT 1 FROM record.conflict WHERE row_key = $1', [
      `[${id}]`,
    ]);
    expect(conflicts).toEqual([]);
    const own = (await laptop.send()).entries.find(({ seq }) => seq === 1);
    expect(own?.lost).toContainEqual({ table: tables.person.id, key: [id], group: unit.id });
  });
});

describe('a laptop with a change that is kept aside', () => {
  async function outOfGrant(): Promise<{ laptop: Laptop; device: number; id: number }> {
    const laptop = await enrolled('KIRKUK');
    const device = await deviceOf(laptop);
    await synced(laptop);
    const { id } = await laptop.call('people.create', { nameAr: 'زينب', nameLatin: 'Zainab' });
    await synced(laptop);
    await laptop.call('people.update', { id, patch: { unit: 'Before' } });
    await call('devices.grant', { device, sites: ['BASRA'] });
    // As if it had been recorded in the knowledge of the new grant.
    await hq.pool.query('UPDATE hq.device_grant SET since_hq_seq = 0 WHERE device = $1', [device]);
    await synced(laptop);
    return { laptop, device, id };
  }

  it('names it with its reason and record, and sends it again when it is lawful', async () => {
    const { laptop, device, id } = await outOfGrant();
    const [kept] = await laptop.call('sync.quarantine', undefined);
    expect(kept).toMatchObject({ reason: 'out_of_grant', author: 'Nadia' });
    expect(kept?.records[0]).toMatchObject({ table: 'person' });
    expect(kept?.records[0]?.fields.map(({ field }) => field)).toEqual(['unit']);
    await done(laptop, (await laptop.call('sync.retry', { seqs: [kept?.seq ?? 0] })).jobId);
    expect(await laptop.call('sync.quarantine', undefined)).toHaveLength(1);
    await call('devices.grant', { device, sites: ['KIRKUK'] });
    await synced(laptop);
    await done(laptop, (await laptop.call('sync.retry', {})).jobId);
    expect(await laptop.call('sync.quarantine', undefined)).toEqual([]);
    expect(await laptop.call('people.get', { id })).toMatchObject({ unit: 'Before' });
    expect(await audited('op.released')).toContainEqual({
      who: String(device),
      subject: `device ${device}`,
      detail: expect.objectContaining({ seq: kept?.seq }),
    });
    await laptop.close();
    expect(await rowsOfLaptop(laptop)).toEqual(await rowsOfHeadquarters(hq.pool, ['KIRKUK']));
  });

  it('has it back once an admin lets it pass', async () => {
    const { laptop, device, id } = await outOfGrant();
    const [kept] = await laptop.call('sync.quarantine', undefined);
    expect(await call('quarantine.release', { device, seq: kept?.seq ?? 0 })).toMatchObject({ taken: true });
    const { rows } = await hq.pool.query('SELECT unit FROM record.person WHERE id = $1', [id]);
    expect(rows).toEqual([{ unit: 'Before' }]);
    await synced(laptop);
    expect(await laptop.call('sync.quarantine', undefined)).toEqual([]);
    await expect(laptop.call('sync.retry', { seqs: [kept?.seq ?? 0] })).rejects.toMatchObject({
      code: 'not_found',
    });
  });
});

describe('a revoked laptop', () => {
  it('sends, and all of it is kept aside until an admin releases it; restored, it goes on', async () => {
    const laptop = await enrolled('BAGHDAD');
    const device = await deviceOf(laptop);
    await synced(laptop);
    expect(await call('devices.revoke', { device, revoked: true })).toEqual({ changed: true });
    expect(await call('devices.revoke', { device, revoked: true })).toEqual({ changed: false });
    const { id } = await laptop.call('people.create', { nameAr: 'زينب', nameLatin: 'Late' });
    expect((await laptop.sync()).error).toMatchObject({ code: 'device_revoked' });
    const row = (await call('devices.list', {})).rows.find(({ number }) => number === device);
    expect(row).toMatchObject({ quarantined: 1, waiting: 0, revokedAt: expect.any(String) });
    const { rows: known } = await hq.pool.query('SELECT revoked FROM record.laptop WHERE device = $1', [
      device,
    ]);
    expect(known).toEqual([{ revoked: 1 }]);
    const [kept] = (await call('quarantine.list', { site: 'BAGHDAD' })).rows;
    expect(kept).toMatchObject({ reason: 'device_revoked', revoked: true });
    expect(await call('quarantine.release', { device, seq: kept?.seq ?? 0 })).toMatchObject({ taken: true });
    const { rows } = await hq.pool.query('SELECT name_latin FROM record.person WHERE id = $1', [id]);
    expect(rows).toEqual([{ name_latin: 'Late' }]);
    await call('devices.revoke', { device, revoked: false });
    await synced(laptop);
    expect(await laptop.call('sync.status', undefined)).toMatchObject({ toSend: 0, quarantined: 0 });
    for (const action of ['device.revoked', 'device.restored']) {
      expect(await audited(action)).toContainEqual({ who: 'Sam', subject: `device ${device}`, detail: {} });
    }
    await expect(call('devices.revoke', { device: 1, revoked: true })).rejects.toMatchObject({
      code: 'unknown_device',
    });
  });
});
