import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { issueEnrolment } from '#hq/server/issue-enrolment.ts';
import { type AppWindow, openApp } from '#tests/fixtures/app-window.ts';
import { type HqProcess, startHq, startHqProcess, type TestHq } from '#tests/fixtures/hq.ts';
import { ask, expectFinished, goTo, speakEnglish } from '#tests/fixtures/screen-checks.ts';

const passphrase = 'lantern gravel orbit mustard';
const data = mkdtempSync(path.join(tmpdir(), 'outpost-sync-'));
let window: AppWindow;
/** Holds PostgreSQL, so that what the laptop talks to can stop and start. */
let store: TestHq;
let hq: HqProcess;
let inspectionId: number;
let recoveryCode: string;

beforeAll(async () => {
  store = await startHq();
  hq = await startHqProcess(environment());
  window = await openApp(data);
  await speakEnglish(window.page);
});

afterAll(async () => {
  await window.close();
  await hq.end('SIGTERM');
  await store.stop();
  rmSync(data, { recursive: true, force: true });
});

function environment(port = '0'): Readonly<Record<string, string>> {
  return { HQ_DATABASE_URL: store.databaseUrl, HQ_DATA: `${store.config.dataFolder}-front`, HQ_PORT: port };
}

async function enrolment(): Promise<string> {
  const terms = { site: 'MOSUL', label: 'Sam Porter', role: 'supervisor', programme: 'corrections' } as const;
  return (await issueEnrolment(store.server.store, { url: hq.url, tlsPin: null }, terms, 1, 'test')).file;
}

/** Remembers every text that the chip shows from now on. */
async function watchChip(): Promise<() => Promise<readonly string[]>> {
  const { page } = window;
  await page.evaluate(() => {
    const seen: string[] = [];
    const note = (): void => {
      const text = document.querySelector('header a[data-state]')?.textContent ?? '';
      if (seen.at(-1) !== text) seen.push(text);
    };
    new MutationObserver(note).observe(document.body, {
      subtree: true,
      childList: true,
      characterData: true,
    });
    Object.assign(globalThis, { chipTexts: seen });
  });
  return () => page.evaluate(() => (globalThis as unknown as { chipTexts: string[] }).chipTexts);
}

async function waitForState(state: string): Promise<void> {
  // A headquarters that is back is noticed by a knock every half minute.
  await window.page.locator(`header a[data-state="${state}"]`).waitFor({ timeout: 90_000 });
}

/** Answers a question of the inspection on its screen. */
async function answer(code: string, choice: 'Yes' | 'No'): Promise<void> {
  const { page } = window;
  await goTo(page, `/inspections/${inspectionId}/checklist/${code.slice(0, 3)}`);
  await page.locator(`[data-question="${code}"]`).getByRole('button', { name: choice, exact: true }).click();
  await page.locator(`[data-question="${code}"] [aria-pressed=true]`).waitFor();
}

async function answersAtHeadquarters(): Promise<readonly unknown[]> {
  const { rows } = await store.pool.query<{ question_code: string; choice: string }>(
    'SELECT question_code, choice FROM record.answer ORDER BY question_code',
  );
  return rows;
}

describe('a laptop that begins to work', () => {
  it('is welcomed and gets its vault, with a recovery sheet', async () => {
    const { page } = window;
    await expectFinished(window, 'welcome');
    await page.getByRole('button', { name: 'Start working on this laptop' }).click();
    await page.getByLabel('Your name').fill('Sam Porter');
    await page.getByLabel('New passphrase').fill('password1234');
    await page.getByLabel('The same again').fill('password12');
    await page.getByText(/^Would be guessed/).waitFor();
    await expectFinished(window, 'vault-create');
    await page.getByLabel('New passphrase').fill(passphrase);
    await page.getByLabel('The same again').fill(passphrase);
    await page.getByRole('button', { name: 'Create the vault' }).click();
    await page.getByRole('heading', { name: 'Recovery sheet' }).waitFor();
    recoveryCode = (await page.getByRole('status', { name: 'Recovery code' }).textContent()) ?? '';
    await expectFinished(window, 'vault-sheet');
    await page.getByRole('checkbox').check();
    await page.getByRole('button', { name: 'Next' }).click();
    await page.getByRole('heading', { name: 'Enrol with headquarters' }).waitFor();
  });

  it('says on Sync that exchanges begin with enrolment, and leads there', async () => {
    const { page } = window;
    await page.getByRole('button', { name: 'Later' }).click();
    await goTo(page, '/sync');
    await page.getByText('Exchanges begin once this laptop is enrolled with headquarters.').waitFor();
    await expectFinished(window, 'sync-not-enrolled');
    await page.getByRole('button', { name: 'Enrol this laptop' }).click();
  });

  it('shows what an enrolment file says before it is used, enrols by it, and is brought up to date', async () => {
    const { page } = window;
    await page.getByLabel('Or paste the code').fill('not an enrolment');
    await page.getByRole('button', { name: 'Check it' }).click();
    await page.getByRole('alert').getByText('This is not a valid enrolment file or code.').waitFor();
    await expectFinished(window, 'enrolment-refused');
    await page.locator('input[type=file]').setInputFiles({
      name: 'mosul-1.outpost-enrolment',
      mimeType: 'application/json',
      buffer: Buffer.from(await enrolment()),
    });
    await page.getByRole('cell', { name: hq.url }).waitFor();
    await page.getByRole('cell', { name: 'Supervisor' }).waitFor();
    await expectFinished(window, 'enrolment');
    await page.getByRole('button', { name: 'Enrol this laptop' }).click();
    await page.getByRole('heading', { level: 1, name: 'Today' }).waitFor();
    await waitForState('up_to_date');
    expect(await ask(page, 'vault.session', undefined)).toMatchObject({
      enrolled: true,
      site: { code: 'MOSUL' },
    });
  });

  it('shows empty lists that say what to do', async () => {
    const { page } = window;
    await goTo(page, '/inspections');
    await page.getByText('No inspections yet').waitFor();
    await expectFinished(window, 'inspections-empty');
  });
});

describe('an inspector who records with headquarters in reach', () => {
  it('sees in the chip what waits, sends it with Sync now, and finds the exchange in the history', async () => {
    const { page } = window;
    const seen = await watchChip();
    await goTo(page, '/inspections/new');
    await page.getByRole('combobox', { name: 'Facility' }).click();
    await page.getByRole('option', { name: 'Badoush Prison' }).click();
    await page.getByRole('button', { name: 'Start', exact: true }).click();
    await page.getByRole('tab', { name: 'Checklist', selected: true }).waitFor();
    inspectionId = (await ask(page, 'inspections.list', {}))[0]?.id ?? 0;
    await answer('REG-01', 'Yes');
    await goTo(page, '/sync');
    await page.getByRole('button', { name: 'Sync now' }).click();
    await waitForState('up_to_date');
    expect(await seen()).toEqual(
      expect.arrayContaining([expect.stringMatching(/^Saved on this laptop · \d to send$/)]),
    );
    expect((await seen()).at(-1)).toMatch(/^Up to date with headquarters · now$/);
    expect(await answersAtHeadquarters()).toEqual([{ question_code: 'REG-01', choice: 'yes' }]);
    const newest = page.getByRole('table', { name: 'Last exchanges' }).locator('tbody tr').first();
    await newest.getByText('Complete').waitFor();
    await expect.poll(() => newest.getByRole('cell').nth(5).textContent()).toMatch(/^[\d.]+ (byte|kB)/);
    const sent = (await ask(page, 'sync.history', { limit: 20 })).map(({ opsSent }) => opsSent);
    expect(sent.reduce((sum, ops) => sum + ops, 0)).toBeGreaterThanOrEqual(2);
    await expectFinished(window, 'sync');
  });

  it('finds every step of the road to headquarters passable', async () => {
    const { page } = window;
    await page.getByRole('button', { name: 'Test the connection' }).click();
    await expect.poll(() => page.getByRole('img', { name: 'Works' }).count()).toBe(6);
    await expectFinished(window, 'sync-tested');
  });
});

describe('an inspector whose headquarters is out of reach', () => {
  it('goes on recording; the chip says so calmly, and the test says where the road ends', async () => {
    const { page } = window;
    await hq.end('SIGTERM');
    await answer('REG-02', 'No');
    await goTo(page, '/sync');
    await page.getByRole('button', { name: 'Sync now' }).click();
    await waitForState('offline');
    const chip = page.locator('header a[data-state="offline"]');
    expect(await chip.textContent()).toBe('Offline · 1 to send');
    expect(await chip.getAttribute('data-tone')).toBe('neutral');
    await page.getByRole('button', { name: 'Test the connection' }).click();
    const failed = page.getByRole('listitem').filter({ has: page.getByRole('img', { name: 'Fails here' }) });
    await failed.getByText('Headquarters cannot be reached.').waitFor();
    expect(await failed.textContent()).toMatch(/^Connection/);
    await expectFinished(window, 'sync-offline');
  });

  it('sends what waited by itself once headquarters is back', async () => {
    hq = await startHqProcess(environment(new URL(hq.url).port));
    await waitForState('up_to_date');
    expect(await answersAtHeadquarters()).toEqual([
      { question_code: 'REG-01', choice: 'yes' },
      { question_code: 'REG-02', choice: 'no' },
    ]);
  });
});

describe('a laptop that is locked', () => {
  it('says that a wrong passphrase does not fit, and opens nothing', async () => {
    const { page } = window;
    await page.keyboard.press('Control+l');
    await page.getByRole('heading', { level: 1, name: 'Unlock' }).waitFor();
    await expectFinished(window, 'vault-unlock');
    await page.getByLabel('Passphrase', { exact: true }).fill('not the passphrase');
    await page.keyboard.press('Enter');
    await page.getByText('Person and passphrase do not fit together.').waitFor();
    await expectFinished(window, 'vault-unlock-refused');
    await expect(ask(page, 'inspections.list', {})).rejects.toThrow('vault_locked');
    await page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Sync with headquarters' }).waitFor();
  });

  it('opens by the code of the recovery sheet, with every record, for a new passphrase', async () => {
    const { page } = window;
    const before = await ask(page, 'inspections.list', {});
    await page.keyboard.press('Control+l');
    await page.getByRole('button', { name: 'Passphrase forgotten?' }).click();
    await page.getByRole('textbox', { name: 'Recovery code' }).fill('AAAA-BBBB');
    await page.getByLabel('New passphrase').fill('copper willow seven bridges');
    await page.getByLabel('The same again').fill('copper willow seven bridges');
    await page.getByRole('button', { name: 'Open the vault' }).click();
    await page.getByRole('alert').getByText('This recovery code does not open the vault.').waitFor();
    await expectFinished(window, 'vault-recover');
    await page.getByRole('textbox', { name: 'Recovery code' }).fill(recoveryCode.toLowerCase());
    await page.getByRole('button', { name: 'Open the vault' }).click();
    await page.getByRole('heading', { level: 1, name: 'Sync with headquarters' }).waitFor();
    expect(await ask(page, 'inspections.list', {})).toEqual(before);
    const { people } = await ask(page, 'vault.status', undefined);
    expect(people.map(({ label }) => label)).toEqual(['Sam Porter']);
  });

  it('shows the settings finished, with all that opens in them', async () => {
    const { page } = window;
    await goTo(page, '/settings');
    await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor();
    await expectFinished(window, 'settings');
    await page.getByRole('button', { name: 'Change the passphrase' }).click();
    await page.getByRole('button', { name: 'Add a person' }).click();
    await page.getByRole('button', { name: 'Verify now' }).click();
    await page.getByText('Everything is whole.').waitFor();
    await expectFinished(window, 'settings-open');
  });
});
