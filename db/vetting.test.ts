import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { tables } from '#shared/domain/registry.ts';
import { createPerson, type PersonFields } from './people.ts';
import { type PeopleReader, readPerson } from './person-views.ts';
import { advisor, entry, openRecords, today } from './records-fixture.ts';
import type { TestDatabase } from './test-database.ts';
import { type RecordedCase, recordVetting, takeBackVetting, type VettingRecord } from './vetting.ts';

const reader: PeopleReader = { advisorId: 7, mayReadRestricted: false, mayReadContact: true };

const nobody: PersonFields = {
  nameAr: 'حيدر كاظم جاسم الساعدي',
  nameLatin: 'Haider Kadhim Jasim Al-Saadi',
  sex: 'male',
  birthDate: null,
  rankCode: null,
  post: null,
  unit: null,
  institutionId: null,
  governorateCode: null,
  badge: 'B-1001',
  phone: null,
  note: null,
};
const nothing: Omit<VettingRecord, 'personId'> = {
  caseId: null,
  status: 'submitted',
  caseNumber: null,
  submittedOn: null,
  decidedOn: null,
  validUntil: null,
  reason: null,
};

let db: TestDatabase;
let personId: number;
beforeEach(() => {
  db = openRecords();
  personId = create();
});
afterEach(() => db.dispose());

const create = (fields: Partial<PersonFields> = {}): number =>
  db.commit(advisor, (tx) => createPerson(tx, advisor, { ...nobody, ...fields }, entry.now)).value;
const record = (fields: Partial<VettingRecord>): RecordedCase =>
  db.commit(advisor, (tx) => recordVetting(tx, { ...nothing, personId, ...fields }, today)).value;
const takeBack = (...recorded: readonly RecordedCase[]): void => {
  db.commit(advisor, (tx) => takeBackVetting(tx, recorded));
};
const caseOf = (id: number) => db.read.get(tables.vetting, { id });

describe('a vetting case', () => {
  it('keeps the day of its submission and its number when it is decided', () => {
    const { id } = record({ caseNumber: ' V-17 ', submittedOn: '2009-01-05' });
    const decided = {
      caseId: id,
      status: 'approved',
      caseNumber: 'V-17',
      submittedOn: '2009-01-05',
    } as const;
    expect(record({ ...decided, decidedOn: '2009-02-10' }).id).toBe(id);
    expect(caseOf(id)).toMatchObject({
      status: 'approved',
      case_number: 'V-17',
      submitted_on: '2009-01-05',
      decided_on: '2009-02-10',
      valid_until: '2010-02-10',
    });
  });

  it('that is decided without a day is decided today, so that it counts from now on', () => {
    record({ status: 'approved', decidedOn: '2009-02-10' });
    record({ status: 'suspended' });
    expect(readPerson(db.read, reader, personId).vetting).toBe('suspended');
  });

  it.each([
    [
      'decided before it was submitted',
      { status: 'approved', submittedOn: '2009-02-10', decidedOn: '2009-02-09' },
    ],
    ['ends before it was decided', { status: 'approved', decidedOn: '2009-02-10', validUntil: '2009-02-09' }],
    ['Only an approval has an end', { status: 'submitted', validUntil: '2010-02-09' }],
    ['Only an approval has an end', { status: 'rejected', validUntil: '2010-02-09' }],
  ] as const)('is refused when it is wrong in itself: %s', (message, fields) => {
    expect(() => record(fields)).toThrow(message);
    expect(db.read.one('SELECT 1 AS one FROM vetting')).toBeUndefined();
  });

  it('of somebody else is never changed by mistake', () => {
    const other = create({ badge: 'B-2' });
    const { id } = record({ personId: other });
    expect(() => record({ caseId: id, status: 'approved' })).toThrow('no such vetting');
    expect(caseOf(id)).toMatchObject({ person_id: other, status: 'submitted' });
  });

  it('goes back to what it was, and one that was new goes away', () => {
    const made = record({ caseNumber: 'V-1', submittedOn: '2009-01-05' });
    const decided = record({
      caseId: made.id,
      status: 'rejected',
      caseNumber: 'V-1',
      submittedOn: '2009-01-05',
    });
    takeBack(decided);
    expect(caseOf(made.id)).toMatchObject({ status: 'submitted', case_number: 'V-1', decided_on: null });
    takeBack(made);
    expect(caseOf(made.id)).toBeUndefined();
  });

  it('is not taken back once somebody changed one of them, nor are those with it', () => {
    const one = record({ caseNumber: 'V-1' });
    const two = record({ caseNumber: 'V-2', personId: create({ badge: 'B-2' }) });
    record({ caseId: one.id, status: 'approved' });
    expect(() => takeBack(two, one)).toThrow('changed since');
    expect(caseOf(two.id)).toBeDefined();
  });
});

describe('the case by which a person is judged', () => {
  const standing = () => {
    const { vetting, vettingValidUntil } = readPerson(db.read, reader, personId);
    return [vetting, vettingValidUntil];
  };

  it('stays an approval while its renewal waits, and is the renewal once that is decided', () => {
    record({ status: 'approved', decidedOn: '2008-04-01' });
    const { id } = record({ submittedOn: '2009-02-20' });
    expect(standing()).toEqual(['approved', '2009-04-01']);
    record({ caseId: id, status: 'rejected', decidedOn: '2009-02-25' });
    expect(standing()).toEqual(['rejected', null]);
  });

  it('is what waits, after a refusal', () => {
    record({ status: 'approved', decidedOn: '2007-04-01' });
    record({ status: 'rejected', decidedOn: '2008-04-01' });
    record({ submittedOn: '2009-02-20' });
    expect(standing()).toEqual(['submitted', null]);
  });
});
