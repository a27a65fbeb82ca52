import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { tables } from '#shared/domain/registry.ts';
import { searchPeople } from './find-people.ts';
import {
  createPerson,
  isVettedOn,
  type PersonFields,
  setVetting,
  updatePerson,
  type VettingFields,
} from './people.ts';
import { type PeopleReader, readPerson } from './person-views.ts';
import { advisor, entry, openRecords, otherPrison, prison, today } from './records-fixture.ts';
import { capabilityAreas, findInstitutions, referenceOptions } from './reference.ts';
import type { TestDatabase } from './test-database.ts';

const reader: PeopleReader = { advisorId: 7, mayReadRestricted: false, mayReadContact: true };
const viewer: PeopleReader = { ...reader, mayReadContact: false };

const personFields: PersonFields = {
  nameAr: 'حيدر كاظم جاسم الساعدي',
  nameLatin: 'Haider Kadhim Jasim Al-Saadi',
  sex: 'male',
  birthDate: '1979-07-01',
  rankCode: 'SHURTI',
  post: null,
  unit: 'Basrah Central',
  institutionId: prison,
  governorateCode: 'IQ-BA',
  badge: 'B-1001',
  phone: '0770 123 4567',
  note: 'met in 2008',
};

let db: TestDatabase;
beforeEach(() => {
  db = openRecords();
});
afterEach(() => db.dispose());

const create = (fields: Partial<PersonFields> = {}): number =>
  db.commit(advisor, (tx) => createPerson(tx, advisor, { ...personFields, ...fields }, entry.now)).value;

const vetting: Omit<VettingFields, 'personId'> = {
  status: 'approved',
  caseNumber: 'V-1',
  decidedOn: '2009-01-10',
  validUntil: null,
  reason: null,
};

describe('a person', () => {
  it('keeps the name as submitted, its parts, the site, and a mark on placeholder dates of birth', () => {
    const row = db.read.get(tables.person, { id: create() });
    expect(row).toMatchObject({
      site: 'NIN',
      name_ar: personFields.nameAr,
      given_ar: 'حيدر',
      father_ar: 'كاظم',
      laqab_ar: 'الساعدي',
      birth_placeholder: 1,
      entered_by: 7,
    });
    expect(db.read.get(tables.person, { id: create({ birthDate: '1979-07-02' }) })?.birth_placeholder).toBe(
      0,
    );
  });

  it('is refused without a name, or with a rank that does not exist, and nothing is changed', () => {
    expect(() => create({ nameAr: ' ', nameLatin: '' })).toThrow('needs a name');
    expect(() => create({ rankCode: 'EMPEROR' })).toThrow('no such rank');
    expect(() => create({ institutionId: 5 })).toThrow('no such institution');
    expect(db.read.one('SELECT 1 AS one FROM person')).toBeUndefined();
  });

  it('shows phone, badge, birth date and note only to those who may see them', () => {
    const id = create();
    expect(readPerson(db.read, reader, id)).toMatchObject({
      badge: 'B-1001',
      phone: '0770 123 4567',
      birthDate: '1979-07-01',
      note: 'met in 2008',
      rank: { en: 'Policeman', ar: 'شرطي' },
      state: 'saved_here',
    });
    expect(readPerson(db.read, viewer, id)).toMatchObject({
      nameLatin: personFields.nameLatin,
      badge: null,
      phone: null,
      birthDate: null,
      note: null,
    });
  });

  it('can be corrected field by field', () => {
    const id = create();
    db.commit(advisor, (tx) => updatePerson(tx, id, { badge: ' 77 ', institutionId: otherPrison }));
    expect(db.read.get(tables.person, { id })).toMatchObject({
      badge: '77',
      institution_id: otherPrison,
      name_ar: personFields.nameAr,
    });
    expect(() => db.commit(advisor, (tx) => updatePerson(tx, 12, { badge: '1' }))).toThrow('no such person');
  });
});

describe('finding people', () => {
  it('finds a name written in the other script, the nearest first', () => {
    const haider = create();
    create({ nameAr: 'حيدر محمود عباس الجبوري', nameLatin: 'Haydar Mahmoud Abbas Al-Jubouri', badge: null });
    expect(searchPeople(db.read, reader, 'Hayder Kazim', 10)[0]?.id).toBe(haider);
    expect(searchPeople(db.read, reader, 'حيدر كاظم', 10)[0]?.id).toBe(haider);
  });

  it('lists those entered last while nothing is typed, and never more than asked for', () => {
    create();
    create({ badge: null });
    expect(searchPeople(db.read, reader, '', 1)).toHaveLength(1);
    expect(searchPeople(db.read, reader, 'zzzz', 10)).toEqual([]);
  });
});

describe('vetting', () => {
  const set = (personId: number, fields: Partial<VettingFields> = {}): number =>
    db.commit(advisor, (tx) => setVetting(tx, { ...vetting, personId, ...fields }, today)).value;

  it('that is approved without an end is valid for the days of the setting', () => {
    const id = set(create());
    expect(db.read.get(tables.vetting, { id })).toMatchObject({ valid_until: '2010-01-10', site: 'NIN' });
  });

  it('counts by the case decided last, whenever it was typed in', () => {
    const person = create();
    set(person, { status: 'rejected', decidedOn: '2009-02-01' });
    set(person, { status: 'approved', decidedOn: '2008-02-01' });
    expect(readPerson(db.read, reader, person).vetting).toBe('rejected');
  });

  it('takes a reason only for "not required", and needs it there', () => {
    const person = create();
    expect(() => set(person, { status: 'not_required' })).toThrow('Say why');
    expect(() => set(person, { status: 'rejected', reason: 'hearsay' })).toThrow('Only');
    expect(() => set(person, { validUntil: '2009-01-09' })).toThrow('ends before');
    expect(db.read.one('SELECT 1 AS one FROM vetting')).toBeUndefined();
  });

  it('must be approved and unexpired on the first day', () => {
    expect(isVettedOn({ status: 'approved', validUntil: '2009-03-01' }, '2009-03-01')).toBe(true);
    expect(isVettedOn({ status: 'approved', validUntil: '2009-02-28' }, '2009-03-01')).toBe(false);
    expect(isVettedOn({ status: 'submitted', validUntil: null }, '2009-03-01')).toBe(false);
    expect(isVettedOn({ status: 'not_required', validUntil: null }, '2009-03-01')).toBe(true);
    expect(isVettedOn({ status: null, validUntil: null }, '2009-03-01')).toBe(false);
  });
});

describe('the lists of reference data', () => {
  it('offer every kind, courses of one programme when asked', () => {
    for (const list of ['course', 'rank', 'governorate', 'site', 'institution_type', 'advisor'] as const) {
      expect(referenceOptions(db.read, { list }).length, list).toBeGreaterThan(1);
    }
    const courses = referenceOptions(db.read, { list: 'course', programme: 'corrections' });
    expect(courses.map(({ value }) => value)).toContain('ICS-BAS');
    expect(courses.map(({ value }) => value)).not.toContain('IPS-BAS');
  });

  it('find institutions by any spelling and facilities alone when asked', () => {
    const find = (text: string, facilitiesOnly = false) =>
      findInstitutions(db.read, { text, facilitiesOnly, limit: 200 });
    expect(find('مديريه شرطه نينوي')[0]?.name.en).toBe('Ninewa Provincial Police Headquarters');
    expect(find('nineveh')[0]?.name.en).toBe('Ninewa Provincial Police Headquarters');
    expect(find('', true).every(({ isFacility }) => isFacility)).toBe(true);
    expect(find('').length).toBeGreaterThan(find('', true).length);
  });

  it('give capability areas with the levels of their scale', () => {
    const areas = capabilityAreas(db.read, 'police');
    expect(areas.length).toBeGreaterThan(0);
    expect(areas.every(({ levels }) => levels.length > 1)).toBe(true);
  });
});
