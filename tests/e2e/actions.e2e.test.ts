import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Locator } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ActionView } from '#shared/ipc/mentoring.ts';
import { type AppWindow, holdCore } from '#tests/fixtures/app-window.ts';
import { filesWith } from '#tests/fixtures/readable-files.ts';
import { ask, expectFinished, goTo, openSample } from '#tests/fixtures/screen-checks.ts';

const data = mkdtempSync(path.join(tmpdir(), 'outpost-actions-'));
let window: AppWindow;

beforeAll(async () => {
  window = await openSample(data);
});

afterAll(async () => {
  await window.close();
  rmSync(data, { recursive: true, force: true });
});

async function actionOf(id: number): Promise<ActionView | undefined> {
  const actions = await ask(window.page, 'actions.list', { status: 'all' });
  return actions.find((action) => action.id === id);
}

/** An action that is owed, to be worked on by one test alone. */
async function newAction(description: string): Promise<number> {
  const fields = {
    description,
    owner: 'آمر المركز',
    side: 'theirs',
    due: null,
    programme: 'police',
  } as const;
  return (await ask(window.page, 'actions.create', fields)).id;
}

async function openAction(id: number): Promise<Locator> {
  await goTo(window.page, '/actions');
  await goTo(window.page, `/actions/${id}`);
  const dialog = window.page.getByRole('dialog', { name: 'Action' });
  await dialog.waitFor();
  return dialog;
}

describe('an advisor at the board of actions', () => {
  it('finds an action by its words, closes it with evidence by key, and Undo brings it back', async () => {
    const { page } = window;
    const id = await newAction('Print forty registers');
    await goTo(page, '/actions');
    await page.getByLabel('Filter this list').fill('forty registers');
    await page.keyboard.press('ArrowDown');
    await page.locator('tr:focus').waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Close the action' }).and(page.locator(':focus')).waitFor();
    await expectFinished(window, 'action');
    await page.getByRole('button', { name: 'Close the action' }).focus();
    await page.keyboard.press('Enter');
    await page.locator('textarea:focus').waitFor();
    await page.getByRole('button', { name: 'Close the action' }).click();
    await page.getByText('An action is done when somebody has seen it: say what you saw.').waitFor();
    await expectFinished(window, 'action-closing');
    await page.getByLabel('Evidence: what did you see?').fill('شوهدت السجلات في المركز');
    await page.getByRole('button', { name: 'Close the action' }).click();
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    const { today } = await ask(page, 'today.get', undefined);
    const closed = { status: 'done', closedOn: today, evidence: 'شوهدت السجلات في المركز' };
    expect(await actionOf(id)).toMatchObject(closed);
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => actionOf(id)).toMatchObject({ status: 'open', closedOn: null, evidence: null });
  });

  it('is told by name what keeps an action from being closed, and nothing is changed', async () => {
    const { page } = window;
    const id = await newAction('Repair the gate');
    const dialog = await openAction(id);
    await dialog.getByRole('button', { name: 'Close the action' }).click();
    await dialog.getByRole('radio', { name: 'Cancelled' }).check();
    await dialog.getByLabel('Closed on').fill('31/12/2099');
    await page.keyboard.press('Tab');
    await dialog.getByText('An action cannot be closed in the future.').waitFor();
    await dialog.getByRole('button', { name: 'Close the action' }).click();
    await dialog.getByText('Say why it was cancelled.').waitFor();
    expect(await actionOf(id)).toMatchObject({ status: 'open' });
    await dialog.getByRole('button', { name: 'Cancel', exact: true }).click();
    await dialog.getByRole('button', { name: 'Mark as in progress' }).waitFor();
  });

  it('opens a closed action again, and Undo closes it as it was', async () => {
    const { page } = window;
    const id = await newAction('Count the keys');
    const closed = { status: 'done', evidence: 'Counted: 41', closedOn: '2026-11-02' } as const;
    await ask(page, 'actions.setStatus', { id, ...closed });
    const dialog = await openAction(id);
    await dialog.getByText('Closed on 2 Nov 2026').waitFor();
    await expectFinished(window, 'action-closed');
    await dialog.getByRole('button', { name: 'Open again' }).click();
    await expect.poll(() => actionOf(id)).toMatchObject({ status: 'open', evidence: null });
    await page.getByRole('alert').getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => actionOf(id)).toMatchObject(closed);
  });

  it('adds an action for an institution found in the other script, and takes it back', async () => {
    const { page } = window;
    await goTo(page, '/actions/new');
    const dialog = page.getByRole('dialog', { name: 'Add an action' });
    await dialog.getByRole('button', { name: 'Add an action' }).click();
    await dialog.getByText('Say what is to be done.').waitFor();
    await expectFinished(window, 'action-new');
    await dialog.getByLabel('What is to be done').fill('Paint the visitors’ room');
    await dialog.getByLabel('Institution').fill('سجن بادوش');
    await page.keyboard.press('Enter');
    await expect.poll(() => dialog.getByLabel('Institution').inputValue()).toBe('Badoush Prison');
    await dialog.getByLabel('Owner').fill('Director');
    await dialog.getByRole('button', { name: 'Add an action' }).click();
    await dialog.waitFor({ state: 'hidden' });
    const added = await ask(page, 'actions.list', { text: 'visitors’ room' });
    expect(added).toMatchObject([{ owner: 'Director', institution: { en: 'Badoush Prison' } }]);
    await page.getByText('Action added').locator('..').getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => ask(page, 'actions.list', { text: 'visitors’ room' })).toEqual([]);
    await page.getByRole('alert').waitFor({ state: 'hidden' });
  });

  it('finds the board finished with actions and without any', async () => {
    const { page } = window;
    await goTo(page, '/actions');
    await page.locator('main tbody tr').first().waitFor();
    await expectFinished(window, 'actions');
    const actions = await ask(page, 'actions.list', { status: 'all' });
    for (const { id } of actions) await ask(page, 'actions.remove', { id });
    await page.getByText('Nothing is owed', { exact: true }).waitFor();
    await expectFinished(window, 'actions-none');
    await page.getByText('Closed', { exact: true }).click();
    await page.getByText('Nothing is closed yet').waitFor();
    for (const { id } of actions) await ask(page, 'actions.restore', { id });
    await page.getByText('Open', { exact: true }).first().click();
  });
});

describe('an advisor who opens the laptop in the morning', () => {
  it('sees on Today what is on, what is late and what is due', async () => {
    const { page } = window;
    await goTo(page, '/today');
    const view = await ask(page, 'today.get', undefined);
    const counts: readonly (readonly [string, number])[] = [
      ['Sessions today and tomorrow', view.sessions.length],
      ['Overdue actions', view.overdueActions.length],
      ['Actions due soon', view.dueActions.length],
      ['Inspections in progress', view.openInspections.length],
      ['Visits to come', view.nextVisits.length],
      ['On a roster without valid vetting', view.withoutVetting.length],
    ];
    for (const [name, count] of counts) {
      expect(count, name).toBeGreaterThan(0);
      await page.getByRole('region', { name }).getByText(String(count), { exact: true }).first().waitFor();
    }
    await expectFinished(window, 'today');
    const overdue = page.getByRole('region', { name: 'Overdue actions' });
    await overdue.getByRole('button', { name: `Show all ${view.overdueActions.length}` }).click();
    expect(await overdue.getByRole('link').count()).toBe(view.overdueActions.length);
  });

  it('is in the attendance grid of a session with one click', async () => {
    const { page } = window;
    await goTo(page, '/today');
    await page.getByRole('region', { name: 'Sessions today and tomorrow' }).getByRole('link').first().click();
    await page.locator('[data-place^="0:"]:focus').waitFor();
  });

  it('finds a log that was begun among the drafts, and gives it up', async () => {
    const { page } = window;
    await goTo(page, '/mentoring/new');
    await page.getByLabel('From').fill('8:15');
    await page.keyboard.press('Tab');
    await goTo(page, '/today');
    const drafts = page.getByRole('region', { name: 'Drafts to finish' });
    await drafts.getByRole('link', { name: /New visit/ }).waitFor();
    await expectFinished(window, 'today-drafts');
    await drafts.getByRole('link', { name: /New visit/ }).click();
    await expect.poll(() => page.getByLabel('From').inputValue()).toBe('08:15');
    await page.getByRole('button', { name: 'Cancel' }).click();
    await goTo(page, '/today');
    await page.getByRole('region', { name: 'Overdue actions' }).waitFor();
    expect(await drafts.count()).toBe(0);
  });
});

describe('what was typed about an action before a power cut', () => {
  const marker = 'zanbur marker 2318';

  it('is there again where it was typed, and can be read by nobody on the disk', async () => {
    const id = await newAction('Fix the roof');
    const dialog = await openAction(id);
    await dialog.getByRole('button', { name: 'Close the action' }).click();
    await holdCore(window);
    await dialog.getByLabel('Evidence: what did you see?').fill(marker);
    await dialog.getByText('Kept as a draft').waitFor();
    await window.kill();
    expect(filesWith(data, marker)).toEqual([]);

    window = await openSample(data);
    await window.page.getByRole('link', { name: /Fix the roof/ }).click();
    const restored = window.page.getByRole('dialog', { name: 'Action' });
    await restored.getByText('Kept as a draft').waitFor();
    expect(await restored.getByLabel('Evidence: what did you see?').inputValue()).toBe(marker);
    await restored.getByRole('button', { name: 'Close the action' }).click();
    await expect.poll(() => actionOf(id)).toMatchObject({ status: 'done', evidence: marker });
  });
});
