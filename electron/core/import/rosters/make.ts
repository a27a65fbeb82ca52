import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { CFB, utils, write as writeOld } from '@e965/xlsx';
import ExcelJS from 'exceljs';
import { packArchive } from '../archive-fixture.ts';

// Makes the rosters of this folder anew: `node electron/core/import/rosters/make.ts`. They are kept because what they
// test is how they are read, not how today's libraries write.

type Cell = string | number | Date | ExcelJS.CellFormulaValue | ExcelJS.CellErrorValue | null;

const titles = ['الاسم الرباعي', 'الرقم الإحصائي', 'الرتبة', 'تاريخ الميلاد'];

async function book(fill: (workbook: ExcelJS.Workbook) => void): Promise<Uint8Array> {
  const workbook = new ExcelJS.Workbook();
  fill(workbook);
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

function sheetOf(
  rows: readonly (readonly Cell[])[],
  shape?: (sheet: ExcelJS.Worksheet) => void,
): Promise<Uint8Array> {
  return book((workbook) => {
    const sheet = workbook.addWorksheet('Roster');
    for (const row of rows) sheet.addRow([...row]);
    shape?.(sheet);
  });
}

function old(
  sheets: Readonly<Record<string, readonly (readonly (string | number | Date | null)[])[]>>,
  bookType: 'biff8' | 'biff5' = 'biff8',
): Uint8Array {
  const workbook = utils.book_new();
  for (const [name, rows] of Object.entries(sheets)) {
    utils.book_append_sheet(workbook, utils.aoa_to_sheet(rows.map((row) => [...row])), name);
  }
  return new Uint8Array(writeOld(workbook, { type: 'array', bookType }));
}

const text = (content: string): Uint8Array => Buffer.from(content);

function windows1256(content: string): Uint8Array {
  const decoder = new TextDecoder('windows-1256');
  const codes = new Map(
    Array.from({ length: 256 }, (_, code) => [decoder.decode(new Uint8Array([code])), code]),
  );
  return Uint8Array.from(content, (letter) => codes.get(letter) ?? 63);
}

function bigEndian(content: string): Uint8Array {
  return Buffer.from(content, 'utf16le').swap16();
}

/** An OLE container of one stream, as Excel keeps an encrypted workbook or an old one. */
function container(streams: Readonly<Record<string, Uint8Array>>): Uint8Array {
  const cfb = CFB.utils.cfb_new();
  for (const [name, content] of Object.entries(streams)) CFB.utils.cfb_add(cfb, `/${name}`, content);
  return new Uint8Array(CFB.write(cfb, { type: 'array' }) as ArrayBuffer);
}

/** An old workbook whose second record says that it is encrypted. */
function oldWithPassword(): Uint8Array {
  const cfb = CFB.read(old({ Roster: [titles] }), { type: 'array' });
  const stream = Buffer.from(CFB.find(cfb, '/Workbook').content as Uint8Array);
  const begin = 4 + stream.readUInt16LE(2);
  const filepass = Buffer.alloc(4 + 6);
  filepass.writeUInt16LE(0x2f, 0);
  filepass.writeUInt16LE(6, 2);
  filepass.writeUInt16LE(0, 4);
  filepass.writeUInt16LE(0xb359, 6);
  filepass.writeUInt16LE(0x9a0a, 8);
  return container({
    Workbook: Buffer.concat([stream.subarray(0, begin), filepass, stream.subarray(begin)]),
  });
}

const contentTypes = `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>
<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`;
const relations = (target: string, type: string): string =>
  `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="${target}"/></Relationships>`;

/** A workbook by hand, as programs other than Excel write it. */
function handmade(worksheet: string, workbookHead = ''): Uint8Array {
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  return packArchive(
    Object.entries({
      '[Content_Types].xml': contentTypes,
      '_rels/.rels': relations('/xl/workbook.xml', 'officeDocument'),
      'xl/workbook.xml': `<?xml version="1.0"?>${workbookHead}<x:workbook xmlns:x="${main}" xmlns:r="${office}"><x:sheets><x:sheet name="Roster" sheetId="1" r:id="rId1"/></x:sheets></x:workbook>`,
      'xl/_rels/workbook.xml.rels': relations('/xl/worksheets/sheet1.xml', 'worksheet'),
      'xl/worksheets/sheet1.xml': worksheet.replace('MAIN', main),
    }).map(([name, content]) => ({ name, content: text(content) })),
  );
}

const inline = (cell: string, content: string): string =>
  `<x:c r="${cell}" t="inlineStr"><x:is><x:t xml:space="preserve">${content}</x:t></x:is></x:c>`;
const inlineRow = (row: number, ...cells: string[]): string =>
  `<x:row r="${row}">${cells.map((content, index) => inline(`${'ABCDEF'[index]}${row}`, content)).join('')}</x:row>`;

const ali = 'علي حسن محمد الجبوري';
const huda = 'هدى سعد علي';
const omar = 'عمر خالد إبراهيم';

const files: Readonly<Record<string, Uint8Array | Promise<Uint8Array>>> = {
  'formulas.xlsx': sheetOf(
    [
      ['Given', 'Father', 'Full name', 'Badge', 'Post-test'],
      [
        'Ali',
        'Hasan',
        { formula: 'A2&" "&B2', result: 'Ali Hasan' },
        { formula: '1000+1', result: 1001 },
        { formula: '40/50', result: 0.8 },
      ],
    ],
    (sheet) => {
      sheet.getColumn(5).numFmt = '0%';
    },
  ),
  'formulas-without-results.xlsx': sheetOf([
    ['Name', 'Badge'],
    ['Ali Hasan Omar', { formula: '1000+1' } as Cell],
    ['Huda Saad Ali', 1002],
  ]),
  'dates-as-numbers.xlsx': sheetOf([titles, [ali, 1, 'شرطي', 31229], [huda, 2, 'شرطي', 32874.5]]),
  'dates-as-text.xlsx': sheetOf([
    titles,
    [ali, 1, 'شرطي', '١٩٨٥/٠٧/٠١'],
    [huda, 2, 'شرطي', '۱/۷/۱۹۹۰'],
    [omar, 3, 'شرطي', '12 آذار 1988'],
    ['كريم جاسم فاضل', 4, 'شرطي', '١٤٠٥/٠٣/١٢ هـ'],
    ['سعد رحيم هادي', 5, 'شرطي', '31/02/1980'],
  ]),
  'counted-from-1904.xlsx': book((workbook) => {
    workbook.properties.date1904 = true;
    const sheet = workbook.addWorksheet('Roster');
    sheet.addRow(titles);
    sheet.addRow([ali, 1, 'شرطي', new Date('1985-07-02T00:00:00Z')]);
    sheet.addRow([huda, 2, 'شرطي', 31229 - 1462]);
    sheet.getCell('D2').numFmt = 'dd/mm/yyyy';
  }),
  'hidden-rows.xlsx': sheetOf(
    [
      titles,
      [ali, 1, 'شرطي', '1985-07-02'],
      [huda, 2, 'شرطي', '1990-02-03'],
      [omar, 3, 'شرطي', '1988-03-12'],
    ],
    (sheet) => {
      sheet.getRow(3).hidden = true;
    },
  ),
  'spaces-and-unseen-marks.csv': text(
    `\ufeffName ,\u00a0Badge\u00a0,Rank\r\n  Ali   Hasan\u00a0Omar\t ,\u200f\u0661\u0662\u0663\u200e ,\u202bشرطي\u202c\r\n\u00a0 ,\u00a0,\r\nHuda\u200b Saad\ufeff,45\u00a06,شرطي \r\n`,
  ),
  'mixed-scripts.xlsx': sheetOf([
    ['الاسم', 'Name in English', 'Badge No. / الرقم الإحصائي'],
    ['Ali Hasan Omar', null, 1],
    [null, huda, 2],
    [omar, 'Omar Khalid Ibrahim', 3],
    ['Karim كريم', null, 4],
  ]),
  'badges-twice.xlsx': sheetOf([
    ['Name', 'Badge', 'Unit'],
    ['Ali Hasan Omar', '77', 'Basrah'],
    ['Ali Hassan Omar', '٧٧', 'Basrah'],
    ['Zaid Saad Ali', '77', 'Mosul'],
    ['Huda Saad Ali', '78', 'Mosul'],
    ['Huda Saad Ali', '79', 'Mosul'],
    ['Omar Khalid Ibrahim', null, 'Mosul'],
    ['Omar Khalid Ibrahim', null, 'Mosul'],
  ]),
  'old-renamed.xlsx': old({ Sheet1: [titles, [ali, '١٢٣', 'شرطي', '1985-07-02']] }),
  'new-renamed.xls': sheetOf([titles, [ali, '123', 'شرطي', '1985-07-02']]),
  'excel-97.xls': old({
    Cover: [['Ministry of Interior'], ['Basrah Police']],
    'الدورة ١': [
      ['كشف المتدربين'],
      [],
      titles,
      [ali, 123, 'شرطي', new Date('1985-07-02T00:00:00Z')],
      [huda, '٤٥٦', 'عريف', '٣/٢/١٩٩٠'],
    ],
  }),
  'excel-95.xls': old(
    {
      Roster: [
        ['Name', 'Badge', 'Rank'],
        ['Ali Hasan Omar', 123, 'Shurti'],
      ],
    },
    'biff5',
  ),
  'merged-titles.xlsx': sheetOf(
    [
      ['كشف المتدربين', null, null, null, null],
      ['ت', 'الاسم', null, 'الرقم', null],
      [null, 'بالعربية', 'بالإنكليزية', 'الإحصائي', 'الهاتف'],
      [1, ali, 'Ali Hasan Mohammed', 123, '07701234567'],
      [2, huda, 'Huda Saad Ali', 456, '07701234568'],
    ],
    (sheet) => {
      for (const range of ['A1:E1', 'A2:A3', 'B2:C2', 'D2:E2']) sheet.mergeCells(range);
    },
  ),
  'title-rows-above.xlsx': sheetOf(
    [
      ['جمهورية العراق', null, null, null],
      ['وزارة الداخلية - قيادة شرطة البصرة', null, null, null],
      [null, null, null, null],
      ['الاسم الكامل للدورة: حقوق الإنسان', null, null, 'التاريخ: ٢٠٠٩/٣/١'],
      [null, null, null, null],
      titles,
      [ali, 1, 'شرطي', '1985-07-02'],
    ],
    (sheet) => {
      for (const range of ['A1:D1', 'A2:D2', 'A4:C4']) sheet.mergeCells(range);
    },
  ),
  'several-sheets.xlsx': book((workbook) => {
    workbook.addWorksheet('Cover').addRow(['Iraqi Police Service']);
    workbook.addWorksheet('Lists', { state: 'hidden' }).addRows([
      ['Rank', 'Name', 'Unit', 'Badge', 'Phone'],
      ['شرطي', 'x', 'y', '1', '0770'],
    ]);
    const first = workbook.addWorksheet('Class A');
    first.addRows([
      ['Name', 'Badge'],
      ['Ali Hasan Omar', 1],
    ]);
    const second = workbook.addWorksheet('Class B');
    second.addRows([
      ['Name', 'Badge', 'Rank'],
      ['Huda Saad Ali', 2, 'شرطي'],
    ]);
    workbook.addWorksheet('Empty');
  }),
  'empty.xlsx': book((workbook) => workbook.addWorksheet('Sheet1')),
  'empty.csv': text(''),
  'blank-cells.csv': text(' , ,\r\n,\u00a0,\r\n'),
  'web-page.xls': text(
    `<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta charset="utf-8"><style>td {color: red}</style></head><body>
<table><tr><th colspan=3>كشف المتدربين</th></tr><tr><th>الاسم</th><th>الرقم الإحصائي</th><th>الرتبة</th></tr>
<tr><td>${ali}&nbsp;</td><td x:num="123456789012">1.23457E+11</td><td rowspan="2">شرطي</td></tr>
<tr><td>هدى<br>سعد علي</td><td>456</td></tr><tr style='display:none'><td>${omar}</td><td>7</td><td>شرطي</td></tr></table>
<script>document.write('<table><tr><td>x</td></tr></table>')</script></body></html>`,
  ),
  'semicolons.csv': text(`الاسم;الرقم الإحصائي;الاختبار البعدي\r\n${ali};123;78,5\r\n${huda};456;٩٠\r\n`),
  'quoted-line-breaks.csv': text(
    'Name,Badge,Unit\r\n"Ali\r\nHasan Omar",1,"Basrah, ""Al-Ashar"" station"\r\nHuda "Um Ali" Saad,2,Mosul\r\n',
  ),
  'utf-16.csv': Buffer.from(`\ufeffالاسم\tالرقم الإحصائي\r\n${ali}\t١٢٣\r\n`, 'utf16le'),
  'utf-16-without-mark.csv': Buffer.from(`الاسم\tالرقم الإحصائي\r\n${ali}\t123\r\n`, 'utf16le'),
  'utf-16-other-order-without-mark.csv': bigEndian(`الاسم\tالرقم الإحصائي\r\n${ali}\t123\r\n`),
  'windows-1256.csv': windows1256(`الاسم;الرقم الإحصائي\r\n${ali};123\r\n`),
  'utf-8-without-mark.csv': text(`الاسم,الرقم الإحصائي\n${ali},۱۲۳\n`),
  'separator-stated.csv': text('sep=|\r\nName|Badge\r\nHasan; Ali, Omar|1\r\n'),
  'password.xlsx': container({
    EncryptionInfo: new Uint8Array(248).fill(4),
    EncryptedPackage: new Uint8Array(8192).fill(171),
  }),
  'password.xls': oldWithPassword(),
  'entities.xlsx': handmade(
    `<?xml version="1.0"?><x:worksheet xmlns:x="MAIN"><x:sheetData>${inlineRow(1, 'Name', 'Badge')}${inlineRow(2, '&amp;lol9;', '1')}</x:sheetData></x:worksheet>`,
    `<!DOCTYPE lolz [<!ENTITY lol "lol">${Array.from({ length: 9 }, (_, n) => `<!ENTITY lol${n + 1} "${`&lol${n || ''};`.repeat(10)}">`).join('')}]>`,
  ),
  'other-program.xlsx': handmade(
    `<?xml version="1.0"?><x:worksheet xmlns:x="MAIN"><x:sheetData>${inlineRow(1, 'Name', 'Badge')}${inlineRow(2, 'Ali &amp; Hasan', '12')}<x:row r="1048576"><x:c r="A1048576"/></x:row></x:sheetData></x:worksheet>`,
  ),
  'pdf-renamed.xlsx': text('%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\n'),
  'word-renamed.xlsx': packArchive([{ name: 'word/document.xml', content: text('<w:document/>') }]),
  'cut-short.xlsx': sheetOf([titles, [ali, 1, 'شرطي', '1985-07-02']]).then((bytes) =>
    bytes.subarray(0, bytes.length - 60),
  ),
  'unit-merged-downwards.xlsx': sheetOf(
    [
      ['Name', 'Badge', 'Unit'],
      ['Ali Hasan Omar', 1, 'Basrah'],
      ['Huda Saad Ali', 2, null],
      ['Omar Khalid Ibrahim', null, 'Mosul'],
    ],
    (sheet) => {
      sheet.mergeCells('C2:C3');
      sheet.mergeCells('B3:B4');
    },
  ),
  'sums-and-signatures.xlsx': sheetOf(
    [
      ['ت', ...titles],
      [1, ali, 1, 'شرطي', '1985-07-02'],
      ['ت', ...titles],
      [2, huda, 2, 'شرطي', '1990-02-03'],
      [null, 'المجموع: ٢', null, null, null],
      ['ملاحظة: يرجى التأكد من الأسماء', null, null, null, null],
      [null, 'توقيع آمر المركز', null, null, null],
    ],
    (sheet) => {
      sheet.mergeCells('A6:E6');
    },
  ),
  'numbers-cut-by-excel.csv': text('Name,Badge,Phone\r\nAli Hasan Omar,1.23457E+11,9.647E+12\r\n'),
  'numbers-with-formats.xlsx': sheetOf(
    [
      ['Name', 'Badge', 'Pre-test', 'Post-test'],
      ['Ali Hasan Omar', 123, 0.55, 78.5],
    ],
    (sheet) => {
      sheet.getColumn(2).numFmt = '000000';
      sheet.getColumn(3).numFmt = '0.0%';
    },
  ),
  'names-alone.txt': text(`${ali}\n${huda}\n\n${omar}\n`),
  'errors-of-excel.xlsx': sheetOf([
    ['Name', 'Badge', 'Unit'],
    [{ error: '#REF!' }, 1, 'Basrah'],
    ['Huda Saad Ali', { error: '#N/A' }, { formula: 'VLOOKUP(1,A:B,2)', result: { error: '#N/A' } } as Cell],
  ]),
  'titles-twice.xlsx': sheetOf([
    ['Name', 'Badge', 'Rank', 'Notes', 'Notes', 'Rank'],
    ['Ali Hasan Omar', 1, 'شرطي', '', '', 'عريف'],
  ]),
  'notes-twice.xlsx': sheetOf([
    ['Name', 'Badge', 'Notes', 'Notes'],
    ['Ali Hasan Omar', 1, 'x', 'y'],
  ]),
  'commands-as-text.csv': text(
    `Name,Badge,Unit\r\n"'=cmd|' /C calc'!A0",1,"'+SUM(A1)"\r\nHuda Saad Ali,2,"@x"\r\n`,
  ),
};

for (const [name, bytes] of Object.entries(files)) {
  writeFileSync(path.join(import.meta.dirname, name), await bytes);
}
