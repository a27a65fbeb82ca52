import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { transaction } from '#hq/store/database.ts';
import { changeGrant } from '#hq/store/grants.ts';
import { type AppWindow, openApp } from '#tests/fixtures/app-window.ts';
import { startHq, type TestHq } from '#tests/fixtures/hq.ts';
import { ask, expectFinished, goTo, speakEnglish } from '#tests/fixtures/screen-checks.ts';

const data = mkdtempSync(path.join(tmpdir(), 'outpost-kept-'));
let hq: TestHq;
let window: AppWindow;
let device: number;

beforeAll(async () => {
  hq = await startHq();
  window = await openApp(data);
  const { page } = window;
  await ask(page, 'vault.create', {
    label: 'Karim Haddad',
    passphrase: 'lantern gravel orbit mustard',
    language: 'en',
  });
  await ask(page, 'enrolment.complete', { text: await hq.enrolment('MOSUL', 'Mosul-1') });
  await page.reload();
  await page.getByRole('heading', { level: 1, name: 'Today' }).waitFor();
  await speakEnglish(page);
  device = (await ask(page, 'vault.session', undefined))?.device ?? 0;
});
afterAll(async () => {
  await window.close();
  await hq.stop();
  rmSync(data, { recursive: true, force: true });
});

async function sync(): Promise<void> {
  const { page } = window;
  await expect.poll(async () => (await ask(page, 'sync.status', undefined)).state).not.toBe('syncing');
  const { jobId } = await ask(page, 'sync.start', undefined);
  await expect
    .poll(async () => (await ask(page, 'jobs.list', undefined)).find(({ id }) => id === jobId)?.state, {
      timeout: 30_000,
    })
    .toBe('done');
}

const grant = (sites: readonly string[]): Promise<unknown> =>
  transaction(hq.pool, (sql) => changeGrant(sql, device, sites, 'test'));

describe('an advisor whose changes headquarters keeps aside', () => {
  it('is told so while nothing is kept aside, too', async () => {
    await sync();
    await goTo(window.page, '/sync');
    await window.page.getByText('Nothing. Headquarters has taken in every change that arrived.').waitFor();
  });

  it('sees which, why and what to do, in both languages and at both sizes', async () => {
    const { page } = window;
    const { id } = await ask(page, 'people.create', { nameAr: 'علي حسن', nameLatin: 'Ali Hasan' });
    await sync();
    await grant(['BASRA']);
    // As if it had been recorded in the knowledge of the new grant.
    await hq.pool.query('UPDATE hq.device_grant SET since_hq_seq = 0 WHERE device = $1', [device]);
    await ask(page, 'people.update', { id, patch: { unit: 'Patrol' } });
    await sync();
    const section = page.getByRole('region', { name: 'Kept aside by headquarters' });
    await section.getByText('About a site that this laptop may no longer write to').waitFor();
    await section.getByRole('table', { name: 'What it says' }).getByText('Patrol').waitFor();
    await expectFinished(window, 'sync-kept-aside');
  });

  it('asks headquarters again by one button, and it is taken in once that is lawful', async () => {
    const { page } = window;
    await grant(['MOSUL']);
    await sync();
    await page.getByRole('button', { name: /^Ask again Ali/ }).click();
    await page.getByText('Nothing. Headquarters has taken in every change that arrived.').waitFor();
    const { rows } = await hq.pool.query('SELECT unit FROM record.person WHERE site = $1', ['MOSUL']);
    expect(rows).toEqual([{ unit: 'Patrol' }]);
  });
});
