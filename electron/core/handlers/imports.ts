import { OutpostError } from '#shared/errors.ts';
import type { CellIssue, RosterRow, SheetPreview } from '#shared/ipc/imports.ts';
import { openErrors } from '#shared/roster/decisions.ts';
import type { HandlersOf, Records } from '../handler.ts';
import { checkHeader } from '../import/check-header.ts';
import { commitRoster } from '../import/commit-roster.ts';
import { correctCells } from '../import/correct-cells.ts';
import { guessHeaders, headerOrNone } from '../import/guess-mapping.ts';
import { matchPeople } from '../import/match-people.ts';
import {
  discardImport,
  finishedImport,
  forgetImport,
  keepImport,
  type PendingImport,
  pendingImport,
  readingSignal,
  rememberImport,
  stopReading,
} from '../import/pending-imports.ts';
import type { RowSource } from '../import/read-workbook.ts';
import { rememberedMapping, rememberMapping } from '../import/remembered-mappings.ts';
import { codesByName } from '../import/roster-reference.ts';
import { issueAt, type RosterReference, readRows } from '../import/roster-rows.ts';
import { columnNumber, type Sheet } from '../import/sheet.ts';
import { readSheets } from '../import/sheet-reader.ts';
import { takeBackRoster } from '../import/take-back-roster.ts';
import { peopleReader } from './people-reader.ts';

/** Rows of a sheet shown for choosing the one with the titles. */
const sampleRows = 12;

/** Handlers of the roster import: read, preview, commit all or nothing, take back. */
export const importHandlers: HandlersOf<'import'> = {
  'import.inspect': ({ fileName, bytes }, records) => read(records, { fileName, bytes }),
  'import.paste': (pasted, records) => read(records, pasted),
  'import.stop': (_request, records) => stopReading(records.db),
  'import.headers': ({ importId, sheet: name, headerRow }, records) => {
    records.permit('records.write');
    return columnsOf(records, sheetOf(pendingImport(records.db, importId), name), headerRow);
  },
  'import.preview': (request, records) => {
    records.permit('records.write');
    const file = pendingImport(records.db, request.importId);
    const { headerRow, mapping, withHidden, eventId } = request;
    const sheet = correctCells(sheetOf(file, request.sheet), request.corrections);
    checkHeader(sheet, headerRow, mapping);
    const place = { headerRow, mapping, withHidden };
    const found = readRows(sheet, place, referenceOf(records));
    const rows = matchPeople(records.db.read, peopleReader(records), found.rows);
    const issues = [...found.issues, ...twinIssues(sheet, mapping, rows)].toSorted((a, b) => a.row - b.row);
    file.preview = { eventId, sheet, place, rows, issues };
    const matched = rows.filter(({ proposal }) => proposal === 'use_existing').length;
    const creatable = rows.filter(({ proposal }) => proposal === 'create').length;
    return { rows: [...rows], issues, creatable, matched };
  },
  'import.commit': ({ importId, eventId, decisions }, records) => {
    records.permit('records.write');
    const { preview } = pendingImport(records.db, importId);
    if (preview?.eventId !== eventId) {
      throw new OutpostError('conflicting_state', 'Look at the preview for this training first.');
    }
    const errors = openErrors(preview.rows, preview.issues, decisions);
    if (errors.length > 0 || preview.rows.length === 0) throw notReady(errors, preview.rows);
    const importing = { author: records.author, now: records.now(), today: records.today() };
    const { value, seqs } = records.db.commit(records.author, (tx) =>
      commitRoster(tx, preview.rows, decisions, eventId, importing),
    );
    discardImport(records.db, importId);
    rememberMapping(records.store, preview.sheet, preview.place.headerRow, preview.place.mapping);
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

async function read(
  records: Records,
  source: RowSource,
): Promise<{ importId: string; fileName: string; sheets: SheetPreview[] }> {
  records.permit('records.write');
  const sheets = await readSheets(source, readingSignal(records.db));
  const previews = sheets.map((sheet) => describeSheet(records, sheet));
  const fileName = 'fileName' in source ? source.fileName : '';
  return { importId: keepImport(records.db, sheets), fileName, sheets: previews };
}

function sheetOf(file: PendingImport, name: string): Sheet {
  const sheet = file.sheets.find((candidate) => candidate.name === name);
  if (sheet) return sheet;
  throw new OutpostError('sheet_missing', `The file has no sheet ${name}.`, { details: { sheet: name } });
}

function describeSheet(records: Records, sheet: Sheet): SheetPreview {
  const headerRow = headerOrNone(sheet);
  return {
    name: sheet.name,
    rows: sheet.lastRow,
    hidden: sheet.hidden,
    headerRow,
    ...columnsOf(records, sheet, headerRow ?? 1),
    sample: sheet.rows.slice(0, Math.max(sampleRows, (headerRow ?? 0) + 1)).map((row) => [...row]),
  };
}

function columnsOf(
  records: Records,
  sheet: Sheet,
  headerRow: number,
): Pick<SheetPreview, 'headers' | 'remembered'> {
  const headers = guessHeaders(sheet, headerRow);
  const chosen = rememberedMapping(records.store, sheet, headerRow);
  if (!chosen) return { headers, remembered: false };
  const remembered = headers.map((header) => ({
    ...header,
    guess: chosen.get(columnNumber(header.column)) ?? null,
  }));
  return { headers: remembered, remembered: true };
}

/** What rows have in common with earlier ones, at the cell that says so. */
function twinIssues(
  sheet: Sheet,
  mapping: Readonly<Record<string, string>>,
  rows: readonly RosterRow[],
): readonly CellIssue[] {
  const columns = new Map(Object.entries(mapping).map(([letters, field]) => [field, columnNumber(letters)]));
  const name = columns.get('name_ar') ?? columns.get('name_latin') ?? 1;
  return rows.flatMap(({ row, twin, proposal }) => {
    if (!twin) return [];
    const sameBadge = twin.reasons.includes('badge');
    const code = sameBadge ? 'badge_twice' : proposal === 'skip' ? 'row_twice' : 'name_twice';
    return [issueAt(sheet, row, (sameBadge ? columns.get('badge') : undefined) ?? name, code)];
  });
}

function notReady(errors: readonly CellIssue[], rows: readonly RosterRow[]): OutpostError {
  return new OutpostError('rows_invalid', `${errors.length} cells must be put right before the import.`, {
    details: { errors: errors.length, rows: rows.length },
    issues: errors.slice(0, 20).map(({ sheet, row, column, code }) => ({
      path: `${sheet}!${column}${row}`,
      message: code,
    })),
  });
}

function referenceOf(records: Records): RosterReference {
  return {
    ranks: codesByName(records.db.read, 'rank'),
    governorates: codesByName(records.db.read, 'governorate'),
    today: records.today(),
  };
}
