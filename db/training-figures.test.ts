import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { tables } from '#shared/domain/registry.ts';
import type { FigureGroup } from '#shared/ipc/figures.ts';
import { advisor, openRecords, planOfQuery } from './records-fixture.ts';
import { emptyRow } from './sample-rows.ts';
import type { TestDatabase } from './test-database.ts';
import { trainingFigures, trainingFiguresSql } from './training-figures.ts';

let db: TestDatabase;
let lastId = 100;

/** A training with trainees as [sex, status, override, mark, post-test]. */
function addTraining(
  patch: {
    readonly course_code: string;
    readonly start_date: string;
    readonly governorate_code?: string | null;
  },
  trainees: readonly (readonly [string | null, string, string | null, string | null, number | null])[],
  status = 'completed',
): void {
  db.commit(advisor, (tx) => {
    const eventId = ++lastId;
    const sessionId = ++lastId;
    const event = { ...emptyRow(tables.trainingEvent), id: eventId, site: 'NIN', programme_code: 'police' };
    tx.insert(tables.trainingEvent, { ...event, governorate_code: null, ...patch, status } as never);
    const session = { ...emptyRow(tables.session), id: sessionId, site: 'NIN', event_id: eventId };
    tx.insert(tables.session, { ...session, status: 'held' } as never);
    for (const [sex, enrolled, override, mark, post] of trainees) {
      const personId = ++lastId;
      const person = { ...emptyRow(tables.person), id: personId, site: 'NIN', sex, rank_code: 'SHURTI' };
      tx.insert(tables.person, person as never);
      tx.insert(tables.enrolment, {
        ...emptyRow(tables.enrolment),
        ...{ event_id: eventId, person_id: personId, site: 'NIN', status: enrolled },
        ...{ result_override: override, pre_test: null, post_test: post },
      } as never);
      if (mark === null) continue;
      tx.insert(tables.attendanceMark, {
        ...{ session_id: sessionId, person_id: personId, site: 'NIN', mark, minutes: null },
      } as never);
    }
  });
}

beforeEach(() => {
  db = openRecords();
  addTraining({ course_code: 'IPS-BAS', start_date: '2009-02-22', governorate_code: 'IQ-NI' }, [
    ['male', 'completed', null, 'present', 80],
    ['female', 'failed', 'completed', 'late', 40],
    ['male', 'withdrawn', null, 'absent', 10],
  ]);
  addTraining({ course_code: 'IPS-BCI', start_date: '2009-03-01' }, [
    ['male', 'failed', null, 'absent', 50],
    [null, 'enrolled', null, null, null],
  ]);
  addTraining(
    { course_code: 'IPS-BCI', start_date: '2009-03-02' },
    [['male', 'enrolled', null, null, null]],
    'cancelled',
  );
});
afterEach(() => db.dispose());

const figures = (by: FigureGroup, from = '2009-01-01', to = '2009-12-31') =>
  trainingFigures(db.read, { from, to, by });

describe('figures of trainings', () => {
  it('count each roster once, without cancelled trainings and those who withdrew', () => {
    expect(figures('course').total).toEqual({
      ...{ key: 'all', name: null, trainings: 2, trainees: 4, women: 1, withdrawn: 1 },
      ...{ completed: 2, failed: 1, open: 1, attendance: 2 / 3, preTest: null, postTest: (80 + 40 + 50) / 3 },
    });
  });

  it('add up to the same whatever they are counted by', () => {
    for (const by of ['month', 'course', 'province', 'sex', 'band'] as const) {
      const { rows, total } = figures(by);
      for (const figure of ['trainees', 'women', 'withdrawn', 'completed', 'failed', 'open'] as const) {
        expect(
          rows.reduce((sum, row) => sum + row[figure], 0),
          `${figure} by ${by}`,
        ).toBe(total[figure]);
      }
    }
  });

  it('name courses and provinces, and keep what is not known in a row of its own', () => {
    expect(figures('course').rows.map(({ key, name }) => [key, typeof name?.ar])).toEqual([
      ['IPS-BAS', 'string'],
      ['IPS-BCI', 'string'],
    ]);
    expect(figures('province').rows.map(({ key, trainees }) => [key, trainees])).toEqual([
      [null, 2],
      ['IQ-NI', 2],
    ]);
    expect(figures('sex').rows.map(({ key, trainees }) => [key, trainees])).toEqual([
      [null, 1],
      ['female', 1],
      ['male', 2],
    ]);
  });

  it('are of trainings that begin within the days, both ends included', () => {
    expect(figures('month', '2009-02-22', '2009-03-01').total.trainings).toBe(2);
    expect(figures('month', '2009-02-23', '2009-03-01').rows.map(({ key }) => key)).toEqual(['2009-03']);
    expect(figures('month', '2010-01-01', '2010-01-02')).toMatchObject({ rows: [], total: { trainings: 0 } });
  });

  it('read rosters and marks by their training, never all of them', () => {
    const plan = planOfQuery(
      db,
      trainingFiguresSql(["'all'", 'NULL', 'NULL']),
      '2009-01-01',
      '2009-12-31',
      'x',
      'x',
    );
    expect(plan).not.toMatch(/SCAN (e|p|s|k|enrolment|person|session|attendance_mark)\b/);
  });
});
