import { read } from '@e965/xlsx';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RosterLine } from '#db/roster-lines.ts';
import { languages, sexes, vettingStatuses } from '#shared/domain/vocabularies.ts';
import type { ParsedRequestOf, RequestOf } from '#shared/ipc/channels.ts';
import { type RosterField, rosterFields, rosterFormats } from '#shared/ipc/imports.ts';
import { importHandlers } from '../handlers/imports.ts';
import { rosterHandlers } from '../handlers/roster.ts';
import { trainingHandlers } from '../handlers/training.ts';
import { findHeaderRow, guessHeaders } from '../import/guess-mapping.ts';
import { readWorkbook } from '../import/read-workbook.ts';
import { codesByName, namesByCode } from '../import/roster-reference.ts';
import { readRows } from '../import/roster-rows.ts';
import { type TestRecords, testRecords } from '../records-fixture.ts';
import { exportLog } from './export-log.ts';
import { rosterTable } from './roster-table.ts';
import { writeCsv } from './write-csv.ts';
import { writeXlsx } from './write-xlsx.ts';

let records: TestRecords;
beforeEach(() => {
  records = testRecords();
});
afterEach(() => records.db.dispose());

const people =
  'الاسم الكامل,Name in English,الرقم الإحصائي,الرتبة,الوحدة,الجنس,المواليد,الهاتف,المحافظة,Vetting,Pre-test,Post-test';
const roster = [
  people,
  'علي حسن محمد,Ali Hasan,007,شرطي أول,"Basrah, ""Al-Ashar""",ذكر,1985-07-02,+9647701234567,البصرة,approved,40,78.5',
  "هدى سعد علي,,A-12,,'=HYPERLINK(1),female,1990,,,,,",
  'عمر خالد,Omar Khalid,,مفوض,@unit,m,,,Baghdad,submitted,,0',
].join('\r\n');

async function createTraining(): Promise<number> {
  const event: RequestOf<'training.create'>['event'] = {
    courseCode: 'IPS-TIP',
    programme: 'police',
    venue: 'Academy',
    startDate: '2009-03-01',
    endDate: '2009-03-05',
    language: 'ar',
  };
  const empty = { provider: null, funding: null, interpreter: null, governorateCode: null, capacity: null };
  return (await trainingHandlers['training.create']({ event: { ...event, ...empty }, sessions: [] }, records))
    .id;
}

async function bringIn(eventId: number, fileName: string, bytes: Uint8Array): Promise<void> {
  const { importId, sheets } = await importHandlers['import.inspect']({ fileName, bytes }, records);
  const [sheet] = sheets;
  const mapping = Object.fromEntries(
    (sheet?.headers ?? []).flatMap(({ column, guess }): [string, RosterField][] =>
      guess ? [[column, guess]] : [],
    ),
  );
  const place = { sheet: sheet?.name ?? '', headerRow: sheet?.headerRow ?? 1, mapping };
  const { issues } = await importHandlers['import.preview'](
    { importId, eventId, ...place, corrections: [], withHidden: false },
    records,
  );
  expect(issues).toEqual([]);
  await importHandlers['import.commit']({ importId, eventId, decisions: {} }, records);
}

const exported = async (eventId: number, wish: Partial<ParsedRequestOf<'roster.export'>> = {}) =>
  rosterHandlers['roster.export'](
    { eventId, format: 'csv', personal: false, reason: null, ...wish },
    records,
  );
const textOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('utf8');
const everything = { personal: true, reason: 'The ministry asked for it' } as const;

describe('a roster that leaves as a file', () => {
  it.each(languages.flatMap((language) => rosterFormats.map((format) => [language, format] as const)))(
    'comes back the same on another laptop (%s, %s)',
    async (language, format) => {
      const eventId = await createTraining();
      await bringIn(eventId, 'a.csv', Buffer.from(roster));
      const before = await exported(eventId, { ...everything, language });
      const file = await exported(eventId, { ...everything, language, format });
      records.db.dispose();
      records = testRecords();
      const other = await createTraining();
      await bringIn(other, file.fileName, file.bytes);
      expect(textOf((await exported(other, { ...everything, language })).bytes)).toBe(textOf(before.bytes));
    },
  );

  it('leaves badge numbers, dates of birth and phones behind unless somebody says why they are needed', async () => {
    const eventId = await createTraining();
    await bringIn(eventId, 'a.csv', Buffer.from(roster));
    const usual = textOf((await exported(eventId)).bytes);
    for (const kept of ['007', 'A-12', '1985', '9647701234567']) expect(usual).not.toContain(kept);
    expect(usual).toContain('علي حسن محمد');
    await expect(exported(eventId, { personal: true, reason: ' ' })).rejects.toMatchObject({
      code: 'invalid_request',
    });
    expect(textOf((await exported(eventId, everything)).bytes)).toContain('007');
  });

  it('is written down with who, what and why', async () => {
    const eventId = await createTraining();
    await exported(eventId);
    await exported(eventId, everything);
    const { advisorId } = records.author;
    const entry = { at: records.now().toISOString(), advisorId, what: `roster:${eventId}`, rows: 0 };
    expect(exportLog(records.store)).toEqual([
      { ...entry, with: ['badge', 'birth_date', 'phone'], reason: 'The ministry asked for it' },
      { ...entry, with: [], reason: null },
    ]);
  });

  it('is refused to a role that may not export, and writes nothing down', async () => {
    const eventId = await createTraining();
    const viewer = testRecords('viewer', records.db);
    const wish = { eventId, format: 'csv', personal: false, reason: null } as const;
    await expect(async () => rosterHandlers['roster.export'](wish, viewer)).rejects.toMatchObject({
      code: 'not_permitted',
    });
    expect(exportLog(records.store)).toEqual([]);
  });

  it('is understood by Excel: a mark before UTF-8, and no person as the author of a workbook', async () => {
    const eventId = await createTraining();
    expect([...(await exported(eventId)).bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const { bytes, fileName } = await exported(eventId, { format: 'xlsx' });
    expect(fileName).toBe('roster-IPS-TIP-2009-03-01.xlsx');
    const { Author, LastAuthor } = read(bytes, { bookProps: true }).Props ?? {};
    expect([Author, LastAuthor]).toEqual(['Outpost', 'Outpost']);
  });
});

const inArabic = 'ابتثجحخدذرزسشصضطظعغفقكلمنهويءآأإؤئةى';
const inLatin = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
/** What files and spreadsheets stumble over. */
const traps = [
  '=',
  '+',
  '-',
  '@',
  "'",
  '"',
  ',',
  ';',
  '|',
  '،',
  '&',
  '<',
  '>',
  ']',
  '}',
  '#',
  '\\',
  '٣',
  '0',
];

const textFrom = (letters: string): fc.Arbitrary<string> =>
  fc
    .array(fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...letters) }, fc.constantFrom(...traps, ' ')), {
      minLength: 1,
      maxLength: 24,
    })
    .map((parts) => parts.join('').replace(/\s+/g, ' ').trim());
const named = (letters: string, first: string): fc.Arbitrary<string> =>
  fc
    .tuple(fc.constantFrom('', '=', '+', '-', '@', "'", "'="), textFrom(letters))
    .map(([trap, text]) => `${trap}${first}${text}`);
const maybe = (values: fc.Arbitrary<string>): fc.Arbitrary<string | null> => fc.option(values, { freq: 3 });
const digits = fc.stringMatching(/^[0-9]{6,12}$/);

describe('whatever a roster holds', () => {
  it('it is the same after it was written and read again, in either format and language', async () => {
    const { read: db } = records.db;
    const codes = { rank: codesByName(db, 'rank'), governorate: codesByName(db, 'governorate') };
    const line: fc.Arbitrary<RosterLine> = fc.record({
      // One of both names at least; a Latin one alone stays a Latin one.
      name_ar: named(inArabic, 'ع'),
      name_latin: maybe(named(inLatin, 'A')),
      badge: maybe(fc.oneof(digits, fc.stringMatching(/^[=+@A-Z0-9/-]{1,12}[0-9A-Z]$/))),
      rank: maybe(fc.constantFrom(...new Set(codes.rank.values()))),
      unit: maybe(textFrom(`${inArabic}${inLatin}`).filter((text) => text !== '')),
      sex: maybe(fc.constantFrom(...sexes)),
      birth_date: maybe(
        fc
          .date({ min: new Date('1931-01-01'), max: new Date('2008-12-31'), noInvalidDate: true })
          .map((date) => date.toISOString().slice(0, 10)),
      ),
      phone: maybe(fc.tuple(fc.constantFrom('', '+'), digits).map((parts) => parts.join(''))),
      governorate: maybe(fc.constantFrom(...new Set(codes.governorate.values()))),
      vetting_status: maybe(fc.constantFrom(...vettingStatuses)),
      pre_test: maybe(fc.integer({ min: 0, max: 1000 }).map((score) => String(score / 10))),
      post_test: maybe(fc.integer({ min: 0, max: 100 }).map(String)),
    });
    const rosters = fc.array(line, { minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(
        rosters,
        fc.constantFrom(...languages),
        fc.constantFrom(...rosterFormats),
        async (lines, language, format) => {
          const names = {
            rank: namesByCode(db, 'rank', language),
            governorate: namesByCode(db, 'governorate', language),
          };
          const table = rosterTable(lines, { names, codes }, { language, personal: true, name: 'R' });
          const bytes = format === 'csv' ? writeCsv(table) : await writeXlsx(table);
          const [sheet] = readWorkbook({ fileName: `r.${format}`, bytes });
          if (!sheet) throw new Error('no sheet');
          const headerRow = findHeaderRow(sheet) ?? 0;
          const mapping = Object.fromEntries(
            guessHeaders(sheet, headerRow).flatMap(({ column, guess }) =>
              guess ? [[column, guess] as const] : [],
            ),
          );
          const reference = { ranks: codes.rank, governorates: codes.governorate, today: '2009-03-01' };
          const found = readRows(sheet, { headerRow, mapping, withHidden: false }, reference);
          const again = found.rows.map(({ values }) =>
            Object.fromEntries(rosterFields.map((field) => [field, values[field] ?? null])),
          );
          expect(again).toEqual(lines);
          expect(found.issues).toEqual([]);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('no cell of a workbook is a formula and none of a CSV begins like one', async () => {
    const cells = ['=1+1', '+9647701234567', '-1', '@SUM(A1)', '\t=1', "=cmd|' /C calc'!A0"];
    const table = { name: 'R', titles: cells, rows: [cells], rightToLeft: false };
    const { SheetNames, Sheets } = read(await writeXlsx(table), {
      cellFormula: true,
      cellNF: true,
      dense: true,
    });
    const written = Sheets[SheetNames[0] ?? '']?.['!data']?.[1] ?? [];
    expect(written.map((cell) => cell.f)).toEqual(cells.map(() => undefined));
    // As text they stay text when somebody edits them.
    expect(written.map((cell) => cell.z)).toEqual(cells.map(() => '@'));
    const fields = textOf(writeCsv(table))
      .slice(1)
      .split(/[,\r\n]/);
    expect(fields.filter((field) => /^"?[=+\-@\t]/.test(field))).toEqual([]);
  });
});
