import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Locator } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { InspectionDetail, QuestionView } from '#shared/ipc/inspections.ts';
import { type AppWindow, holdCore, openApp } from '#tests/fixtures/app-window.ts';
import { filesBelow, filesWith } from '#tests/fixtures/readable-files.ts';
import {
  ask,
  expectFinished,
  goTo,
  pressInArabicLayout,
  speakEnglish,
  switchLanguage,
} from '#tests/fixtures/screen-checks.ts';

const data = mkdtempSync(path.join(tmpdir(), 'outpost-inspections-'));
const tabs = ['checklist', 'findings', 'census', 'visit', 'review'] as const;
let window: AppWindow;
let inspectionId: number;

beforeAll(async () => {
  window = await openSample();
});

afterAll(async () => {
  await window.close();
  rmSync(data, { recursive: true, force: true });
});

async function openSample(): Promise<AppWindow> {
  const opened = await openApp(data);
  await speakEnglish(opened.page);
  await opened.page.getByRole('button', { name: 'Explore with sample data' }).click();
  await opened.page.getByRole('heading', { level: 1, name: 'Today' }).waitFor();
  return opened;
}

function question(code: string): Locator {
  return window.page.locator(`[data-question="${code}"]`);
}

/** The answer of a question that has the focus. */
function focused(code: string): Locator {
  return question(code).locator(':focus');
}

function inspection(): Promise<InspectionDetail> {
  return ask(window.page, 'inspections.get', { inspectionId });
}

function registers(): Promise<readonly QuestionView[]> {
  return ask(window.page, 'inspections.section', { inspectionId, sectionCode: 'REG' });
}

async function answer(code: string): Promise<QuestionView | undefined> {
  return (await registers()).find((each) => each.code === code);
}

async function openSection(code: string): Promise<void> {
  await goTo(window.page, `/inspections/${inspectionId}/checklist/${code}`);
  await question(`${code}-01`).waitFor();
}

async function openTab(tab: string, part = ''): Promise<void> {
  await goTo(window.page, `/inspections/${inspectionId}/${tab}${part}`);
  await window.page.locator(`[role=tab][aria-selected=true][id$="${tab}"]`).waitFor();
  await window.page.locator('[role=tabpanel] > *').first().waitFor();
}

describe('an inspector at the gate', () => {
  it('starts an inspection from facility and checklist, without the mouse', async () => {
    const { page } = window;
    await goTo(page, '/inspections/new');
    await page.getByRole('combobox', { name: 'Facility' }).and(page.locator(':focus')).waitFor();
    await page.getByRole('button', { name: 'Start', exact: true }).click();
    await page.getByText('Choose the facility.').waitFor();
    await expectFinished(window, 'inspection-new');
    await page.getByRole('combobox', { name: 'Facility' }).focus();
    await page.keyboard.type('badoush');
    await page.locator('[role=option][data-combobox-selected]', { hasText: 'Badoush Prison' }).waitFor();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('tab', { name: 'Checklist', selected: true }).waitFor();
    const [newest] = await ask(page, 'inspections.list', { text: 'badoush', status: 'draft' });
    expect(newest).toMatchObject({ templateCode: 'PRISON-FULL', score: { answered: 0, score: null } });
    inspectionId = newest?.id ?? 0;
  });

  it.each(tabs)('finds %s finished while nothing is entered', async (tab) => {
    await openTab(tab);
    await expectFinished(window, `inspection-empty-${tab}`);
  });
});

describe('an inspector with the checklist', () => {
  it('answers down the section by key, and each answer is in the core', async () => {
    const { page } = window;
    await openSection('REG');
    await question('REG-01').getByRole('button', { name: 'Yes' }).focus();
    await page.keyboard.press('y');
    await page.keyboard.press('p');
    await focused('REG-03').waitFor();
    await page.keyboard.type('4');
    await page.keyboard.press('Enter');
    await page.keyboard.press('n');
    await page.keyboard.press('x');
    await focused('REG-06').waitFor();
    await expect
      .poll(async () => (await registers()).slice(0, 5).map(({ value }) => value?.choice ?? value?.number))
      .toEqual(['yes', 'partial', 4, 'no', 'na']);
    await page.getByRole('link', { name: 'Registers and file management 5 of 10' }).waitFor();
  });

  it('takes an answer back, and gives it with an Arabic keyboard as well', async () => {
    const { page } = window;
    await switchLanguage(page);
    await question('REG-05').locator('[aria-pressed=true]').focus();
    await page.keyboard.press('Backspace');
    await expect.poll(async () => (await answer('REG-05'))?.value).toBeNull();
    await pressInArabicLayout(page, 'KeyN', 'ى');
    await expect.poll(async () => (await answer('REG-05'))?.value?.choice).toBe('no');
    await switchLanguage(page);
  });

  it('writes a comment beside the answer, which saves itself, and goes on with the list', async () => {
    const { page } = window;
    await question('REG-04').locator('[aria-pressed=true]').focus();
    await page.keyboard.press('c');
    await question('REG-04').getByRole('textbox', { name: 'Comment' }).and(page.locator(':focus')).waitFor();
    await page.keyboard.type('Three of ten files.');
    await question('REG-04').locator('[data-status=saved]').waitFor();
    await question('REG-04').getByRole('checkbox', { name: 'Document' }).check();
    await expect
      .poll(() => answer('REG-04'))
      .toMatchObject({ comment: 'Three of ten files.', evidenceUsed: ['document'] });
    await expectFinished(window, 'inspection-comment');
    await question('REG-04').getByRole('textbox', { name: 'Comment' }).focus();
    await page.keyboard.press('Escape');
    await focused('REG-04').waitFor();
    await question('REG-04').getByText('Three of ten files.').waitFor();
  });

  it('sees the unanswered alone, and an answered one does not jump away', async () => {
    const { page } = window;
    await page.getByRole('checkbox', { name: 'Unanswered only' }).check();
    await question('REG-01').waitFor({ state: 'detached' });
    await question('REG-06').getByRole('button', { name: 'Yes' }).press('y');
    await question('REG-06').locator('[aria-pressed=true]').waitFor();
    await page.getByRole('checkbox', { name: 'Unanswered only' }).uncheck();
    await question('REG-01').waitFor();
  });
});

describe('an inspector who found something', () => {
  it('makes an adverse answer a finding with severity and rule, and asks for a corrective action', async () => {
    const { page } = window;
    await openSection('REG');
    await question('REG-04').getByRole('link', { name: 'Add a finding' }).click();
    await page.getByRole('textbox', { name: 'What was found' }).and(page.locator(':focus')).waitFor();
    await page.keyboard.type('Files without the hour of arrest.');
    await expectFinished(window, 'inspection-finding-form');
    await page.getByRole('textbox', { name: 'What was found' }).focus();
    await page.keyboard.press('Tab');
    await page.keyboard.type('Crit');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    const card = page.getByRole('article', { name: 'Files without the hour of arrest.' });
    await card.getByRole('button', { name: 'Add a corrective action' }).press('Enter');
    await page.keyboard.type('Write the hour into every file.');
    await page.keyboard.press('Tab');
    await page.keyboard.type('مدير السجن');
    await page.keyboard.press('Tab');
    await page.keyboard.type('30/11/2026');
    await page.keyboard.press('Enter');
    await card.getByRole('link', { name: 'Write the hour into every file.' }).waitFor();
    const [finding] = (await inspection()).findings;
    expect(finding).toMatchObject({
      questionCode: 'REG-04',
      severity: 'critical',
      ruleRef: 'MR 7(b)-(c)',
      description: 'Files without the hour of arrest.',
      actions: [{ owner: 'مدير السجن', due: '2026-11-30', side: 'theirs' }],
    });
    await expectFinished(window, 'inspection-findings');
  });

  it('has the text of a finding again after leaving its form without saving', async () => {
    const { page } = window;
    await openTab('findings', '/new');
    await page.getByRole('textbox', { name: 'What was found' }).fill('Half a sentence');
    await openTab('visit');
    await openTab('findings', '/new');
    await expect
      .poll(() => page.getByRole('textbox', { name: 'What was found' }).inputValue())
      .toBe('Half a sentence');
    await page.getByRole('button', { name: 'Cancel' }).click();
    await openTab('findings', '/new');
    expect(await page.getByRole('textbox', { name: 'What was found' }).inputValue()).toBe('');
  });

  it('takes the census, and what follows from it stands beside', async () => {
    const { page } = window;
    await openTab('census');
    await page.getByRole('textbox', { name: 'Official capacity' }).fill('١٠٠');
    await page.getByRole('textbox', { name: 'Convicted, 18 and over' }).fill('130');
    await page.keyboard.press('Enter');
    const occupancy = page.getByRole('listitem').filter({ hasText: 'Occupancy of the official capacity' });
    await occupancy.getByText('130 %').waitFor();
    await occupancy.getByText('Beyond the limit').waitFor();
    const census = await ask(page, 'inspections.census', { inspectionId });
    expect(census?.indicators.find(({ code }) => code === 'occupancy')?.value).toBe(130);
    await expectFinished(window, 'inspection-census');
  });

  it('reviews what is missing, submits, and cannot change an answer any more', async () => {
    const { page } = window;
    await openTab('review');
    await page.getByRole('heading', { name: /questions are unanswered$/ }).waitFor();
    await page.getByRole('heading', { name: '1 critical finding rests on too little evidence' }).waitFor();
    await expectFinished(window, 'inspection-review');
    await page.getByRole('button', { name: 'Submit the inspection' }).click();
    await page.getByText('This inspection is submitted.').waitFor();
    expect((await inspection()).summary.status).toBe('submitted');
    const told = page.getByRole('alert').filter({ hasText: 'Inspection submitted' });
    await told.getByRole('button', { name: 'Close' }).click();
    await told.waitFor({ state: 'detached' });
    await expectFinished(window, 'inspection-submitted');
    await openSection('REG');
    expect(await question('REG-01').getByRole('button', { name: 'No', exact: true }).isDisabled()).toBe(true);
    await expectFinished(window, 'inspection-locked-checklist');
    const change = { inspectionId, questionCode: 'REG-01', comment: 'Later' };
    await expect(ask(page, 'inspections.answer', change)).rejects.toThrow('conflicting_state');
  });

  it('opens it again only with a reason, which stands with the inspection', async () => {
    const { page } = window;
    await page.getByRole('button', { name: 'Amend' }).click();
    await page.getByRole('button', { name: 'Open for changes' }).click();
    await page.getByRole('dialog').getByText('Say why it is changed.').waitFor();
    await expectFinished(window, 'inspection-amend');
    await page.getByRole('textbox', { name: 'Reason for the change' }).fill('The register was found later.');
    await page.getByRole('button', { name: 'Open for changes' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await question('REG-01').getByRole('button', { name: 'No', exact: true }).click();
    await expect.poll(async () => (await answer('REG-01'))?.value?.choice).toBe('no');
    expect((await inspection()).amendments.map(({ reason }) => reason)).toEqual([
      'The register was found later.',
    ]);
    await openTab('visit');
    await expectFinished(window, 'inspection-visit');
  });
});

describe('the screens around an inspection', () => {
  it('are finished with data: the list, and every tab of a full inspection', async () => {
    await goTo(window.page, '/inspections');
    await window.page.locator('main tbody tr').first().waitFor();
    await expectFinished(window, 'inspections');
    const full = (await ask(window.page, 'inspections.list', {})).find(({ score }) => score.coverage === 1);
    for (const tab of [...tabs, 'checklist/ACC']) {
      await goTo(window.page, `/inspections/${full?.id}/${tab}`);
      await window.page.locator('[role=tabpanel] > *').first().waitFor();
      await expectFinished(window, `inspection-full-${tab.replace('/', '-')}`);
    }
  });
});

describe('a power cut in the middle of a comment', () => {
  const [name, first, second] = ['Qahtan Ziznoor', 'Zanbur note: the roof ', 'leaks over the register.'];

  it('loses nothing of what was typed, and leaves nothing of it readable on the disk', async () => {
    const { page } = window;
    await openTab('visit');
    await page.getByRole('textbox', { name: 'Received by (rank and post)' }).fill(name);
    await page.locator('[data-status=saved]').waitFor();
    await openSection('REG');
    await question('REG-07').locator('[data-answer] input').focus();
    await question('REG-07').getByRole('button', { name: 'Comment and evidence' }).press('Enter');
    await page.keyboard.type(first);
    await question('REG-07').locator('[data-status=saved]').waitFor();
    await holdCore(window);
    await page.keyboard.type(second);
    await question('REG-07').getByText('Kept as a draft').waitFor();
    await window.kill();

    const sizeOf = (file: string): number => statSync(file).size;
    const files = filesBelow(data);
    expect(files.filter((file) => file.endsWith('.db-wal')).map(sizeOf)).not.toContain(0);
    expect(files.filter((file) => file.includes('IndexedDB') && sizeOf(file) > 0)).not.toEqual([]);
    for (const text of [name, first, second]) expect(filesWith(data, text), text).toEqual([]);

    window = await openSample();
    await openTab('review');
    await expect.poll(async () => (await answer('REG-07'))?.comment).toBe(first + second);
    expect((await inspection()).met).toBe(name);
    for (const text of [name, first, second]) expect(filesWith(data, text), text).toEqual([]);
  });
});
