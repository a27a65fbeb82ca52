import ExcelJS from 'exceljs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { advisor, entry } from '#db/records-fixture.ts';
import { createTraining } from '#db/training.ts';
import type { ErrorCode, OutpostError } from '#shared/errors.ts';
import type { RosterField } from '#shared/ipc/imports.ts';
import { importHandlers } from '../handlers/imports.ts';
import { dumpRecords, type TestRecords, testRecords } from '../records-fixture.ts';
import { packArchive } from './archive-fixture.ts';
import { maxUnpackedBytes } from './check-archive.ts';

let records: TestRecords;
let eventId: number;
let before: unknown;

beforeEach(() => {
  records = testRecords();
  eventId = records.db.commit(advisor, (tx) =>
    createTraining(
      tx,
      advisor,
      {
        courseCode: 'IPS-TIP',
        programme: 'police',
        venue: 'Academy',
        startDate: '2009-03-01',
        endDate: '2009-03-05',
        language: 'ar',
        provider: null,
        funding: null,
        interpreter: null,
        governorateCode: null,
        capacity: null,
      },
      [],
      entry.now,
    ),
  ).value;
  before = dumpRecords(records.db);
});
afterEach(() => {
  expect(dumpRecords(records.db)).toEqual(before);
  records.db.dispose();
});

const text = (content: string): Uint8Array => Buffer.from(content);
const ole = (name: string): Uint8Array =>
  Buffer.concat([
    Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
    Buffer.from(name, 'utf16le'),
  ]);

async function workbook(fill: (sheet: ExcelJS.Worksheet) => void): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet('Roster');
  fill(sheet);
  return new Uint8Array(await book.xlsx.writeBuffer());
}

/** Goes as far as the file lets it: inspect, preview with the guessed columns, commit. */
async function bringIn(bytes: Uint8Array, fileName = 'roster.xlsx', headerRow?: number) {
  const { importId, sheets } = await importHandlers['import.inspect']({ fileName, bytes }, records);
  const [sheet] = sheets;
  if (!sheet) throw new Error('no sheet');
  const mapping = Object.fromEntries(
    sheet.headers.flatMap(({ column, guess }): [string, RosterField][] => (guess ? [[column, guess]] : [])),
  );
  const request = {
    importId,
    sheet: sheet.name,
    headerRow: headerRow ?? sheet.headerRow ?? 1,
    mapping,
    eventId,
    corrections: [],
    withHidden: false,
  };
  const preview = await importHandlers['import.preview'](request, records);
  const commit = () => importHandlers['import.commit']({ importId, eventId, decisions: {} }, records);
  return { preview, commit };
}

async function refusal(work: Promise<unknown>): Promise<Pick<OutpostError, 'code' | 'details'>> {
  try {
    await work;
  } catch (thrown) {
    const { code, details } = thrown as OutpostError;
    return { code, details };
  }
  throw new Error('nothing was refused');
}

describe('a file that is no roster is refused with its own code and changes nothing', () => {
  const files: readonly (readonly [what: string, code: ErrorCode, bytes: Uint8Array])[] = [
    ['nothing at all', 'file_empty', text('')],
    ['blank lines', 'file_empty', text('\n , \n')],
    ['a PDF under the name of a workbook', 'file_type', text('%PDF-1.7 ...')],
    ['an old document of Word', 'file_type', ole('WordDocument\0')],
    ['an old workbook that is cut short', 'file_damaged', ole('Workbook\0')],
    ['a web page without a table', 'file_empty', text('\ufeff\n<html><p>Name</p></html>')],
    ['a web page in UTF-16 without a table', 'file_empty', Buffer.from('\ufeff<html>', 'utf16le')],
    ['a picture', 'file_type', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0])],
    ['an archive that is no workbook', 'file_type', packArchive([{ name: 'a.txt', content: text('a') }])],
    ['a workbook with a password', 'file_encrypted', ole('EncryptedPackage\0')],
    ['a CSV whose quotes never close', 'file_damaged', text('Name,Badge\n"Ali,1\n')],
    ['a file that is larger than 20 MB', 'file_too_large', Buffer.alloc(20 * 1024 * 1024 + 1, 65)],
  ];
  for (const [what, code, bytes] of files) {
    it(`${what}: ${code}`, async () => {
      expect(await refusal(bringIn(bytes))).toMatchObject({ code, details: { file: 'roster.xlsx' } });
    });
  }

  it('a workbook that was cut short or scrambled: file_damaged', async () => {
    const bytes = await workbook((sheet) => sheet.addRow(['Name', 'Badge']));
    expect(await refusal(bringIn(bytes.subarray(0, bytes.length - 40)))).toMatchObject({
      code: 'file_damaged',
    });
    const scrambled = bytes.slice().fill(7, 60, 400);
    expect(await refusal(bringIn(scrambled))).toMatchObject({ code: 'file_damaged' });
  });

  it('an archive that unpacks to more than its directory says is bounded by what it really unpacks to', async () => {
    const bomb = packArchive([
      { name: 'xl/workbook.xml', content: text('<workbook/>') },
      { name: 'xl/worksheets/sheet1.xml', content: new Uint8Array(maxUnpackedBytes + 1), claimed: 100 },
    ]);
    expect(bomb.length).toBeLessThan(200_000);
    expect(await refusal(bringIn(bomb))).toMatchObject({ code: 'file_too_large' });
  });

  it('a merge over a whole sheet is refused before the library makes its cells', async () => {
    const merge = '<worksheet><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells></worksheet>';
    const bytes = packArchive([
      { name: 'xl/workbook.xml', content: text('<workbook/>') },
      { name: 'xl/worksheets/sheet1.xml', content: text(merge) },
    ]);
    expect(await refusal(bringIn(bytes))).toMatchObject({ code: 'file_too_large' });
  });
});

describe('a sheet that cannot be imported is refused with sheet, row and column', () => {
  it('10,000 rows', async () => {
    const bytes = await workbook((sheet) => {
      sheet.addRow(['Name', 'Badge']);
      for (let row = 0; row < 10_000; row++) sheet.addRow([`Ali ${row}`, row]);
    });
    expect(await refusal(bringIn(bytes))).toEqual({
      code: 'too_many_rows',
      details: { sheet: 'Roster', row: 5002, column: 'A', rows: 10_000, limit: 5000 },
    });
  });

  it('two columns with the same header, however it is spelled', async () => {
    const bytes = await workbook((sheet) => {
      sheet.addRow(['Ministry of Interior']);
      sheet.addRow(['الاسم', 'الرتبة', 'الرتبه']);
      sheet.addRow(['علي حسن', 'شرطي', 'شرطي']);
    });
    expect(await refusal(bringIn(bytes))).toMatchObject({
      code: 'header_duplicate',
      details: { sheet: 'Roster', row: 2, column: 'C', columns: 'B, C' },
    });
  });

  it('no header, or none of a name', async () => {
    const nameless = await workbook((sheet) => sheet.addRow(['Badge', 'Rank']));
    expect(await refusal(bringIn(nameless))).toMatchObject({
      code: 'column_unmapped',
      details: { sheet: 'Roster', row: 1 },
    });
    const headless = await workbook((sheet) => sheet.addRow(['Name', 'Rank']));
    expect(await refusal(bringIn(headless, 'roster.xlsx', 7))).toMatchObject({
      code: 'header_missing',
      details: { sheet: 'Roster', row: 7 },
    });
  });

  it('a sheet that is not there', async () => {
    const bytes = await workbook((sheet) => sheet.addRow(['Name', 'Rank']));
    const { importId } = await importHandlers['import.inspect']({ fileName: 'r.xlsx', bytes }, records);
    const request = {
      importId,
      sheet: 'Other',
      headerRow: 1,
      mapping: {},
      eventId,
      corrections: [],
      withHidden: false,
    };
    const preview = async () => importHandlers['import.preview'](request, records);
    expect(await refusal(preview())).toMatchObject({ code: 'sheet_missing', details: { sheet: 'Other' } });
  });
});

describe('a cell that cannot be read is named, and while there is one nothing is imported', () => {
  it('lists every problem with sheet, row, column and value', async () => {
    const bytes = await workbook((sheet) => {
      sheet.addRow(['كشف المتدربين']);
      sheet.addRow(['Name', 'Badge', 'Sex', 'Date of birth', 'Post-test', 'Rank', 'Phone', 'Vetting']);
      sheet.addRow(['Ali Hasan', '17', 'x', '31/02/1980', '101', 'Emperor', 'none', 'perhaps']);
      sheet.addRow(['', '17', 'f', '2030-01-01', '-1', 'Shurti', '0770 123 4567', 'approved']);
      sheet.addRow(['Omar Saad', '', '', { formula: '1/0', result: { error: '#DIV/0!' } }]);
      sheet.addRow(['Zaid Ali', '99']);
      sheet.addRow(['Amir Ali']);
      sheet.mergeCells('B6:B7');
    });
    const { preview, commit } = await bringIn(bytes);
    const issues = preview.issues.map(({ sheet, row, column, severity, code }) =>
      [sheet, `${column}${row}`, severity, code].join(' '),
    );
    expect(issues.toSorted()).toEqual(
      [
        'Roster C3 error sex_unknown',
        'Roster D3 error date_invalid',
        'Roster E3 error score_invalid',
        'Roster F3 warning rank_unknown',
        'Roster G3 warning phone_invalid',
        'Roster H3 warning vetting_unknown',
        'Roster A4 error name_missing',
        'Roster B4 error badge_twice',
        'Roster D4 error date_invalid',
        'Roster E4 error score_invalid',
        'Roster D5 error cell_error',
        'Roster B7 error merged_cell',
      ].toSorted(),
    );
    expect(await refusal((async () => commit())())).toMatchObject({ code: 'rows_invalid' });
  });
});
