import { readFileSync } from 'node:fs';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rowsOfHeadquarters, rowsOfLaptop } from '../fixtures/compare-rows.ts';
import { startHq, type TestHq } from '../fixtures/hq.ts';
import { newLaptop } from '../fixtures/laptop.ts';

const size = {
  people: 12,
  events: 1,
  sessionsPerEvent: 2,
  visits: 1,
  inspections: 0,
  site: 'MOSUL',
} as const;
const manual = readFileSync(new URL('../../docs/operations.md', import.meta.url), 'utf8');
const [, restoreSql = ''] = /```sql restore\n([\s\S]*?)```/.exec(manual) ?? [];

/** Only gives the PostgreSQL on which the headquarters of these tests have their databases. */
let host: TestHq;
beforeAll(async () => {
  host = await startHq();
});
afterAll(() => host.stop());

async function runOn(databaseUrl: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query(sql).finally(() => client.end());
}

describe('headquarters restored from a backup as docs/operations.md says', () => {
  it('gets back from its laptops what it had lost, and what they had not sent yet, and doubles no device number', async () => {
    const HQ_DATABASE_URL = await host.newDatabase('live');
    const first = await startHq({ HQ_DATABASE_URL });
    const HQ_PORT = new URL(first.url).port;
    const laptop = await newLaptop(await first.enrolment('MOSUL', 'Mosul-1', 'inspector'));
    await laptop.recordWorld({ ...size, seed: 1, endDate: '2008-05-20' });
    expect(await laptop.sync()).toMatchObject({ state: 'done' });
    await first.stop();
    await host.pool.query('CREATE DATABASE backup TEMPLATE live');

    const second = await startHq({ HQ_DATABASE_URL, HQ_PORT });
    await laptop.recordWorld({ ...size, seed: 2, endDate: '2008-05-27' });
    expect(await laptop.sync()).toMatchObject({ state: 'done' });
    const lost = await second.enrolDevice('BASRA');
    await second.stop();
    await laptop.recordWorld({ ...size, seed: 3, endDate: '2008-06-03' });

    const backup = HQ_DATABASE_URL.replace('/live?', '/backup?');
    await runOn(backup, restoreSql);
    const restored = await startHq({ HQ_DATABASE_URL: backup, HQ_PORT });
    expect(await laptop.sync()).toMatchObject({ state: 'done', error: null });
    expect(await laptop.call('sync.status', undefined)).toMatchObject({ toSend: 0, quarantined: 0 });
    expect((await restored.enrolDevice('BASRA')).device).toBeGreaterThan(lost.device);
    await laptop.close();
    expect(await rowsOfLaptop(laptop)).toEqual(await rowsOfHeadquarters(restored.pool, ['MOSUL']));
    await restored.stop();
    await laptop.dispose();
  });
});
