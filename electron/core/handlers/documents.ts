import { readTraining } from '#db/training-views.ts';
import type { TrainingDetail } from '#shared/ipc/training.ts';
import { certificatePages } from '../documents/certificates.ts';
import { scoreSheet, signInSheets } from '../documents/sheets.ts';
import type { HandlersOf, Records } from '../handler.ts';

/** Handlers of documents: what is printed, as data. Phones, badges and birth dates never reach paper. */
export const documentHandlers: HandlersOf<'documents'> = {
  'documents.signIn': (request, records) =>
    signInSheets(records, trainingOnPaper(records, request.eventId), request),
  'documents.scores': (request, records) =>
    scoreSheet(records, trainingOnPaper(records, request.eventId), request),
  'documents.certificates': (request, records) => {
    records.permit('records.write');
    return certificatePages(records, trainingOnPaper(records, request.eventId), request);
  },
};

function trainingOnPaper(records: Records, eventId: number): TrainingDetail {
  records.permit('records.export');
  const reader = {
    advisorId: records.author.advisorId,
    mayReadRestricted: records.may('restricted.read'),
    mayReadContact: false,
  };
  return readTraining(records.db.read, reader, eventId, records.today());
}
