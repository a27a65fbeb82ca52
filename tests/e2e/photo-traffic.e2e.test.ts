import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Locator, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cleanJpeg } from '#shared/attachments/clean-jpeg.ts';
import { type AppWindow, openApp } from '#tests/fixtures/app-window.ts';
import { startHq, type TestHq } from '#tests/fixtures/hq.ts';
import { type Laptop, newLaptop } from '#tests/fixtures/laptop.ts';
import { logVisit } from '#tests/fixtures/photos.ts';
import { drawPicture, telephonePicture } from '#tests/fixtures/pictures.ts';
import { ask, expectFinished, goTo, speakEnglish } from '#tests/fixtures/screen-checks.ts';

const data = mkdtempSync(path.join(tmpdir(), 'outpost-photo-traffic-'));
let hq: TestHq;
let colleague: Laptop;
let window: AppWindow;
let page: Page;
let visitId: number;

beforeAll(async () => {
  hq = await startHq();
  colleague = await newLaptop(await hq.enrolment('MOSUL', 'Mosul-2'));
  window = await openApp(data);
  page = window.page;
  const passphrase = 'lantern gravel orbit mustard';
  await ask(page, 'vault.create', { label: 'Karim Haddad', passphrase, language: 'en' });
  await ask(page, 'enrolment.complete', { text: await hq.enrolment('MOSUL', 'Mosul-1') });
  await page.reload();
  await page.getByRole('heading', { level: 1, name: 'Today' }).waitFor();
  await speakEnglish(page);
});
afterAll(async () => {
  await window.close();
  await colleague.dispose();
  await hq.stop();
  rmSync(data, { recursive: true, force: true });
});

/** A colleague adds a photo to the visit and syncs. */
async function colleagueAdds(caption: string, width: number): Promise<void> {
  const picture = cleanJpeg(await drawPicture(page, 'image/jpeg', width, 900));
  const thumbnail = cleanJpeg(await drawPicture(page, 'image/jpeg', 240, 180));
  await colleague.call('attachments.add', { owner: { kind: 'visit', visitId }, picture, thumbnail, caption });
  expect(await colleague.sync()).toMatchObject({ state: 'done' });
}

async function syncWindow(): Promise<void> {
  const idle = async () => (await ask(page, 'sync.status', undefined)).state !== 'syncing';
  await expect.poll(idle).toBe(true);
  const { jobId } = await ask(page, 'sync.start', undefined);
  const state = async () => (await ask(page, 'jobs.list', undefined)).find(({ id }) => id === jobId)?.state;
  await expect.poll(state, { timeout: 30_000 }).toBe('done');
}

function photo(caption: string): Locator {
  return page.getByRole('list', { name: 'Photos' }).getByRole('button', { name: new RegExp(caption) });
}

function photoPart(): Locator {
  return page.getByRole('region', { name: 'Photos' });
}

describe('an advisor whose colleague has added photos', () => {
  it('sees them small at once, and gets one from headquarters when it is wanted', async () => {
    await colleague.sync();
    visitId = await logVisit(colleague);
    await colleagueAdds('Gate of the station', 1400);
    await syncWindow();
    await goTo(page, `/mentoring/${visitId}`);
    await photo('Gate of the station\\. At headquarters, not on this laptop').press('Enter');
    await page.getByText('This laptop has only its small picture.').waitFor();
    await expectFinished(window, 'photo-away');
    await page.getByRole('button', { name: /^Get the photo \(/ }).click();
    const arrived = () => [...document.querySelectorAll('img')].some((image) => image.naturalWidth === 1400);
    await page.waitForFunction(arrived);
    await page.getByRole('dialog').getByText('At headquarters', { exact: true }).waitFor();
    await page.keyboard.press('Escape');
    await photo('Gate of the station\\. At headquarters$').waitFor();
  });

  it('is told when one is still on the colleague’s laptop', async () => {
    await colleague.call('attachments.setMetered', { metered: true });
    await colleagueAdds('Held back', 1300);
    await syncWindow();
    await photo('Held back\\. On another laptop, not yet at headquarters').press('Enter');
    await page.getByText('The photo is still on the laptop that it was added on.').waitFor();
    await expectFinished(window, 'photo-elsewhere');
    await page.keyboard.press('Escape');
  });
});

describe('an advisor on a link that costs by the byte', () => {
  it('holds photos back and sends them by hand; the records do not wait', async () => {
    await goTo(page, '/sync');
    await photoPart().getByText('Headquarters has every photo of this laptop.').waitFor();
    await photoPart()
      .getByRole('checkbox', { name: /costs by the byte/ })
      .check();
    await expect.poll(async () => (await ask(page, 'attachments.traffic', undefined)).metered).toBe(true);
    await goTo(page, `/mentoring/${visitId}`);
    await photoPart()
      .locator('input[type=file]')
      .setInputFiles(await telephonePicture(page));
    await photo('Photo 3 of 3\\. Saved on this laptop, not yet at headquarters').waitFor();
    await syncWindow();
    expect(await ask(page, 'sync.status', undefined)).toMatchObject({ toSend: 0, photosToSend: 1 });
    await goTo(page, '/sync');
    await photoPart()
      .getByText(/^1 photo waits/)
      .waitFor();
    await expectFinished(window, 'sync-photos');
    await photoPart().getByRole('button', { name: 'Send the photos now' }).click();
    await photoPart().getByText('Headquarters has every photo of this laptop.').waitFor();
    await goTo(page, `/mentoring/${visitId}`);
    await photo('Photo 3 of 3\\. At headquarters$').waitFor();
  });
});
