import { readFileSync } from 'node:fs';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAdmin } from '#hq/store/admins.ts';
import type { RequestOf } from '#shared/ipc/channels.ts';
import { createRandom } from '#shared/sample/random.ts';
import { sampleTraining } from '#shared/sample/training.ts';
import { parseEnrolment } from '#shared/sync/enrolment.ts';
import { choose, clearFilters, columnOf, expectTotal, rowsOf } from '#tests/fixtures/console-lists.ts';
import {
  type ConsolePage,
  expectFinishedConsole,
  openConsole,
  openSection,
  signIn,
} from '#tests/fixtures/console-page.ts';
import { startHq, type TestHq } from '#tests/fixtures/hq.ts';
import { type Laptop, newLaptop } from '#tests/fixtures/laptop.ts';

const admin = { name: 'Operations', password: 'river barges at first light' } as const;
const wrongWords = 'Name or password is not right.';

let hq: TestHq;
let console: ConsolePage;
let page: Page;
const laptops: Laptop[] = [];
/** Codes and tokens that were given out; nothing may show them again. */
const given: string[] = [];

beforeAll(async () => {
  hq = await startHq();
  await createAdmin(hq.pool, admin.name, admin.password);
  console = await openConsole(hq.url);
  page = console.page;
});
afterAll(async () => {
  await console?.close();
  for (const laptop of laptops) await laptop.dispose();
  await hq?.stop();
});

/** Opens the form for one more laptop, fills it in and has the code made. */
async function makeCode(label: string): Promise<void> {
  await page.getByRole('button', { name: 'Enrol a laptop' }).click();
  const form = page.getByRole('dialog', { name: 'Enrol a laptop' });
  await form.getByLabel('Site').selectOption({ label: 'PRT Kirkuk' });
  await form.getByLabel('Name of the laptop').fill(label);
  await form.getByRole('button', { name: 'Make the code' }).click();
  await page.getByRole('dialog', { name: `Enrolment code for ${label}` }).waitFor();
}

async function laptopWith(enrolment?: string): Promise<Laptop> {
  const laptop = await newLaptop(enrolment);
  laptops.push(laptop);
  return laptop;
}

describe('somebody who wants in', () => {
  it('sees a sign-in, finished in both languages, and nothing else', async () => {
    await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
    expect(await page.getByRole('navigation').count()).toBe(0);
    await expectFinishedConsole(page, 'sign-in');
  });

  it('is not told whether the name or the password was wrong', async () => {
    for (const [name, password] of [
      [admin.name, 'not the password at all'],
      ['Nobody', admin.password],
    ] as const) {
      await signIn(page, name, password);
      await page.getByRole('alert').getByText(wrongWords).waitFor();
      expect(await page.getByRole('navigation').count()).toBe(0);
    }
    await expectFinishedConsole(page, 'sign-in-refused');
  });

  it('gets in with both, by a cookie that no script can read', async () => {
    await signIn(page, admin.name, admin.password);
    await page.getByText(`Signed in as ${admin.name}`).waitFor();
    const cookies = await console.context.cookies(`${hq.url}/api/session`);
    expect(cookies).toMatchObject([
      { name: 'outpost_session', httpOnly: true, sameSite: 'Strict', path: '/api' },
    ]);
    const readable = await page.evaluate(() =>
      JSON.stringify([document.cookie, { ...localStorage }, { ...sessionStorage }]),
    );
    expect(readable).not.toContain(cookies[0]?.value);
    expect(await page.evaluate(() => document.cookie)).toBe('');
  });
});

describe('a headquarters without laptops', () => {
  it('says what to do first', async () => {
    await page.getByRole('heading', { level: 2, name: 'No laptop is enrolled yet' }).waitFor();
    await page.getByText('Nothing has been received yet.').waitFor();
    await expectFinishedConsole(page, 'empty-overview');
    await page.getByRole('main').getByRole('link', { name: 'Enrol a laptop' }).click();
    await page.getByRole('heading', { level: 1, name: 'Laptops' }).waitFor();
    await page.getByText('No laptop is enrolled yet').waitFor();
    await expectFinishedConsole(page, 'empty-laptops');
  });

  it.each(['Trainings', 'Mentoring visits', 'Inspections', 'Actions'])(
    'has no %s, and says when there will be',
    async (section) => {
      await openSection(page, section);
      await page.getByText('Records appear here once a laptop has synced.').waitFor();
      await expectFinishedConsole(page, `empty-${section.toLowerCase().replace(' ', '-')}`);
    },
  );
});

describe('a laptop', () => {
  it('cannot be enrolled without a site and a name', async () => {
    await openSection(page, 'Laptops');
    await page.getByRole('button', { name: 'Enrol a laptop' }).click();
    const form = page.getByRole('dialog', { name: 'Enrol a laptop' });
    await expectFinishedConsole(page, 'enrol');
    await form.getByRole('button', { name: 'Make the code' }).click();
    expect(await form.locator(':invalid:is(select, input)').count()).toBe(2);
    await form.getByRole('button', { name: 'Cancel' }).click();
    await form.waitFor({ state: 'hidden' });
    const { rows } = await hq.pool.query('SELECT 1 FROM hq.enrolment');
    expect(rows).toEqual([]);
  });

  it('enrols with the code that was copied', async () => {
    await makeCode('Kirkuk 1');
    await expectFinishedConsole(page, 'enrol-made');
    const shown = await page.getByLabel('Enrolment code', { exact: true }).inputValue();
    await page.getByRole('button', { name: 'Copy the code' }).click();
    await page.getByRole('button', { name: 'Copied' }).waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toBe(shown);
    given.push(copied, parseEnrolment(copied).token);
    await page.getByRole('button', { name: 'Done' }).click();
    await rowsOf(page, 'Enrolment codes').filter({ hasText: 'Not used yet' }).waitFor();
    await laptopWith(copied);
  });

  it('enrols with the file that was saved', async () => {
    await makeCode('كركوك 2');
    const saving = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Save as a file' }).click();
    const download = await saving;
    expect(download.suggestedFilename()).toBe('كركوك-2.outpost-enrolment.json');
    const file = readFileSync(await download.path(), 'utf8');
    given.push(parseEnrolment(file).token);
    await page.getByRole('button', { name: 'Done' }).click();
    await laptopWith(file);
  });

  it('keeps no code that is in sight to be lost by a click beside it', async () => {
    await makeCode('Kirkuk 3');
    await page.mouse.click(5, 5);
    await page
      .getByRole('dialog', { name: 'Enrolment code for Kirkuk 3' })
      .getByRole('button', { name: 'Done' })
      .click();
  });

  it('cannot enrol with a code that another has used', async () => {
    const late = await laptopWith();
    await expect(late.call('enrolment.complete', { text: given[0] ?? '' })).rejects.toMatchObject({
      code: 'enrolment_used',
    });
  });

  it('appears with its number, its last contact and what it has sent', async () => {
    const [first] = laptops;
    const training = sampleTraining(createRandom(3), 'training', '2026-05-18', 4).create;
    await first?.call('training.create', training.request as RequestOf<'training.create'>);
    expect((await first?.sync())?.state).toBe('done');
    await page.reload();
    const row = rowsOf(page, 'Laptops').filter({ hasText: 'Kirkuk 1' });
    await row.getByText(/^(now|\d+ (second|minute)s? ago)$/).waitFor();
    const [received] = await columnOf(page, 'Laptops', 'Changes received');
    expect(Number(received)).toBeGreaterThan(1);
    const states = await columnOf(page, 'Enrolment codes', 'State');
    expect(states[0]).toBe('Not used yet');
    expect(states[1]).toMatch(/^Used by laptop \d+$/);
    expect(states[2]).toMatch(/^Used by laptop \d+$/);
    await openSection(page, 'Trainings');
    await expectTotal(page, 1);
  });
});

describe('the audit log', () => {
  it('says who made which code and which laptop used it', async () => {
    await openSection(page, 'Audit log');
    await choose(page, 'Event', 'Enrolment code made');
    await expectTotal(page, 3);
    expect(await columnOf(page, 'Audit log', 'Who')).toEqual([admin.name, admin.name, admin.name]);
    expect(await columnOf(page, 'Audit log', 'Details')).toEqual([
      'Kirkuk 3 · PRT Kirkuk · Advisor',
      'كركوك 2 · PRT Kirkuk · Advisor',
      'Kirkuk 1 · PRT Kirkuk · Advisor',
    ]);
    await choose(page, 'Event', 'Laptop enrolled');
    await expectTotal(page, 2);
    for (const who of await columnOf(page, 'Audit log', 'Who')) expect(who).toMatch(/^Laptop \d+$/);
    await clearFilters(page);
    await rowsOf(page, 'Audit log').filter({ hasText: 'Signed in' }).first().waitFor();
  });

  it('keeps what was refused, and never a code or a password', async () => {
    await page.getByRole('checkbox', { name: 'Refusals only' }).check();
    await expectTotal(page, 3);
    expect(await columnOf(page, 'Audit log', 'Event')).toEqual([
      'Enrolment refused',
      'Sign-in refused',
      'Sign-in refused',
    ]);
    await clearFilters(page);
    await rowsOf(page, 'Audit log').filter({ hasText: 'Signed in' }).first().waitFor();
    await expectFinishedConsole(page, 'audit-of-enrolment');
    const { rows } = await hq.pool.query<{ text: string }>('SELECT a::text AS text FROM hq.audit AS a');
    const written = rows.map(({ text }) => text).join('\n') + hq.log.join('');
    for (const secret of [...given, admin.password]) expect(written).not.toContain(secret);
  });
});

describe('a certificate on paper', () => {
  const number = 'KIRKUK-2026-16-0042-K7QXM';
  const field = () => page.getByLabel('Number and check code');

  it('is looked up by what a scanner types, and shows what was issued', async () => {
    await hq.pool.query(
      `INSERT INTO record.certificate (number, site, issued_on, check_code, name_ar, name_latin, status)
         VALUES ($1, 'KIRKUK', '2026-05-07', 'ABCDE12345', 'هدى سعد علي', 'Huda Saad Ali', 'valid')`,
      [number],
    );
    await openSection(page, 'Verify a certificate');
    await field().fill(`OUTPOST:${number}:ABCDE12345`);
    await field().press('Enter');
    await page.getByText('Valid: this certificate was issued').waitFor();
    expect(await page.getByRole('status').textContent()).toContain('Huda Saad Ali');
    await expectFinishedConsole(page, 'console-certificate');
  });

  it('shows nothing for another code, and says what is missing in what cannot be read', async () => {
    await field().fill(`${number} ABCDE-99999`);
    await field().press('Enter');
    await page.getByText('the check code does not belong to this number').waitFor();
    expect(await page.getByRole('status').textContent()).not.toContain('Huda');
    await field().fill('hello');
    await page.getByRole('button', { name: 'Verify', exact: true }).click();
    await page.getByText('This holds no certificate number and check code').waitFor();
  });
});

describe('a session', () => {
  it('says how old its figures are when headquarters cannot be reached, and goes on afterwards', async () => {
    await openSection(page, 'Overview');
    await rowsOf(page, 'Sites').first().waitFor();
    await page.route('**/api/overview', (route) => route.abort());
    await openSection(page, 'Laptops');
    await openSection(page, 'Overview');
    await page.getByText(/^Headquarters cannot be reached\. What you see is as of /).waitFor();
    await expectFinishedConsole(page, 'unreachable');
    await page.unroute('**/api/overview');
    await openSection(page, 'Laptops');
    await openSection(page, 'Overview');
    await page.getByText(/^Headquarters cannot be reached/).waitFor({ state: 'hidden' });
  });

  it('that headquarters has ended leads to the sign-in and then back to where it was', async () => {
    await hq.pool.query('DELETE FROM hq.admin_session');
    await page.getByRole('navigation').getByRole('link', { name: 'Laptops' }).click();
    await page.getByText('Your session has ended. Sign in to go on.').waitFor();
    await expectFinishedConsole(page, 'session-ended');
    await signIn(page, admin.name, admin.password);
    await page.getByRole('heading', { level: 1, name: 'Laptops' }).waitFor();
  });

  it('ends with the sign-out, here, in other tabs and for whoever kept its cookie', async () => {
    const [cookie] = await console.context.cookies(`${hq.url}/api/session`);
    const other = await console.context.newPage();
    await other.goto(`${hq.url}/#/trainings`);
    await expectTotal(other, 1);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
    expect(await page.getByText('Your session has ended').count()).toBe(0);
    await other.getByRole('navigation').getByRole('link', { name: 'Laptops' }).click();
    await other.getByText('Your session has ended. Sign in to go on.').waitFor();
    await other.close();
    const kept = { cookie: `outpost_session=${cookie?.value}` };
    expect((await fetch(`${hq.url}/api/overview`, { headers: kept })).status).toBe(401);
    await page.goBack();
    await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
    expect(console.faults).toEqual([]);
  });
});

describe('somebody who guesses passwords', () => {
  it('is told to wait after ten attempts in a minute, and a right one does not get through either', async () => {
    const limited = page.getByRole('alert').getByText('Too many attempts.');
    for (let attempt = 0; attempt < 25 && !(await limited.isVisible()); attempt++) {
      await Promise.all([
        page.waitForResponse('**/api/session'),
        signIn(page, admin.name, `guess number ${attempt}`),
      ]);
      await page.getByRole('alert').waitFor();
    }
    await limited.waitFor();
    await expectFinishedConsole(page, 'sign-in-limited');
    await signIn(page, admin.name, admin.password);
    await limited.waitFor();
    expect(await page.getByRole('navigation').count()).toBe(0);
  });
});
