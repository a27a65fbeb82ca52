import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PersonSummary } from '#shared/ipc/people.ts';
import { type AppWindow, openApp } from '#tests/fixtures/app-window.ts';
import { startHq, type TestHq } from '#tests/fixtures/hq.ts';
import { ask, expectFinished, goTo, openSample, speakEnglish } from '#tests/fixtures/screen-checks.ts';

const data = mkdtempSync(path.join(tmpdir(), 'outpost-people-'));
let window: AppWindow;
let known: PersonSummary;

beforeAll(async () => {
  window = await openSample(data);
  const [first] = await ask(window.page, 'people.search', { text: '', limit: 1 });
  if (!first) throw new Error('The sample data has nobody.');
  known = first;
});

afterAll(async () => {
  await window.close();
  rmSync(data, { recursive: true, force: true });
});

describe('an advisor who looks for somebody', () => {
  it.each([
    ['Arabic', () => known.nameAr],
    ['Latin letters', () => known.nameLatin],
    ['the badge number', () => known.badge ?? ''],
  ])('finds and opens them by %s, by keyboard alone', async (_, text) => {
    const { page } = window;
    await goTo(page, '/people');
    await page.getByLabel('Search people').and(page.locator(':focus')).waitFor();
    await page.keyboard.type(text());
    await page.locator('main tbody tr', { hasText: known.nameAr }).first().waitFor();
    await page.keyboard.press('ArrowDown');
    await page.locator('tr:focus', { hasText: known.nameAr }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: known.nameAr }).waitFor();
    await page.getByRole('link', { name: 'All people' }).click();
    await page.getByRole('heading', { level: 1, name: 'People' }).waitFor();
  });

  it('finds the list finished, also when nobody fits', async () => {
    const { page } = window;
    await goTo(page, '/people');
    await page.locator('main tbody tr').first().waitFor();
    await expectFinished(window, 'people');
    await page.getByLabel('Search people').fill('Zzyzx Qwghlm');
    await page.getByText('Nobody was found').waitFor();
    await expectFinished(window, 'people-not-found');
  });
});

describe('an advisor who adds somebody', () => {
  it('is asked first whether it is one of those who are known, in either script', async () => {
    const { page } = window;
    await goTo(page, '/people');
    await page.getByLabel('Search people').fill(known.nameAr);
    await page.getByRole('button', { name: 'New person' }).first().click();
    const matches = page.getByRole('region', { name: 'Is it one of these?' });
    await matches.getByText(known.nameLatin).waitFor();
    expect(await page.getByLabel('Name in Arabic').inputValue()).toBe(known.nameAr);
    await expectFinished(window, 'people-matches');
    await page.getByLabel('Name in Arabic').fill('');
    await page.getByLabel('Name in Latin letters').fill(known.nameLatin);
    await matches.getByText(known.nameAr).waitFor();
    await matches.getByRole('button', { name: 'Open' }).first().click();
    await page.getByRole('heading', { level: 1, name: known.nameAr }).waitFor();
  });

  it('is told that a name is missing, and then adds who is new', async () => {
    const { page } = window;
    await goTo(page, '/people/new');
    const add = page.getByRole('button', { name: 'Add this person' });
    await add.click();
    await page.getByText('Give the name in at least one script.').waitFor();
    await expectFinished(window, 'people-new');
    await page.getByLabel('Name in Arabic').fill('زنبور عبد الواحد');
    await page.getByLabel('Name in Latin letters').fill('Zanbur Abdulwahid');
    await page.getByLabel('Rank').selectOption('Captain');
    await page.getByLabel('Sex').selectOption('Female');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Zanbur Abdulwahid' }).waitFor();
    await expectFinished(window, 'person-new');
    const found = await ask(page, 'people.search', { text: 'زنبور', limit: 5 });
    expect(found).toMatchObject([{ nameLatin: 'Zanbur Abdulwahid', sex: 'female', rank: { en: 'Captain' } }]);
  });

  it('finds what was typed again after another screen, until it is given up', async () => {
    const { page } = window;
    await goTo(page, '/people/new');
    await page.getByLabel('Unit').fill('First patrol');
    await page.getByText('Kept as a draft').waitFor();
    await goTo(page, '/today');
    await page.getByRole('link', { name: /New person/ }).click();
    await expect.poll(() => page.getByLabel('Unit').inputValue()).toBe('First patrol');
    await page.getByRole('button', { name: 'Cancel' }).click();
    await goTo(page, '/people/new');
    await page.getByLabel('Unit').waitFor();
    expect(await page.getByLabel('Unit').inputValue()).toBe('');
  });
});

describe('the profile of a person', () => {
  it('saves each field by itself, and keeps what cannot be saved with the reason', async () => {
    const { page } = window;
    const [person] = await ask(page, 'people.search', { text: 'زنبور', limit: 1 });
    await goTo(page, `/people/${person?.id}`);
    await page.getByLabel('Post', { exact: true }).fill('Head of registers');
    await page.getByLabel('Governorate').selectOption({ index: 1 });
    await page.getByLabel('Name in Latin letters, as submitted').fill('');
    await page.keyboard.press('Tab');
    await page.getByLabel('Name in Arabic').fill('');
    await page.keyboard.press('Tab');
    await page.getByText('Give the name in at least one script.').first().waitFor();
    await page.getByLabel('Name in Arabic').fill('زنبور عبد الواحد');
    await page.keyboard.press('Tab');
    const saved = { nameAr: 'زنبور عبد الواحد', nameLatin: '', post: 'Head of registers' };
    await expect.poll(() => ask(page, 'people.get', { id: person?.id ?? 0 })).toMatchObject(saved);
    await page.getByText('Give the name in at least one script.').waitFor({ state: 'hidden' });
  });

  it('records a vetting decision, with its reason where one is needed', async () => {
    const { page } = window;
    await goTo(page, `/people/${known.id}`);
    await page.getByRole('button', { name: 'Record a decision' }).click();
    await page.getByLabel('Status').selectOption('Not required');
    await page.getByRole('button', { name: 'Record a decision' }).click();
    await page.getByText('Say why vetting is not required.').waitFor();
    await expectFinished(window, 'person-vetting');
    await page.getByLabel('Status').selectOption('Approved');
    await page.getByLabel('Decided on').fill('2/11/2026');
    await page.keyboard.press('Tab');
    expect(await page.getByLabel('Valid until').inputValue()).toBe('02/11/2027');
    await page.keyboard.type('1/11/2026');
    await page.keyboard.press('Tab');
    await page.getByText('Vetting cannot end before the decision.').waitFor();
    await page.getByLabel('Valid until').fill('1/11/2027');
    await page.keyboard.press('Tab');
    await page.getByRole('button', { name: 'Record a decision' }).click();
    await page.getByText('The decision is recorded.').waitFor();
    const vetted = { vetting: 'approved', vettingValidUntil: '2027-11-01' };
    expect(await ask(page, 'people.get', { id: known.id })).toMatchObject(vetted);
    await page.getByRole('alert').getByRole('button', { name: 'Close' }).click();
    await page.getByRole('alert').waitFor({ state: 'hidden' });
    await expectFinished(window, 'person');
  });
});

describe('a laptop on which nothing is recorded yet', () => {
  const fresh = mkdtempSync(path.join(tmpdir(), 'outpost-people-'));
  let hq: TestHq;
  let empty: AppWindow;

  beforeAll(async () => {
    hq = await startHq();
    empty = await openApp(fresh);
    const person = {
      label: 'Karim Haddad',
      passphrase: 'lantern gravel orbit mustard',
      language: 'en',
    } as const;
    await ask(empty.page, 'vault.create', person);
    await empty.page.reload();
    await empty.page.getByRole('heading', { level: 1, name: 'Today' }).waitFor();
    await speakEnglish(empty.page);
  });

  afterAll(async () => {
    await empty.close();
    await hq.stop();
    rmSync(fresh, { recursive: true, force: true });
  });

  it('says before the enrolment what comes with it, instead of an error', async () => {
    const { page } = empty;
    await page.getByText('Nothing to show before the enrolment').waitFor();
    await expectFinished(empty, 'not-enrolled');
    await ask(page, 'enrolment.complete', { text: await hq.enrolment('MOSUL', 'Mosul-1') });
    await page.reload();
    await page.getByText('Nothing is due today').waitFor();
  });

  it.each([
    ['today', 'Nothing is due today'],
    ['people', 'Nobody is recorded yet'],
    ['mentoring', 'No visits logged yet'],
    ['actions', 'Nothing is owed'],
  ])('says on %s what is not there and what to do', async (subject, words) => {
    await goTo(empty.page, `/${subject}`);
    await empty.page.getByText(words, { exact: true }).waitFor();
    await expectFinished(empty, `fresh-${subject}`);
  });
});
