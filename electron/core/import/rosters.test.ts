import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ErrorCode, OutpostError } from '#shared/errors.ts';
import { type RosterField, rosterFields } from '#shared/ipc/imports.ts';
import { likelySheet } from '#shared/roster/likely-sheet.ts';
import { importHandlers } from '../handlers/imports.ts';
import { type TestRecords, testRecords } from '../records-fixture.ts';
import { packArchive } from './archive-fixture.ts';
import { rosters } from './rosters/manifest.ts';

const folder = path.join(import.meta.dirname, 'rosters');
let records: TestRecords;

beforeAll(() => {
  records = testRecords();
});
afterAll(() => records.db.dispose());

/** Reads a file as the screens do, with everything that they propose. */
async function look(fileName: string, bytes: Uint8Array) {
  const { importId, sheets } = await importHandlers['import.inspect']({ fileName, bytes }, records);
  const sheet = likelySheet(sheets);
  if (!sheet) throw new Error('no sheet');
  const mapping = Object.fromEntries(
    sheet.headers.flatMap(({ column, guess }): [string, RosterField][] => (guess ? [[column, guess]] : [])),
  );
  const headerRow = sheet.headerRow ?? 1;
  const request = { importId, sheet: sheet.name, headerRow, mapping, eventId: 1 };
  const preview = await importHandlers['import.preview'](
    { ...request, corrections: [], withHidden: false },
    records,
  );
  const rows = preview.rows.map(({ row, values, proposal }): [number, string] => {
    const words = rosterFields.flatMap((field) => (values[field] ? [`${field}=${values[field]}`] : []));
    return [row, `${proposal === 'skip' ? '-' : ''}${words.join(' ')}`];
  });
  const issues = preview.issues.map(
    ({ severity, column, row, code }) => `${severity === 'error' ? '!' : ''}${column}${row} ${code}`,
  );
  return { header: sheet.headerRow, sheet: sheet.name, rows: Object.fromEntries(rows), issues };
}

async function refusal(fileName: string, bytes: Uint8Array): Promise<ErrorCode | undefined> {
  try {
    await look(fileName, bytes);
    return undefined;
  } catch (thrown) {
    if (thrown instanceof OutpostError) return thrown.code;
    throw thrown;
  }
}

/** Words in the order in which fields are read. */
function inOrder(row: string): string {
  const words = row.replace(/^-/, '').split(/ (?=[a-z_]+=)/);
  const place = (word: string): number => rosterFields.indexOf(word.split('=')[0] as RosterField);
  return `${row.startsWith('-') ? '-' : ''}${words.sort((a, b) => place(a) - place(b)).join(' ')}`;
}

describe('a roster as offices send it is read to the last cell, or says what is wrong with it', () => {
  const files = readdirSync(folder).filter((name) => !name.endsWith('.ts'));

  it('holds at least 25 files, and says of each what should happen', () => {
    expect(files.toSorted()).toEqual(Object.keys(rosters).toSorted());
    expect(files.length).toBeGreaterThanOrEqual(25);
  });

  for (const [name, expected] of Object.entries(rosters)) {
    it(`${name}: ${expected.what}`, async () => {
      const bytes = new Uint8Array(readFileSync(path.join(folder, name)));
      if ('refused' in expected) {
        expect(await refusal(name, bytes)).toBe(expected.refused);
        return;
      }
      const { header, sheet, rows, issues } = await look(name, bytes);
      expect(header).toBe(expected.header);
      expect(sheet).toBe(expected.sheet ?? sheet);
      expect(rows).toEqual(
        Object.fromEntries(Object.entries(expected.rows).map(([row, words]) => [row, inOrder(words)])),
      );
      expect(issues).toEqual(expected.issues ?? []);
    });
  }
});

describe('a file that is made to harm costs nothing but its own reading', () => {
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  const spreadsheet = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
  const contentTypes = `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
    <Override PartName="/xl/workbook.xml" ContentType="${spreadsheet}.sheet.main+xml"/>
    <Override PartName="/xl/sharedStrings.xml" ContentType="${spreadsheet}.sharedStrings+xml"/></Types>`;
  const part = (name: string, content: string) => ({ name, content: Buffer.from(content) });

  it('50 MB are not read at all', async () => {
    expect(await refusal('large.csv', new Uint8Array(50 * 1024 * 1024).fill(65))).toBe('file_too_large');
  });

  it('an archive that unpacks to a gigabyte is given up after the first 48 MB', async () => {
    const zeros = new Uint8Array(64 * 1024 * 1024);
    const bomb = packArchive([
      part('xl/workbook.xml', '<workbook/>'),
      ...Array.from({ length: 16 }, (_, n) => ({ name: `xl/worksheets/sheet${n + 1}.xml`, content: zeros })),
    ]);
    expect(await refusal('bomb.xlsx', bomb)).toBe('file_too_large');
  });

  it('more cells than fifty columns of a full roster are not read', async () => {
    const cells = '<c r="A1"><v>1</v></c>'.repeat(300_001);
    const sheet = `<worksheet><sheetData><row r="1">${cells}</row></sheetData></worksheet>`;
    const bytes = packArchive([
      part('xl/workbook.xml', '<workbook/>'),
      part('xl/worksheets/sheet1.xml', sheet),
    ]);
    expect(await refusal('wide.xlsx', bytes)).toBe('file_too_large');
  });

  it('a file that needs more memory than a roster may have ends its thread, and the next file is read', async () => {
    const strings = '<si><t>x</t></si>'.repeat(2_700_000);
    const bytes = packArchive([
      part('[Content_Types].xml', contentTypes),
      part('xl/workbook.xml', `<?xml version="1.0"?><workbook xmlns="${main}"><sheets/></workbook>`),
      part('xl/sharedStrings.xml', `<?xml version="1.0"?><sst xmlns="${main}">${strings}</sst>`),
    ]);
    expect(await refusal('strings.xlsx', bytes)).toBe('file_too_large');
    expect(await look('next.csv', Buffer.from('Name,Badge\nAli Hasan,1'))).toMatchObject({ issues: [] });
  });

  it('reading can be stopped, and the next file is read', async () => {
    const bytes = new Uint8Array(readFileSync(path.join(folder, 'excel-97.xls')));
    const reading = importHandlers['import.inspect']({ fileName: 'a.xls', bytes }, records);
    importHandlers['import.stop']({}, records);
    await expect(reading).rejects.toMatchObject({ code: 'cancelled' });
    expect(await look('next.csv', Buffer.from('Name,Badge\nAli Hasan,1'))).toMatchObject({ issues: [] });
  });
});
