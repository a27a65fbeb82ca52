import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { VettingList, VettingQuery } from '#shared/ipc/vetting.ts';
import { createPerson, type PersonFields } from './people.ts';
import type { PeopleReader } from './person-views.ts';
import { advisor, entry, openRecords, today } from './records-fixture.ts';
import type { TestDatabase } from './test-database.ts';
import { recordVetting, type VettingRecord } from './vetting.ts';
import { vettingCases } from './vetting-cases.ts';
import { countVetting, listVetting } from './vetting-list.ts';

const reader: PeopleReader = { advisorId: 7, mayReadRestricted: false, mayReadContact: true };
const withoutContact: PeopleReader = { ...reader, mayReadContact: false };

const somebody: Omit<PersonFields, 'nameLatin'> = {
  nameAr: '',
  sex: 'male',
  birthDate: null,
  rankCode: null,
  post: null,
  unit: null,
  institutionId: null,
  governorateCode: null,
  badge: null,
  phone: null,
  note: null,
};
const undecided: Omit<VettingRecord, 'personId' | 'status'> = {
  caseId: null,
  caseNumber: null,
  submittedOn: null,
  decidedOn: null,
  validUntil: null,
  reason: null,
};

let db: TestDatabase;
beforeEach(() => {
  db = openRecords();
});
afterEach(() => db.dispose());

const person = (nameLatin: string): number =>
  db.commit(advisor, (tx) => createPerson(tx, advisor, { ...somebody, nameLatin }, entry.now)).value;
const record = (personId: number, fields: Partial<VettingRecord> & Pick<VettingRecord, 'status'>): number =>
  db.commit(advisor, (tx) => recordVetting(tx, { ...undecided, personId, ...fields }, today)).value.id;
const approvedUntil = (nameLatin: string, validUntil: string): number => {
  const personId = person(nameLatin);
  record(personId, { status: 'approved', decidedOn: '2008-03-01', validUntil });
  return personId;
};
const submittedOn = (nameLatin: string, day: string): number => {
  const personId = person(nameLatin);
  record(personId, { status: 'submitted', submittedOn: day, caseNumber: 'V-9' });
  return personId;
};
const namesOf = (list: VettingList): readonly (string | null)[] =>
  listVetting(db.read, reader, { of: 'list', list }, today).rows.map((row) => row.person.nameLatin);

describe('the lists of vetting', () => {
  it('hold who ends within 30, 60 and 90 days, the soonest first, and apart who has ended', () => {
    approvedUntil('In Ninety', '2009-05-30');
    approvedUntil('Too Late', '2009-05-31');
    approvedUntil('In Thirty', '2009-03-31');
    approvedUntil('Ends Today', '2009-03-01');
    approvedUntil('Ended Yesterday', '2009-02-28');
    expect(namesOf('within_30')).toEqual(['Ends Today', 'In Thirty']);
    expect(namesOf('within_60')).toEqual(['Ends Today', 'In Thirty']);
    expect(namesOf('within_90')).toEqual(['Ends Today', 'In Thirty', 'In Ninety']);
    expect(namesOf('expired')).toEqual(['Ended Yesterday']);
  });

  it('leave out who was approved anew: the old approval no longer counts', () => {
    const renewed = approvedUntil('Was Renewed', '2009-03-10');
    record(renewed, { status: 'approved', decidedOn: '2009-02-20', validUntil: '2010-02-20' });
    expect(namesOf('within_90')).toEqual([]);
  });

  it('keep who asked for a renewal both among those that end and among those that wait', () => {
    const renewing = approvedUntil('Renews Now', '2009-03-10');
    record(renewing, { status: 'submitted', submittedOn: '2009-02-25' });
    expect(namesOf('within_30')).toEqual(['Renews Now']);
    expect(namesOf('waiting')).toEqual(['Renews Now']);
  });

  it('call a case long in waiting only after the days that the office is given', () => {
    submittedOn('Thirty Days', '2009-01-30');
    submittedOn('Thirty One Days', '2009-01-29');
    expect(namesOf('waiting')).toEqual(['Thirty One Days', 'Thirty Days']);
    expect(namesOf('waiting_long')).toEqual(['Thirty One Days']);
  });

  it('hold as never asked for who has no case, or one that was not handed in', () => {
    record(person('Not Handed In'), { status: 'not_submitted' });
    person('Without A Case');
    submittedOn('Asked For', '2009-02-20');
    expect([...namesOf('not_asked')].sort()).toEqual(['Not Handed In', 'Without A Case']);
  });

  it('are counted as they are listed', () => {
    approvedUntil('Ends Soon', '2009-03-20');
    submittedOn('Waits Long', '2009-01-01');
    person('Never Asked');
    expect(countVetting(db.read, today)).toEqual({
      counts: {
        expired: 0,
        within_30: 1,
        within_60: 1,
        within_90: 1,
        waiting_long: 1,
        waiting: 1,
        not_asked: 1,
      },
      leadDays: 30,
    });
  });

  it('give the days that are left, and case numbers only to those who may read them', () => {
    const ends = approvedUntil('Ends Soon', '2009-03-20');
    const waits = submittedOn('Waits', '2009-02-20');
    const query: VettingQuery = { of: 'people', personIds: [waits, ends] };
    expect(listVetting(db.read, reader, query, today).rows).toMatchObject([
      { daysLeft: null, waiting: { caseNumber: 'V-9', submittedOn: '2009-02-20' }, next: null },
      { daysLeft: 19, waiting: null, next: null },
    ]);
    expect(listVetting(db.read, withoutContact, query, today).rows[0]?.waiting).toEqual({
      caseNumber: null,
      submittedOn: '2009-02-20',
    });
  });

  it('find anybody by name', () => {
    const wanted = person('Haider Kadhim');
    person('Somebody Else');
    const { rows, total } = listVetting(db.read, reader, { of: 'search', text: 'haider' }, today);
    expect([rows.map((row) => row.person.id), total]).toEqual([[wanted], 1]);
  });

  it('refuse the roster of a training that is not here', () => {
    expect(() => listVetting(db.read, reader, { of: 'roster', eventId: 999 }, today)).toThrow(
      expect.objectContaining({ code: 'not_found' }),
    );
  });
});

describe('the vetting history of a person', () => {
  it('has the last case first and says which one counts and which one waits', () => {
    const personId = approvedUntil('Renews Now', '2009-03-10');
    record(personId, { status: 'submitted', submittedOn: '2009-02-25', caseNumber: 'V-2' });
    expect(vettingCases(db.read, reader, personId)).toMatchObject([
      { status: 'submitted', caseNumber: 'V-2', standing: false, waiting: true },
      { status: 'approved', validUntil: '2009-03-10', standing: true, waiting: false },
    ]);
  });

  it('keeps case numbers and reasons from those without the right, and shows them the status', () => {
    const personId = person('Excused');
    record(personId, { status: 'not_required', reason: 'Local staff', caseNumber: 'V-3' });
    expect(vettingCases(db.read, withoutContact, personId)).toMatchObject([
      { status: 'not_required', caseNumber: null, reason: null, standing: true },
    ]);
  });
});
