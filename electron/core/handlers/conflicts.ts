import { type ConflictReader, listConflicts, readConflict } from '#db/conflict-views.ts';
import { decideConflict, undoDecision } from '#db/conflicts.ts';
import { rowReader } from '#db/row-reader.ts';
import { tables } from '#shared/domain/registry.ts';
import type { Table } from '#shared/domain/table.ts';
import { noteWords } from '../conflict-words.ts';
import type { HandlersOf, Records } from '../handler.ts';

/** Handlers of what two people entered without knowing of each other. */
export const conflictHandlers: HandlersOf<'conflicts'> = {
  'conflicts.list': ({ state }, records) => {
    records.permit('records.read');
    return [...listConflicts(records.db.read, readerOf(records), state)];
  },
  'conflicts.get': ({ id }, records) => {
    records.permit('records.read');
    return readConflict(records.db.read, readerOf(records), id);
  },
  'conflicts.decide': ({ id, decision }, records) => {
    records.permit('records.read');
    records.db.commit(records.author, (tx) =>
      decideConflict(tx, readerOf(records), id, decision, records.now()),
    );
  },
  'conflicts.undo': ({ id }, records) => {
    records.permit('records.read');
    records.db.commit(records.author, (tx) => undoDecision(tx, readerOf(records), id));
  },
};

const inspectionTables: ReadonlySet<Table> = new Set<Table>([
  tables.inspection,
  tables.inspectionInspector,
  tables.inspectionPhase,
  tables.answer,
  tables.finding,
  tables.amendment,
  tables.census,
  tables.censusCount,
]);

function readerOf(records: Records): ConflictReader {
  const { db, author, language, zone } = records;
  return {
    advisorId: author.advisorId,
    device: db.device,
    mayReadRestricted: records.may('restricted.read'),
    mayReadContact: records.may('people.contact'),
    mayChange: (table) => records.may(inspectionTables.has(table) ? 'inspections.write' : 'records.write'),
    wordsFor: (about) => noteWords(about, rowReader(db.read), language, zone),
  };
}
