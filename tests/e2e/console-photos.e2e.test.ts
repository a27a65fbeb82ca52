import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAdmin } from '#hq/store/admins.ts';
import { cleanJpeg } from '#shared/attachments/clean-jpeg.ts';
import type { PhotoOwner } from '#shared/ipc/attachments.ts';
import { photoFilePath } from '#shared/ipc/console.ts';
import { institutionId } from '#shared/reference/seed.ts';
import {
  type ConsolePage,
  expectFinishedConsole,
  openConsole,
  signIn,
} from '#tests/fixtures/console-page.ts';
import { startHq, type TestHq } from '#tests/fixtures/hq.ts';
import { type Laptop, newLaptop } from '#tests/fixtures/laptop.ts';
import { logVisit } from '#tests/fixtures/photos.ts';
import { drawPicture } from '#tests/fixtures/pictures.ts';

const admin = { name: 'Layla', password: 'a long password of the console' } as const;
let hq: TestHq;
let laptop: Laptop;
let console: ConsolePage;
let page: Page;
const ids: Record<'visit' | 'second' | 'confidential' | 'answer' | 'restricted' | 'finding', number> = {
  visit: 0,
  second: 0,
  confidential: 0,
  answer: 0,
  restricted: 0,
  finding: 0,
};
let visitId: number;
let confidentialVisit: number;
let inspectionId: number;

beforeAll(async () => {
  hq = await startHq();
  await createAdmin(hq.pool, admin.name, admin.password);
  laptop = await newLaptop(await hq.enrolment('MOSUL', 'Mosul-1', 'inspector'));
  console = await openConsole(hq.url);
  page = console.page;
  await laptop.sync();
  await recordPhotos();
  expect(await laptop.sync()).toMatchObject({ state: 'done' });
  await signIn(page, admin.name, admin.password);
  await page.getByRole('heading', { level: 1, name: 'Overview' }).waitFor();
});
afterAll(async () => {
  await console?.close();
  await laptop?.dispose();
  await hq?.stop();
});

async function add(owner: PhotoOwner, caption: string | null, width: number): Promise<number> {
  const picture = cleanJpeg(await drawPicture(page, 'image/jpeg', width, 1200));
  const thumbnail = cleanJpeg(await drawPicture(page, 'image/jpeg', 240, 180));
  return (await laptop.call('attachments.add', { owner, picture, thumbnail, caption })).id;
}

async function recordPhotos(): Promise<void> {
  visitId = await logVisit(laptop);
  confidentialVisit = await logVisit(laptop, 'confidential');
  const started = await laptop.call('inspections.start', {
    facilityId: institutionId(13),
    templateCode: 'PRISON-FULL',
    templateVersion: 1,
    startDate: '2009-03-09',
    announced: true,
  });
  inspectionId = started.id;
  const { id: findingId } = await laptop.call('inspections.saveFinding', {
    inspectionId,
    questionCode: 'REG-02',
    severity: 'major',
    description: 'The register is kept in pencil',
    ruleRef: '',
  });
  const answer = { kind: 'answer', inspectionId, repeat: 0 } as const;
  ids.visit = await add({ kind: 'visit', visitId }, 'Gate of the station', 1600);
  ids.second = await add({ kind: 'visit', visitId }, null, 1400);
  ids.confidential = await add({ kind: 'visit', visitId: confidentialVisit }, 'Secret meeting', 1300);
  ids.answer = await add({ ...answer, questionCode: 'REG-01' }, 'The admission register', 1200);
  ids.restricted = await add({ ...answer, questionCode: 'REG-05' }, 'Secret register', 1100);
  ids.finding = await add({ kind: 'finding', findingId }, 'Pencil', 1000);
}

async function open(path: string): Promise<void> {
  await page.evaluate((hash) => {
    globalThis.location.hash = hash;
  }, `#${path}`);
}

async function statusOf(id: number, part = 'picture'): Promise<number> {
  return page.evaluate(
    async (address) => {
      const response = await fetch(address);
      await response.arrayBuffer();
      return response.status;
    },
    photoFilePath(id, part),
  );
}

async function looks(): Promise<readonly string[]> {
  const { rows } = await hq.pool.query<{ subject: string }>(
    `SELECT subject FROM hq.audit WHERE action = 'photo.read' AND who = $1 ORDER BY id`,
    [admin.name],
  );
  return rows.map(({ subject }) => subject);
}

describe('photos at headquarters', () => {
  it('are in a row on their visit, and large by keyboard; who looked at which large is written down', async () => {
    await open(`/visits/${visitId}`);
    const strip = page.getByRole('list', { name: 'Photos' });
    await strip.getByRole('button', { name: /Gate of the station/ }).waitFor();
    await expectFinishedConsole(page, 'visit-photos');
    expect(await looks()).toEqual([]);
    await strip.getByRole('button').first().press('Enter');
    const first = page.getByRole('dialog', { name: 'Photo 1 of 2' });
    await first.getByText('Gate of the station').waitFor();
    await page.waitForFunction(() =>
      [...document.querySelectorAll('img')].some((image) => image.naturalWidth === 1600),
    );
    await expectFinishedConsole(page, 'visit-photo-large');
    await page.keyboard.press('ArrowRight');
    await page.getByRole('dialog', { name: 'Photo 2 of 2' }).getByText('Photo without a caption').waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(looks).toEqual([`photo ${ids.visit}`, `photo ${ids.second}`]);
  });

  it('are beside the answer and the finding that they belong to', async () => {
    await open(`/inspections/${inspectionId}`);
    const question = page.getByRole('row').filter({ hasText: 'REG-01' });
    await question.getByRole('button', { name: /The admission register/ }).waitFor();
    const finding = page.getByRole('row').filter({ hasText: 'The register is kept in pencil' });
    await finding.getByRole('button', { name: /Pencil/ }).waitFor();
    await question.scrollIntoViewIfNeeded();
    await expectFinishedConsole(page, 'inspection-photos');
    const restricted = page.getByRole('row').filter({ hasText: 'REG-05' });
    expect(await restricted.getByRole('button').count()).toBe(0);
  });

  it('of a restricted question or a confidential visit are neither shown nor given out', async () => {
    await open(`/visits/${confidentialVisit}`);
    await page.getByText('This visit is confidential: its notes are not shown here.').waitFor();
    expect(await page.getByRole('list', { name: 'Photos' }).count()).toBe(0);
    for (const id of [ids.confidential, ids.restricted]) {
      expect(await statusOf(id)).toBe(404);
      expect(await statusOf(id, 'thumbnail')).toBe(404);
    }
    expect(await statusOf(ids.answer)).toBe(200);
    const answers = await console.answers();
    expect(answers.filter((answer) => answer.includes('Secret'))).toEqual([]);
  });

  it('that have not arrived say so', async () => {
    await laptop.call('attachments.setMetered', { metered: true });
    const other = await logVisit(laptop);
    await add({ kind: 'visit', visitId: other }, 'Still on the road', 900);
    await laptop.sync();
    await open(`/visits/${other}`);
    await page.getByRole('button', { name: /Still on the road\. Not here yet/ }).press('Enter');
    await page.getByRole('dialog').getByText('It comes with one of the next syncs').waitFor();
    await expectFinishedConsole(page, 'visit-photo-missing');
    await page.keyboard.press('Escape');
  });

  it('are given to nobody who is not signed in', async () => {
    const response = await fetch(`${hq.url}${photoFilePath(ids.answer, 'picture')}`);
    expect(response.status).toBe(401);
    expect(console.faults).toEqual([]);
  });
});
