import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAdmin } from '#hq/store/admins.ts';
import { tables } from '#shared/domain/registry.ts';
import { choose, clearFilters, columnOf, expectTotal, rowsOf } from '#tests/fixtures/console-lists.ts';
import {
  type ConsolePage,
  expectFinishedConsole,
  openConsole,
  openSection,
  signIn,
} from '#tests/fixtures/console-page.ts';
import { edit, person, visit } from '#tests/fixtures/field-rows.ts';
import { startHq, type TestHq } from '#tests/fixtures/hq.ts';
import { insertion, type WireLaptop } from '#tests/fixtures/wire-laptop.ts';

const secret = 'The deputy asked for payment';
const password = 'sixteen long words';

let hq: TestHq;
let console: ConsolePage;
let page: Page;

beforeAll(async () => {
  hq = await startHq();
  await createAdmin(hq.pool, 'Sam', password);
  await disagree('MOSUL');
  await disagree('BASRA');
  console = await openConsole(hq.url);
  page = console.page;
  await signIn(page, 'Sam', password);
  await page.getByRole('heading', { level: 1, name: 'Overview' }).waitFor();
});
afterAll(async () => {
  await console?.close();
  await hq?.stop();
});

/** Two laptops of a site that give a person two posts and a confidential visit two texts, apart; one is decided. */
async function disagree(site: string): Promise<void> {
  const a = await hq.enrolDevice(site);
  const b = await hq.enrolDevice(site);
  a.write(advisor(a, 'Karim Haddad'));
  const met = person(a, 'Ali Hasan', { post: 'Clerk' });
  const seen = visit(a, { sensitivity: 'confidential' });
  a.write(met, seen);
  await a.send();
  await b.send();
  const [personId, visitId] = [Number(met.key[0]), Number(seen.key[0])];
  a.write(edit(tables.person, [personId], { post: 'Commander' }));
  a.write(edit(tables.mentoringVisit, [visitId], { observations: secret }));
  b.write(edit(tables.person, [personId], { post: 'Duty officer' }));
  b.write(edit(tables.mentoringVisit, [visitId], { observations: `${secret}, twice` }));
  await a.send();
  await b.send();
  if (site !== 'BASRA') return;
  const { fields } = tables.conflict;
  const key = [b.device, 1, tables.person.id, `[${personId}]`, 14, site];
  b.write({
    table: tables.conflict.id,
    key,
    fields: [
      [fields.state.id, 'decided'],
      [fields.decision.id, 'both'],
      [fields.note.id, '[Karim Haddad 2026-05-04] Post: Commander'],
      [fields.decided_by.id, 1],
      [fields.decided_at.id, '2026-05-05T08:00:00.000Z'],
      [fields.replaced.id, null],
      [fields.written.id, null],
    ],
  });
  await b.send();
}

function advisor(laptop: WireLaptop, name: string) {
  return insertion(tables.advisor, {
    id: 1,
    display_name: name,
    role: 'advisor',
    home_site: laptop.site,
    programme_code: 'police',
    active: 1,
  });
}

const valueCells = (column: string): Promise<readonly string[]> => columnOf(page, 'Conflicts', column);

describe('an administrator at headquarters', () => {
  it('goes from the overview to what waits for a decision, at all sites', async () => {
    await page.getByRole('button', { name: '3 conflicts wait for a decision' }).click();
    await page.getByRole('heading', { level: 1, name: 'Conflicts' }).waitFor();
    await expectTotal(page, 3);
    await clearFilters(page);
    await expectTotal(page, 4);
    expect(new Set(await valueCells('Site'))).toEqual(new Set(['PRT Ninewa (Mosul)', 'PRT Basrah']));
    await choose(page, 'Site', 'PRT Basrah');
    await expectTotal(page, 2);
    await choose(page, 'Status', 'Decided');
    await expectTotal(page, 1);
    await clearFilters(page);
  });

  it('finds the list finished in both languages and at both sizes', async () => {
    await expectTotal(page, 4);
    await expectFinishedConsole(page, 'conflicts');
  });

  it('reads both values with the one before them, who wrote them, and what was decided', async () => {
    await choose(page, 'Status', 'Decided');
    await expectTotal(page, 1);
    await rowsOf(page, 'Conflicts').getByRole('link').click();
    const values = page.getByRole('table', { name: 'The values side by side' });
    for (const text of ['Clerk', 'Commander', 'Duty officer', 'Karim Haddad', 'BASRA-1']) {
      await values.getByText(text).first().waitFor();
    }
    await page.getByText('Both were kept').waitFor();
    await page.getByText('Post: Commander').waitFor();
    await expectFinishedConsole(page, 'conflict');
  });

  it('is not shown what a confidential visit says, on the screen or behind it', async () => {
    await openSection(page, 'Conflicts');
    await clearFilters(page);
    await rowsOf(page, 'Conflicts').filter({ hasText: 'Mentoring visit' }).first().getByRole('link').click();
    await page.getByText('the values are not shown here').waitFor();
    await expectFinishedConsole(page, 'conflict-withheld');
    for (const answer of await console.answers()) expect(answer).not.toContain(secret);
    expect(console.faults).toEqual([]);
  });

  it('finds in the audit log that conflicts were looked at', async () => {
    await openSection(page, 'Audit log');
    await page.getByRole('link', { name: 'One conflict' }).first().click();
    await page.getByRole('link', { name: 'Back to the list' }).waitFor();
  });
});
