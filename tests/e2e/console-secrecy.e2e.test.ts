import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clearFilters, expectTotal, rowsOf } from '#tests/fixtures/console-lists.ts';
import {
  type ConsolePage,
  expectFinishedConsole,
  openConsole,
  openSection,
  signIn,
} from '#tests/fixtures/console-page.ts';
import { admin, recordTwoSites, secretMarker, type TwoSites } from '#tests/fixtures/two-sites.ts';

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

describe('what nobody at headquarters may read', () => {
  it('is left out of a confidential visit', async () => {
    await openSection(page, 'Mentoring visits');
    await rowsOf(page, 'Mentoring visits').filter({ hasText: 'Confidential' }).getByRole('link').click();
    await page.getByText('This visit is confidential: its notes are not shown here.').waitFor();
    await page.getByText('Confidential or restricted: not shown here').waitFor();
    expect(await page.getByRole('heading', { level: 2, name: 'Objectives' }).count()).toBe(0);
    await expectFinishedConsole(page, 'visit-confidential');
  });

  it('is left out of restricted questions, their findings and their actions', async () => {
    await openSection(page, 'Actions');
    await page.getByLabel('From', { exact: true }).fill('31/1/2099');
    await page.getByLabel('From', { exact: true }).press('Enter');
    await expectTotal(page, 1);
    await rowsOf(page, 'Actions').getByText('Confidential or restricted: not shown here').waitFor();
    await rowsOf(page, 'Actions').getByRole('link', { name: 'Inspection' }).click();
    await rowsOf(page, 'Findings').filter({ hasText: 'Restricted: not shown here' }).first().waitFor();
    const question = page.getByRole('row').filter({ hasText: 'HEA-10' });
    expect(await question.textContent()).toContain('Restricted: not shown here');
  });

  it.each(['Trainings', 'Mentoring visits', 'Inspections', 'Actions'])(
    'is not found by searching %s',
    async (list) => {
      await openSection(page, list);
      await page.getByRole('searchbox', { name: 'Search' }).fill(secretMarker);
      await page.getByText('Nothing fits these filters').waitFor();
      await clearFilters(page);
      await rowsOf(page, list).first().waitFor();
    },
  );

  it('never left headquarters, whatever was opened, listed and searched', async () => {
    await page.getByText('1–50 of 146').waitFor();
    for (const range of ['51–100 of 146', '101–146 of 146']) {
      await page.getByRole('button', { name: 'Next page' }).click();
      await page.getByText(range).waitFor();
    }
    await openSection(page, 'Audit log');
    await rowsOf(page, 'Audit log').first().waitFor();
    const answers = await console.answers();
    // What may be read did arrive, so nothing was overlooked for want of looking.
    expect(answers.some((answer) => answer.includes('Walked the station'))).toBe(true);
    expect(answers.filter((answer) => answer.includes(secretMarker))).toEqual([]);
    expect(await page.content()).not.toContain(secretMarker);
  });
});
