import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { CFB, utils, write } from '@e965/xlsx';
import { openFieldDatabase } from '#db/field-database.ts';
import { createVault, vaultInfo } from '#db/vault.ts';
import { vaultFiles } from '#db/vault-header.ts';
import { packArchive } from '#electron/core/import/archive-fixture.ts';
import { guessHeaders, headerOrNone } from '#electron/core/import/guess-mapping.ts';
import { type RowSource, readWorkbook } from '#electron/core/import/read-workbook.ts';
import { checkPhoto } from '#shared/attachments/check-photo.ts';
import { cleanJpeg } from '#shared/attachments/clean-jpeg.ts';
import { exifContent, madeUpJpeg, withSegment } from '#shared/attachments/jpeg-fixture.ts';
import { compileForm } from '#shared/xlsform/compile-form.ts';
import { sheetsOf } from '#shared/xlsform/form-fixture.ts';
import { readFormWorkbook } from '#shared/xlsform/workbook-file.ts';
import type { HostileParser } from './hostile-parser.ts';

const bytesOf = (words: string): Uint8Array => new TextEncoder().encode(words);
const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

const rosters = path.join(import.meta.dirname, '../../electron/core/import/rosters');
const rosterOf = (name: string): Uint8Array => new Uint8Array(readFileSync(path.join(rosters, name)));
const rosterNames = readdirSync(rosters).filter((name) => !name.endsWith('.ts'));

const readRoster = (source: RowSource): unknown =>
  readWorkbook(source).map((sheet) => {
    const header = headerOrNone(sheet);
    return header === null ? [] : guessHeaders(sheet, header);
  });

/** The parts of a workbook, which an archive's checksums would otherwise hide from damage. */
const workbookParts = partsOf(rosterOf('several-sheets.xlsx'));

function partsOf(workbook: Uint8Array): ReadonlyMap<string, Uint8Array> {
  const { FullPaths, FileIndex } = CFB.read(Buffer.from(workbook), { type: 'buffer' });
  return new Map(
    FullPaths.flatMap((name: string, index: number) => {
      const content = FileIndex[index]?.content;
      return content && content.length > 0
        ? [[name.replace(/^Root Entry\//, ''), Uint8Array.from(content)] as const]
        : [];
    }),
  );
}

const archiveWith = (part: string, content: Uint8Array): Uint8Array =>
  packArchive([...workbookParts].map(([name, kept]) => ({ name, content: name === part ? content : kept })));

const markup = [
  '<!DOCTYPE a [<!ENTITY b "&b;&b;">]>',
  '&b;',
  '<row r="1048576">',
  '<c r="XFD9" t="s">',
  '<v>99999</v>',
];
const partParsers = [...workbookParts.keys()]
  .filter((name) => name.endsWith('.xml'))
  .map(
    (part): HostileParser => ({
      name: `part of a workbook: ${part}`,
      corpus: [workbookParts.get(part) ?? new Uint8Array()],
      words: markup,
      parse: (bytes) => readRoster({ fileName: 'roster.xlsx', bytes: archiveWith(part, bytes) }),
    }),
  );

const form = `
  survey
  | type            | name  | label::English | label::العربية | relevant    | constraint   | calculation             | choice_filter | repeat_count |
  | text            | name  | Name           | الاسم          |             |              |                         |               |              |
  | integer         | age   | Age            | العمر          |             | . < 120      |                         |               |              |
  | select_one yn   | held  | Held?          | محتجز؟         | \${age} > 17 |              |                         | code != 'x'   |              |
  | begin repeat    | cells | Cells          | زنازين         |             |              |                         |               | 3            |
  | decimal         | area  | Area           | المساحة        |             | . > 0        |                         |               |              |
  | end repeat      |       |                |                |             |              |                         |               |              |
  | calculate       | total |                |                |             |              | sum(\${area}) div 2      |               |              |
  | calculate       | when  |                |                |             |              | format-date(today(),'%d') |             |              |
  choices
  | list_name | name | label::English | label::العربية | code |
  | yn        | yes  | Yes            | نعم            | a    |
  | yn        | no   | No             | لا             | x    |
  settings
  | form_title | form_id | version | default_language |
  | Cells      | cells   | 1       | English          |
`;
const formulaWords = [
  '${total}',
  '${age}',
  'if(',
  'concat(',
  'indexed-repeat(',
  'position(..)',
  ' div ',
  ' or ',
  "'",
  '((((((((',
  'regex(.,',
  'begin group',
  'end group',
  'begin repeat',
  'select_multiple yn',
  '|',
];
const formFile = new Uint8Array(
  write(
    {
      SheetNames: sheetsOf(form).map(({ name }) => name),
      Sheets: Object.fromEntries(
        sheetsOf(form).map(({ name, rows }) => [name, utils.aoa_to_sheet(rows.map((row) => [...row]))]),
      ),
    },
    { type: 'array', bookType: 'xlsx' },
  ),
);

const folder = mkdtempSync(path.join(tmpdir(), 'outpost-fuzz-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
const vault = path.join(folder, 'vault');
const { key } = await createVault(vault, { label: 'Anna Lind', passphrase: 'lantern gravel orbit mustard' });
const headerFile = path.join(vault, vaultFiles.header);
const header = new Uint8Array(readFileSync(headerFile));
const database = new Uint8Array(readFileSync(path.join(vault, vaultFiles.database)));
const copy = path.join(folder, 'copy.db');

/** What people choose from a disk, a stick or the clipboard. */
export const fileParsers: readonly HostileParser[] = [
  ...rosterNames
    .filter((name) => rosterOf(name).length > 0)
    .map(
      (name): HostileParser => ({
        name: `roster: ${name}`,
        corpus: [rosterOf(name)],
        words: [',', ';', '\t', '"', '\r\n', '\ufeff', '=HYPERLINK("', '١٤/٠٢/١٩٩٠'],
        parse: (bytes) => readRoster({ fileName: name, bytes }),
      }),
    ),
  ...partParsers,
  {
    name: 'roster: pasted',
    corpus: [bytesOf('<table><tr><th>Name</th><th rowspan="2">Badge</th></tr><tr><td>علي</td></tr></table>')],
    words: ['<td colspan="99999">', '<tr>', '</table>', '<table>', '&#x110000;', '&amp;', '<!--', '<style>'],
    parse: (bytes) => readRoster({ html: textOf(bytes), text: textOf(bytes) }),
  },
  {
    name: 'template: file',
    corpus: [formFile],
    parse: (bytes) => compileForm(readFormWorkbook(bytes), 'form'),
  },
  {
    name: 'template: sheets',
    corpus: [bytesOf(form)],
    words: formulaWords,
    parse: (bytes) => compileForm(sheetsOf(textOf(bytes)), 'form'),
  },
  {
    name: 'picture',
    corpus: [madeUpJpeg(), withSegment(madeUpJpeg({ seed: 2 }), 0xe1, exifContent())],
    parse: (bytes) => checkPhoto(cleanJpeg(bytes)),
  },
  {
    name: 'header of a vault',
    corpus: [header],
    words: ['"N":1e9', 'null', '[', '{', '"version":9'],
    parse: (bytes) => {
      writeFileSync(headerFile, bytes);
      return vaultInfo(vault);
    },
  },
  {
    name: 'database of a backup',
    corpus: [database],
    parse: (bytes) => {
      writeFileSync(copy, bytes);
      openFieldDatabase({ file: copy, key, mustExist: true }).close();
    },
  },
];
