import ExcelJS from 'exceljs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { setMarks } from '#db/attendance.ts';
import { setEnrolment } from '#db/enrolments.ts';
import { setVetting, updatePerson } from '#db/people.ts';
import { tables } from '#shared/domain/registry.ts';
import type { ReplyOf } from '#shared/ipc/channels.ts';
import type { RosterField } from '#shared/ipc/training.ts';
import { sampleTrainees } from '#shared/sample/people.ts';
import { createRandom } from '#shared/sample/random.ts';
import { importHandlers } from '../handlers/imports.ts';
import { trainingHandlers } from '../handlers/training.ts';
import { type TestRecords, testRecords } from '../records-fixture.ts';
import { writeSampleRoster } from './sample-roster.ts';

let records: TestRecords;
let eventId: number;

beforeEach(async () => {
  records = testRecords();
  const event = {
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
  } as const;
  const session = { day: '2009-03-01', slot: 'am', hours: 3, topic: 'Law' } as const;
  const sessions = [{ ...session, startTime: null, endTime: null, instructor: null }];
  eventId = (await trainingHandlers['training.create']({ event, sessions }, records)).id;
});
afterEach(() => records.db.dispose());

async function look(bytes: Uint8Array, fileName = 'roster.xlsx', sheetName?: string) {
  const { importId, sheets } = await importHandlers['import.inspect']({ fileName, bytes }, records);
  const sheet = sheets.find(({ name }) => sheetName === undefined || name === sheetName);
  if (!sheet?.headerRow) throw new Error('no header');
  const mapping = Object.fromEntries(
    sheet.headers.flatMap(({ column, guess }): [string, RosterField][] => (guess ? [[column, guess]] : [])),
  );
  const request = { importId, sheet: sheet.name, headerRow: sheet.headerRow, mapping, eventId };
  return { importId, sheet, preview: await importHandlers['import.preview'](request, records) };
}

type Committed = ReplyOf<'import.commit'>;
async function bringIn(bytes: Uint8Array, fileName?: string): Promise<Committed> {
  const { importId } = await look(bytes, fileName);
  return importHandlers['import.commit']({ importId, eventId, decisions: {} }, records);
}

const undo = (undoToken: string) => importHandlers['import.undo']({ undoToken }, records);
const people = () =>
  records.db.read.all<{ id: number; name_ar: string; badge: string | null }>(
    'SELECT id, name_ar, badge FROM person WHERE deleted = 0 ORDER BY id',
  );
const roster = async () => (await trainingHandlers['training.get']({ eventId }, records)).trainees;
const csv = (...rows: string[]): Uint8Array => Buffer.from(rows.join('\r\n'));

describe('a roster in both languages', () => {
  const trainees = sampleTrainees(createRandom(5), 'MOSUL', 60);
  const file = () => writeSampleRoster(trainees, { course: 'برنامج الدمج', site: 'MOSUL' });

  it('is found below its title rows and read to the last cell', async () => {
    const { preview, sheet } = await look(await file());
    expect(sheet.headerRow).toBe(4);
    expect(preview).toMatchObject({ issues: [], creatable: 60, matched: 0 });
    expect(preview.rows.map(({ values }) => values)).toEqual(
      trainees.map((trainee) => ({
        name_ar: trainee.nameAr,
        name_latin: trainee.nameLatin,
        badge: trainee.badge,
        rank: trainee.rankCode,
        unit: trainee.unit,
        sex: trainee.sex,
        birth_date: trainee.birthDate,
        phone: trainee.phone,
      })),
    );
  });

  it('comes in once: the second time everybody is known', async () => {
    expect(await bringIn(await file())).toMatchObject({ created: 60, matched: 0, enrolled: 60, skipped: 0 });
    expect(await bringIn(await file())).toMatchObject({ created: 0, matched: 60, enrolled: 0 });
    expect(people()).toHaveLength(60);
    expect((await roster()).map(({ position }) => position)).toEqual(trainees.map((_, index) => index + 1));
  });

  it('is taken back as a whole, once', async () => {
    const { undoToken } = await bringIn(await file());
    await undo(undoToken);
    expect(people()).toEqual([]);
    expect(await roster()).toEqual([]);
    expect(() => undo(undoToken)).toThrow('cannot be taken back');
  });
});

describe('a CSV', () => {
  const rows = ['الاسم;الرقم الإحصائي;الجنس', 'علي حسن محمد;١٢٣;ذكر', 'هدى سعد علي;٤٥٦;أنثى'];
  const windows1256 = (text: string): Uint8Array => {
    const decoder = new TextDecoder('windows-1256');
    const codes = new Map(
      Array.from({ length: 256 }, (_, code) => [decoder.decode(new Uint8Array([code])), code]),
    );
    return Uint8Array.from(text, (letter) => codes.get(letter) ?? 63);
  };
  // Windows-1256 has no Arabic-Indic digits.
  const western = rows.join('\n').replace(/[٠-٩]/g, (digit) => String((digit.codePointAt(0) ?? 0) - 0x660));
  const encodings: readonly (readonly [string, Uint8Array])[] = [
    ['UTF-8', csv(...rows)],
    ['UTF-8 with a mark', csv(`\ufeff${rows[0]}`, ...rows.slice(1))],
    ['UTF-16', Buffer.from(`\ufeff${rows.join('\n')}`, 'utf16le')],
    ['Windows-1256', windows1256(western)],
  ];
  for (const [name, bytes] of encodings) {
    it(`in ${name} is read`, async () => {
      const { preview } = await look(bytes, 'كشف.csv');
      expect(preview.issues).toEqual([]);
      expect(preview.rows.map(({ values }) => values)).toEqual([
        { name_ar: 'علي حسن محمد', badge: '123', sex: 'male' },
        { name_ar: 'هدى سعد علي', badge: '456', sex: 'female' },
      ]);
    });
  }
});

describe('known people', () => {
  const first = csv('Name,Badge,Unit', 'Haider Kadhim Jasim Al-Saadi,77,Basrah', 'Omar Saad Ali,78,Basrah');

  it('are proposed by badge, and by name across scripts with the reasons', async () => {
    await bringIn(first, 'a.csv');
    const { preview } = await look(
      csv('الاسم,الرقم الإحصائي', 'حيدر كاظم جاسم الساعدي,77', 'عمر سعد علي,'),
      'b.csv',
    );
    const [haider, omar] = preview.rows;
    expect(haider).toMatchObject({ proposal: 'use_existing' });
    expect(haider?.matches[0]?.reasons).toEqual(expect.arrayContaining(['badge', 'name_sound']));
    expect(omar).toMatchObject({ proposal: 'create' });
    expect(omar?.matches[0]).toMatchObject({
      person: { nameLatin: 'Omar Saad Ali' },
      reasons: ['name_sound'],
    });
  });

  it('are not taken for others on the strength of two common names', async () => {
    await bringIn(csv('Name,Badge', 'Ali Hasan,'), 'a.csv');
    const { preview } = await look(csv('Name,Badge', 'Ali Hasan,'), 'b.csv');
    expect(preview.rows[0]).toMatchObject({ proposal: 'create', matches: [{}] });
  });

  it('stand on a roster once: of two rows that look like one person, one is new', async () => {
    const row = 'Omar Saad Ali Al-Jubouri,';
    await bringIn(csv('Name,Badge', row), 'a.csv');
    const again = csv('Name,Badge', row, row);
    const { preview } = await look(again, 'b.csv');
    expect(preview.rows.map(({ proposal }) => proposal)).toEqual(['use_existing', 'create']);
    expect(await bringIn(again, 'b.csv')).toMatchObject({ created: 1, matched: 1 });
  });

  it('are used, made anew or left out as the person decides', async () => {
    await bringIn(first, 'a.csv');
    const [haider] = people();
    const { importId } = await look(csv('Name,Badge', 'H. Kazim,', 'Omar Saad Ali,78', 'Zaid Ali,'), 'b.csv');
    const decisions = { '2': { use: haider?.id ?? 0 }, '3': 'skip', '4': 'create' } as const;
    const done = await importHandlers['import.commit']({ importId, eventId, decisions }, records);
    expect(done).toMatchObject({ created: 1, matched: 1, skipped: 1, enrolled: 1 });
  });
});

describe('taking an import back', () => {
  const file = csv(
    'Name,Badge,Vetting,Post-test',
    'Ali Hasan Omar,1,approved,80',
    'Zaid Saad Ali,2,approved,70',
  );

  it('is refused once attendance or a score was entered, and then takes nothing', async () => {
    const { undoToken } = await bringIn(file, 'a.csv');
    const [ali] = people();
    const personId = ali?.id ?? 0;
    const { sessions } = await trainingHandlers['training.get']({ eventId }, records);
    const sessionId = sessions[0]?.id ?? 0;
    const mark = (code: 'present' | null) =>
      records.db.commit(records.author, (tx) =>
        setMarks(tx, [{ sessionId, personId, mark: code, minutes: null }]),
      );
    mark('present');
    expect(() => undo(undoToken)).toThrow('Attendance or scores');
    expect(await roster()).toHaveLength(2);
    mark(null);
    await undo(undoToken);
    expect(await roster()).toEqual([]);
  });

  it('keeps whom somebody worked on since, with their vetting', async () => {
    const { undoToken } = await bringIn(file, 'a.csv');
    const [ali] = people();
    records.db.commit(records.author, (tx) => updatePerson(tx, ali?.id ?? 0, { post: 'Clerk' }));
    await undo(undoToken);
    expect(people().map(({ badge }) => badge)).toEqual(['1']);
    expect(records.db.read.all('SELECT person_id FROM vetting WHERE deleted = 0')).toEqual([
      { person_id: ali?.id },
    ]);
  });

  it('keeps whose vetting was decided since', async () => {
    const { undoToken } = await bringIn(file, 'a.csv');
    const personId = people()[0]?.id ?? 0;
    const decision = { status: 'rejected', caseNumber: 'V-9', decidedOn: '2009-03-01' } as const;
    records.db.commit(records.author, (tx) =>
      setVetting(tx, { ...decision, personId, validUntil: null, reason: null }, records.today()),
    );
    await undo(undoToken);
    expect(people().map(({ id }) => id)).toEqual([personId]);
    expect(records.db.read.all('SELECT status FROM vetting WHERE deleted = 0 ORDER BY id')).toEqual([
      { status: 'approved' },
      { status: 'rejected' },
    ]);
  });

  it('lets those go again who had withdrawn before', async () => {
    await bringIn(file, 'a.csv');
    const personId = people()[0]?.id ?? 0;
    records.db.commit(records.author, (tx) => setEnrolment(tx, { eventId, personId, status: 'withdrawn' }));
    const { undoToken } = await bringIn(file, 'a.csv');
    const status = () =>
      records.db.read.get(tables.enrolment, { event_id: eventId, person_id: personId })?.status;
    expect(status()).toBe('enrolled');
    await undo(undoToken);
    expect(status()).toBe('withdrawn');
  });
});

describe('a workbook of a directorate', () => {
  it('may have several sheets, merged headers, and rules for whole columns', async () => {
    const book = new ExcelJS.Workbook();
    book.addWorksheet('Cover').addRow(['Ministry of Interior']);
    const sheet = book.addWorksheet('Class 2');
    sheet.addRow(['Name', 'Badge', 'Rank', null]);
    sheet.addRow([]);
    sheet.addRow(['Ali Hasan Omar', 5, 'شرطي']);
    sheet.mergeCells('A1:A2');
    sheet.mergeCells('C1:D1');
    sheet.getCell('C3').dataValidation = { type: 'list', allowBlank: true, formulae: ['"شرطي,عريف"'] };
    const { preview } = await look(new Uint8Array(await book.xlsx.writeBuffer()), 'class.xlsx', 'Class 2');
    expect(preview.issues).toEqual([]);
    expect(preview.rows).toMatchObject([
      { row: 3, values: { name_latin: 'Ali Hasan Omar', badge: '5', rank: 'SHURTI' } },
    ]);
  });

  it('is refused by a role that may not record', async () => {
    const viewer = testRecords('viewer', records.db);
    const bytes = csv('Name,Badge', 'Ali,1');
    await expect(importHandlers['import.inspect']({ fileName: 'a.csv', bytes }, viewer)).rejects.toThrow(
      'role',
    );
  });
});
