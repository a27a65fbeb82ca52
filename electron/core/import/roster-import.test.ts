import ExcelJS from 'exceljs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { setMarks } from '#db/attendance.ts';
import { setEnrolment } from '#db/enrolments.ts';
import { setVetting, updatePerson } from '#db/people.ts';
import { tables } from '#shared/domain/registry.ts';
import type { ReplyOf } from '#shared/ipc/channels.ts';
import type { RosterField } from '#shared/ipc/imports.ts';
import { sampleTrainees } from '#shared/sample/people.ts';
import { createRandom } from '#shared/sample/random.ts';
import { importHandlers } from '../handlers/imports.ts';
import { trainingHandlers } from '../handlers/training.ts';
import { type TestRecords, testRecords } from '../records-fixture.ts';
import { writeSampleRoster } from './sample-roster.ts';

let records: TestRecords;
let eventId: number;
const asItIs = { corrections: [], withHidden: false };

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
  const request = { importId, sheet: sheet.name, headerRow: sheet.headerRow, mapping, eventId, ...asItIs };
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

  it('stand on a roster once: of two rows that look like one person, one is new, and the same row again is left out', async () => {
    const row = 'Omar Saad Ali Al-Jubouri,Basrah';
    await bringIn(csv('Name,Unit', row), 'a.csv');
    const again = csv('Name,Unit', row, 'Omar Saad Ali Al-Jubouri,Mosul', row);
    const { preview } = await look(again, 'b.csv');
    expect(preview.rows.map(({ proposal }) => proposal)).toEqual(['use_existing', 'create', 'skip']);
    expect(preview.rows.map(({ twin }) => twin?.row)).toEqual([undefined, 2, 2]);
    expect(await bringIn(again, 'b.csv')).toMatchObject({ created: 1, matched: 1, skipped: 1 });
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

describe('a cell that is wrong', () => {
  const file = csv('Name,Badge,Sex', 'Ali Hasan Omar,7,male', 'Huda Saad Ali,7,femail', ',9,male');
  const preview = async (corrections: { row: number; column: string; text: string }[]) => {
    const { importId, sheets } = await importHandlers['import.inspect'](
      { fileName: 'a.csv', bytes: file },
      records,
    );
    const mapping = { A: 'name_ar', B: 'badge', C: 'sex' } as const;
    const request = { importId, sheet: sheets[0]?.name ?? '', headerRow: 1, mapping, eventId };
    const found = await importHandlers['import.preview'](
      { ...request, corrections, withHidden: false },
      records,
    );
    const commit = (decisions: Record<string, 'skip' | 'create'>) =>
      importHandlers['import.commit']({ importId, eventId, decisions }, records);
    return { issues: found.issues.map(({ column, row, code }) => `${column}${row} ${code}`), commit };
  };

  it('can be put right without touching the file, and then everything is imported', async () => {
    const wrong = await preview([]);
    expect(wrong.issues).toEqual(['C3 sex_unknown', 'B3 badge_twice', 'A4 name_missing']);
    await expect(async () => wrong.commit({})).rejects.toMatchObject({ code: 'rows_invalid' });
    const right = await preview([
      { row: 3, column: 'B', text: '٨' },
      { row: 3, column: 'C', text: 'انثى' },
      { row: 4, column: 'A', text: 'Omar Khalid' },
    ]);
    expect(right.issues).toEqual([]);
    await right.commit({});
    expect(people().map(({ badge }) => badge)).toEqual(['7', '8', '9']);
  });

  it('keeps nobody else out once its row is left out', async () => {
    const { commit } = await preview([]);
    await expect(async () => commit({ '3': 'skip' })).rejects.toMatchObject({ code: 'rows_invalid' });
    expect(await commit({ '3': 'skip', '4': 'skip' })).toMatchObject({ created: 1, skipped: 2 });
  });

  it('is no reason any more when the other row with its badge number is left out', async () => {
    const { commit } = await preview([{ row: 3, column: 'C', text: 'f' }]);
    expect(await commit({ '2': 'skip', '4': 'skip' })).toMatchObject({ created: 1, skipped: 2 });
    expect(people()).toMatchObject([{ badge: '7' }]);
  });
});

describe('what columns hold', () => {
  const file = (row: string) => csv('Who,Number,Class', row);
  const inspect = async (row: string) => {
    const bytes = file(row);
    const { importId, sheets } = await importHandlers['import.inspect'](
      { fileName: 'a.csv', bytes },
      records,
    );
    const headers = sheets[0]?.headers ?? [];
    return {
      importId,
      sheet: sheets[0]?.name ?? '',
      remembered: sheets[0]?.remembered,
      guesses: headers.map(({ guess }) => guess),
    };
  };

  it('is remembered for the next file with the same titles, once it was imported', async () => {
    const first = await inspect('Ali Hasan Omar,7,x');
    expect(first).toMatchObject({ remembered: false, guesses: [null, null, null] });
    const mapping = { A: 'name_ar', B: 'badge' } as const;
    await importHandlers['import.preview'](
      { importId: first.importId, sheet: first.sheet, headerRow: 1, mapping, eventId, ...asItIs },
      records,
    );
    expect(await inspect('Ali Hasan Omar,7,x')).toMatchObject({ remembered: false });
    await importHandlers['import.commit']({ importId: first.importId, eventId, decisions: {} }, records);
    expect(await inspect('Huda Saad,8,y')).toMatchObject({
      remembered: true,
      guesses: ['name_ar', 'badge', null],
    });
  });

  it('is guessed anew when another row is said to hold the titles', async () => {
    const bytes = csv('Police,Course,2009', 'Name,Badge,Rank', 'Ali Hasan,7,شرطي');
    const { importId, sheets } = await importHandlers['import.inspect'](
      { fileName: 'a.csv', bytes },
      records,
    );
    const sheet = sheets[0]?.name ?? '';
    const titles = async (headerRow: number) =>
      (await importHandlers['import.headers']({ importId, sheet, headerRow }, records)).headers;
    expect(await titles(2)).toMatchObject([{ guess: 'name_ar' }, { guess: 'badge' }, { guess: 'rank' }]);
    expect(await titles(1)).toMatchObject([{ title: 'Police', guess: null }, {}, {}]);
    expect(await titles(0)).toMatchObject([{ title: '', examples: ['Police', 'Name', 'Ali Hasan'] }, {}, {}]);
  });
});

describe('rows that were copied', () => {
  const paste = async (html: string, text: string) => {
    const { fileName, sheets, importId } = await importHandlers['import.paste']({ html, text }, records);
    expect(fileName).toBe('');
    const [sheet] = sheets;
    const mapping = Object.fromEntries(
      (sheet?.headers ?? []).flatMap(({ column, guess }): [string, RosterField][] =>
        guess ? [[column, guess]] : [],
      ),
    );
    const headerRow = sheet?.headerRow ?? 1;
    const request = { importId, sheet: '', headerRow, mapping, eventId, ...asItIs };
    const preview = await importHandlers['import.preview'](request, records);
    return { headerRow, importId, values: preview.rows.map(({ values }) => values), issues: preview.issues };
  };
  const copied = [
    { name_ar: 'علي حسن محمد', badge: '123', sex: 'male' },
    { name_ar: 'هدى سعد علي', badge: '456', sex: 'female' },
  ];

  it('from Excel are read from the table, with what a narrow column hides and without what a filter hides', async () => {
    const cell = (text: string, more = ''): string => `<td class=xl65 ${more}>${text}</td>`;
    const html = `<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><style>td{}</style></head><body>
      <!--StartFragment--><table><col width=64><tr>${cell('الاسم')}${cell('الرقم الإحصائي')}${cell('الجنس')}</tr>
      <tr>${cell('علي حسن<br>محمد')}${cell('####', 'x:num="123"')}${cell('ذكر')}</tr>
      <tr style='display:none'>${cell('عمر خالد')}${cell('789')}${cell('ذكر')}</tr>
      <tr>${cell('هدى سعد علي')}${cell('٤٥٦')}${cell('أنثى')}</tr></table><!--EndFragment--></body></html>`;
    const { values, headerRow, issues } = await paste(html, 'not looked at');
    expect(headerRow).toBe(1);
    expect([values[0], values[2]]).toEqual(copied);
    expect(issues).toMatchObject([{ row: 3, code: 'row_hidden', sheet: '' }]);
  });

  it('from Word, where a cell is a paragraph or several', async () => {
    const cell = (...lines: string[]): string =>
      `<td><p class=MsoNormal dir=RTL>${lines.join('</p><p class=MsoNormal>')}</p></td>`;
    const html = `<table class=MsoTableGrid><thead><tr>${cell('الاسم')}${cell('الرقم', 'الإحصائي')}${cell('الجنس')}</tr></thead>
      <tr>${cell('علي حسن محمد')}${cell('123')}${cell('ذكر')}</tr><tr>${cell('هدى', 'سعد علي')}${cell('456')}${cell('أنثى')}</tr></table>`;
    expect((await paste(html, '')).values).toEqual(copied);
  });

  it('as plain text with tabs, quotes and line breaks within cells', async () => {
    const text = 'الاسم\tالرقم الإحصائي\tالجنس\r\n"علي حسن\nمحمد"\t١٢٣\tذكر\r\nهدى سعد علي\t456\tأنثى\r\n';
    expect((await paste('', text)).values).toEqual(copied);
  });

  it('as names alone or with numbers beside them need no titles, and are imported', async () => {
    const { headerRow, values, importId } = await paste('', 'علي حسن محمد\t12345\nهدى سعد علي\t45678\n');
    expect(headerRow).toBe(0);
    expect(values).toEqual([
      { name_ar: 'علي حسن محمد', badge: '12345' },
      { name_ar: 'هدى سعد علي', badge: '45678' },
    ]);
    const done = await importHandlers['import.commit']({ importId, eventId, decisions: {} }, records);
    expect(done).toMatchObject({ created: 2, enrolled: 2 });
  });

  it('are refused when there is nothing in them', async () => {
    await expect(paste('', ' \n ')).rejects.toMatchObject({ code: 'file_empty' });
    await expect(paste('<table><tr><td>&nbsp;</td></tr></table>', '')).rejects.toMatchObject({
      code: 'file_empty',
    });
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
