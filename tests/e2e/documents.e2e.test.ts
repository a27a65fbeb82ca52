import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { read } from '@e965/xlsx';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCertificateProof } from '#shared/domain/certificate.ts';
import type { Bridge } from '#shared/ipc/channels.ts';
import type { TrainingDetail } from '#shared/ipc/training.ts';
import type { AppWindow } from '#tests/fixtures/app-window.ts';
import { drawPages, fontsOf, saveTo, squeeze, wordsOf } from '#tests/fixtures/paper.ts';
import { qrCodeOn } from '#tests/fixtures/qr-codes.ts';
import { ask, expectFinished, goTo, openSample, switchLanguage } from '#tests/fixtures/screen-checks.ts';

const data = mkdtempSync(path.join(tmpdir(), 'outpost-documents-'));
const inData = (name: string): string => path.join(data, name);
const hostile = '<script>document.title = 7</script> <img src="app://outpost/x">';
let window: AppWindow;
let training: TrainingDetail;
let eventId: number;

beforeAll(async () => {
  window = await openSample(data);
  const { page } = window;
  const trainings = await ask(page, 'training.list', {});
  const newest = trainings.toSorted((a, b) => b.startDate.localeCompare(a.startDate))[0];
  if (!newest) throw new Error('The sample data has no training.');
  eventId = newest.id;
  const { sessions, trainees } = await ask(page, 'training.get', { eventId });
  const marks = sessions.flatMap(({ id: sessionId }, column) =>
    trainees.map(({ person }, row) => ({
      ...{ sessionId, personId: person.id, minutes: null },
      mark: column === 0 && row % 4 === 0 ? ('absent' as const) : ('present' as const),
    })),
  );
  await ask(page, 'training.mark', { marks });
  for (const [index, { person }] of trainees.entries()) {
    const scores = { preTest: 40, postTest: index % 7 === 3 ? 45 : 70 };
    await ask(page, 'training.setEnrolment', { eventId, personId: person.id, ...scores });
  }
  await ask(page, 'training.setStatus', { eventId, status: 'completed', reason: null });
  await ask(page, 'training.setReport', { eventId, report: `${hostile}\nكان التفاعل كبيرا` });
  training = await ask(page, 'training.get', { eventId });
});

afterAll(async () => {
  await window.close();
  rmSync(data, { recursive: true, force: true });
});

/** Presses the button that saves, in whichever dialogue is open, and waits until the file is there. */
async function saveAs(name: string, save: RegExp): Promise<string> {
  const { page } = window;
  const file = inData(name);
  await saveTo(window, file);
  await page.getByRole('dialog').getByRole('button', { name: save }).press('Enter');
  await page.getByRole('dialog').getByText(name).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  drawPages(file, path.basename(name, '.pdf'));
  return file;
}

/** Those whose name is not on the paper, word by word: long names go over two lines. */
function missingOn(pages: readonly string[]): readonly string[] {
  const text = pages.join('');
  return training.trainees
    .map(({ person }) => `${person.nameAr} ${person.nameLatin}`)
    .filter((names) => names.split(/[\s-]+/).some((word) => !text.includes(squeeze(word))));
}

describe('paper of a training', () => {
  it('is a sign-in sheet a session, with every name and empty rows, each counting its own pages', async () => {
    const { page } = window;
    await goTo(page, `/training/${eventId}`);
    await page.getByRole('button', { name: 'Print sheets' }).press('Enter');
    await expectFinished(window, 'sheets-dialog');
    const sessions = page.getByRole('dialog').getByLabel('Session');
    const choice = await sessions
      .locator('option')
      .filter({ hasText: /^All \d+ sessions/ })
      .textContent();
    await sessions.selectOption({ label: choice ?? '' });
    const file = await saveAs('sign-in.pdf', /^Save as PDF/);
    const pages = wordsOf(file);
    expect(missingOn(pages)).toEqual([]);
    expect(pages.length % training.sessions.length).toBe(0);
    const each = pages.length / training.sessions.length;
    expect(pages[each - 1]).toContain(`Page${each}of${each}`);
    // Its last page has room for those who are on no list.
    expect(pages[each - 1]).toContain(String(training.trainees.length + 5));
    for (const text of pages) expect(text).toContain(squeeze('للاستعمال الرسمي فقط'));
    // Letters, not drawings of letters: they can be searched and copied.
    expect(fontsOf(file)).not.toContain('Type 3');
    expect(fontsOf(file)).toMatch(/NotoSansArabic/);
  });

  it('is a score sheet, asked for in Arabic by keyboard', async () => {
    const { page } = window;
    await switchLanguage(page);
    await page.getByRole('button', { name: 'طباعة الكشوف' }).press('Enter');
    await page.getByRole('radio', { name: 'كشف الدرجات' }).press('Space');
    await page.getByRole('dialog').getByLabel('الاختبار').selectOption('preTest');
    const pages = wordsOf(await saveAs('scores.pdf', /^حفظ ملف/));
    expect(missingOn(pages)).toEqual([]);
    expect(pages[0]).toContain(squeeze('كشف الدرجات: الاختبار القبلي'));
    expect(pages[0]).toContain(squeeze('Score sheet: Pre-test'));
    await switchLanguage(page);
  });

  it('is certificates in one file, each with its name, and with a square that says its number and code', async () => {
    const { page } = window;
    await goTo(page, `/training/${eventId}/certificates`);
    await page.getByRole('button', { name: /^Issue \d+ certificates/ }).press('Enter');
    await page.getByRole('button', { name: 'Nobody waits for a certificate' }).waitFor();
    // The message speaks the language in which it was shown.
    await page.getByRole('button', { name: 'Close' }).press('Enter');
    await page.getByText('certificates were issued').waitFor({ state: 'detached' });
    await expectFinished(window, 'certificates');
    await page.getByRole('button', { name: /^Print those not printed yet/ }).press('Enter');
    const file = await saveAs('certificates.pdf', /^Save as PDF/);
    const pages = wordsOf(file);
    const holders = (await ask(page, 'certificates.list', { eventId })).filter(
      ({ certificates }) => certificates.length > 0,
    );
    expect(holders.length).toBe(
      training.trainees.filter(({ standing }) => standing.result === 'completed').length,
    );
    expect(pages.length).toBe(holders.length);
    for (const [index, { certificates, nameLatin, nameAr }] of holders.entries()) {
      const text = pages[index] ?? '';
      for (const word of `${nameLatin} ${nameAr}`.split(/[\s-]+/)) expect(text).toContain(squeeze(word));
      expect(text).toContain(certificates[0]?.number);
      expect(text).not.toContain('Reprint');
    }
    for (const index of [0, holders.length - 1]) {
      const proof = readCertificateProof(qrCodeOn(file, index + 1) ?? '');
      expect(proof?.number).toBe(holders[index]?.certificates[0]?.number);
      expect(pages[index]).toContain(`${proof?.code.slice(0, 5)}-${proof?.code.slice(5)}`);
    }
  });

  it('says of a certificate that is printed again that it is a copy', async () => {
    const { page } = window;
    await page
      .getByRole('button', { name: /^Print the certificate of/ })
      .first()
      .press('Enter');
    await page.getByText('was printed before and comes out as a marked copy').waitFor();
    const [text = ''] = wordsOf(await saveAs('copy.pdf', /^Save as PDF/));
    expect(text).toContain('Reprint·copy2');
    expect(text).toContain(squeeze('إعادة طباعة'));
  });

  it('is a report whose figures are those that were entered, and in which nothing runs', async () => {
    const { page } = window;
    await goTo(page, `/training/${eventId}/report`);
    await page.getByRole('button', { name: 'Report as PDF…' }).waitFor();
    await expectFinished(window, 'training-report');
    await page.getByRole('button', { name: 'Report as PDF…' }).press('Enter');
    const file = await saveAs('report.pdf', /^Save as PDF/);
    const text = wordsOf(file).join('');
    expect(text).toContain(squeeze(hostile));
    expect(text).toContain(squeeze('كان التفاعل كبيرا'));
    const came = training.marks.filter(({ mark }) => mark === 'present').length;
    expect(text).toContain(`${Math.round((100 * came) / training.marks.length)}%`);
    expect(missingOn([text])).toEqual([]);
    const workbook = inData('report.xlsx');
    await saveTo(window, workbook);
    await page.getByRole('button', { name: 'Report as XLSX' }).press('Enter');
    await page.getByText('report.xlsx').waitFor();
    const { SheetNames } = read(readFileSync(workbook));
    expect(SheetNames).toEqual(['Figures', 'Sessions', 'Trainees']);
  });

  it('that is given up leaves no file, and no window behind', async () => {
    const file = inData('given-up.pdf');
    await saveTo(window, file);
    const paper = await ask(window.page, 'documents.signIn', {
      ...{ eventId, language: 'ar', classification: 'restricted', blankRows: 60 },
      sessionIds: training.sessions.map(({ id }) => id),
    });
    const given = await window.page.evaluate(async (document) => {
      const { outpost } = globalThis.window as unknown as { outpost: Bridge };
      const place = await outpost.choosePlace('x.pdf');
      const saved = outpost.saveDocument(place ?? '', document);
      outpost.cancelDocument();
      return saved;
    }, paper);
    expect(given).toEqual({ ok: false, code: 'cancelled' });
    expect(existsSync(file)).toBe(false);
    await expect
      .poll(() => window.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length))
      .toBe(1);
  });
});

describe('the figures of the programme', () => {
  it('are shown by what one chooses, and saved as a table that Excel opens', async () => {
    const { page } = window;
    await goTo(page, '/reports');
    await page.getByRole('figure').waitFor();
    await expectFinished(window, 'figures');
    await page.getByLabel('Counted by').selectOption('sex');
    await page.getByRole('cell', { name: 'Female' }).waitFor();
    const file = inData('figures.csv');
    await saveTo(window, file);
    await page.getByRole('button', { name: 'Save as CSV' }).press('Enter');
    await page.getByText('figures.csv').waitFor();
    const lines = readFileSync(file, 'utf8').split('\r\n');
    expect(lines[0]).toMatch(/^\ufeffSex,Trainings,Trainees/);
    const { total } = await ask(page, 'figures.trainings', {
      ...{ from: '2000-01-01', to: '2100-01-01', by: 'sex' },
    });
    expect(lines.at(-2)).toMatch(new RegExp(`^All together,${total.trainings},${total.trainees},`));
  });
});
