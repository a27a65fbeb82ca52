import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Locator } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PhotoScope, PhotoView } from '#shared/ipc/attachments.ts';
import { type AppWindow, openApp } from '#tests/fixtures/app-window.ts';
import {
  drawPicture,
  dropFile,
  heicFile,
  pasteFile,
  scannedPage,
  seePicture,
  telephonePicture,
} from '#tests/fixtures/pictures.ts';
import { filesWith } from '#tests/fixtures/readable-files.ts';
import {
  ask,
  expectFinished,
  goTo,
  openSample,
  speakEnglish,
  switchLanguage,
} from '#tests/fixtures/screen-checks.ts';

const data = mkdtempSync(path.join(tmpdir(), 'outpost-photos-'));
let window: AppWindow;
let visitId: number;
let inspectionId: number;

beforeAll(async () => {
  window = await openSample(data);
  const [visit] = await ask(window.page, 'mentoring.list', {});
  const inspections = await ask(window.page, 'inspections.list', {});
  const facility = inspections[0]?.facilityId ?? 0;
  visitId = visit?.id ?? 0;
  const started = await ask(window.page, 'inspections.start', {
    facilityId: facility,
    templateCode: 'PRISON-FULL',
    templateVersion: 1,
    startDate: '2009-03-09',
    announced: true,
  });
  inspectionId = started.id;
});

afterAll(async () => {
  await window.close();
  rmSync(data, { recursive: true, force: true });
});

const photosOf = (scope: PhotoScope): Promise<readonly PhotoView[]> =>
  ask(window.page, 'attachments.list', { scope });
const ofVisit = () => photosOf({ kind: 'visit', visitId });
const ofInspection = () => photosOf({ kind: 'inspection', inspectionId });
const countOf = (list: () => Promise<readonly PhotoView[]>) => async () => (await list()).length;

function photoPart(): Locator {
  return window.page.getByRole('region', { name: 'Photos' });
}

async function openVisit(): Promise<void> {
  await goTo(window.page, `/mentoring/${visitId}`);
  await photoPart().waitFor();
}

async function openQuestion(code: string): Promise<Locator> {
  const section = code.split('-')[0];
  await goTo(window.page, `/inspections/${inspectionId}/checklist/${section}`);
  const line = window.page.locator(`[data-question="${code}"]`);
  await line.waitFor();
  return line;
}

describe('an advisor who adds photos to a visit', () => {
  it('sees what is missing and how to add it, in both languages and at both sizes', async () => {
    await openVisit();
    await photoPart().scrollIntoViewIfNeeded();
    await expectFinished(window, 'photos-none');
  });

  it('chooses a telephone’s picture: it is kept upright, scaled, with its time and without its place', async () => {
    const { page } = window;
    await openVisit();
    await photoPart()
      .locator('input[type=file]')
      .setInputFiles(await telephonePicture(page));
    await expect.poll(countOf(ofVisit)).toBe(1);
    const [photo] = await ofVisit();
    expect(photo).toMatchObject({
      width: 1067,
      height: 1600,
      takenOn: '2009-03-09',
      takenTime: '14:05',
      here: true,
      atHeadquarters: false,
    });
    expect(await seePicture(page, photo?.id ?? 0)).toEqual({
      width: 1067,
      height: 1600,
      top: '100',
      bottom: '001',
      tells: false,
    });
  });

  it('adds several at once: those that can be opened are added, of the others each says why it is not', async () => {
    const { page } = window;
    const damaged = { ...(await telephonePicture(page, 'torn.jpg')) };
    const files = [
      { ...damaged, buffer: damaged.buffer.subarray(0, 900) },
      await scannedPage(page),
      heicFile(),
      { name: 'notes.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('no picture at all') },
    ];
    await photoPart().locator('input[type=file]').setInputFiles(files);
    await expect.poll(countOf(ofVisit)).toBe(2);
    const refused = photoPart().getByRole('alert').filter({ hasText: '3 pictures were not added' });
    await refused.waitFor();
    expect(await refused.getByRole('listitem').allInnerTexts()).toEqual([
      expect.stringMatching(/^torn\.jpg: The picture is damaged/),
      expect.stringMatching(/^IMG_0002\.HEIC: This picture cannot be opened here/),
      expect.stringMatching(/^notes\.jpg: This picture cannot be opened here/),
    ]);
    const scan = (await ofVisit())[1];
    expect(await seePicture(page, scan?.id ?? 0)).toMatchObject({ width: 900, height: 600, tells: false });
    await expectFinished(window, 'photos-refused');
    await refused.getByRole('button', { name: 'Close' }).click();
    await refused.waitFor({ state: 'detached' });
  });

  it('looks at them large by keyboard and says what they show', async () => {
    const { page } = window;
    const strip = page.getByRole('list', { name: 'Photos' });
    await strip.getByRole('button').first().focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Enter');
    const large = page.getByRole('dialog', { name: 'Photo 1 of 2' });
    await large.getByRole('img', { name: 'Photo 1 of 2' }).waitFor();
    await expectFinished(window, 'photos-large');
    await page.keyboard.press('ArrowRight');
    const second = page.getByRole('dialog', { name: 'Photo 2 of 2' });
    await second.getByLabel('What the photo shows').fill('Register of the north wing');
    await page.keyboard.press('Enter');
    await expect.poll(async () => (await ofVisit())[1]?.caption).toBe('Register of the north wing');
    await page.keyboard.press('ArrowLeft');
    await second.waitFor();
    await page.keyboard.press('Escape');
    await second.waitFor({ state: 'detached' });
    await strip.getByRole('button', { name: /Register of the north wing/ }).waitFor();
  });

  it('goes through them the way that Arabic is read', async () => {
    const { page } = window;
    await switchLanguage(page);
    await page.getByRole('list', { name: 'الصور' }).getByRole('button').first().press('Enter');
    await page.getByRole('img', { name: 'الصورة 1 من 2' }).waitFor();
    await page.keyboard.press('ArrowLeft');
    await page.getByRole('dialog', { name: 'الصورة 2 من 2' }).waitFor();
    await page.keyboard.press('ArrowRight');
    await page.getByRole('dialog', { name: 'الصورة 1 من 2' }).waitFor();
    await page.keyboard.press('Escape');
    await speakEnglish(page);
  });

  it('removes one and takes it back', async () => {
    const { page } = window;
    await page.getByRole('list', { name: 'Photos' }).getByRole('button').first().press('Enter');
    await page.getByRole('dialog').getByRole('button', { name: 'Remove the photo' }).click();
    await expect.poll(countOf(ofVisit)).toBe(1);
    await page.keyboard.press('Escape');
    await page.getByRole('alert').getByRole('button', { name: 'Undo' }).click();
    await expect.poll(countOf(ofVisit)).toBe(2);
  });
});

describe('an inspector', () => {
  it('drops a photo on a question and pastes another, without leaving the answers', async () => {
    const { page } = window;
    const line = await openQuestion('REG-02');
    await dropFile(page, '[data-question="REG-02"]', await telephonePicture(page));
    await expect.poll(countOf(ofInspection)).toBe(1);
    await line.getByRole('button').first().focus();
    const screenshot = { name: 'shot.png', mimeType: 'image/png' };
    await pasteFile(page, { ...screenshot, buffer: await drawPicture(page, 'image/png', 400, 300) });
    await expect.poll(countOf(ofInspection)).toBe(2);
    const photos = await ofInspection();
    expect(photos.map(({ questionCode }) => questionCode)).toEqual(['REG-02', 'REG-02']);
    await line.getByRole('list', { name: 'Photos' }).getByRole('button').nth(1).waitFor();
    await page.locator('[data-question="REG-01"]').getByRole('list').waitFor({ state: 'detached' });
  });

  it('finds the way to add photos beside comment and evidence', async () => {
    const { page } = window;
    const line = page.locator('[data-question="REG-02"]');
    await line.getByRole('button', { name: 'Comment' }).click();
    await line.getByRole('button', { name: 'Add photos' }).waitFor();
    const fileInput = line.locator('input[type=file]');
    await fileInput.setInputFiles({
      name: 'wall.webp',
      mimeType: 'image/webp',
      buffer: await drawPicture(page, 'image/webp', 2400, 1200),
    });
    await expect.poll(countOf(ofInspection)).toBe(3);
    expect((await ofInspection())[2]).toMatchObject({ width: 1600, height: 800, takenOn: null });
    await line.scrollIntoViewIfNeeded();
    await expectFinished(window, 'photos-question');
  });

  it('adds a photo to a finding, which stays when the inspection is submitted', async () => {
    const { page } = window;
    const { id: findingId } = await ask(page, 'inspections.saveFinding', {
      inspectionId,
      questionCode: 'REG-02',
      severity: 'major',
      description: 'The register is kept in pencil',
      ruleRef: '',
    });
    await goTo(page, `/inspections/${inspectionId}/findings`);
    const finding = page.getByRole('article', { name: 'The register is kept in pencil' });
    await finding.locator('input[type=file]').setInputFiles(await telephonePicture(page));
    await expect.poll(async () => (await ofInspection()).at(-1)?.findingId).toBe(findingId);
    await finding.getByRole('list', { name: 'Photos' }).getByRole('button').waitFor();
    await expectFinished(window, 'photos-finding');
    await ask(page, 'inspections.submit', { inspectionId });
    await finding.getByRole('button', { name: /Add photos/ }).waitFor({ state: 'detached' });
    await finding.getByRole('list', { name: 'Photos' }).getByRole('button').press('Enter');
    await page.getByRole('dialog').getByText('Photo without a caption').waitFor();
    expect(await page.getByRole('button', { name: 'Remove the photo' }).count()).toBe(0);
    await page.keyboard.press('Escape');
  });
});

describe('the photos of a laptop', () => {
  it('are nowhere on its disk in the clear, neither picture nor place nor caption', async () => {
    await window.close();
    for (const word of ['PocketCam', 'Exif', 'JFIF', 'Register of the north wing'])
      expect(filesWith(path.join(data, 'vaults'), word), word).toEqual([]);
    window = await openApp(data);
    await speakEnglish(window.page);
    await window.page
      .getByRole('button', { name: /sample/i })
      .first()
      .click();
    await window.page.getByRole('heading', { level: 1, name: 'Today' }).waitFor();
    expect(await ofVisit()).toHaveLength(2);
  });
});
