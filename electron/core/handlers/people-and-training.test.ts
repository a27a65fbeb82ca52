import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ChannelName, channels } from '#shared/ipc/channels.ts';
import { dumpRecords, type TestRecords, testRecords } from '../records-fixture.ts';
import { peopleHandlers, referenceHandlers } from './people.ts';
import { searchHandlers, todayHandlers } from './today.ts';
import { trainingHandlers } from './training.ts';

let records: TestRecords;
let viewer: TestRecords;
let personId: number;

const person = channels['people.create'].request.parse({
  nameAr: 'حيدر كاظم جاسم الساعدي',
  nameLatin: 'Haider Kadhim Jasim Al-Saadi',
  badge: 'B-1001',
  phone: '0770 123 4567',
  unit: 'Basrah Central',
});
const event = channels['training.create'].request.parse({
  event: {
    courseCode: 'IPS-TIP',
    programme: 'police',
    venue: 'Academy',
    startDate: '2009-03-01',
    endDate: '2009-03-05',
    language: 'ar',
  },
  sessions: [{ day: '2009-03-01', slot: 'am', hours: 3, topic: 'Law' }],
});

beforeEach(async () => {
  records = testRecords();
  viewer = testRecords('viewer', records.db);
  personId = (await peopleHandlers['people.create'](person, records)).id;
});
afterEach(() => records.db.dispose());

const parsed = <C extends ChannelName>(channel: C, reply: unknown): unknown =>
  channels[channel].reply.parse(reply);

describe('a viewer', () => {
  it('reads people, but no badge and no phone, in no list, profile or search', async () => {
    const replies = [
      await peopleHandlers['people.search']({ text: 'حيدر', limit: 10 }, viewer),
      await peopleHandlers['people.get']({ id: personId }, viewer),
      await searchHandlers['search.everywhere']({ text: 'Haider', limit: 10 }, viewer),
      await searchHandlers['search.everywhere']({ text: 'B-1001', limit: 10 }, viewer),
    ];
    const text = JSON.stringify(replies);
    expect(text).toContain('Basrah Central');
    expect(text).not.toContain('1001');
    expect(text).not.toContain('4567');
  });

  it('changes nothing', async () => {
    const { id: eventId } = await trainingHandlers['training.create'](event, records);
    const before = dumpRecords(records.db);
    const marks = [{ sessionId: 1, personId, mark: 'present', minutes: null } as const];
    const attempts = [
      () => peopleHandlers['people.create'](person, viewer),
      () => peopleHandlers['people.update']({ id: personId, patch: { unit: 'x' } }, viewer),
      () => trainingHandlers['training.create'](event, viewer),
      () => trainingHandlers['training.enrol']({ eventId, personIds: [personId], unvetted: 'wait' }, viewer),
      () => trainingHandlers['training.mark']({ marks }, viewer),
      () => trainingHandlers['training.setReport']({ eventId, report: 'x' }, viewer),
    ];
    for (const attempt of attempts) expect(attempt).toThrow('role');
    expect(dumpRecords(records.db)).toEqual(before);
  });
});

describe('the replies of the handlers', () => {
  it('fit their channels, from the first person to the last mark', async () => {
    const { id: eventId } = await trainingHandlers['training.create'](event, records);
    await trainingHandlers['training.enrol']({ eventId, personIds: [personId], unvetted: 'wait' }, records);
    const [session] = (await trainingHandlers['training.get']({ eventId }, records)).sessions;
    const sessionId = session?.id ?? 0;
    const mark = (code: 'late' | null, minutes: number | null) =>
      trainingHandlers['training.mark']({ marks: [{ sessionId, personId, mark: code, minutes }] }, records);
    parsed('training.mark', await mark('late', 10));
    const undone = await mark(null, null);
    expect(undone.before).toEqual([{ sessionId, personId, mark: 'late', minutes: 10 }]);
    parsed('training.mark', undone);
    parsed('training.get', await trainingHandlers['training.get']({ eventId }, records));
    parsed('training.list', await trainingHandlers['training.list']({ text: '' }, records));
    parsed('people.get', await peopleHandlers['people.get']({ id: personId }, records));
    parsed('people.search', await peopleHandlers['people.search']({ text: '', limit: 5 }, records));
    parsed('today.get', await todayHandlers['today.get'](undefined, records));
    parsed('reference.options', await referenceHandlers['reference.options']({ list: 'course' }, records));
    const areas = { programme: 'corrections' } as const;
    parsed('reference.capabilityAreas', await referenceHandlers['reference.capabilityAreas'](areas, records));
  });
});
