import { setMarks } from '#db/attendance.ts';
import type { WritableDb } from '#db/database.ts';
import { enrol, setEnrolment } from '#db/enrolments.ts';
import { addSession, removeSession, restoreSession, updateSession } from '#db/sessions.ts';
import { createTraining, setTrainingReport, setTrainingStatus, updateTraining } from '#db/training.ts';
import { listTrainings, readTraining } from '#db/training-views.ts';
import type { HandlersOf, Records } from '../handler.ts';
import { peopleReader } from './people-reader.ts';

/** Handlers of trainings: runs of courses, their sessions, rosters and attendance. */
export const trainingHandlers: HandlersOf<'training'> = {
  'training.list': (filter, records) => {
    records.permit('records.read');
    return [...listTrainings(records.db.read, filter, records.today())];
  },
  'training.get': ({ eventId }, records) => {
    records.permit('records.read');
    return readTraining(records.db.read, peopleReader(records), eventId, records.today());
  },
  'training.create': ({ event, sessions }, records) =>
    write(records, (tx) => ({ id: createTraining(tx, records.author, event, sessions, records.now()) })),
  'training.update': ({ eventId, patch }, records) =>
    write(records, (tx) => updateTraining(tx, eventId, patch)),
  'training.setStatus': ({ eventId, status, reason }, records) =>
    write(records, (tx) => setTrainingStatus(tx, eventId, status, reason)),
  'training.setReport': ({ eventId, report }, records) =>
    write(records, (tx) => setTrainingReport(tx, eventId, report)),
  'training.addSession': ({ eventId, session }, records) =>
    write(records, (tx) => ({ id: addSession(tx, eventId, session) })),
  'training.updateSession': ({ sessionId, patch }, records) =>
    write(records, (tx) => updateSession(tx, sessionId, patch)),
  'training.removeSession': ({ sessionId }, records) => write(records, (tx) => removeSession(tx, sessionId)),
  'training.restoreSession': ({ sessionId }, records) =>
    write(records, (tx) => restoreSession(tx, sessionId)),
  'training.enrol': ({ eventId, personIds }, records) =>
    write(records, (tx) => ({ added: enrol(tx, eventId, personIds) })),
  'training.setEnrolment': (change, records) => write(records, (tx) => setEnrolment(tx, change)),
  'training.mark': ({ marks }, records) => write(records, (tx) => ({ before: [...setMarks(tx, marks)] })),
};

function write<R>(records: Records, work: (tx: WritableDb) => R): R {
  records.permit('records.write');
  return records.db.commit(records.author, work).value;
}
