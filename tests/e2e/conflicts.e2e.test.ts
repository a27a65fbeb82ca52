import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ConflictView } from '#shared/ipc/conflicts.ts';
import { type AppWindow, openApp } from '#tests/fixtures/app-window.ts';
import { startHq, type TestHq } from '#tests/fixtures/hq.ts';
import { type Laptop, newLaptop } from '#tests/fixtures/laptop.ts';
import {
  ask,
  expectFinished,
  goTo,
  pressInArabicLayout,
  speakEnglish,
  switchLanguage,
} from '#tests/fixtures/screen-checks.ts';

const data = mkdtempSync(path.join(tmpdir(), 'outpost-conflicts-'));
let hq: TestHq;
let colleague: Laptop;
let window: AppWindow;
let personId: number;

const longNote = [
  'The duty officer keeps two registers, one in ink and one in pencil.',
  'Cells 3 and 4 were locked; the key was with the night shift.',
].join('\n');

beforeAll(async () => {
  hq = await startHq();
  colleague = await newLaptop(await hq.enrolment('MOSUL', 'Mosul-2'), 'Anna Lind');
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
});

afterAll(async () => {
  await window.close();
  await colleague.dispose();
  await hq.stop();
  rmSync(data, { recursive: true, force: true });
});

/** One exchange of the window with headquarters, to its end. */
async function syncWindow(): Promise<void> {
  const { page } = window;
  await expect
    .poll(async () => {
      const { state } = await ask(page, 'sync.status', undefined);
      return state;
    })
    .not.toBe('syncing');
  const { jobId } = await ask(page, 'sync.start', undefined);
  await expect
    .poll(async () => (await ask(page, 'jobs.list', undefined)).find(({ id }) => id === jobId)?.state, {
      timeout: 30_000,
    })
    .toBe('done');
}

async function syncColleague(): Promise<void> {
  expect(await colleague.sync()).toMatchObject({ state: 'done', error: null });
}

const waiting = (): Promise<readonly ConflictView[]> => ask(window.page, 'conflicts.list', { state: 'open' });

describe('two advisors who entered different values apart', () => {
  it('are told by the chip, by the sync page and by the palette that something waits', async () => {
    const { page } = window;
    await enterApart();
    const chip = page.getByRole('link', { name: '3 to review' });
    await chip.waitFor();
    await chip.click();
    await page.getByRole('heading', { level: 1, name: 'To review' }).waitFor();
    await goTo(page, '/sync');
    await page.getByText('3 values wait for a decision').waitFor();
    await expectFinished(window, 'sync-to-review');
    await page.getByRole('button', { name: 'Review' }).click();
    await page.getByRole('table', { name: 'To review' }).waitFor();
    await goTo(page, '/today');
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').fill('entered twice');
    await page.getByRole('option', { name: /entered twice/ }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'To review' }).waitFor();
  });

  it('see at their records that these need review', async () => {
    const { page } = window;
    await goTo(page, `/people/${personId}`);
    await page.getByText('Needs review').waitFor();
  });

  it('find the queue finished in both languages and at both sizes', async () => {
    await goTo(window.page, '/sync/review');
    await window.page.getByRole('table', { name: 'To review' }).waitFor();
    await expectFinished(window, 'review-queue');
  });

  it('see the value before, theirs and the other’s side by side, with who wrote it and when', async () => {
    const { page } = window;
    await openConflict('unit');
    const table = page.getByRole('table', { name: 'The values side by side' });
    for (const text of [
      'Mine',
      'Theirs',
      'Before',
      'Traffic',
      'Patrol',
      'Riverine',
      'Anna Lind',
      'Karim Haddad',
    ]) {
      await table.getByText(text).first().waitFor();
    }
    await expectFinished(window, 'review-person');
    await openConflict('observations');
    await expectFinished(window, 'review-note');
  });

  it('decide by one key, go on to the next, and undo', async () => {
    const { page } = window;
    await openConflict('unit');
    await page.keyboard.press('2');
    await page.locator('[data-conflict]:focus').waitFor();
    await expect.poll(async () => (await ask(page, 'people.get', { id: personId })).unit).toBe('Riverine');
    await expect.poll(async () => (await waiting()).length).toBe(2);
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(async () => (await waiting()).length).toBe(3);
    expect((await ask(page, 'people.get', { id: personId })).unit).not.toBe('');
    await page.getByRole('heading', { level: 1, name: 'Ali Hasan' }).waitFor();
  });

  it('keep both as a note, in the language of the screens, with any keyboard', async () => {
    const { page } = window;
    await switchLanguage(page);
    await openConflict('unit');
    await pressInArabicLayout(page, 'Digit3', '٣');
    await expect
      .poll(async () => (await ask(page, 'people.get', { id: personId })).note)
      .toMatch(/^\[(Karim Haddad|Anna Lind) \d{4}-\d\d-\d\d\] الوحدة: (Patrol|Riverine)$/);
    await switchLanguage(page);
  });

  it('are asked no longer once all is decided, on either laptop', async () => {
    const { page } = window;
    for (const left of [1, 0]) {
      const [next] = await waiting();
      await goTo(page, `/sync/review/${next?.id ?? ''}`);
      await page.getByRole('button', { name: /Keep mine/ }).click();
      await expect.poll(async () => (await waiting()).length).toBe(left);
    }
    await goTo(page, '/sync/review');
    await page.getByText('Nothing to review').waitFor();
    await closeToasts();
    await expectFinished(window, 'review-empty');
    await syncWindow();
    await syncColleague();
    expect(await colleague.call('conflicts.list', { state: 'open' })).toEqual([]);
    expect(await colleague.call('conflicts.list', { state: 'decided' })).toHaveLength(3);
  });

  it('see what was decided, by whom, and may open it again', async () => {
    const { page } = window;
    await page.getByText('Decided', { exact: true }).click();
    await page.getByRole('table', { name: 'To review' }).waitFor();
    await expectFinished(window, 'review-decided');
    const decided = await ask(page, 'conflicts.list', { state: 'decided' });
    const kept = decided.find(({ decision }) => decision === 'both');
    await goTo(page, `/sync/review/${kept?.id ?? ''}`);
    await page.getByText('Both were kept.').waitFor();
    await expectFinished(window, 'review-decided-one');
    await page.getByRole('button', { name: 'Open again' }).click();
    await expect.poll(async () => (await waiting()).length).toBe(1);
    await page.getByRole('button', { name: /Keep both/ }).waitFor();
  });
});

/** A person, a visit and a mark, changed on both laptops while neither knew of the other. */
async function enterApart(): Promise<void> {
  const { page } = window;
  await syncWindow();
  const { id } = await ask(page, 'people.create', {
    nameAr: 'علي حسن كاظم',
    nameLatin: 'Ali Hasan',
    unit: 'Traffic',
  });
  personId = id;
  const { id: visitId } = await ask(page, 'mentoring.create', {
    programme: 'police',
    institutionId: (await ask(page, 'reference.institutions', {}))[0]?.id ?? 0,
    day: '2008-05-04',
    mode: 'in_person',
    sensitivity: 'internal',
    observations: 'The gate was open.',
  });
  const { id: eventId } = await ask(page, 'training.create', {
    event: {
      courseCode: 'IPS-BCI',
      programme: 'police',
      venue: 'Academy',
      startDate: '2008-05-04',
      endDate: '2008-05-05',
      language: 'ar',
    },
    sessions: [{ day: '2008-05-04', slot: 'am', hours: 3, topic: 'First response' }],
  });
  await ask(page, 'training.enrol', { eventId, personIds: [id] });
  const [session] = (await ask(page, 'training.get', { eventId })).sessions;
  const sessionId = session?.id ?? 0;
  await syncWindow();
  await syncColleague();
  await ask(page, 'people.update', { id, patch: { unit: 'Patrol' } });
  await ask(page, 'mentoring.update', { visitId, patch: { observations: longNote } });
  await ask(page, 'training.mark', { marks: [{ sessionId, personId: id, mark: 'late', minutes: 15 }] });
  await colleague.call('people.update', { id, patch: { unit: 'Riverine' } });
  await colleague.call('mentoring.update', {
    visitId,
    patch: { observations: 'الحارس الليلي غائب، والسجل غير موقّع منذ يومين.' },
  });
  await colleague.call('training.mark', {
    marks: [{ sessionId, personId: id, mark: 'absent', minutes: null }],
  });
  await syncColleague();
  await syncWindow();
}

/** What was said in one language stays in it. */
async function closeToasts(): Promise<void> {
  const close = window.page.getByRole('button', { name: 'Close' });
  for (let left = await close.count(); left > 0; left--) {
    await close.first().click();
    await expect.poll(() => close.count()).toBe(left - 1);
  }
}

async function openConflict(field: string): Promise<void> {
  const found = (await waiting()).find(({ fields }) => fields.some((one) => one.field === field));
  if (!found) throw new Error(`no conflict about ${field}`);
  await goTo(window.page, `/sync/review/${found.id}`);
  await window.page.locator(`[data-conflict="${found.id}"]`).waitFor();
}
