import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Locator } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { VisitDetail } from '#shared/ipc/mentoring.ts';
import { type AppWindow, holdCore } from '#tests/fixtures/app-window.ts';
import { filesWith } from '#tests/fixtures/readable-files.ts';
import { ask, expectFinished, goTo, openSample, switchLanguage } from '#tests/fixtures/screen-checks.ts';

const data = mkdtempSync(path.join(tmpdir(), 'outpost-mentoring-'));
let window: AppWindow;
let visitId: number;

beforeAll(async () => {
  window = await openSample(data);
});

afterAll(async () => {
  await window.close();
  rmSync(data, { recursive: true, force: true });
});

const visit = (): Promise<VisitDetail> => ask(window.page, 'mentoring.get', { visitId });

/** A part of the visit's page, by its heading. */
function part(name: string): Locator {
  return window.page.getByRole('region', { name });
}

async function openVisit(id = visitId): Promise<void> {
  await goTo(window.page, `/mentoring/${id}`);
  await part('Capability ratings').getByRole('combobox').first().waitFor();
}

describe('an advisor who logs a visit', () => {
  it('is told by name which field keeps the log from starting, and nothing is recorded', async () => {
    const { page } = window;
    const before = await ask(page, 'mentoring.list', {});
    await goTo(page, '/mentoring/new');
    await page.getByLabel('From').fill('1100');
    await page.getByLabel('To', { exact: true }).fill('0930');
    await page.getByLabel('Mode').selectOption('Cancelled');
    await page.getByRole('button', { name: 'Start the log' }).click();
    await page.getByText('Choose the institution that was visited.').waitFor();
    await page.getByText('A visit cannot end before it begins.').waitFor();
    await page.getByText('Say why the visit was cancelled.').waitFor();
    await expectFinished(window, 'mentoring-new-problems');
    expect(await ask(page, 'mentoring.list', {})).toEqual(before);
    await page.getByRole('button', { name: 'Cancel' }).click();
  });

  it('starts it by keyboard, with the institution found in the other script', async () => {
    const { page } = window;
    await goTo(page, '/mentoring/new');
    const institution = page.getByRole('combobox', { name: 'Institution' });
    await institution.and(page.locator(':focus')).waitFor();
    await expectFinished(window, 'mentoring-new');
    // Faster than the answer comes: Enter waits for what was found for these words.
    await page.keyboard.type('شرطة الوحدة\n');
    await expect.poll(() => institution.inputValue()).toBe('Al-Wahda Police Station, Mosul');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.type('930');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: /Al-Wahda Police Station/ }).waitFor();
    visitId = Number((await page.evaluate(() => location.hash)).split('/').at(-1));
    await expectFinished(window, 'mentoring-visit-empty');
    expect(await visit()).toMatchObject({ summary: { advisors: ['Sample'] }, input: { startTime: '09:30' } });
  });

  it('enters who was met, by rank and post alone, or as somebody who is known', async () => {
    const { page } = window;
    const known = (await ask(page, 'people.search', { text: '', limit: 1 }))[0];
    const met = part('Who was met');
    await met.getByRole('button', { name: 'Add', exact: true }).click();
    await met.getByText('Enter a rank, a post or a name.').waitFor();
    await met.getByLabel('Rank').selectOption('Captain');
    await met.getByLabel('Post').fill('Station commander');
    await page.keyboard.press('Enter');
    await met.getByRole('cell', { name: 'Station commander', exact: true }).waitFor();
    await met.getByLabel('Name (optional)').pressSequentially(known?.nameAr ?? '');
    await page.getByRole('option', { name: known?.nameLatin ?? '' }).click();
    await met.getByRole('button', { name: 'Add', exact: true }).click();
    await met.getByRole('link', { name: known?.nameLatin ?? '' }).waitFor();
    expect((await visit()).counterparts).toMatchObject([
      { rankCode: 'NAQIB', post: 'Station commander', name: null, personId: null },
      { rankCode: null, post: null, name: known?.nameLatin, personId: known?.id },
    ]);
    expect(await ask(page, 'people.get', { id: known?.id ?? 0 })).toMatchObject({ visits: [{ visitId }] });
  });

  it('enters topics as fast as they are typed, and no one of them is lost', async () => {
    await part('What was done').getByRole('combobox', { name: 'Topics' }).click();
    await window.page.keyboard.type('Duty roster\nسجل التوقيف\nArms store\n');
    const topics = async (): Promise<readonly string[]> => (await visit()).topics.map(({ topic }) => topic);
    await expect.poll(topics).toEqual(['Duty roster', 'سجل التوقيف', 'Arms store']);
  });

  it('enters issues, resolves one, and puts back what was removed', async () => {
    const issues = part('Issues');
    await issues.getByRole('button', { name: 'Add the issue' }).click();
    await issues.getByText('Describe the issue.').waitFor();
    await issues.getByLabel('Severity').selectOption('Critical');
    await issues.getByRole('textbox', { name: 'Issue' }).fill('Two cells without light');
    await window.page.keyboard.press('Enter');
    await issues.getByRole('button', { name: 'Mark as resolved' }).click();
    await issues.getByText('Resolved', { exact: true }).waitFor();
    await issues.getByRole('button', { name: 'Remove the issue' }).click();
    await expect.poll(async () => (await visit()).issues).toEqual([]);
    await window.page.getByRole('button', { name: 'Undo' }).click();
    await issues.getByRole('cell', { name: 'Two cells without light' }).waitFor();
    expect((await visit()).issues).toMatchObject([
      { description: 'Two cells without light', severity: 'critical', status: 'resolved' },
    ]);
  });

  it('agrees on actions with owner and due date, which also stand on the board', async () => {
    const { page } = window;
    const agreed = part('What was agreed');
    await agreed.getByRole('button', { name: 'Add the action' }).click();
    await agreed.getByText('Say what was agreed.').waitFor();
    await agreed.getByLabel('Action item').fill('إصلاح الإنارة في الزنزانتين');
    await page.keyboard.press('Tab');
    await page.keyboard.type('آمر المركز');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.type('15/12/2026');
    await page.keyboard.press('Enter');
    await agreed.getByRole('link', { name: 'إصلاح الإنارة في الزنزانتين' }).waitFor();
    const action = { owner: 'آمر المركز', side: 'theirs', due: '2026-12-15', visitId };
    expect((await visit()).actions).toMatchObject([action]);
    const board = await ask(page, 'actions.list', { text: 'إصلاح الإنارة' });
    expect(board).toMatchObject([action]);
  });

  it('rates a capability only with evidence, and may take the rating back', async () => {
    const { page } = window;
    const ratings = part('Capability ratings');
    const level = ratings.getByRole('combobox').first();
    const evidence = ratings.getByRole('textbox').first();
    const rated = async (): Promise<unknown> => {
      const [first] = (await visit()).ratings;
      return { level: first?.level, evidence: first?.evidence };
    };
    await level.selectOption({ index: 2 });
    await ratings.getByText('Kept as a draft').waitFor();
    await part('Issues').getByRole('textbox', { name: 'Issue' }).focus();
    await ratings.getByText('A level needs evidence: what did you see?').waitFor();
    await expectFinished(window, 'mentoring-visit');
    expect(await rated()).toEqual({ level: null, evidence: '' });
    await evidence.fill('Twelve files read with the commander');
    await expect.poll(rated).toEqual({ level: 2, evidence: 'Twelve files read with the commander' });
    await level.selectOption('Not rated');
    await expect.poll(rated).toEqual({ level: null, evidence: '' });
    await page.getByText('Rating taken back').locator('..').getByRole('button', { name: 'Undo' }).click();
    await expect.poll(rated).toEqual({ level: 2, evidence: 'Twelve files read with the commander' });
  });

  it('finds last time’s level, and the other visits, at the next visit to the same place', async () => {
    const { page } = window;
    const { input } = await visit();
    const { id } = await ask(page, 'mentoring.create', { ...input, day: '2026-12-20', startTime: null });
    await openVisit(id);
    await part('Capability ratings').getByRole('cell', { name: /^2 – / }).waitFor();
    const others = part('Other visits to this institution');
    await others.scrollIntoViewIfNeeded();
    await expectFinished(window, 'mentoring-visit-again');
    await others.getByRole('link', { name: /1 open action/ }).click();
    await part('What was agreed').getByRole('link', { name: 'إصلاح الإنارة في الزنزانتين' }).waitFor();
    await ask(page, 'mentoring.remove', { visitId: id });
  });

  it('may remove the visit, and puts it back with all its parts', async () => {
    const { page } = window;
    await openVisit();
    const before = await visit();
    await page.getByRole('button', { name: 'Remove the visit' }).click();
    await page.getByRole('heading', { level: 1, name: 'Mentoring' }).waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(async () => visit().catch(() => null)).toEqual(before);
  });
});

describe('the list of visits', () => {
  it('is walked from the filter by keyboard', async () => {
    const { page } = window;
    await goTo(page, '/mentoring');
    await page.getByLabel('Filter this list').fill('wahda');
    await page.keyboard.press('ArrowDown');
    await page.locator('tr:focus').waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: /Al-Wahda Police Station/ }).waitFor();
  });

  it('is finished with visits and without any, when it says what to do', async () => {
    const { page } = window;
    await goTo(page, '/mentoring');
    await page.locator('main tbody tr').first().waitFor();
    await expectFinished(window, 'mentoring');
    const visits = await ask(page, 'mentoring.list', {});
    for (const { id } of visits) await ask(page, 'mentoring.remove', { visitId: id });
    await page.getByText('Log a visit while you still remember what was agreed.').waitFor();
    await expectFinished(window, 'mentoring-none');
    for (const { id } of visits) await ask(page, 'mentoring.restore', { visitId: id });
  });
});

describe('what was typed into a visit before a power cut', () => {
  const marker = 'zanbur marker 0815';

  it('is there again in every field, also in the other language, and can be read by nobody on the disk', async () => {
    await openVisit();
    await holdCore(window);
    await part('Who was met').getByLabel('Post').fill(`${marker} post`);
    await part('What was done').getByRole('textbox', { name: 'Objectives' }).fill(`${marker} objectives`);
    await part('Issues').getByRole('textbox', { name: 'Issue' }).fill(`${marker} issue`);
    await part('What was agreed').getByLabel('Action item').fill(`${marker} action`);
    await part('Capability ratings').getByRole('textbox').nth(1).fill(`${marker} evidence`);
    await expect.poll(() => window.page.getByText('Kept as a draft').count()).toBe(5);
    await window.kill();
    expect(filesWith(data, marker)).toEqual([]);

    window = await openSample(data);
    await window.page.getByRole('region', { name: 'Drafts to finish' }).getByRole('link').click();
    await part('Capability ratings').getByText('Choose the level that this shows.').waitFor();
    await switchLanguage(window.page);
    const typed = await window.page
      .locator('main :is(input, textarea)')
      .evaluateAll((fields) => fields.map((field) => (field as HTMLInputElement).value));
    for (const field of ['post', 'objectives', 'issue', 'action', 'evidence']) {
      expect(typed).toContain(`${marker} ${field}`);
    }
    await switchLanguage(window.page);
    await part('What was agreed').getByRole('button', { name: 'Add the action' }).click();
    await expect
      .poll(async () => (await visit()).actions.map(({ description }) => description))
      .toContain(`${marker} action`);
    expect((await visit()).input.objectives).toBe(`${marker} objectives`);
  });
});
