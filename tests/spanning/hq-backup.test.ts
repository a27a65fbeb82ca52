import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { workAtNight } from '#hq/server/nightly.ts';
import { backUpNow, restoreNow } from '#hq/server/upkeep-commands.ts';
import { rowsOfHeadquarters, rowsOfLaptop } from '../fixtures/compare-rows.ts';
import { person } from '../fixtures/field-rows.ts';
import { fingerprint, startHq, type TestHq } from '../fixtures/hq.ts';
import { newLaptop } from '../fixtures/laptop.ts';

const size = {
  people: 12,
  events: 1,
  sessionsPerEvent: 2,
  visits: 1,
  inspections: 1,
  site: 'MOSUL',
} as const;

/** Only gives the PostgreSQL on which the headquarters of these tests have their databases. */
let host: TestHq;
let folder: string;
const said: string[] = [];
const write = process.stdout.write.bind(process.stdout);
beforeAll(async () => {
  host = await startHq();
  folder = mkdtempSync(path.join(tmpdir(), 'outpost-backup-test-'));
  process.stdout.write = ((text: string) => said.push(text) > 0) as typeof process.stdout.write;
});
afterAll(async () => {
  process.stdout.write = write;
  rmSync(folder, { recursive: true, force: true });
  await host.stop();
});

describe('a backup', () => {
  it('brings headquarters back as it was, and its laptops bring what has happened since', async () => {
    const HQ_DATABASE_URL = await host.newDatabase('alive');
    const first = await startHq({ HQ_DATABASE_URL });
    const HQ_PORT = new URL(first.url).port;
    const laptop = await newLaptop(await first.enrolment('MOSUL', 'Mosul-1', 'inspector'));
    await laptop.recordWorld({ ...size, seed: 1, endDate: '2008-05-20' });
    expect(await laptop.sync()).toMatchObject({ state: 'done' });
    const file = path.join(folder, 'first.outpost-backup');
    await backUpNow(first.config, file);
    expect(said.at(-1)).toContain('Wrote and checked');
    expect(statSync(file).mode & 0o077).toBe(0);
    const before = await fingerprint(first.pool);
    await laptop.recordWorld({ ...size, seed: 2, endDate: '2008-05-27' });
    expect(await laptop.sync()).toMatchObject({ state: 'done' });
    const later = await first.enrolDevice('BASRA');
    await first.stop();
    await laptop.recordWorld({ ...size, seed: 3, endDate: '2008-06-03' });

    const again = await host.newDatabase('restored');
    const config = { ...first.config, databaseUrl: again };
    await restoreNow(config, file);
    const restored = await startHq({ HQ_DATABASE_URL: again, HQ_PORT });
    const after = await fingerprint(restored.pool);
    const changed = Object.keys(before).filter((table) => before[table] !== after[table]);
    // Its life is another one, its numbers go on further up, and it remembers no backup later than itself.
    expect(changed.sort()).toEqual(['hq.backup', 'hq.backup_head', 'hq.counter', 'hq.hq_identity']);
    expect(await laptop.sync()).toMatchObject({ state: 'done', error: null });
    expect(await laptop.call('sync.status', undefined)).toMatchObject({ toSend: 0, quarantined: 0 });
    expect(await laptop.call('diagnostics.verify', undefined)).toMatchObject({ ok: true });
    expect((await restored.enrolDevice('BASRA')).device).toBeGreaterThan(later.device);
    await laptop.close();
    const rows = await rowsOfLaptop(laptop);
    expect(rows).toEqual(await rowsOfHeadquarters(restored.pool, ['MOSUL']));
    expect(rows.person).toHaveLength(36);
    await restored.stop();
    await laptop.dispose();
  });

  it('makes durable what is in it, and not what came after', async () => {
    const hq = await startHq({ HQ_DATABASE_URL: await host.newDatabase('durable') });
    const laptop = await hq.enrolDevice('MOSUL');
    laptop.write(person(laptop, 'Kept twice'));
    expect((await laptop.send()).answer.durable).toBe(0);
    await backUpNow(hq.config, path.join(folder, 'durable.outpost-backup'));
    laptop.write(person(laptop, 'Kept once'));
    expect((await laptop.send()).answer).toMatchObject({ accepted: 2, durable: 1 });
    await hq.stop();
  });

  it('never takes the place of another, and never a database in which there is a headquarters', async () => {
    const file = path.join(folder, 'once.outpost-backup');
    await backUpNow(host.config, file);
    await expect(backUpNow(host.config, file)).rejects.toThrow();
    await expect(restoreNow(host.config, file)).rejects.toThrow('already');
    const { rows } = await host.pool.query(`SELECT 1 FROM pg_database WHERE datname LIKE 'outpost_check_%'`);
    expect(rows).toEqual([]);
  });

  it('that is cut or damaged restores nothing', async () => {
    const file = path.join(folder, 'whole.outpost-backup');
    await backUpNow(host.config, file);
    const whole = readFileSync(file);
    const damaged = Buffer.from(whole);
    damaged.writeUInt8(damaged.readUInt8(whole.length >> 1) ^ 0x10, whole.length >> 1);
    for (const [name, bytes] of [
      ['cut', whole.subarray(0, whole.length - 40)],
      ['damaged', damaged],
      ['other', Buffer.from('no backup at all')],
    ] as const) {
      const bad = path.join(folder, `${name}.outpost-backup`);
      writeFileSync(bad, bytes);
      const databaseUrl = await host.newDatabase(`bad-${name}`);
      await expect(restoreNow({ ...host.config, databaseUrl }, bad)).rejects.toThrow();
      const hq = await startHq({ HQ_DATABASE_URL: databaseUrl });
      expect(hq.server.store.identity.id).not.toBe(host.server.store.identity.id);
      await hq.stop();
    }
  });

  it('is taken every night where a folder is named, and the last ones stay', async () => {
    const nightly = path.join(folder, 'nightly');
    const config = { ...host.config, backupFolder: nightly, keptBackups: 1 };
    const log = { info: () => undefined, warn: () => undefined };
    await workAtNight(config, host.server.store, log);
    const { rows } = await host.pool.query<{ file: string }>('SELECT file FROM hq.backup ORDER BY id DESC');
    expect(existsSync(path.join(nightly, rows[0]?.file ?? ''))).toBe(true);
  });
});
