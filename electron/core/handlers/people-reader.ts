import type { PeopleReader } from '#db/person-views.ts';
import type { Records } from '../handler.ts';

/**
 * @param records the open records
 * @returns the person who is signed in, as views of people take them
 */
export function peopleReader(records: Records): PeopleReader {
  return {
    advisorId: records.author.advisorId,
    mayReadRestricted: records.may('restricted.read'),
    mayReadContact: records.may('people.contact'),
  };
}
