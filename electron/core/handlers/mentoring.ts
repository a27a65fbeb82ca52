import { listActions } from '#db/action-views.ts';
import { createAction, removeAction, restoreAction, setActionStatus, updateAction } from '#db/actions.ts';
import { rateCapability } from '#db/capability-ratings.ts';
import type { WritableDb } from '#db/database.ts';
import { createVisit, removeVisit, restoreVisit, updateVisit } from '#db/mentoring.ts';
import type { Reader } from '#db/reader.ts';
import {
  removeCounterpart,
  removeIssue,
  saveCounterpart,
  saveIssue,
  setVisitAdvisors,
  setVisitTopics,
} from '#db/visit-parts.ts';
import { listVisits, readVisit } from '#db/visit-views.ts';
import type { HandlersOf, Records } from '../handler.ts';

/** Handlers of the mentoring log. */
export const mentoringHandlers: HandlersOf<'mentoring'> = {
  'mentoring.list': (filter, records) => {
    records.permit('records.read');
    return [...listVisits(records.db.read, readerOf(records), filter)];
  },
  'mentoring.get': ({ visitId }, records) => {
    records.permit('records.read');
    return readVisit(records.db.read, readerOf(records), visitId, records.today());
  },
  'mentoring.create': (fields, records) =>
    write(records, (tx) => ({ id: createVisit(tx, records.author, fields, entryOf(records)) })),
  'mentoring.update': ({ visitId, patch }, records) =>
    write(records, (tx, reader) => updateVisit(tx, reader, visitId, patch, entryOf(records))),
  'mentoring.remove': ({ visitId }, records) =>
    write(records, (tx, reader) => removeVisit(tx, reader, visitId)),
  'mentoring.restore': ({ visitId }, records) => write(records, (tx) => restoreVisit(tx, visitId)),
  'mentoring.setAdvisors': ({ visitId, advisorIds }, records) =>
    write(records, (tx, reader) => setVisitAdvisors(tx, reader, visitId, advisorIds)),
  'mentoring.setTopics': ({ visitId, topics }, records) =>
    write(records, (tx, reader) => setVisitTopics(tx, reader, visitId, topics)),
  'mentoring.saveCounterpart': ({ visitId, counterpart }, records) =>
    write(records, (tx, reader) => ({ id: saveCounterpart(tx, reader, visitId, counterpart) })),
  'mentoring.removeCounterpart': ({ id }, records) =>
    write(records, (tx, reader) => removeCounterpart(tx, reader, id)),
  'mentoring.saveIssue': ({ visitId, issue }, records) =>
    write(records, (tx, reader) => ({ id: saveIssue(tx, reader, visitId, issue) })),
  'mentoring.removeIssue': ({ id }, records) => write(records, (tx, reader) => removeIssue(tx, reader, id)),
  'mentoring.rate': (rating, records) => write(records, (tx, reader) => rateCapability(tx, reader, rating)),
};

/** Handlers of what is owed, from visits and inspections. */
export const actionHandlers: HandlersOf<'actions'> = {
  'actions.list': (filter, records) => {
    records.permit('records.read');
    return [...listActions(records.db.read, readerOf(records), filter, records.today())];
  },
  'actions.create': (fields, records) =>
    write(records, (tx, reader) => ({
      id: createAction(tx, records.author, reader, fields, records.now()),
    })),
  'actions.update': ({ id, patch }, records) =>
    write(records, (tx, reader) => updateAction(tx, records.author, reader, id, patch)),
  'actions.setStatus': ({ id, ...change }, records) =>
    write(records, (tx, reader) => setActionStatus(tx, records.author, reader, id, change, records.today())),
  'actions.remove': ({ id }, records) =>
    write(records, (tx, reader) => removeAction(tx, records.author, reader, id)),
  'actions.restore': ({ id }, records) => write(records, (tx) => restoreAction(tx, id)),
};

function write<R>(records: Records, work: (tx: WritableDb, reader: Reader) => R): R {
  records.permit('records.write');
  return records.db.commit(records.author, (tx) => work(tx, readerOf(records))).value;
}

function readerOf(records: Records): Reader {
  return { advisorId: records.author.advisorId, mayReadRestricted: records.may('restricted.read') };
}

function entryOf(records: Records): { readonly now: Date; readonly zone: string } {
  return { now: records.now(), zone: records.zone };
}
