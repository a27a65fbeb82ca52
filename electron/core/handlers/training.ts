import { setMarks } from '#db/attendance.ts';
import { checkIn } from '#db/check-in.ts';
import type { WritableDb } from '#db/database.ts';
import { enrolPastGate, setEnrolment } from '#db/enrolments.ts';
import { addInstructor, removeInstructor } from '#db/instructors.ts';
import { cancelSession, moveSession, takeBackMove } from '#db/session-moves.ts';
import { addSession, removeSession, restoreSession, updateSession } from '#db/sessions.ts';
import { overrideResult, overrideVetting } from '#db/trainee-decisions.ts';
import { createTraining, setTrainingReport, setTrainingStatus, updateTraining } from '#db/training.ts';
import { copyTraining } from '#db/training-copy.ts';
import { listTrainings, readTraining } from '#db/training-views.ts';
import type { HandlersOf, Records } from '../handler.ts';
import { dayIn, timeIn } from '../local-day.ts';
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
  'training.moveSession': (move, records) => write(records, (tx) => moveSession(tx, move)),
  'training.takeBackMove': (places, records) => write(records, (tx) => takeBackMove(tx, places)),
  'training.cancelSession': ({ sessionId, reason }, records) =>
    write(records, (tx) => cancelSession(tx, sessionId, reason)),
  'training.copy': (request, records) =>
    write(records, (tx) => ({ id: copyTraining(tx, records.author, request, records.now()) })),
  'training.addInstructor': (request, records) =>
    write(records, (tx) => ({ id: addInstructor(tx, request) })),
  'training.removeInstructor': ({ instructorId }, records) =>
    write(records, (tx) => removeInstructor(tx, instructorId)),
  'training.enrol': (request, records) => {
    if (typeof request.unvetted === 'object') records.permit('vetting.override');
    const { added, held } = write(records, (tx) => enrolPastGate(tx, request));
    return { added, held: [...held] };
  },
  'training.overrideVetting': (request, records) => {
    records.permit('vetting.override');
    write(records, (tx) => overrideVetting(tx, request));
  },
  'training.overrideResult': (request, records) => {
    records.permit('results.override');
    write(records, (tx) => overrideResult(tx, request));
  },
  'training.checkIn': (request, records) => {
    const now = records.now();
    const clock = { day: dayIn(records.zone, now), time: timeIn(records.zone, now) };
    return write(records, (tx) => checkIn(tx, peopleReader(records), request, clock));
  },
  'training.setEnrolment': (change, records) => write(records, (tx) => setEnrolment(tx, change)),
  'training.mark': ({ marks }, records) => write(records, (tx) => ({ before: [...setMarks(tx, marks)] })),
};

function write<R>(records: Records, work: (tx: WritableDb) => R): R {
  records.permit('records.write');
  return records.db.commit(records.author, work).value;
}
