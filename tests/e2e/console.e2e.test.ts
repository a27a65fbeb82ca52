import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { choose, clearFilters, columnOf, expectTotal, rowsOf } from '#tests/fixtures/console-lists.ts';
import {
  type ConsolePage,
  expectFinishedConsole,
  openConsole,
  openSection,
  signIn,
  switchConsoleLanguage,
} from '#tests/fixtures/console-page.ts';
import {
  admin,
  beyondOnePage,
  longArabicName,
  recordTwoSites,
  type TwoSites,
} from '#tests/fixtures/two-sites.ts';

const questionsOfFullChecklist = 126;

let sites: TwoSites;
let console: ConsolePage;
let page: Page;

beforeAll(async () => {
  sites = await recordTwoSites();
  console = await openConsole(sites.hq.url);
  page = console.page;
  await signIn(page, admin.name, admin.password);
  await page.getByRole('heading', { level: 1, name: 'Overview' }).waitFor();
});
afterAll(async () => {
  await console?.close();
  await sites?.dispose();
});

describe('the overview', () => {
  it('counts exactly what was recorded on both laptops', async () => {
    await page.locator('main dl').first().waitFor();
    const figures = await page
      .locator('main dl > div')
      .evaluateAll((pairs) =>
        Object.fromEntries(
          pairs.map((pair) => [pair.querySelector('dt')?.textContent, pair.querySelector('dd')?.textContent]),
        ),
      );
    const { recorded } = sites;
    expect(figures).toMatchObject({
      Trainings: String(recorded.trainings),
      Sessions: String(recorded.sessions),
      'Attendance marks': String(recorded.attendanceMarks),
      'Mentoring visits': String(recorded.visits),
      'Action items': String(recorded.actionItems),
      Inspections: String(recorded.inspections),
      'Checklist answers': String(recorded.answers),
      Findings: String(recorded.findings),
      People: '60',
      Laptops: '2',
      'Sites heard from': '2',
    });
  });

  it('says of every site when it was last heard of and what it has sent', async () => {
    const cellsOf = async (site: string): Promise<readonly string[]> =>
      (await rowsOf(page, 'Sites').filter({ hasText: site }).locator('td').allTextContents()).slice(1, 6);
    const justNow = expect.stringMatching(/^(now|\d+ (second|minute)s? ago)$/);
    expect(await cellsOf('PRT Ninewa (Mosul)')).toEqual([justNow, '1', '1', '13', '1']);
    const many = String(beyondOnePage + 1);
    expect(await cellsOf('PRT Basrah')).toEqual([justNow, '1', many, many, many]);
    expect(await cellsOf('PRT Baghdad')).toEqual(['Never', '0', '0', '0', '0']);
  });

  it('leads from overdue actions to the list of just those', async () => {
    await page.getByRole('button', { name: /actions are overdue/ }).click();
    await page.getByRole('heading', { level: 1, name: 'Actions' }).waitFor();
    expect(await page.getByRole('checkbox', { name: 'Overdue only' }).isChecked()).toBe(true);
    await rowsOf(page, 'Actions').first().waitFor();
    for (const status of await columnOf(page, 'Actions', 'Status')) expect(status).toContain('Overdue');
    await clearFilters(page);
    await expectTotal(page, sites.recorded.actionItems);
  });
});

describe('the lists', () => {
  it('go page by page', async () => {
    await openSection(page, 'Trainings');
    await expectTotal(page, sites.recorded.trainings);
    await page.getByText('1–50 of 53').waitFor();
    expect(await rowsOf(page, 'Trainings').count()).toBe(50);
    expect(await page.getByRole('button', { name: 'Previous page' }).isDisabled()).toBe(true);
    await page.getByRole('button', { name: 'Next page' }).click();
    await page.getByText('51–53 of 53').waitFor();
    expect(await rowsOf(page, 'Trainings').count()).toBe(3);
    expect(await page.getByRole('button', { name: 'Next page' }).isDisabled()).toBe(true);
  });

  it('start at their first page when a filter is chosen, and keep it on the way back from a record', async () => {
    await choose(page, 'Site', 'PRT Ninewa (Mosul)');
    await expectTotal(page, 1);
    await rowsOf(page, 'Trainings').getByRole('link').click();
    await page.getByRole('table', { name: 'Roster and attendance' }).waitFor();
    await page.getByRole('link', { name: 'Back to the list' }).click();
    await expectTotal(page, 1);
    expect(await columnOf(page, 'Trainings', 'Trainees')).toEqual(['60']);
    await clearFilters(page);
    await expectTotal(page, sites.recorded.trainings);
  });

  it('find words, and say what to do when nothing fits', async () => {
    const search = page.getByRole('searchbox', { name: 'Search' });
    await search.fill('supervision');
    await page.waitForFunction(() =>
      [...document.querySelectorAll('tbody a')].every(({ textContent }) =>
        /supervision/i.test(textContent ?? ''),
      ),
    );
    expect(await rowsOf(page, 'Trainings').count()).toBeGreaterThan(0);
    await search.fill('no course has these words');
    await page.getByText('Nothing fits these filters').waitFor();
    await expectFinishedConsole(page, 'no-match');
    await page.getByRole('main').getByRole('button', { name: 'Clear filters' }).last().click();
    await expectTotal(page, sites.recorded.trainings);
  });

  it('keep to a period, typed as days are written', async () => {
    await openSection(page, 'Mentoring visits');
    await page.getByLabel('From', { exact: true }).fill('20/5/2026');
    await page.getByLabel('To', { exact: true }).fill('20/5/2026');
    await page.getByLabel('To', { exact: true }).press('Enter');
    await expectTotal(page, 1);
    expect(await columnOf(page, 'Mentoring visits', 'Date')).toEqual(['20 May 2026']);
    await clearFilters(page);
    await expectTotal(page, sites.recorded.visits);
  });

  it('keep to a programme, a side and a state', async () => {
    await choose(page, 'Programme', 'Corrections');
    await choose(page, 'Mode', 'In person');
    await page.waitForFunction(
      (all) => !document.body.innerText.includes(`${all} entries`),
      sites.recorded.visits,
    );
    const institutions = await columnOf(page, 'Mentoring visits', 'Institution and site');
    expect(institutions.length).toBeGreaterThan(0);
    for (const institution of institutions)
      expect(institution).toMatch(/prison|facility|reform|jail|detention/i);
    await clearFilters(page);
    await openSection(page, 'Inspections');
    await choose(page, 'Status', 'Submitted');
    await expectTotal(page, 1);
    expect(await columnOf(page, 'Inspections', 'Status')).toEqual(['Submitted']);
    await openSection(page, 'Actions');
    await choose(page, 'Side', 'Ours');
    await page.waitForFunction(
      (all) => !document.body.innerText.includes(`${all} entries`),
      sites.recorded.actionItems,
    );
    expect(new Set(await columnOf(page, 'Actions', 'Side'))).toEqual(new Set(['Ours']));
    await clearFilters(page);
  });
});

describe('a record', () => {
  it('of a training shows everybody on the roster with every mark', async () => {
    await openSection(page, 'Trainings');
    await choose(page, 'Site', 'PRT Ninewa (Mosul)');
    await expectTotal(page, 1);
    await rowsOf(page, 'Trainings').getByRole('link').click();
    const roster = rowsOf(page, 'Roster and attendance');
    await roster.first().waitFor();
    expect(await roster.count()).toBe(60);
    expect(await roster.first().textContent()).toContain(longArabicName);
    const marks = await page
      .locator('[data-mark]')
      .evaluateAll((words) => words.map((word) => word.getAttribute('data-mark')));
    expect(marks).toHaveLength(sites.recorded.attendanceMarks);
    expect(marks).not.toContain('none');
    const counted = (mark: string): number => marks.filter((given) => given === mark).length;
    const words = ['present', 'late', 'excused', 'absent']
      .map((mark) => `${counted(mark)} ${mark}`)
      .join(', ');
    await page.getByText(`${words}, 0 not marked`).waitFor();
    await expectFinishedConsole(page, 'training');
  });

  it('of a visit shows its notes, whom it met and what was agreed', async () => {
    await openSection(page, 'Mentoring visits');
    await rowsOf(page, 'Mentoring visits')
      .filter({ hasText: '2 open of 2' })
      .first()
      .getByRole('link')
      .click();
    for (const part of ['Objectives', 'Activities', 'Counterparts met', 'Actions'])
      await page.getByRole('heading', { level: 2, name: part }).waitFor();
    expect(await rowsOf(page, 'Actions').count()).toBe(2);
    await expectFinishedConsole(page, 'visit');
  });

  it('of an inspection shows findings, scores and every question of its checklist', async () => {
    await openSection(page, 'Inspections');
    await choose(page, 'Status', 'Submitted');
    await expectTotal(page, 1);
    const [score = ''] = await columnOf(page, 'Inspections', 'Score');
    expect(score).toMatch(/^\d+(\.\d)?100% answered$/);
    await rowsOf(page, 'Inspections').getByRole('link').click();
    await page.getByText(score.replace('100%', ' · 100%')).first().waitFor();
    const questions = page.getByRole('row').filter({ hasText: /^[A-Z]{3}-\d\d/ });
    expect(await questions.count()).toBe(questionsOfFullChecklist);
    expect(await questions.filter({ hasText: 'Not answered' }).count()).toBe(0);
    await expectFinishedConsole(page, 'inspection');
    const last = page.locator('main ol button').last();
    const name = (await last.textContent()) ?? '';
    await last.click();
    await page.waitForFunction((heading) => document.activeElement?.textContent === heading, name);
  });

  it('that is not there says so and leads back', async () => {
    await page.goto(`${sites.hq.url}/#/visits/99`);
    await page.getByRole('alert').getByText('There is no such record at headquarters.').waitFor();
    await expectFinishedConsole(page, 'no-record');
    await page.getByRole('link', { name: 'Back to the list' }).click();
    await expectTotal(page, sites.recorded.visits);
  });
});

describe('every screen', () => {
  it.each(['Overview', 'Trainings', 'Mentoring visits', 'Inspections', 'Actions', 'Laptops', 'Audit log'])(
    '%s is finished in both languages and at both sizes',
    async (section) => {
      await openSection(page, section);
      await page.getByRole('table').first().waitFor();
      expect(await page.title()).toBe(`${section} · Outpost headquarters`);
      await expectFinishedConsole(page, section.toLowerCase().replace(' ', '-'));
    },
  );

  it('turns around in Arabic, and stays Arabic when it is opened again', async () => {
    await openSection(page, 'Mentoring visits');
    await switchConsoleLanguage(page);
    await page.locator('html[lang="ar-IQ"][dir="rtl"]').waitFor();
    await page.reload();
    await page.getByRole('heading', { level: 1, name: 'زيارات الإرشاد' }).waitFor();
    const [navigation, content] = await Promise.all([
      page.locator('nav').boundingBox(),
      page.locator('main').boundingBox(),
    ]);
    expect(navigation?.x).toBeGreaterThan(content?.x ?? Number.POSITIVE_INFINITY);
    // What was typed in the other script keeps its own direction.
    const note = page.locator('td [dir="auto"]', { hasText: /^[A-Za-z]/ }).first();
    expect(await note.evaluate((element) => getComputedStyle(element).direction)).toBe('ltr');
    await switchConsoleLanguage(page);
  });

  it('comes from a build for production, and its policy had nothing to refuse', async () => {
    const scripts = await page
      .locator('script[src]')
      .evaluateAll((elements) => elements.map((element) => (element as HTMLScriptElement).src));
    expect(scripts).toHaveLength(1);
    const script = await (await fetch(scripts[0] ?? '')).text();
    expect(script).not.toContain('React keys must be passed directly');
    expect(console.faults).toEqual([]);
  });
});
