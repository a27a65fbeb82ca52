import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { OutpostError } from '#shared/errors.ts';
import { listActions } from './action-views.ts';
import { createAction } from './actions.ts';
import { rateCapability } from './capability-ratings.ts';
import type { WritableDb } from './database.ts';
import { createVisit, removeVisit, restoreVisit, updateVisit, type VisitFields } from './mentoring.ts';
import {
  advisor,
  entry,
  inspector,
  openRecords,
  otherPrison,
  outsider,
  planOfQuery,
  prison,
  today,
} from './records-fixture.ts';
import type { TestDatabase } from './test-database.ts';
import { saveCounterpart, saveIssue, setVisitAdvisors, setVisitTopics } from './visit-parts.ts';
import { listVisits, readVisit, visitListSql } from './visit-views.ts';

let db: TestDatabase;
beforeEach(() => {
  db = openRecords();
});
afterEach(() => db.dispose());

const form: VisitFields = {
  programme: 'police',
  institutionId: prison,
  day: '2009-03-01',
  startTime: '09:00',
  endTime: '11:30',
  mode: 'in_person',
  cancelReason: null,
  interpreter: 'Sami',
  objectives: 'Review the duty roster',
  activities: 'Walked the shifts with the deputy director',
  observations: null,
  recommendations: null,
  equipmentSeen: null,
  trainingNeeds: null,
  nextVisit: '2009-03-15',
  sensitivity: 'internal',
};

const write = <R>(work: (tx: WritableDb) => R): R => db.commit(advisor, work).value;
const create = (fields: Partial<VisitFields> = {}): number =>
  write((tx) => createVisit(tx, advisor, { ...form, ...fields }, entry));
const list = (reader = inspector, text = '') => listVisits(db.read, reader, { text });

function problemOf(work: () => unknown): Pick<OutpostError, 'code' | 'details'> {
  try {
    work();
  } catch (thrown) {
    return thrown as OutpostError;
  }
  throw new Error('nothing was refused');
}

describe('a mentoring visit', () => {
  test('reads back as it was entered, with its author as the first advisor', () => {
    const id = create();
    const visit = readVisit(db.read, inspector, id, today);
    expect(visit.input).toEqual(form);
    expect(visit.advisorIds).toEqual([7]);
    expect(visit.summary).toMatchObject({
      advisors: ['Karim Haddad'],
      excerpt: 'Walked the shifts with the deputy director',
      state: 'saved_here',
      hidden: false,
    });
  });

  test('every row that belongs to it carries its site', () => {
    const id = create();
    write((tx) => {
      setVisitTopics(tx, inspector, id, ['Rosters']);
      setVisitAdvisors(tx, inspector, id, [7, 8]);
      saveCounterpart(tx, inspector, id, { personId: null, name: null, rankCode: null, post: 'Deputy' });
      saveIssue(tx, inspector, id, { description: 'No log book', severity: 'major', status: 'open' });
      rateCapability(tx, inspector, { visitId: id, areaCode: 'POL-MAN', level: 2, evidence: 'Seen' });
    });
    for (const table of [
      'visit_topic',
      'visit_advisor',
      'visit_counterpart',
      'visit_issue',
      'capability_rating',
    ]) {
      expect(db.read.all(`SELECT DISTINCT site FROM ${table} WHERE visit_id = ?`, id)).toEqual([
        { site: 'NIN' },
      ]);
    }
  });

  test('refuses times that run backwards, an unknown institution, and a cancellation without reason', () => {
    const refused = (fields: Partial<VisitFields>) => problemOf(() => create(fields)).details.field;
    expect(refused({ endTime: '08:00' })).toBe('endTime');
    expect(refused({ nextVisit: '2009-02-01' })).toBe('nextVisit');
    expect(refused({ institutionId: 999 })).toBe('institutionId');
    expect(refused({ mode: 'cancelled', cancelReason: ' ' })).toBe('cancelReason');
    expect(list()).toEqual([]);
  });

  test('loses the reason for its cancellation when it took place after all', () => {
    const id = create({ mode: 'cancelled', cancelReason: 'Road closed' });
    write((tx) => updateVisit(tx, inspector, id, { mode: 'phone' }, entry));
    expect(readVisit(db.read, inspector, id, today).input).toMatchObject({
      mode: 'phone',
      cancelReason: null,
    });
  });

  test('keeps topics in the order of the form', () => {
    const id = create();
    const topics = () => readVisit(db.read, inspector, id, today).topics.map(({ topic }) => topic);
    write((tx) => setVisitTopics(tx, inspector, id, ['Rosters', 'Keys', 'Searches']));
    write((tx) => setVisitTopics(tx, inspector, id, ['Keys', 'Rosters']));
    expect(topics()).toEqual(['Keys', 'Rosters']);
  });

  test('a part of one visit cannot be saved under another', () => {
    const [first, second] = [create(), create()];
    const post = { personId: null, name: null, rankCode: null, post: 'Deputy' };
    const counterpart = write((tx) => saveCounterpart(tx, inspector, first, post));
    expect(
      problemOf(() => write((tx) => saveCounterpart(tx, inspector, second, { ...post, id: counterpart })))
        .code,
    ).toBe('not_found');
  });

  test('leaves lists when it is removed and comes back with what went with it, and nothing else', () => {
    const id = create();
    write((tx) => setVisitTopics(tx, inspector, id, ['Rosters', 'Keys']));
    write((tx) => setVisitTopics(tx, inspector, id, ['Rosters']));
    write((tx) =>
      createAction(
        tx,
        advisor,
        inspector,
        {
          description: 'Bring a log book',
          owner: 'PRT',
          side: 'ours',
          due: null,
          programme: 'police',
          visitId: id,
          findingId: null,
          institutionId: null,
        },
        entry.now,
      ),
    );
    const before = readVisit(db.read, inspector, id, today);
    write((tx) => removeVisit(tx, inspector, id));
    expect(list()).toEqual([]);
    expect(listActions(db.read, inspector, { status: 'all', text: '' }, today)).toEqual([]);
    expect(problemOf(() => readVisit(db.read, inspector, id, today)).code).toBe('not_found');
    write((tx) => restoreVisit(tx, id));
    expect(readVisit(db.read, inspector, id, today)).toEqual(before);
    expect(problemOf(() => write((tx) => restoreVisit(tx, id))).code).toBe('not_found');
  });

  test('is found by institution, programme and words, newest first', () => {
    create({ day: '2009-02-01' });
    create({ institutionId: otherPrison, programme: 'corrections', activities: 'Counted beds' });
    expect(list().map(({ day }) => day)).toEqual(['2009-03-01', '2009-02-01']);
    expect(listVisits(db.read, inspector, { text: '', institutionId: otherPrison })).toHaveLength(1);
    expect(listVisits(db.read, inspector, { text: '', programme: 'police' })).toHaveLength(1);
    expect(list(inspector, 'BEDS')).toHaveLength(1);
    expect(list(inspector, 'nothing like it')).toEqual([]);
  });
});

describe('a confidential visit', () => {
  const secret = 'Allegation about the night shift';

  test('shows place and day alone to others without the right, also in lists and filters', () => {
    const id = create({ sensitivity: 'confidential', activities: secret });
    write((tx) => setVisitTopics(tx, inspector, id, [secret]));
    write((tx) =>
      saveIssue(tx, inspector, id, { description: secret, severity: 'critical', status: 'open' }),
    );
    const seen = readVisit(db.read, outsider, id, today);
    expect(JSON.stringify(seen)).not.toContain(secret);
    expect(seen.summary).toMatchObject({ hidden: true, excerpt: null, day: '2009-03-01' });
    expect(JSON.stringify(list(outsider))).not.toContain(secret);
    expect(list(outsider, 'allegation')).toEqual([]);
    expect(list(inspector, 'allegation')).toHaveLength(1);
  });

  test('cannot be changed by those who cannot see it', () => {
    const id = create({ sensitivity: 'confidential' });
    const refused = [
      () => write((tx) => updateVisit(tx, outsider, id, { activities: 'x' }, entry)),
      () => write((tx) => setVisitTopics(tx, outsider, id, [])),
      () => write((tx) => removeVisit(tx, outsider, id)),
      () =>
        write((tx) =>
          rateCapability(tx, outsider, { visitId: id, areaCode: 'POL-MAN', level: 1, evidence: 'x' }),
        ),
    ];
    for (const attempt of refused) expect(problemOf(attempt).code).toBe('not_permitted');
  });

  test('stays open to its author and to those who took part', () => {
    const id = create({ sensitivity: 'confidential', activities: secret });
    expect(readVisit(db.read, { advisorId: 7, mayReadRestricted: false }, id, today).summary.hidden).toBe(
      false,
    );
    write((tx) => setVisitAdvisors(tx, inspector, id, [7, 8]));
    expect(readVisit(db.read, outsider, id, today).input.activities).toBe(secret);
  });

  test('keeps what was agreed in it out of the list of actions', () => {
    const id = create({ sensitivity: 'confidential' });
    const action = {
      description: secret,
      owner: '',
      side: 'ours',
      due: null,
      programme: 'police',
      visitId: id,
      findingId: null,
      institutionId: null,
    } as const;
    write((tx) => createAction(tx, advisor, inspector, action, entry.now));
    expect(listActions(db.read, outsider, { status: 'all', text: '' }, today)).toEqual([]);
    expect(listActions(db.read, inspector, { status: 'all', text: '' }, today)).toHaveLength(1);
    expect(problemOf(() => write((tx) => createAction(tx, advisor, outsider, action, entry.now))).code).toBe(
      'not_permitted',
    );
  });
});

describe('a capability rating', () => {
  const rate = (visitId: number, level: number | null, evidence = 'Read the roster', areaCode = 'POL-MAN') =>
    write((tx) => rateCapability(tx, inspector, { visitId, areaCode, level, evidence }));
  const rating = (visitId: number, areaCode = 'POL-MAN') =>
    readVisit(db.read, inspector, visitId, today).ratings.find((each) => each.areaCode === areaCode);

  test('needs evidence and a level of its scale', () => {
    const id = create();
    expect(problemOf(() => rate(id, 2, '  ')).details.field).toBe('evidence');
    expect(problemOf(() => rate(id, 99)).details.field).toBe('level');
    expect(problemOf(() => rate(id, 1, 'x', 'NO-SUCH')).details.field).toBe('areaCode');
  });

  test('keeps scale and direction, and can be taken back', () => {
    const id = create();
    rate(id, 1);
    rate(id, 5, 'Trains alone', 'POL-INV');
    expect(rating(id)).toMatchObject({ scaleCode: 'TRA', direction: 'low_is_best', level: 1 });
    expect(rating(id, 'POL-INV')).toMatchObject({
      scaleCode: 'MATURITY5',
      direction: 'high_is_best',
      level: 5,
    });
    rate(id, null);
    expect(rating(id)).toMatchObject({ level: null, evidence: '' });
  });

  test('stands beside the last one of the same institution on the same scale', () => {
    const earlier = create({ day: '2009-01-10' });
    const elsewhere = create({ day: '2009-02-10', institutionId: otherPrison });
    rate(earlier, 3, 'Roster kept by hand');
    rate(elsewhere, 1);
    const id = create();
    expect(rating(id)?.previous).toMatchObject({
      level: 3,
      day: '2009-01-10',
      evidence: 'Roster kept by hand',
    });
    expect(rating(earlier)?.previous).toBeNull();
  });

  test('is not compared across scales', () => {
    const earlier = create({ day: '2009-01-10' });
    rate(earlier, 3);
    db.store.run("UPDATE capability_rating SET scale_code = 'MATURITY5' WHERE visit_id = ?", earlier);
    expect(rating(create())?.previous).toBeNull();
  });

  test('follows the visit to the institution that it really was', () => {
    const earlier = create({ day: '2009-01-10' });
    rate(earlier, 3);
    write((tx) => updateVisit(tx, inspector, earlier, { institutionId: otherPrison }, entry));
    expect(rating(create())?.previous).toBeNull();
    expect(rating(create({ institutionId: otherPrison }))?.previous?.level).toBe(3);
  });
});

test('the list of one institution uses its index', () => {
  const plan = planOfQuery(db, visitListSql('v.institution_id = ? AND '), 7, 7, prison);
  expect(plan).toContain('mentoring_visit_by_institution_id_day (institution_id=?');
  expect(plan).not.toContain('SCAN v');
});
