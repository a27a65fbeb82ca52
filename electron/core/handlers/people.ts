import { searchPeople } from '#db/find-people.ts';
import { createPerson, setVetting, updatePerson } from '#db/people.ts';
import { readPerson } from '#db/person-views.ts';
import { capabilityAreas, findInstitutions, referenceOptions } from '#db/reference.ts';
import type { HandlersOf } from '../handler.ts';
import { peopleReader } from './people-reader.ts';

/** Handlers of people: trainees and counterparts. */
export const peopleHandlers: HandlersOf<'people'> = {
  'people.search': ({ text, limit }, records) => {
    records.permit('records.read');
    return [...searchPeople(records.db.read, peopleReader(records), text, limit)];
  },
  'people.get': ({ id }, records) => {
    records.permit('records.read');
    return readPerson(records.db.read, peopleReader(records), id);
  },
  'people.create': (fields, records) => {
    records.permit('records.write');
    const { value } = records.db.commit(records.author, (tx) =>
      createPerson(tx, records.author, fields, records.now()),
    );
    return { id: value };
  },
  'people.update': ({ id, patch }, records) => {
    records.permit('records.write');
    records.db.commit(records.author, (tx) => updatePerson(tx, id, patch));
  },
  'people.setVetting': (fields, records) => {
    records.permit('records.write');
    const { value } = records.db.commit(records.author, (tx) => setVetting(tx, fields, records.today()));
    return { id: value };
  },
};

/** Handlers of the lists of reference data. */
export const referenceHandlers: HandlersOf<'reference'> = {
  'reference.options': (request, records) => {
    records.permit('records.read');
    return [...referenceOptions(records.db.read, request)];
  },
  'reference.institutions': (request, records) => {
    records.permit('records.read');
    return [...findInstitutions(records.db.read, request)];
  },
  'reference.capabilityAreas': ({ programme }, records) => {
    records.permit('records.read');
    return [...capabilityAreas(records.db.read, programme)];
  },
};
