import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeSampleRoster } from '#electron/core/import/sample-roster.ts';
import { sampleTrainees } from '#shared/sample/people.ts';
import { createRandom } from '#shared/sample/random.ts';
import { type AppWindow, openApp } from '#tests/fixtures/app-window.ts';
import {
  ask,
  expectFinished,
  goTo,
  pressInArabicLayout,
  speakEnglish,
  switchLanguage,
} from '#tests/fixtures/screen-checks.ts';

const data = mkdtempSync(path.join(tmpdir(), 'outpost-training-'));
let window: AppWindow;
let eventId: number;

beforeAll(async () => {
  window = await openApp(data);
  const { page } = window;
  await speakEnglish(page);
  await page.getByRole('button', { name: 'Explore with sample data' }).click();
  await page.getByRole('heading', { level: 1, name: 'Today' }).waitFor();
  const trainings = await ask(window.page, 'training.list', {});
  const newest = trainings.toSorted((a, b) => b.startDate.localeCompare(a.startDate))[0];
  if (!newest) throw new Error('The sample data has no training.');
  eventId = newest.id;
});

afterAll(async () => {
  await window.close();
  rmSync(data, { recursive: true, force: true });
});

/** Rows as Excel puts them on the clipboard: a date that is none, one badge number twice, a row that a filter hides. */
const pastedTable = `<table><tr><td>الاسم</td><td>الرقم الإحصائي</td><td>المواليد</td></tr>
  <tr><td>ورد سالم عبود المالكي</td><td>900001</td><td>1985</td></tr>
  <tr><td>نهى وديع خلف العزاوي</td><td>900002</td><td>31/02/1990</td></tr>
  <tr><td>فرات طه ياسر الخزرجي</td><td>900001</td><td>1988</td></tr>
  <tr style="display:none"><td>قصي ضياء ناجي الدوري</td><td>900004</td><td>1979</td></tr></table>`;

/** Pastes onto the screen what a spreadsheet would. */
async function paste(page: Page, html: string): Promise<void> {
  await page.evaluate((table) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/html', table);
    document.body.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
    );
  }, html);
}

async function marksOf(sessionId: number): Promise<readonly (string | null)[]> {
  const { trainees, marks } = await ask(window.page, 'training.get', { eventId });
  return trainees.map(
    ({ person }) =>
      marks.find((mark) => mark.sessionId === sessionId && mark.personId === person.id)?.mark ?? null,
  );
}

/** The session that the grid begins at, and its trainees. */
async function openGrid(column: number): Promise<{ sessionId: number; trainees: number }> {
  const { sessions, trainees } = await ask(window.page, 'training.get', { eventId });
  const session = sessions[column];
  if (!session) throw new Error(`The sample training has no session ${column}.`);
  // From elsewhere, also when the grid is shown already: it takes the focus when it opens.
  await goTo(window.page, '/training');
  await goTo(window.page, `/training/${eventId}/attendance/${session.id}`);
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
    const { marks } = await ask(window.page, 'training.get', { eventId });
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
    await expectFinished(window, 'training-attendance');
  });
});

describe('an advisor who gets a roster as a file', () => {
  const trainees = sampleTrainees(createRandom(4711), 'MOSUL', 24);

  it('is told in words that a file is damaged, and nothing changes', async () => {
    const { page } = window;
    const before = await ask(window.page, 'training.get', { eventId });
    await goTo(window.page, `/imports/${eventId}`);
    const buffer = Buffer.from('PK\u0003\u0004 this is no workbook');
    await page.locator('input[type=file]').setInputFiles({ name: 'roster.xlsx', mimeType: '', buffer });
    await page.getByRole('alert').getByText('The file is damaged').waitFor();
    await expectFinished(window, 'import-damaged');
    expect(await ask(window.page, 'training.get', { eventId })).toEqual(before);
  });

  it('imports it at once after looking at columns and rows, and takes it back from the message', async () => {
    const { page } = window;
    const before = await ask(window.page, 'training.get', { eventId });
    const bytes = await writeSampleRoster(trainees, { course: 'دورة', site: 'MOSUL' });
    await goTo(window.page, '/training');
    await goTo(window.page, `/imports/${eventId}`);
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'roster.xlsx', mimeType: '', buffer: Buffer.from(bytes) });
    await page.getByRole('button', { name: 'Check the rows' }).waitFor();
    await expectFinished(window, 'import-columns');
    await page.getByRole('button', { name: 'Check the rows' }).click();
    await page.getByRole('button', { name: 'Import all rows' }).waitFor();
    await expectFinished(window, 'import-rows');
    await page.getByRole('button', { name: 'Import all rows' }).click();
    await page.getByRole('button', { name: 'Undo' }).waitFor();
    const after = await ask(window.page, 'training.get', { eventId });
    expect(after.trainees.length).toBe(before.trainees.length + trainees.length);
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect
      .poll(async () => (await ask(window.page, 'training.get', { eventId })).trainees.length)
      .toBe(before.trainees.length);
  });
});

describe('an advisor who has a roster elsewhere', () => {
  it('pastes it from a spreadsheet, puts a cell right, leaves a row out and has the rest on the roster', async () => {
    const { page } = window;
    const before = await ask(page, 'training.get', { eventId });
    await goTo(page, '/training');
    await goTo(page, `/imports/${eventId}`);
    await page.getByLabel('Or paste rows here').waitFor();
    await paste(page, pastedTable);
    await page.getByRole('button', { name: 'Check the rows' }).click();
    await page.getByText('2 cells must be put right').waitFor();
    await expectFinished(window, 'import-problems');
    await page.getByLabel('What cell C3 should hold').fill('٣/٢/١٩٩٠');
    await page.keyboard.press('Enter');
    await page.getByText('1 cell must be put right').waitFor();
    await page.getByRole('button', { name: 'Leave out row 4' }).first().click();
    await page.getByRole('checkbox', { name: 'Take in 1 row that the spreadsheet hides' }).click();
    await page.getByText('3 new people').waitFor();
    await page.getByRole('button', { name: 'Import all rows' }).click();
    await page.getByRole('button', { name: 'Undo' }).waitFor();
    const { trainees } = await ask(page, 'training.get', { eventId });
    expect(trainees.slice(before.trainees.length).map(({ person }) => person.nameAr)).toEqual([
      'ورد سالم عبود المالكي',
      'نهى وديع خلف العزاوي',
      'قصي ضياء ناجي الدوري',
    ]);
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect
      .poll(async () => (await ask(page, 'training.get', { eventId })).trainees.length)
      .toBe(before.trainees.length);
  });

  it('saves the roster as a file, and must say why when it holds badge numbers', async () => {
    const { page } = window;
    await goTo(page, `/training/${eventId}`);
    await page.getByRole('button', { name: 'Save as a file' }).click();
    await page.getByText('The file leaves out').waitFor();
    await page.getByRole('checkbox').last().click();
    await page.getByRole('button', { name: /^Save \d+ trainees$/ }).click();
    await page.getByText('Say what they are needed for.').waitFor();
    await expectFinished(window, 'roster-export');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
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
    await goTo(window.page, address());
    if (heading) await page.getByRole('heading', { level: 1, name: heading }).waitFor();
    else await page.locator(`[role=tab][aria-selected=true][id$="${name.split('-')[1]}"]`).waitFor();
    await expectFinished(window, name);
  });

  it('enrols who was found by name in the other script, with Enter', async () => {
    const { page } = window;
    const { trainees } = await ask(window.page, 'training.get', { eventId });
    const enrolled = new Set(trainees.map(({ person }) => person.id));
    const stranger = (await ask(window.page, 'people.search', { text: '', limit: 200 })).find(
      ({ id }) => !enrolled.has(id),
    );
    if (!stranger) throw new Error('Everybody of the sample data is enrolled.');
    await goTo(window.page, `/training/${eventId}`);
    await page.getByLabel('Add to the roster').first().pressSequentially(stranger.nameAr);
    await page
      .getByRole('option', { selected: true })
      .or(page.locator('[data-combobox-selected]'))
      .first()
      .waitFor();
    await page.keyboard.press('Enter');
    await expect
      .poll(async () =>
        (await ask(window.page, 'training.get', { eventId })).trainees.map(({ person }) => person.id),
      )
      .toContain(stranger.id);
  });

  it('takes scores down the column with Enter', async () => {
    const { page } = window;
    await goTo(window.page, `/training/${eventId}/tests`);
    await page.locator('[data-place="0:postTest"]').click();
    await page.keyboard.type('75');
    await page.keyboard.press('Enter');
    await page.keyboard.type('40');
    await page.keyboard.press('Enter');
    await expect
      .poll(async () =>
        (await ask(window.page, 'training.get', { eventId })).trainees
          .slice(0, 2)
          .map(({ postTest }) => postTest),
      )
      .toEqual([75, 40]);
  });

  it('creates a training with its sessions from Sunday to Thursday', async () => {
    const { page } = window;
    await goTo(window.page, '/training/new');
    await page.getByRole('combobox', { name: 'Course' }).click();
    await page.getByRole('listbox').getByRole('option').first().click();
    await page.getByText('The same each day').click();
    await page.getByLabel('Venue').fill('Academy, hall 3');
    await page.getByLabel('First day').fill('22/11/2026');
    await page.getByLabel('Last day').fill('30/11/2026');
    await page.keyboard.press('Enter');
    await page.getByText('7 sessions on 7 days').waitFor();
    await page.getByRole('button', { name: 'Create the training' }).click();
    await page.getByText('Nobody is on the roster yet.').waitFor();
    await expectFinished(window, 'training-empty');
    const created = (await ask(window.page, 'training.list', {})).find(
      ({ venue }) => venue === 'Academy, hall 3',
    );
    expect(created).toMatchObject({ startDate: '2026-11-22', endDate: '2026-11-30', sessions: 7 });
  });
});
