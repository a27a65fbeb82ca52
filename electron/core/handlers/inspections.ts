import { readCensus, saveCensus } from '#db/census.ts';
import type { WritableDb } from '#db/database.ts';
import { removeFinding, restoreFinding, saveFinding } from '#db/findings.ts';
import { saveAnswer } from '#db/inspection-answers.ts';
import { addBlock, readBlocks, removeBlock, restoreBlock } from '#db/inspection-blocks.ts';
import { reviewInspection } from '#db/inspection-review.ts';
import { listInspections, readInspection } from '#db/inspection-views.ts';
import {
  amendInspection,
  setPhase,
  startInspection,
  submitInspection,
  updateInspection,
} from '#db/inspections.ts';
import type { Reader } from '#db/reader.ts';
import { readSection } from '#db/section-view.ts';
import { listTemplates } from '#db/templates.ts';
import { OutpostError } from '#shared/errors.ts';
import type { HandlersOf, Records } from '../handler.ts';

/** Handlers of prison inspections. */
export const inspectionHandlers: HandlersOf<'inspections'> = {
  'inspections.list': (filter, records) => {
    records.permit('records.read');
    return [...listInspections(records.db.read, filter)];
  },
  'inspections.templates': (_request, records) => {
    records.permit('records.read');
    return listTemplates(records.db.read);
  },
  'inspections.start': (request, records) =>
    write(records, (tx) => ({ id: startInspection(tx, records.author, request, records.now()) })),
  'inspections.get': ({ inspectionId }, records) => {
    records.permit('records.read');
    return readInspection(records.db.read, readerOf(records), inspectionId, records.today());
  },
  'inspections.update': ({ inspectionId, patch }, records) =>
    write(records, (tx) => updateInspection(tx, inspectionId, patch)),
  'inspections.setPhase': (request, records) => write(records, (tx) => setPhase(tx, request, records.now())),
  'inspections.section': ({ inspectionId, sectionCode }, records) => {
    records.permit('records.read');
    return [...readSection(records.db.read, readerOf(records), inspectionId, sectionCode)];
  },
  'inspections.blocks': ({ inspectionId, sectionCode }, records) => {
    records.permit('records.read');
    return readBlocks(records.db.read, inspectionId, sectionCode);
  },
  'inspections.addBlock': (request, records) =>
    write(records, (tx) => ({ id: addBlock(tx, records.author, request, records.now()) })),
  'inspections.removeBlock': ({ blockId }, records) => write(records, (tx) => removeBlock(tx, blockId)),
  'inspections.restoreBlock': ({ blockId }, records) => write(records, (tx) => restoreBlock(tx, blockId)),
  'inspections.answer': (request, records) => write(records, (tx, reader) => saveAnswer(tx, reader, request)),
  'inspections.saveFinding': (request, records) =>
    write(records, (tx, reader) => ({
      id: saveFinding(tx, records.author, reader, request, records.now()),
    })),
  'inspections.removeFinding': ({ findingId }, records) =>
    write(records, (tx, reader) => removeFinding(tx, reader, findingId)),
  'inspections.restoreFinding': ({ findingId }, records) =>
    write(records, (tx, reader) => restoreFinding(tx, reader, findingId)),
  'inspections.census': ({ inspectionId }, records) => {
    records.permit('records.read');
    return readCensus(records.db.read, inspectionId);
  },
  'inspections.saveCensus': (request, records) =>
    write(records, (tx) => {
      saveCensus(tx, records.author, request, records.now());
      const saved = readCensus(tx, request.inspectionId);
      if (saved) return saved;
      throw new OutpostError('internal', 'The census was not found after it was saved.');
    }),
  'inspections.review': ({ inspectionId }, records) => {
    records.permit('records.read');
    return reviewInspection(records.db.read, readerOf(records), inspectionId, records.today());
  },
  'inspections.submit': ({ inspectionId }, records) =>
    write(records, (tx) => submitInspection(tx, inspectionId, records.now())),
  'inspections.amend': ({ inspectionId, reason }, records) =>
    write(records, (tx) => amendInspection(tx, records.author, inspectionId, reason, records.now())),
};

function write<R>(records: Records, work: (tx: WritableDb, reader: Reader) => R): R {
  records.permit('inspections.write');
  return records.db.commit(records.author, (tx) => work(tx, readerOf(records))).value;
}

function readerOf(records: Records): Reader {
  return { advisorId: records.author.advisorId, mayReadRestricted: records.may('restricted.read') };
}
