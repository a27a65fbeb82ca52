import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addDays } from '#shared/domain/calendar-day.ts';
import { tables } from '#shared/domain/registry.ts';
import type { MarkView } from '#shared/ipc/training.ts';
import { setMarks } from './attendance.ts';
import { checkIn } from './check-in.ts';
import { listCourses, readCalendar } from './course-catalogue.ts';
import { enrolPastGate, setEnrolment } from './enrolments.ts';
import { addFeedbackForm, readFeedback, removeFeedbackForm } from './feedback.ts';
import { followUpsDueSql } from './follow-ups-due.ts';
import { addInstructor } from './instructors.ts';
import { createPerson, type PersonFields, setVetting } from './people.ts';
import type { PeopleReader } from './person-views.ts';
import { advisor, entry, openRecords, planOfQuery, today } from './records-fixture.ts';
import { cancelSession, moveSession, takeBackMove } from './session-moves.ts';
import type { SessionFields } from './sessions.ts';
import type { TestDatabase } from './test-database.ts';
import { readToday } from './today.ts';
import { overrideResult, overrideVetting, recordFollowUp } from './trainee-decisions.ts';
import { createTraining, setTrainingStatus, type TrainingFields } from './training.ts';
import { copyTraining } from './training-copy.ts';
import { readTraining } from './training-views.ts';

const reader: PeopleReader = { advisorId: 7, mayReadRestricted: false, mayReadContact: true };

// A Sunday to a Thursday; 21 March 2009 is no holiday of the reference data, which begins in 2025.
const fields: TrainingFields = {
  courseCode: 'IPS-PIT',
  programme: 'police',
  venue: 'Hall 3',
  startDate: '2009-03-01',
  endDate: '2009-03-05',
  language: 'ar',
  provider: null,
  funding: null,
  interpreter: null,
  governorateCode: null,
  capacity: null,
};
const session = (day: string, slot: 'am' | 'pm' = 'am', instructor: string | null = null): SessionFields => ({
  day,
  slot,
  startTime: null,
  endTime: null,
  hours: 3,
  topic: 'Law',
  instructor,
});
const person = (nameAr: string, badge: string | null): PersonFields => ({
  nameAr,
  nameLatin: '',
  sex: null,
  birthDate: null,
  rankCode: null,
  post: null,
  unit: null,
  institutionId: null,
  governorateCode: null,
  badge,
  phone: null,
  note: null,
});

let db: TestDatabase;
let eventId: number;
let vetted: number;
let unvetted: number;

beforeEach(() => {
  db = openRecords();
  db.commit(advisor, (tx) => {
    vetted = createPerson(tx, advisor, person('علي حسن', 'B-1001'), entry.now);
    unvetted = createPerson(tx, advisor, person('عمر سعد', '1002'), entry.now);
    setVetting(
      tx,
      {
        personId: vetted,
        status: 'approved',
        caseNumber: null,
        reason: null,
        decidedOn: '2009-01-01',
        validUntil: null,
      },
      today,
    );
    eventId = createTraining(
      tx,
      advisor,
      fields,
      [session('2009-03-01'), session('2009-03-03'), session('2009-03-05')],
      entry.now,
    );
  });
});
afterEach(() => db.dispose());

const write = <R>(work: Parameters<typeof db.commit<R>>[1]): R => db.commit(advisor, work).value;
const read = (id = eventId) => readTraining(db.read, reader, id, today);
const days = (id = eventId) => read(id).sessions.map(({ day }) => day);
const sessionAt = (index: number): number => read().sessions[index]?.id ?? 0;
const enrolAll = (id = eventId) =>
  write((tx) => enrolPastGate(tx, { eventId: id, personIds: [vetted, unvetted], unvetted: 'wait' }));
const present = (personId: number, sessionId: number): MarkView => ({
  sessionId,
  personId,
  mark: 'present',
  minutes: null,
});

describe('the catalogue', () => {
  it('offers each course with its pass rule, its plan in order, and how often it was run', () => {
    const course = listCourses(db.read).find(({ code }) => code === 'IPS-PIT');
    expect(course).toMatchObject({
      hours: 30,
      runs: 1,
      passRule: { attendancePercent: 80, postTestPercent: 60 },
    });
    expect(course?.plan.map(({ day, slot }) => `${day}${slot}`).slice(0, 3)).toEqual(['1am', '1pm', '2am']);
    expect(course?.plan.reduce((sum, { hours }) => sum + hours, 0)).toBe(30);
    expect(readCalendar(db.read)).toMatchObject({ weekdays: [0, 1, 2, 3, 4] });
  });
});

describe('a session that moves', () => {
  it('takes the dates of the training with it, and goes back with them', () => {
    const places = write((tx) =>
      moveSession(tx, {
        sessionId: sessionAt(2),
        day: '2009-03-09',
        slot: 'pm',
        startTime: null,
        endTime: null,
        later: false,
      }),
    );
    expect(read().input.endDate).toBe('2009-03-09');
    expect(read().sessions.at(-1)).toMatchObject({ day: '2009-03-09', slot: 'pm' });
    write((tx) => takeBackMove(tx, places));
    expect(read().input.endDate).toBe('2009-03-05');
    expect(days()).toEqual(['2009-03-01', '2009-03-03', '2009-03-05']);
  });

  it('takes those after it along by as many working days, but none that was held', () => {
    write((tx) => enrolPastGate(tx, { eventId, personIds: [vetted], unvetted: 'hold' }));
    write((tx) => setMarks(tx, [present(vetted, sessionAt(0))]));
    write((tx) =>
      moveSession(tx, {
        sessionId: sessionAt(1),
        day: '2009-03-05',
        slot: 'am',
        startTime: null,
        endTime: null,
        later: true,
      }),
    );
    // Two working days later: from Thursday over the weekend to Monday.
    expect(days()).toEqual(['2009-03-01', '2009-03-05', '2009-03-09']);
  });

  it('is refused when its times run backwards', () => {
    const move = () =>
      write((tx) =>
        moveSession(tx, {
          sessionId: sessionAt(0),
          day: '2009-03-02',
          slot: 'times',
          startTime: '11:00',
          endTime: '10:00',
          later: false,
        }),
      );
    expect(move).toThrow('ends before');
  });
});

describe('a cancelled session', () => {
  it('needs a reason, counts for nobody, and takes place again with its marks', () => {
    enrolAll();
    write((tx) => setMarks(tx, [present(vetted, sessionAt(0))]));
    expect(() => write((tx) => cancelSession(tx, sessionAt(0), ' '))).toThrow('reason');
    write((tx) => cancelSession(tx, sessionAt(0), 'road closed'));
    expect(read().sessions[0]).toMatchObject({ status: 'cancelled', cancelReason: 'road closed' });
    expect(read().trainees[0]?.standing.attendance).toBeNull();
    expect(() => write((tx) => setMarks(tx, [present(vetted, sessionAt(0))]))).toThrow('cancelled');
    write((tx) => cancelSession(tx, sessionAt(0), null));
    expect(read().sessions[0]).toMatchObject({ status: 'held', cancelReason: null });
    expect(read().trainees[0]?.standing.attendance).toBe(1);
  });
});

describe('a copied training', () => {
  it('is another run with the same rhythm, over weekends, with those who teach, and the roster where asked for', () => {
    enrolAll();
    write((tx) => setEnrolment(tx, { eventId, personId: unvetted, status: 'withdrawn', preTest: 40 }));
    write((tx) => addInstructor(tx, { eventId, role: 'lead', advisorId: 7, name: null }));
    const copy = (withRoster: boolean) =>
      write((tx) => copyTraining(tx, advisor, { eventId, startDate: '2009-03-10', withRoster }, entry.now));
    const first = read(copy(true));
    expect(first.summary).toMatchObject({
      runNumber: 2,
      startDate: '2009-03-10',
      endDate: '2009-03-16',
      status: 'planned',
    });
    expect(first.sessions.map(({ day }) => day)).toEqual(['2009-03-10', '2009-03-12', '2009-03-16']);
    expect(first.instructors).toMatchObject([{ role: 'lead', name: 'Karim Haddad' }]);
    expect(first.trainees).toMatchObject([{ person: { id: vetted }, preTest: null, status: 'enrolled' }]);
    expect(read(copy(false))).toMatchObject({ trainees: [], marks: [], sessions: [{}, {}, {}] });
  });
});

describe('the vetting gate', () => {
  it('holds back who is not vetted on the first day, until a reason lets them take part', () => {
    const personIds = [vetted, unvetted];
    expect(write((tx) => enrolPastGate(tx, { eventId, personIds, unvetted: 'hold' }))).toEqual({
      added: 1,
      held: [unvetted],
    });
    expect(read().trainees.map(({ person: { id } }) => id)).toEqual([vetted]);
    expect(() => write((tx) => enrolPastGate(tx, { eventId, personIds, unvetted: { reason: ' ' } }))).toThrow(
      'reason',
    );
    write((tx) => enrolPastGate(tx, { eventId, personIds, unvetted: { reason: 'Minister’s letter' } }));
    expect(read().trainees.map((t) => [t.vettingOverride, t.vettingWarning, t.vettingReason])).toEqual([
      [false, false, null],
      [true, false, 'Minister’s letter'],
    ]);
    write((tx) => overrideVetting(tx, { eventId, personIds: [unvetted], reason: null }));
    expect(read().trainees[1]).toMatchObject({
      vettingOverride: false,
      vettingWarning: true,
      vettingReason: null,
    });
  });
});

describe('two trainings at the same time', () => {
  const other = (patch: Partial<TrainingFields>, sessions: readonly SessionFields[]) =>
    write((tx) =>
      createTraining(tx, advisor, { ...fields, venue: 'Elsewhere', ...patch }, sessions, entry.now),
    );

  it('are named where they need the same trainee, trainer or room', () => {
    enrolAll();
    const second = other({ venue: 'HALL 3 ' }, [session('2009-03-03')]);
    write((tx) => enrolPastGate(tx, { eventId: second, personIds: [vetted], unvetted: 'hold' }));
    for (const id of [eventId, second])
      write((tx) => addInstructor(tx, { eventId: id, role: 'lead', advisorId: 7, name: null }));
    expect(
      read().clashes.map(({ kind, eventId: id, day, who }) => [kind, id, day, who[0]?.en || who[0]?.ar]),
    ).toEqual([
      ['trainee', second, '2009-03-03', 'علي حسن'],
      ['trainer', second, '2009-03-03', 'Karim Haddad'],
      ['room', second, '2009-03-03', 'Hall 3'],
    ]);
  });

  it('are no matter when they share a day but no hour, or when one is cancelled or the trainee withdrew', () => {
    enrolAll();
    const afternoon = other({}, [session('2009-03-03', 'pm')]);
    const whole = other({}, []);
    for (const id of [afternoon, whole])
      write((tx) => enrolPastGate(tx, { eventId: id, personIds: [vetted], unvetted: 'hold' }));
    expect(read().clashes.map(({ eventId: id }) => id)).toEqual([whole]);
    write((tx) => setEnrolment(tx, { eventId: whole, personId: vetted, status: 'withdrawn' }));
    expect(read().clashes).toEqual([]);
    write((tx) => setEnrolment(tx, { eventId: whole, personId: vetted, status: 'enrolled' }));
    write((tx) => setTrainingStatus(tx, whole, 'cancelled', 'no room'));
    expect(read().clashes).toEqual([]);
  });
});

describe('checking in at the door', () => {
  const scan = (badge: string, time = '08:05', lateAfter: string | null = '08:15') =>
    write((tx) =>
      checkIn(tx, reader, { sessionId: sessionAt(0), who: { badge }, lateAfter }, { day: today, time }),
    );

  it('reads a badge in any digits and spelling, once', () => {
    enrolAll();
    expect(scan('b ١٠٠١')).toMatchObject({
      outcome: 'in',
      mark: 'present',
      cleared: true,
      person: { id: vetted },
    });
    expect(scan('B-1001', '09:00')).toMatchObject({ outcome: 'already', mark: 'present', minutes: null });
    expect(read().marks).toEqual([present(vetted, sessionAt(0))]);
  });

  it('marks late, with minutes, who comes after the time that was set, on the day itself', () => {
    enrolAll();
    expect(scan('1002', '08:40')).toMatchObject({ outcome: 'in', mark: 'late', minutes: 25, cleared: false });
    expect(scan('B-1001', '23:59', null)).toMatchObject({ mark: 'present', minutes: null });
  });

  it('says who is not on the roster and which badge is unknown, and writes nothing', () => {
    write((tx) => enrolPastGate(tx, { eventId, personIds: [vetted], unvetted: 'hold' }));
    expect(scan('1002')).toMatchObject({
      outcome: 'not_on_roster',
      person: { id: unvetted },
      cleared: false,
    });
    expect(scan('7777')).toMatchObject({ outcome: 'unknown', person: null });
    expect(scan(' ')).toMatchObject({ outcome: 'unknown' });
    write((tx) => createPerson(tx, advisor, person('زيد علي', 'B1001'), entry.now));
    expect(scan('B-1001').outcome).toBe('in');
    expect(read().marks).toHaveLength(1);
  });

  it('replaces an absence that was marked too early', () => {
    enrolAll();
    write((tx) => setMarks(tx, [{ ...present(vetted, sessionAt(0)), mark: 'absent' }]));
    expect(scan('B-1001')).toMatchObject({ outcome: 'in', mark: 'present', before: { mark: 'absent' } });
  });
});

describe('feedback', () => {
  it('is counted by question, form by form, and a form can be taken back', () => {
    const form = (relevance: number | null, comment: string | null) =>
      write((tx) =>
        addFeedbackForm(
          tx,
          advisor,
          {
            eventId,
            comment,
            answers: {
              relevance,
              clarity: null,
              trainers: 5,
              practice: null,
              interpretation: null,
              organisation: null,
            },
          },
          entry.now,
        ),
      );
    form(4, null);
    const second = form(5, ' جيد جداً ');
    form(null, null);
    const view = readFeedback(db.read, eventId);
    expect(view.forms).toBe(3);
    expect(view.tally[0]).toEqual({ question: 'relevance', counts: [0, 0, 0, 1, 1], empty: 1, mean: 4.5 });
    expect(view.comments).toEqual([{ formId: second, comment: 'جيد جداً' }]);
    write((tx) => removeFeedbackForm(tx, second));
    expect(readFeedback(db.read, eventId)).toMatchObject({ forms: 2, comments: [] });
  });

  it('refuses a form on which nothing is filled in', () => {
    const answers = {
      relevance: null,
      clarity: null,
      trainers: null,
      practice: null,
      interpretation: null,
      organisation: null,
    };
    expect(() =>
      write((tx) => addFeedbackForm(tx, advisor, { eventId, answers, comment: ' ' }, entry.now)),
    ).toThrow('empty');
  });
});

describe('a result', () => {
  const complete = () => {
    enrolAll();
    write((tx) =>
      setMarks(
        tx,
        read().sessions.flatMap(({ id }) => [
          present(vetted, id),
          { ...present(unvetted, id), mark: 'absent' },
        ]),
      ),
    );
    write((tx) => {
      for (const personId of [vetted, unvetted]) setEnrolment(tx, { eventId, personId, postTest: 70 });
      setTrainingStatus(tx, eventId, 'completed', null);
    });
  };
  const statuses = () => read().trainees.map(({ status, standing }) => [status, standing.reason]);

  it('is shown with its reason, is decided against the rule only with another, and goes back to the rule', () => {
    complete();
    expect(statuses()).toEqual([
      ['completed', 'met'],
      ['failed', 'attendance_missed'],
    ]);
    const override = (result: 'completed' | null, reason: string | null) =>
      write((tx) => overrideResult(tx, { eventId, personId: unvetted, result, reason }));
    expect(() => override('completed', '')).toThrow('reason');
    override('completed', 'Was called to duty');
    expect(read().trainees[1]).toMatchObject({
      status: 'completed',
      standing: { result: 'failed', override: { result: 'completed', reason: 'Was called to duty' } },
    });
    write((tx) => setEnrolment(tx, { eventId, personId: unvetted, postTest: 10 }));
    expect(read().trainees[1]?.status).toBe('completed');
    override(null, null);
    expect(statuses()[1]).toEqual(['failed', 'both_missed']);
  });

  it('follows a session that is cancelled or moved out of the count afterwards', () => {
    complete();
    for (const index of [0, 1, 2]) write((tx) => cancelSession(tx, sessionAt(index), 'never took place'));
    expect(statuses()).toEqual([
      ['enrolled', 'no_sessions'],
      ['enrolled', 'no_sessions'],
    ]);
  });

  it('asks three to six months later what is used, on Today, until somebody has recorded it', () => {
    complete();
    const due = (day: string) => readToday(db.read, reader, day).followUps;
    expect(read().trainees.map(({ followUp }) => followUp?.due ?? null)).toEqual(['2009-06-05', null]);
    expect(due('2009-06-04')).toEqual([]);
    expect(due('2009-06-05')).toMatchObject([
      { eventId, persons: 1, due: '2009-06-05', until: '2009-09-05', late: false },
    ]);
    expect(due('2009-09-06')).toMatchObject([{ late: true }]);
    const record = (outcome: 'applies' | null, doneOn: string | null) =>
      write((tx) =>
        recordFollowUp(
          tx,
          { eventId, personId: vetted, outcome, note: 'يستخدم المحضر', doneOn },
          '2009-06-10',
        ),
      );
    expect(() => record('applies', addDays(fields.endDate, -1))).toThrow('after the training');
    record('applies', null);
    expect(due('2009-09-06')).toEqual([]);
    expect(read().trainees[0]?.followUp).toEqual({
      due: '2009-06-05',
      done: '2009-06-10',
      outcome: 'applies',
      note: 'يستخدم المحضر',
    });
    record(null, null);
    expect(due('2009-06-10')).toHaveLength(1);
    expect(db.read.get(tables.enrolment, { event_id: eventId, person_id: vetted })).toMatchObject({
      follow_up_note: null,
    });
    expect(planOfQuery(db, followUpsDueSql, today)).toContain('enrolment_by_follow_up');
  });
});
