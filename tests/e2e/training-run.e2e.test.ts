import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AppWindow } from '#tests/fixtures/app-window.ts';
import { ask, expectFinished, goTo, openSample } from '#tests/fixtures/screen-checks.ts';

const data = mkdtempSync(path.join(tmpdir(), 'outpost-training-run-'));
let window: AppWindow;
let eventId: number;

beforeAll(async () => {
  window = await openSample(data);
  const trainings = await ask(window.page, 'training.list', {});
  const newest = trainings.toSorted((a, b) => b.startDate.localeCompare(a.startDate))[0];
  if (!newest) throw new Error('The sample data has no training.');
  eventId = newest.id;
});

afterAll(async () => {
  await window.close();
  rmSync(data, { recursive: true, force: true });
});

/** Puts the message away that offers to undo: it speaks the language in which it came. */
const closeMessage = async () => {
  const message = window.page.getByRole('alert');
  await message.getByRole('button', { name: 'Close' }).click();
  await message.waitFor({ state: 'detached' });
};

const training = () => ask(window.page, 'training.get', { eventId });

describe('an advisor who plans a run of a course', () => {
  it('finds the course in the catalogue and plans it by the plan that it comes with', async () => {
    const { page } = window;
    await goTo(page, '/training/courses');
    await page.getByRole('heading', { level: 1, name: 'Courses' }).waitFor();
    await page.getByLabel('Filter').first().fill('IPS-PIT');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1 }).getByText('Posting refresher').waitFor();
    await expectFinished(window, 'course');
    await page.getByRole('button', { name: 'Plan a run' }).click();
    await page.getByLabel('Venue').fill('Hall 7');
    await page.getByLabel('First day').fill('30/11/2026');
    await page.keyboard.press('Enter');
    await page.getByText('10 sessions on 5 days').waitFor();
    await page.getByRole('button', { name: 'Create the training' }).click();
    await page.getByText('Nobody is on the roster yet.').waitFor();
    const planned = (await ask(page, 'training.list', {})).find(({ venue }) => venue === 'Hall 7');
    expect(planned).toMatchObject({ courseCode: 'IPS-PIT', startDate: '2026-11-30', sessions: 10 });
  });

  it('moves a session, cancels another with a reason, and takes the move back from the message', async () => {
    const { page } = window;
    const { sessions, input } = await training();
    const last = sessions.at(-1);
    await goTo(page, `/training/${eventId}`);
    await page.getByRole('button', { name: 'Details and sessions' }).click();
    await page
      .getByRole('button', { name: /^Move the session/ })
      .last()
      .click();
    await expectFinished(window, 'training-move-session');
    const form = page.getByRole('form', { name: 'Move the session' });
    await form.getByLabel('Day').press('ArrowUp');
    await form.getByRole('button', { name: 'Move' }).click();
    await expect.poll(async () => (await training()).input.endDate > input.endDate).toBe(true);
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(async () => (await training()).sessions.at(-1)?.day).toBe(last?.day);
    expect((await training()).input.endDate).toBe(input.endDate);
    await page
      .getByRole('button', { name: /^Cancel the session/ })
      .last()
      .click();
    await page.getByLabel('Why it does not take place').fill('road closed');
    await page.keyboard.press('Enter');
    await expect
      .poll(async () => (await training()).sessions.at(-1))
      .toMatchObject({ status: 'cancelled', cancelReason: 'road closed' });
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
  });

  it('is told what clashes when the same trainees are in a copy at the same time', async () => {
    const { page } = window;
    const { input } = await training();
    await ask(page, 'training.copy', { eventId, startDate: input.startDate, withRoster: true });
    await closeMessage();
    await goTo(page, `/training/${eventId}`);
    await page.getByText('The room is taken at the same time:').waitFor();
    await page.getByRole('button', { name: 'Copy' }).click();
    await page.getByLabel('New first day').waitFor();
    await page.keyboard.press('Escape');
  });
});

describe('somebody without vetting', () => {
  it('is held at the gate, and takes part only with a reason', async () => {
    const { page } = window;
    const { id } = await ask(page, 'people.create', {
      nameAr: 'زيد طارق العبيدي',
      nameLatin: 'Zaid Tariq',
      badge: 'Z-77',
    });
    await goTo(page, `/training/${eventId}`);
    await page.getByLabel('Add to the roster').first().pressSequentially('Z-77');
    await page.locator('[data-combobox-selected]').first().waitFor();
    await page.keyboard.press('Enter');
    await page.getByText('Nobody takes part without it.').waitFor();
    await expectFinished(window, 'vetting-gate');
    expect((await training()).trainees.map(({ person }) => person.id)).not.toContain(id);
    await page.getByLabel('Why they may take part').fill('Asked for by the Minister');
    await page.getByRole('button', { name: 'Let take part', exact: true }).click();
    await expect
      .poll(async () => (await training()).trainees.find(({ person }) => person.id === id))
      .toMatchObject({ vettingOverride: true, vettingReason: 'Asked for by the Minister' });
  });
});

describe('the door of a session', () => {
  it('takes badges as a scanner types them, in any digits, and says who is unknown', async () => {
    const { page } = window;
    const { sessions, trainees } = await training();
    const session = sessions.at(-2);
    const first = trainees.find(({ person }) => /^\d+$/.test(person.badge ?? ''));
    const badge = first?.person.badge ?? '';
    await goTo(page, `/training/${eventId}/check-in/${session?.id}`);
    const field = page.getByLabel('Badge', { exact: true });
    await field.waitFor();
    await page.keyboard.type(badge.replace(/\d/g, (digit) => String.fromCharCode(0x660 + Number(digit))));
    await page.keyboard.press('Enter');
    await page.locator('[data-outcome="in"]').waitFor();
    await page.keyboard.type(`${badge}\nQQ-9\n`);
    await page.locator('[data-outcome="unknown"]').waitFor();
    await page.getByText('Is in already').waitFor();
    await expectFinished(window, 'check-in-unknown');
    const marks = (await training()).marks.filter(({ sessionId }) => sessionId === session?.id);
    expect(marks.map(({ personId, mark }) => [personId, mark])).toEqual([[first?.person.id, 'present']]);
  });
});

describe('a list on paper', () => {
  it('is typed in with one key a person, minutes after the one who came late', async () => {
    const { page } = window;
    const { sessions, trainees } = await training();
    const column = sessions.length - 3;
    await goTo(page, '/training');
    await goTo(page, `/training/${eventId}/attendance/${sessions[column]?.id}`);
    await page.locator(`[data-place="0:${column}"]:focus`).waitFor();
    await page.keyboard.type('tpal15p');
    await page.locator('[data-status="saved"]').waitFor();
    const marks = (await training()).marks.filter(({ sessionId }) => sessionId === sessions[column]?.id);
    const of = (index: number) => marks.find(({ personId }) => personId === trainees[index]?.person.id);
    expect([0, 1, 2, 3].map((index) => [of(index)?.mark, of(index)?.minutes])).toEqual([
      ['present', null],
      ['absent', null],
      ['late', 15],
      ['present', null],
    ]);
  });
});

describe('the end of a training', () => {
  it('shows each result with its reason, and takes another only with a reason', async () => {
    const { page } = window;
    const [first] = (await training()).trainees;
    await goTo(page, `/training/${eventId}/results`);
    await page
      .getByRole('button', { name: /^Count as completed: / })
      .first()
      .click();
    await page.getByLabel('Reason').fill('Taught half of it');
    await page.getByRole('dialog').getByRole('button', { name: 'Count as completed', exact: true }).click();
    await expect
      .poll(
        async () =>
          (await training()).trainees.find(({ person }) => person.id === first?.person.id)?.standing.override,
      )
      .toEqual({ result: 'completed', reason: 'Taught half of it' });
    await closeMessage();
    await expectFinished(window, 'training-results');
  });

  it('counts feedback forms that are typed in with one key a question', async () => {
    const { page } = window;
    await goTo(page, `/training/${eventId}/evaluation`);
    await page.getByRole('group', { name: 'Feedback form: one key' }).focus();
    await page.keyboard.type('554530\n');
    await page.getByText('1 form, answers').waitFor();
    await page.keyboard.type('4445');
    const { forms, tally } = await ask(page, 'evaluation.feedback', { eventId });
    expect([forms, tally.map(({ counts, empty }) => [...counts, empty].join(''))]).toEqual([
      1,
      ['000010', '000010', '000100', '000010', '001000', '000001'],
    ]);
    await closeMessage();
    await expectFinished(window, 'training-evaluation');
  });

  it('asks on Today what is used at work, and takes the answer with one key', async () => {
    const { page } = window;
    const [due] = (await ask(page, 'today.get', undefined)).followUps;
    const past = () => ask(page, 'training.get', { eventId: due?.eventId ?? 0 });
    const asked = async () => (await past()).trainees.filter(({ followUp }) => followUp !== null);
    await goTo(page, '/today');
    await page.locator(`a[href$="/training/${due?.eventId}/evaluation"]`).click();
    await page.getByRole('heading', { name: 'Follow-up at work' }).waitFor();
    await page.getByRole('button', { name: 'Uses it at work' }).first().focus();
    await page.keyboard.press('n');
    await expect.poll(async () => (await asked())[0]?.followUp?.outcome).toBe('does_not_apply');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('y');
    await expect.poll(async () => (await asked())[1]?.followUp?.outcome).toBe('applies');
    await goTo(page, '/today');
    await page.getByText('Follow-ups at work to make').waitFor();
  });
});
