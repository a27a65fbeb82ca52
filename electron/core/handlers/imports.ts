import type { ReadableDb } from '#db/database.ts';
import { OutpostError } from '#shared/errors.ts';
import { foldText } from '#shared/i18n/fold-text.ts';
import type { HandlersOf, Records } from '../handler.ts';
import { checkHeader } from '../import/check-header.ts';
import { commitRoster } from '../import/commit-roster.ts';
import { findHeaderRow, guessHeaders } from '../import/guess-mapping.ts';
import { matchPeople } from '../import/match-people.ts';
import {
  discardImport,
  finishedImport,
  forgetImport,
  keepImport,
  pendingImport,
  rememberImport,
} from '../import/pending-imports.ts';
import { readWorkbook } from '../import/read-workbook.ts';
import { type RosterReference, readRows } from '../import/roster-rows.ts';
import type { Sheet } from '../import/sheet.ts';
import { takeBackRoster } from '../import/take-back-roster.ts';
import { peopleReader } from './people-reader.ts';

/** Rows of a sheet shown before it is mapped. */
const sampleRows = 8;

/** Handlers of the roster import: inspect, preview, commit all or nothing, take back. */
export const importHandlers: HandlersOf<'import'> = {
  'import.inspect': async ({ fileName, bytes }, records) => {
    records.permit('records.write');
    const sheets = await readWorkbook(fileName, bytes);
    return { importId: keepImport(records.db, sheets), fileName, sheets: sheets.map(describeSheet) };
  },
  'import.preview': ({ importId, sheet: name, headerRow, mapping, eventId }, records) => {
    records.permit('records.write');
    const file = pendingImport(records.db, importId);
    const sheet = file.sheets.find((candidate) => candidate.name === name);
    if (!sheet) {
      throw new OutpostError('sheet_missing', `The file has no sheet ${name}.`, { details: { sheet: name } });
    }
    checkHeader(sheet, headerRow, mapping);
    const read = readRows(sheet, headerRow, mapping, referenceOf(records));
    const rows = matchPeople(records.db.read, peopleReader(records), read.rows);
    const errors = read.issues.filter(({ severity }) => severity === 'error').length;
    file.preview = { eventId, rows, errors };
    const matched = rows.filter(({ proposal }) => proposal === 'use_existing').length;
    return { rows: [...rows], issues: [...read.issues], creatable: rows.length - matched, matched };
  },
  'import.commit': ({ importId, eventId, decisions }, records) => {
    records.permit('records.write');
    const { preview } = pendingImport(records.db, importId);
    if (preview?.eventId !== eventId) {
      throw new OutpostError('conflicting_state', 'Look at the preview for this training first.');
    }
    if (preview.errors > 0 || preview.rows.length === 0) {
      throw new OutpostError('rows_invalid', `${preview.errors} cells must be put right before the import.`, {
        details: { errors: preview.errors, rows: preview.rows.length },
      });
    }
    const importing = { author: records.author, now: records.now(), today: records.today() };
    const { value, seqs } = records.db.commit(records.author, (tx) =>
      commitRoster(tx, preview.rows, decisions, eventId, importing),
    );
    discardImport(records.db, importId);
    return {
      created: value.made.added.length,
      matched: value.matched,
      enrolled: value.enrolled,
      skipped: value.skipped,
      undoToken: rememberImport(records.db, { ...value.made, lastSeq: Math.max(0, ...seqs) }),
    };
  },
  'import.undo': ({ undoToken }, records) => {
    records.permit('records.write');
    const made = finishedImport(records.db, undoToken);
    records.db.commit(records.author, (tx) => takeBackRoster(tx, made));
    forgetImport(records.db, undoToken);
  },
  'import.discard': ({ importId }, records) => discardImport(records.db, importId),
};

function describeSheet(sheet: Sheet): {
  name: string;
  rows: number;
  headerRow: number | null;
  headers: ReturnType<typeof guessHeaders>;
  sample: string[][];
} {
  const headerRow = findHeaderRow(sheet);
  const from = (headerRow ?? 1) - 1;
  return {
    name: sheet.name,
    rows: sheet.rows.length,
    headerRow,
    headers: guessHeaders(sheet, headerRow ?? 1),
    sample: sheet.rows.slice(from, from + sampleRows).map((row) => [...row]),
  };
}

interface NamedCode {
  readonly code: string;
  readonly names: string;
}

function referenceOf(records: Records): RosterReference {
  return {
    ranks: codesByName(
      records.db.read,
      `SELECT code, coalesce(name_en, '') || ';' || coalesce(name_ar, '') || ';' || coalesce(transliteration, '') AS names
        FROM rank WHERE deleted = 0`,
    ),
    governorates: codesByName(
      records.db.read,
      `SELECT code, coalesce(name_en, '') || ';' || coalesce(name_ar, '') || ';' || coalesce(aliases, '') AS names
        FROM governorate WHERE deleted = 0`,
    ),
    today: records.today(),
  };
}

function codesByName(read: ReadableDb, sql: string): ReadonlyMap<string, string> {
  return new Map(
    read
      .all<NamedCode>(sql)
      .flatMap(({ code, names }) =>
        [code, ...names.split(';')].map((name): [string, string] => [foldText(name), code]),
      )
      .filter(([name]) => name !== ''),
  );
}
