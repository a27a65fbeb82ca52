import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exchangeSettings } from '#hq/server/build-server.ts';
import { readFileAtConsole } from '#hq/server/file-at-console.ts';
import { type AppWindow, openApp } from '#tests/fixtures/app-window.ts';
import { startHq, type TestHq } from '#tests/fixtures/hq.ts';
import { type Laptop, newLaptop } from '#tests/fixtures/laptop.ts';
import { ask, expectFinished, goTo, speakEnglish } from '#tests/fixtures/screen-checks.ts';

const passphrase = 'lantern gravel orbit mustard';
const data = mkdtempSync(path.join(tmpdir(), 'outpost-carry-'));
const stick = mkdtempSync(path.join(tmpdir(), 'outpost-stick-'));
let window: AppWindow;
let hq: TestHq;
let neighbour: Laptop;

beforeAll(async () => {
  hq = await startHq();
  neighbour = await newLaptop(await hq.enrolment('MOSUL', 'Mosul-2', 'supervisor'));
  window = await openApp(data);
  const { page } = window;
  await speakEnglish(page);
  await ask(page, 'vault.create', { label: 'Sam Porter', passphrase, language: 'en' });
  await ask(page, 'enrolment.complete', { text: await hq.enrolment('MOSUL', 'Mosul-1', 'supervisor') });
  await page.reload();
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  await page.locator('header a[data-state="up_to_date"]').waitFor();
  await neighbour.sync();
});

afterAll(async () => {
  await window.close();
  await neighbour.dispose();
  await hq.stop();
  for (const folder of [data, stick]) rmSync(folder, { recursive: true, force: true });
});

/** Answers the system's dialogue with a place on the stick. */
async function saveOnStick(): Promise<void> {
  await window.app.evaluate(({ dialog }, folder) => {
    dialog.showSaveDialog = async (...given: unknown[]) => {
      const options = given.at(-1) as { readonly defaultPath: string };
      return { canceled: false, filePath: `${folder}/${options.defaultPath}` };
    };
  }, stick);
}

function fileOnStick(): Uint8Array {
  const [name] = readdirSync(stick).filter((file) => file.endsWith('.outpost'));
  return new Uint8Array(readFileSync(path.join(stick, name ?? 'missing')));
}

describe('an advisor without a network', () => {
  it('writes a file for headquarters and the other laptop of the site', async () => {
    const { page } = window;
    await saveOnStick();
    await goTo(page, '/sync');
    const section = page.getByRole('region', { name: 'Files for carrying' });
    await section.getByRole('checkbox', { name: 'Mosul-2' }).check();
    await section.getByRole('button', { name: 'Write a file' }).click();
    await section.getByText(/^(Saved with|Nothing was waiting)/).waitFor();
    expect(readdirSync(stick)).toHaveLength(1);
  });

  it('reads what comes back, and the records show that headquarters has them', async () => {
    const { page } = window;
    await hq.server.app.server.close();
    const person = await ask(page, 'people.create', { nameAr: 'زيد محمول', nameLatin: 'Zaid Carried' });
    const { bytes } = await neighbourless();
    const settings = exchangeSettings(hq.config);
    const read = await readFileAtConsole(hq.server.store, settings, bytes, 'courier');
    expect(read.newOps).toBeGreaterThan(0);
    const back = path.join(stick, 'back.outpost');
    writeFileSync(back, Buffer.from(read.reply, 'base64'));
    await goTo(page, '/sync');
    const section = page.getByRole('region', { name: 'Files for carrying' });
    await section.locator('input[type=file]').setInputFiles(back);
    await section.getByText(/confirmed/).waitFor();
    expect((await ask(page, 'sync.status', undefined)).toSend).toBe(0);
    expect((await ask(page, 'people.get', { id: person.id })).id).toBe(person.id);
    await expectFinished(window, 'carry');
  });

  it('is told clearly why a damaged file is not taken', async () => {
    const { page } = window;
    const damaged = fileOnStick();
    damaged[damaged.length - 9] = (damaged[damaged.length - 9] ?? 0) ^ 1;
    const file = path.join(stick, 'damaged.outpost');
    writeFileSync(file, damaged);
    const section = page.getByRole('region', { name: 'Files for carrying' });
    await section.locator('input[type=file]').setInputFiles(file);
    await section.getByRole('alert').waitFor();
    await expectFinished(window, 'carry-refused');
  });

  it('sees the work of the other laptop at once, marked as not yet at headquarters', async () => {
    const { page } = window;
    await neighbour.call('people.create', { nameAr: 'قحطان من الجوار', nameLatin: 'Qahtan Nearby' });
    const [mine] = await neighbour.call('carry.laptops', undefined);
    const { bytes } = await neighbour.call('carry.write', { laptops: [mine?.device ?? 0] });
    const file = path.join(stick, 'neighbour.outpost');
    writeFileSync(file, bytes);
    const section = page.getByRole('region', { name: 'Files for carrying' });
    await section.locator('input[type=file]').setInputFiles(file);
    await section.getByText(/new change/).waitFor();
    await section.getByRole('list', { name: 'Carried for other laptops' }).getByText('Mosul-2').waitFor();
    const found = await ask(page, 'people.search', { text: 'Qahtan Nearby', limit: 5 });
    expect(found.map(({ nameLatin }) => nameLatin)).toContain('Qahtan Nearby');
    await expectFinished(window, 'carry-loads');
  });
});

/** A file of this laptop for headquarters alone, made past the screens. */
function neighbourless() {
  return ask(window.page, 'carry.write', { laptops: [] });
}
