import { readTraining } from '#db/training-views.ts';
import type { TrainingDetail } from '#shared/ipc/training.ts';
import { certificatePages } from '../documents/certificates.ts';
import { onSheets } from '../documents/roster-table.ts';
import { scoreSheet, signInSheets } from '../documents/sheets.ts';
import { logExport } from '../export/export-log.ts';
import type { HandlersOf, Records } from '../handler.ts';

/** Handlers of documents: what is printed, as data. Phones, badges and birth dates never reach paper. */
export const documentHandlers: HandlersOf<'documents'> = {
  'documents.signIn': (request, records) => {
    const training = trainingOnPaper(records, request.eventId);
    const paper = signInSheets(records, training, request);
    writeDown(records, `sign-in:${request.eventId}`, onSheets(training).length);
    return paper;
  },
  'documents.scores': (request, records) => {
    const training = trainingOnPaper(records, request.eventId);
    const paper = scoreSheet(records, training, request);
    writeDown(records, `scores:${request.eventId}`, onSheets(training).length);
    return paper;
  },
  'documents.certificates': (request, records) => {
    records.permit('records.write');
    const paper = certificatePages(records, trainingOnPaper(records, request.eventId), request);
    writeDown(records, `certificates:${request.eventId}`, paper.sections.length);
    return paper;
  },
};

/** Every list of names that leaves the laptop is written down on it. */
function writeDown(records: Records, what: string, rows: number): void {
  logExport(records.store, {
    ...{ at: records.now().toISOString(), advisorId: records.author.advisorId, what, rows },
    ...{ with: [], reason: null },
  });
}

function trainingOnPaper(records: Records, eventId: number): TrainingDetail {
  records.permit('records.export');
  const reader = {
    advisorId: records.author.advisorId,
    mayReadRestricted: records.may('restricted.read'),
    mayReadContact: false,
  };
  return readTraining(records.db.read, reader, eventId, records.today());
}
