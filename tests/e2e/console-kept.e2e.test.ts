import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAdmin } from '#hq/store/admins.ts';
import { expectTotal, rowsOf } from '#tests/fixtures/console-lists.ts';
import {
  type ConsolePage,
  expectFinishedConsole,
  openConsole,
  openSection,
  signIn,
} from '#tests/fixtures/console-page.ts';
import { person } from '#tests/fixtures/field-rows.ts';
import { startHq, type TestHq } from '#tests/fixtures/hq.ts';
import type { WireLaptop } from '#tests/fixtures/wire-laptop.ts';

const password = 'sixteen long words';

let hq: TestHq;
let console: ConsolePage;
let page: Page;
let laptop: WireLaptop;
let personId: number;

beforeAll(async () => {
  hq = await startHq();
  await createAdmin(hq.pool, 'Sam', password);
  laptop = await hq.enrolDevice('MOSUL');
  const change = person(laptop, 'Ali Hasan', { sex: 'unsure', unit: 'Patrol' });
  personId = Number(change.key[0]);
  laptop.write(change);
  await laptop.send();
  console = await openConsole(hq.url);
  page = console.page;
  await signIn(page, 'Sam', password);
  await page.getByRole('heading', { level: 1, name: 'Overview' }).waitFor();
});
afterAll(async () => {
  await console?.close();
  await hq?.stop();
});

describe('an administrator at headquarters', () => {
  it('finds what is kept aside with its reason, finished in both languages and at both sizes', async () => {
    await openSection(page, 'Kept aside');
    await expectTotal(page, 1);
    await page.getByText('A value in it is not possible').waitFor();
    await expectFinishedConsole(page, 'kept-aside');
  });

  it('sees the fields by name, corrects the impossible one and takes the change in', async () => {
    await rowsOf(page, 'Kept aside').getByRole('link').click();
    await page.getByRole('table', { name: 'What it says' }).getByText('Patrol').waitFor();
    const take = page.getByRole('button', { name: 'Take it in with the correction' });
    expect(await take.isDisabled()).toBe(true);
    await expectFinishedConsole(page, 'kept-change');
    await page.getByLabel('Sex: correct value').selectOption({ label: 'Female' });
    await take.click();
    await page.getByText('Taken in by').waitFor();
    const { rows } = await hq.pool.query('SELECT sex, unit FROM record.person WHERE id = $1', [personId]);
    expect(rows).toEqual([{ sex: 'female', unit: 'Patrol' }]);
    await openSection(page, 'Kept aside');
    await page.getByLabel('Show what was taken in since').check();
    await expectTotal(page, 1);
  });

  it('changes the sites of a laptop, revokes it and takes that back', async () => {
    await openSection(page, 'Laptops');
    await page.getByRole('button', { name: 'Change MOSUL-1' }).click();
    await expectFinishedConsole(page, 'laptop-dialog');
    await page.getByLabel('PRT Basrah').check();
    await page.getByRole('button', { name: 'Save the sites' }).click();
    await rowsOf(page, 'Laptops').getByText('PRT Basrah').waitFor();
    await page.getByRole('button', { name: 'Change MOSUL-1' }).click();
    await page.getByRole('button', { name: 'Revoke this laptop' }).click();
    await page.getByRole('button', { name: 'Really revoke it' }).click();
    await rowsOf(page, 'Laptops').getByText('Revoked').waitFor();
    await expect(laptop.send()).rejects.toMatchObject({ code: 'device_revoked' });
    await expectFinishedConsole(page, 'laptops');
    await page.getByRole('button', { name: 'Change MOSUL-1' }).click();
    await page.getByRole('button', { name: 'Take the revocation back' }).click();
    await rowsOf(page, 'Laptops').getByText('Revoked').waitFor({ state: 'detached' });
    await openSection(page, 'Audit log');
    for (const event of ['Laptop revoked', 'Revocation taken back', 'Change corrected and taken in']) {
      await page.getByRole('cell', { name: event }).first().waitFor();
    }
    expect(console.faults).toEqual([]);
  });
});
