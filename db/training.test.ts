import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { tables } from '#shared/domain/registry.ts';
import type { MarkView } from '#shared/ipc/training.ts';
import { setMarks } from './attendance.ts';
import { enrol, setEnrolment } from './enrolments.ts';
import { createPerson, setVetting } from './people.ts';
import type { PeopleReader } from './person-views.ts';
import { advisor, entry, openRecords, planOfQuery, today } from './records-fixture.ts';
import { removeSession, restoreSession, type SessionFields, updateSession } from './sessions.ts';
import type { TestDatabase } from './test-database.ts';
import { readToday, sessionsBetweenSql } from './today.ts';
import { createTraining, setTrainingStatus, type TrainingFields, updateTraining } from './training.ts';
import { listTrainings, markCountsSql, readTraining } from './training-views.ts';

const reader: PeopleReader = { advisorId: 7, mayReadRestricted: false, mayReadContact: true };

const fields: TrainingFields = {
  courseCode: 'IPS-BAS',
  programme: 'police',
  venue: 'Mosul Police Academy',
  startDate: '2009-02-22',
  endDate: '2009-03-05',
  language: 'ar',
  provider: null,
  funding: null,
  interpreter: null,
  governorateCode: 'IQ-NI',
  capacity: 40,
};

const session = (day: string, patch: Partial<SessionFields> = {}): SessionFields => ({
  day,
  slot: 'am',
  startTime: null,
  endTime: null,
  hours: 3,
  topic: 'Human rights',
  instructor: null,
  ...patch,
});

let db: TestDatabase;
let eventId: number;
let sessionIds: readonly number[];
let people: readonly number[];

beforeEach(() => {
  db = openRecords();
  db.commit(advisor, (tx) => {
    eventId = createTraining(
      tx,
      advisor,
      fields,
      [session('2009-02-22'), session('2009-03-01'), session('2009-03-02')],
      entry.now,
    );
    people = ['علي حسن', 'عمر سعد'].map((nameAr) =>
      createPerson(
        tx,
        advisor,
        {
          nameAr,
          nameLatin: '',
          sex: null,
          birthDate: null,
          rankCode: null,
          post: null,
          unit: null,
          institutionId: null,
          governorateCode: null,
          badge: null,
          phone: null,
          note: null,
        },
        entry.now,
      ),
    );
    enrol(tx, eventId, people);
  });
  sessionIds = readTraining(db.read, reader, eventId, today).sessions.map(({ id }) => id);
});
afterEach(() => db.dispose());

const first = (list: readonly number[]): number => list[0] ?? 0;
const mark = (personId: number, code: MarkView['mark'], sessionId = first(sessionIds)): MarkView => ({
  sessionId,
  personId,
  mark: code,
  minutes: null,
});
const setAll = (marks: readonly MarkView[]) => db.commit(advisor, (tx) => setMarks(tx, marks)).value;

describe('a training', () => {
  it('carries its site to every row that belongs to it', () => {
    setAll([mark(first(people), 'present')]);
    for (const table of ['training_event', 'session', 'enrolment', 'attendance_mark']) {
      expect(db.read.all(`SELECT DISTINCT site FROM ${table}`)).toEqual([{ site: 'NIN' }]);
    }
  });

  it('numbers the runs of a course', () => {
    const second = db.commit(advisor, (tx) => createTraining(tx, advisor, fields, [], entry.now)).value;
    expect(readTraining(db.read, reader, second, today).summary.runNumber).toBe(2);
  });

  it('is refused with dates that run backwards, a session outside them, or an unknown course', () => {
    const create = (patch: Partial<TrainingFields>, sessions: readonly SessionFields[] = []) =>
      db.commit(advisor, (tx) => createTraining(tx, advisor, { ...fields, ...patch }, sessions, entry.now));
    const before = db.read.one('SELECT count(*) AS n FROM training_event');
    expect(() => create({ endDate: '2009-02-21' })).toThrow('ends before');
    expect(() => create({}, [session('2009-03-06')])).toThrow('outside');
    expect(() => create({}, [session('2009-03-01', { slot: 'times' })])).toThrow('start and an end');
    expect(() =>
      create({}, [session('2009-03-01', { slot: 'times', startTime: '10:00', endTime: '09:00' })]),
    ).toThrow('ends before');
    expect(() => create({ courseCode: 'NONE' })).toThrow('no such course');
    expect(db.read.one('SELECT count(*) AS n FROM training_event')).toEqual(before);
  });

  it('cannot be moved away from its sessions', () => {
    const move = () => db.commit(advisor, (tx) => updateTraining(tx, eventId, { endDate: '2009-03-01' }));
    expect(move).toThrow('outside');
    db.commit(advisor, (tx) => updateTraining(tx, eventId, { endDate: '2009-03-02', venue: 'Mosul' }));
    expect(readTraining(db.read, reader, eventId, today).input).toMatchObject({
      endDate: '2009-03-02',
      venue: 'Mosul',
    });
  });

  it('is cancelled only with a reason, and then takes no marks', () => {
    const cancel = (reason: string | null) =>
      db.commit(advisor, (tx) => setTrainingStatus(tx, eventId, 'cancelled', reason));
    expect(() => cancel(' ')).toThrow('reason');
    cancel('road closed');
    expect(() => setAll([mark(first(people), 'present')])).toThrow('cancelled');
  });

  it('is found by words of its course in either script and listed with its counts', () => {
    setAll([mark(first(people), 'late')]);
    const [found] = listTrainings(db.read, { text: 'الشرطه الاساسيه' }, today);
    expect(found).toMatchObject({
      id: eventId,
      enrolled: 2,
      sessions: 3,
      unmarkedSessions: 1,
      attendance: 1,
      state: 'saved_here',
    });
    expect(listTrainings(db.read, { text: 'nothing like it' }, today)).toEqual([]);
    expect(listTrainings(db.read, { text: '', programme: 'corrections' }, today)).toEqual([]);
    expect(listTrainings(db.read, { text: '', status: 'completed' }, today)).toEqual([]);
  });
});

describe('a session', () => {
  it('comes back with the marks that went with it', () => {
    setAll([mark(first(people), 'present')]);
    db.commit(advisor, (tx) => removeSession(tx, first(sessionIds)));
    expect(readTraining(db.read, reader, eventId, today).marks).toEqual([]);
    db.commit(advisor, (tx) => restoreSession(tx, first(sessionIds)));
    expect(readTraining(db.read, reader, eventId, today)).toMatchObject({
      marks: [mark(first(people), 'present')],
      sessions: [{}, {}, {}],
    });
  });

  it('drops clock times when it is a morning again', () => {
    const id = first(sessionIds);
    db.commit(advisor, (tx) =>
      updateSession(tx, id, { slot: 'times', startTime: '09:00', endTime: '11:00' }),
    );
    db.commit(advisor, (tx) => updateSession(tx, id, { slot: 'am' }));
    expect(db.read.get(tables.session, { id })).toMatchObject({ start_time: null, end_time: null });
  });
});

describe('attendance', () => {
  it('is set all or not at all and replies with what it was', () => {
    const [a = 0, b = 0] = people;
    expect(setAll([mark(a, 'present'), mark(b, 'absent')])).toEqual([mark(a, null), mark(b, null)]);
    expect(() => setAll([mark(a, 'absent'), mark(999, 'present')])).toThrow('no such enrolment');
    expect(setAll([mark(a, null)])).toEqual([mark(a, 'present')]);
    expect(readTraining(db.read, reader, eventId, today).marks).toEqual([mark(b, 'absent')]);
  });

  it('takes minutes only with a late mark', () => {
    const a = first(people);
    expect(() => setAll([{ ...mark(a, 'present'), minutes: 5 }])).toThrow('Only a late mark');
    setAll([{ ...mark(a, 'late'), minutes: 15 }]);
    expect(readTraining(db.read, reader, eventId, today).marks).toEqual([
      { ...mark(a, 'late'), minutes: 15 },
    ]);
  });

  it('says that the session was held', () => {
    setAll([mark(first(people), 'present')]);
    expect(readTraining(db.read, reader, eventId, today).sessions.map(({ status }) => status)).toEqual([
      'held',
      'planned',
      'planned',
    ]);
  });
});

describe('the roster', () => {
  it('takes everybody once, in order, and takes back who had withdrawn', () => {
    const again = () => db.commit(advisor, (tx) => enrol(tx, eventId, people)).value;
    expect(again()).toBe(0);
    const personId = first(people);
    db.commit(advisor, (tx) => setEnrolment(tx, { eventId, personId, status: 'withdrawn' }));
    expect(again()).toBe(1);
    expect(readTraining(db.read, reader, eventId, today).trainees.map((t) => [t.position, t.status])).toEqual(
      [
        [1, 'enrolled'],
        [2, 'enrolled'],
      ],
    );
  });

  it('warns of trainees who are not vetted on the first day', () => {
    const [a = 0, b = 0] = people;
    db.commit(advisor, (tx) => {
      const vetting = { status: 'approved', caseNumber: null, reason: null } as const;
      setVetting(tx, { ...vetting, personId: a, decidedOn: '2009-01-01', validUntil: '2009-02-22' }, today);
      setVetting(tx, { ...vetting, personId: b, decidedOn: '2008-01-01', validUntil: '2009-02-21' }, today);
    });
    const { trainees } = readTraining(db.read, reader, eventId, today);
    expect(trainees.map(({ vettingWarning }) => vettingWarning)).toEqual([false, true]);
  });

  it('is settled by the completion rule when the training is completed, and opened again with it', () => {
    const [a = 0, b = 0] = people;
    setAll(sessionIds.flatMap((id) => [mark(a, 'present', id), mark(b, 'absent', id)]));
    db.commit(advisor, (tx) => {
      setEnrolment(tx, { eventId, personId: a, postTest: 60 });
      setTrainingStatus(tx, eventId, 'completed', null);
    });
    const statuses = () => readTraining(db.read, reader, eventId, today).trainees.map(({ status }) => status);
    expect(statuses()).toEqual(['completed', 'failed']);
    db.commit(advisor, (tx) => setEnrolment(tx, { eventId, personId: a, postTest: 59 }));
    expect(statuses()).toEqual(['failed', 'failed']);
    db.commit(advisor, (tx) => setTrainingStatus(tx, eventId, 'running', null));
    expect(statuses()).toEqual(['enrolled', 'enrolled']);
  });
});

describe('today', () => {
  it('shows the sessions of today and tomorrow, past ones without marks, and rosters without vetting', () => {
    const view = readToday(db.read, reader, today);
    expect(view.sessions.map(({ day, enrolled, marked }) => ({ day, enrolled, marked }))).toEqual([
      { day: '2009-03-01', enrolled: 2, marked: 0 },
      { day: '2009-03-02', enrolled: 2, marked: 0 },
    ]);
    expect(view.unmarked).toMatchObject([{ day: '2009-02-22', missing: 2 }]);
    expect(view.withoutVetting).toMatchObject([{ eventId, persons: 2 }]);
  });
});

describe('the queries behind the lists', () => {
  it('use their indexes', () => {
    expect(planOfQuery(db, sessionsBetweenSql, today, today)).toContain('session_by_day');
    const marks = planOfQuery(db, markCountsSql, '[1]');
    expect(marks).toContain('session_by_event_id_day');
    expect(marks).toContain('PRIMARY KEY (session_id=?)');
  });
});
