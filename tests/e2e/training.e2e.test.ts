import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { outRoot } from '#build/paths.ts';
import { writeSampleRoster } from '#electron/core/import/sample-roster.ts';
import type { Bridge, ChannelName, ReplyOf, RequestOf } from '#shared/ipc/channels.ts';
import { sampleTrainees } from '#shared/sample/people.ts';
import { createRandom } from '#shared/sample/random.ts';
import {
  type AppWindow,
  axeFindings,
  clippedControls,
  openApp,
  untranslatedTexts,
} from '#tests/fixtures/app-window.ts';

const data = mkdtempSync(path.join(tmpdir(), 'outpost-training-'));
const screenshots = path.join(outRoot, 'screenshots');
let window: AppWindow;
let eventId: number;

beforeAll(async () => {
  mkdirSync(screenshots, { recursive: true });
  window = await openApp(data);
  const { page } = window;
  if ((await page.evaluate(() => document.documentElement.dir)) === 'rtl') await page.keyboard.press('F9');
  await page.getByRole('button', { name: 'Explore with sample data' }).click();
  await page.getByRole('heading', { level: 1, name: 'Today' }).waitFor();
  const trainings = await ask('training.list', {});
  const newest = trainings.toSorted((a, b) => b.startDate.localeCompare(a.startDate))[0];
  if (!newest) throw new Error('The sample data has no training.');
  eventId = newest.id;
});

afterAll(async () => {
  await window.close();
  rmSync(data, { recursive: true, force: true });
});

/** What the core has, asked past the screens. */
async function ask<C extends ChannelName>(channel: C, request: RequestOf<C>): Promise<ReplyOf<C>> {
  const answer = await window.page.evaluate(
    ([name, asked]) => (globalThis.window as { readonly outpost?: Bridge }).outpost?.call(name, asked),
    [channel, request] as const,
  );
  if (!answer?.ok) throw new Error(`${channel} was refused: ${JSON.stringify(answer)}`);
  return answer.value as ReplyOf<C>;
}

async function marksOf(sessionId: number): Promise<readonly (string | null)[]> {
  const { trainees, marks } = await ask('training.get', { eventId });
  return trainees.map(
    ({ person }) =>
      marks.find((mark) => mark.sessionId === sessionId && mark.personId === person.id)?.mark ?? null,
  );
}

async function goTo(address: string): Promise<void> {
  await window.page.evaluate((hash) => {
    globalThis.window.location.hash = hash;
  }, `#${address}`);
}

async function switchLanguage(page: Page): Promise<void> {
  const before = await page.evaluate(() => document.documentElement.lang);
  await page.keyboard.press('F9');
  await page.waitForFunction((language) => document.documentElement.lang !== language, before);
}

async function resize(width: number, height: number): Promise<void> {
  await window.app.evaluate(
    ({ BrowserWindow }, [toWidth, toHeight]) => {
      BrowserWindow.getAllWindows()[0]?.setContentSize(toWidth, toHeight);
    },
    [width, height] as const,
  );
  await window.page.waitForFunction((wanted) => globalThis.window.innerWidth === wanted, width);
}

/** Checks a screen in both languages and at both sizes, and keeps a picture of each. */
async function expectFinished(name: string): Promise<void> {
  const { page } = window;
  for (const [width, height] of [
    [1024, 640],
    [1280, 800],
  ] as const) {
    await resize(width, height);
    for (let turn = 0; turn < 2; turn++) {
      const language = await page.evaluate(() => document.documentElement.lang.slice(0, 2));
      const where = `${name} in ${language} at ${width}`;
      expect(await axeFindings(page), `axe on ${where}`).toEqual([]);
      expect(await clippedControls(page), `clipped on ${where}`).toEqual([]);
      if (language === 'ar') expect(await untranslatedTexts(page), `untranslated on ${where}`).toEqual([]);
      await page.screenshot({ path: path.join(screenshots, `${name}-${language}-${width}.png`) });
      await switchLanguage(page);
    }
  }
}

/** The session that the grid begins at, and its trainees. */
async function openGrid(column: number): Promise<{ sessionId: number; trainees: number }> {
  const { sessions, trainees } = await ask('training.get', { eventId });
  const session = sessions[column];
  if (!session) throw new Error(`The sample training has no session ${column}.`);
  await goTo(`/training/${eventId}/attendance/${session.id}`);
  await window.page.locator(`[data-place="0:${column}"]:focus`).waitFor();
  return { sessionId: session.id, trainees: trainees.length };
}

/** Waits until the core has confirmed everything that was pressed. */
async function expectSaved(page: Page): Promise<void> {
  await page.locator('[data-status="saved"]').waitFor();
}

describe('an advisor who marks attendance', () => {
  it('marks a whole session by keyboard, and each mark is in the core', async () => {
    const { page } = window;
    const { sessionId, trainees } = await openGrid(2);
    for (let row = 0; row < trainees; row++) {
      await page.keyboard.press(row % 7 === 3 ? 'a' : 'p');
      await page.keyboard.press('ArrowDown');
    }
    await expectSaved(page);
    const marks = await marksOf(sessionId);
    expect(marks).toEqual(
      Array.from({ length: trainees }, (_, row) => (row % 7 === 3 ? 'absent' : 'present')),
    );
  });

  it('sends a mark with the key press, before any other key', async () => {
    const { page } = window;
    const { sessionId } = await openGrid(3);
    await page.keyboard.press('e');
    expect((await marksOf(sessionId))[0]).toBe('excused');
  });

  it('types the minutes of somebody late, and takes mark and minutes back in one step', async () => {
    const { page } = window;
    const { sessionId } = await openGrid(3);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.type('l15');
    await expectSaved(page);
    const { marks } = await ask('training.get', { eventId });
    const late = marks.filter((mark) => mark.sessionId === sessionId && mark.mark === 'late');
    expect(late.map(({ minutes }) => minutes)).toEqual([15]);
    await page.keyboard.press('Control+z');
    await expectSaved(page);
    expect((await marksOf(sessionId))[1]).toBeNull();
    await page.keyboard.press('Control+y');
    await expectSaved(page);
    expect((await marksOf(sessionId))[1]).toBe('late');
  });

  it('marks those who are left from the header of the session, and takes it back from the message', async () => {
    const { page } = window;
    const { sessionId } = await openGrid(3);
    const before = await marksOf(sessionId);
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await page.getByRole('menuitem', { name: 'Those without a mark: present' }).press('Enter');
    await expectSaved(page);
    expect(await marksOf(sessionId)).toEqual(before.map((mark) => mark ?? 'present'));
    await page.getByRole('alert').getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => marksOf(sessionId)).toEqual(before);
  });

  it('uses the same keys in Arabic, where the arrows follow the eye', async () => {
    const { page } = window;
    await switchLanguage(page);
    const { sessionId } = await openGrid(4);
    await page.keyboard.press('p');
    await page.keyboard.press('ArrowRight');
    await page.locator('[data-place="0:3"]:focus').waitFor();
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowDown');
    await pressInArabicLayout(page, 'KeyA', 'ش');
    await expectSaved(page);
    expect((await marksOf(sessionId)).slice(0, 2)).toEqual(['present', 'absent']);
    await switchLanguage(page);
  });

  it('finds the grid finished in both languages and at both sizes', async () => {
    await openGrid(2);
    await expectFinished('training-attendance');
  });
});

/** A key of an Arabic keyboard: the same place, another letter. */
async function pressInArabicLayout(page: Page, code: string, key: string): Promise<void> {
  await page.evaluate(
    ([place, letter]) => {
      const press = { code: place, key: letter, bubbles: true, cancelable: true };
      document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', press));
    },
    [code, key] as const,
  );
}

describe('an advisor who gets a roster as a file', () => {
  const trainees = sampleTrainees(createRandom(4711), 'MOSUL', 24);

  it('is told in words that a file is damaged, and nothing changes', async () => {
    const { page } = window;
    const before = await ask('training.get', { eventId });
    await goTo(`/imports/${eventId}`);
    const buffer = Buffer.from('PK\u0003\u0004 this is no workbook');
    await page.locator('input[type=file]').setInputFiles({ name: 'roster.xlsx', mimeType: '', buffer });
    await page.getByRole('alert').getByText('The file is damaged').waitFor();
    await expectFinished('import-damaged');
    expect(await ask('training.get', { eventId })).toEqual(before);
  });

  it('imports it at once after looking at columns and rows, and takes it back from the message', async () => {
    const { page } = window;
    const before = await ask('training.get', { eventId });
    const bytes = await writeSampleRoster(trainees, { course: 'دورة', site: 'MOSUL' });
    await goTo('/training');
    await goTo(`/imports/${eventId}`);
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'roster.xlsx', mimeType: '', buffer: Buffer.from(bytes) });
    await page.getByRole('button', { name: 'Check the rows' }).waitFor();
    await expectFinished('import-columns');
    await page.getByRole('button', { name: 'Check the rows' }).click();
    await page.getByRole('button', { name: 'Import all rows' }).waitFor();
    await expectFinished('import-rows');
    await page.getByRole('button', { name: 'Import all rows' }).click();
    await page.getByRole('button', { name: 'Undo' }).waitFor();
    const after = await ask('training.get', { eventId });
    expect(after.trainees.length).toBe(before.trainees.length + trainees.length);
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect
      .poll(async () => (await ask('training.get', { eventId })).trainees.length)
      .toBe(before.trainees.length);
  });
});

describe('the screens around the grid', () => {
  it.each([
    ['training-list', () => '/training', 'Training'],
    ['training-new', () => '/training/new', 'New training'],
    ['training-roster', () => `/training/${eventId}`, null],
    ['training-tests', () => `/training/${eventId}/tests`, null],
    ['training-report', () => `/training/${eventId}/report`, null],
    ['people', () => '/people', 'People'],
    ['people-new', () => '/people/new', 'New person'],
  ])('%s is finished in both languages and at both sizes', async (name, address, heading) => {
    const { page } = window;
    await goTo(address());
    if (heading) await page.getByRole('heading', { level: 1, name: heading }).waitFor();
    else await page.locator(`[role=tab][aria-selected=true][id$="${name.split('-')[1]}"]`).waitFor();
    await expectFinished(name);
  });

  it('enrols who was found by name in the other script, with Enter', async () => {
    const { page } = window;
    const { trainees } = await ask('training.get', { eventId });
    const enrolled = new Set(trainees.map(({ person }) => person.id));
    const stranger = (await ask('people.search', { text: '', limit: 200 })).find(
      ({ id }) => !enrolled.has(id),
    );
    if (!stranger) throw new Error('Everybody of the sample data is enrolled.');
    await goTo(`/training/${eventId}`);
    await page.getByLabel('Add to the roster').first().pressSequentially(stranger.nameAr);
    await page
      .getByRole('option', { selected: true })
      .or(page.locator('[data-combobox-selected]'))
      .first()
      .waitFor();
    await page.keyboard.press('Enter');
    await expect
      .poll(async () => (await ask('training.get', { eventId })).trainees.map(({ person }) => person.id))
      .toContain(stranger.id);
  });

  it('takes scores down the column with Enter', async () => {
    const { page } = window;
    await goTo(`/training/${eventId}/tests`);
    await page.locator('[data-place="0:postTest"]').click();
    await page.keyboard.type('75');
    await page.keyboard.press('Enter');
    await page.keyboard.type('40');
    await page.keyboard.press('Enter');
    await expect
      .poll(async () =>
        (await ask('training.get', { eventId })).trainees.slice(0, 2).map(({ postTest }) => postTest),
      )
      .toEqual([75, 40]);
  });

  it('creates a training with its sessions from Sunday to Thursday', async () => {
    const { page } = window;
    await goTo('/training/new');
    await page.getByRole('combobox', { name: 'Course' }).click();
    await page.getByRole('option').first().click();
    await page.getByLabel('Venue').fill('Academy, hall 3');
    await page.getByLabel('First day').fill('22/11/2026');
    await page.getByLabel('Last day').fill('30/11/2026');
    await page.keyboard.press('Enter');
    await page.getByText('7 sessions on 7 days').waitFor();
    await page.getByRole('button', { name: 'Create the training' }).click();
    await page.getByText('Nobody is on the roster yet.').waitFor();
    await expectFinished('training-empty');
    const created = (await ask('training.list', {})).find(({ venue }) => venue === 'Academy, hall 3');
    expect(created).toMatchObject({ startDate: '2026-11-22', endDate: '2026-11-30', sessions: 7 });
  });
});
