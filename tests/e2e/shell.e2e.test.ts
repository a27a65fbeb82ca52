import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type AppWindow,
  axeFindings,
  clippedControls,
  holdCore,
  openApp,
  untranslatedTexts,
} from '#tests/fixtures/app-window.ts';
import { filesWith } from '#tests/fixtures/readable-files.ts';
import { resize, speakEnglish, switchLanguage } from '#tests/fixtures/screen-checks.ts';

const passphrase = 'lantern gravel orbit mustard';

async function expectFinished(page: Page, where: string): Promise<void> {
  const language = await page.evaluate(() => document.documentElement.lang);
  expect(await axeFindings(page), `axe on ${where} in ${language}`).toEqual([]);
  expect(await clippedControls(page), `clipped on ${where} in ${language}`).toEqual([]);
  if (language === 'ar-IQ') expect(await untranslatedTexts(page), `untranslated on ${where}`).toEqual([]);
}

/** Checks a screen in both languages and leaves it in the one it was in. */
async function expectFinishedInBoth(page: Page, where: string): Promise<void> {
  for (let turn = 0; turn < 2; turn++) {
    await expectFinished(page, where);
    await switchLanguage(page);
  }
}

describe('a person who looks around', () => {
  const data = mkdtempSync(path.join(tmpdir(), 'outpost-shell-'));
  let window: AppWindow;
  beforeAll(async () => {
    window = await openApp(data);
  });
  afterAll(async () => {
    await window.close();
    rmSync(data, { recursive: true, force: true });
  });

  it('is welcomed in both languages, and one key turns the screen around', async () => {
    const { page } = window;
    await expectFinishedInBoth(page, 'Welcome');
    const direction = await page.evaluate(() => document.documentElement.dir);
    await page.keyboard.press('F9');
    await page.waitForFunction((before) => document.documentElement.dir !== before, direction);
    if (direction === 'ltr') await page.keyboard.press('F9');
    await page.locator('html[dir="ltr"]').waitFor();
  });

  it('opens the sample data, which says on every screen what it is', async () => {
    const { page } = window;
    await page.getByRole('button', { name: 'Explore with sample data' }).click();
    await page.getByRole('heading', { level: 1, name: 'Today' }).waitFor();
    await page.getByText('You are looking at sample data').waitFor();
    await page.getByRole('link', { name: 'Sample data · never sent' }).waitFor();
    await page.getByRole('heading', { level: 2 }).first().waitFor();
    await expectFinishedInBoth(page, 'Today');
  });

  it.each(['sync', 'settings'])('finds %s finished in both languages and at both sizes', async (subject) => {
    const { page } = window;
    for (const [width, height] of [
      [1024, 640],
      [1280, 800],
    ] as const) {
      await resize(window, width, height);
      await page.evaluate((address) => {
        globalThis.location.hash = address;
      }, `#/${subject}`);
      await page.locator(`nav a[href="#/${subject}"][aria-current="page"]`).waitFor();
      await page.locator('main h2').first().waitFor();
      await expectFinishedInBoth(page, `${subject} at ${width}`);
    }
  });

  it('finds a command by its Arabic name while the screens are English', async () => {
    const { page } = window;
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Search records and commands' }).fill('الإعدادات');
    await page.getByRole('option', { name: 'Settings' }).waitFor();
    await expectFinished(page, 'the palette');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor();
  });

  it('sees all keys on F1', async () => {
    const { page } = window;
    await page.keyboard.press('F1');
    await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
    await expectFinished(page, 'the help');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
  });

  it('removes the sample data in one click and is back at the welcome', async () => {
    const { page } = window;
    await page.getByRole('button', { name: 'Remove the sample data' }).click();
    await page.getByRole('heading', { level: 1, name: 'Welcome' }).waitFor();
  });
});

describe('a person who starts to work', () => {
  const data = mkdtempSync(path.join(tmpdir(), 'outpost-shell-'));
  let window: AppWindow;
  beforeAll(async () => {
    window = await openApp(data);
    const { page } = window;
    await speakEnglish(page);
  });
  afterAll(async () => {
    await window.close();
    rmSync(data, { recursive: true, force: true });
  });

  it('cannot choose a passphrase that would be guessed', async () => {
    const { page } = window;
    await page.getByRole('button', { name: 'Start working on this laptop' }).click();
    await page.getByLabel('Your name').fill('Sam Porter');
    await page.getByLabel('New passphrase').fill('password1234');
    await page.getByLabel('The same again').fill('password1234');
    await page.getByText(/Would be guessed/).waitFor();
    expect(await page.getByRole('button', { name: 'Create the vault' }).isDisabled()).toBe(true);
    await expectFinishedInBoth(page, 'Create the vault');
  });

  it('creates the vault, keeps the recovery sheet, and may enrol later', async () => {
    const { page } = window;
    await page.getByLabel('New passphrase').fill(passphrase);
    await page.getByLabel('The same again').fill(passphrase);
    await page.getByRole('button', { name: 'Create the vault' }).click();
    await page.getByRole('heading', { name: 'Recovery sheet' }).waitFor();
    await expectFinishedInBoth(page, 'the recovery sheet');
    expect(await page.getByRole('button', { name: 'Next' }).isDisabled()).toBe(true);
    await page.getByRole('checkbox').check();
    await page.getByRole('button', { name: 'Next' }).click();
    await page.getByRole('heading', { name: 'Enrol with headquarters' }).waitFor();
    await expectFinishedInBoth(page, 'enrolment');
    await page.getByRole('button', { name: 'Later' }).click();
    await page.getByText('This laptop is not enrolled yet').waitFor();
    await expectFinishedInBoth(page, 'Today without enrolment');
  });

  it('is told in words that what was pasted is no enrolment', async () => {
    const { page } = window;
    await page.getByRole('button', { name: 'Enrol this laptop' }).click();
    await page.getByLabel('Or paste the code').fill('not an enrolment');
    await page.getByRole('button', { name: 'Check it' }).click();
    await page.getByRole('alert').getByText('This is not a valid enrolment file or code.').waitFor();
    await expectFinishedInBoth(page, 'an error');
  });

  it('locks with one key, and only the right passphrase leads back to where they were', async () => {
    const { page } = window;
    await page.keyboard.press('Control+l');
    await page.getByRole('heading', { level: 1, name: 'Unlock' }).waitFor();
    await expectFinishedInBoth(page, 'Unlock');
    await page.getByLabel('Passphrase', { exact: true }).fill('not the passphrase');
    await page.getByRole('button', { name: 'Unlock' }).click();
    await page.getByText(/did not fit together|do not fit together/).waitFor();
    const passphraseField = page.getByLabel('Passphrase', { exact: true });
    await passphraseField.fill(passphrase);
    await page.getByRole('button', { name: 'Unlock' }).click();
    await page.getByRole('heading', { level: 1, name: 'Enrol with headquarters' }).waitFor();
  });
});

describe('what was typed before a power cut', () => {
  const data = mkdtempSync(path.join(tmpdir(), 'outpost-shell-'));
  const marker = 'zanbur marker 4711';
  afterAll(() => rmSync(data, { recursive: true, force: true }));

  it('is there again afterwards, though the core never got it, and nobody can read it on the disk', async () => {
    const before = await openFirstAction(data);
    await holdCore(before);
    const field = before.page.getByRole('dialog').getByRole('textbox', { name: 'What is to be done' });
    await field.fill(marker);
    await before.page.getByText('Kept as a draft').waitFor();
    await before.kill();
    expect(filesWith(data, marker)).toEqual([]);

    const after = await openFirstAction(data);
    const restored = after.page.getByRole('dialog').getByRole('textbox', { name: 'What is to be done' });
    await after.page.waitForFunction(
      (text) => [...document.querySelectorAll('textarea')].some((area) => area.value === text),
      marker,
    );
    expect(await restored.inputValue()).toBe(marker);
    await after.page.getByText('Saved on this laptop').first().waitFor();
    await after.close();
    expect(filesWith(data, marker)).toEqual([]);
  });
});

async function openFirstAction(data: string): Promise<AppWindow> {
  const window = await openApp(data);
  const { page } = window;
  await speakEnglish(page);
  await page.getByRole('button', { name: 'Explore with sample data' }).click();
  await page.getByRole('link', { name: 'Actions' }).click();
  await page.locator('main tbody tr').first().click();
  await page.getByRole('dialog').waitFor();
  return window;
}
