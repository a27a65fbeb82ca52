import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestDatabase, type TestDatabase } from './test-database.ts';

let db: TestDatabase;
beforeAll(() => {
  db = openTestDatabase();
});
afterAll(() => db.dispose());

/** Lists that screens ask for again and again. None may walk through a whole table of records. */
const hotLists: Readonly<Record<string, string>> = {
  'roster of an event': 'SELECT * FROM enrolment WHERE event_id = 1 AND deleted = 0',
  'events of a person': 'SELECT * FROM enrolment WHERE person_id = 1 AND deleted = 0',
  'sessions of an event': 'SELECT * FROM session WHERE event_id = 1 AND deleted = 0 ORDER BY day',
  'sessions of a day': "SELECT * FROM session WHERE day = '2009-03-01' AND deleted = 0",
  'marks of a session': 'SELECT * FROM attendance_mark WHERE session_id = 1 AND deleted = 0',
  'trainings of a site':
    "SELECT * FROM training_event WHERE site = 'BAS' AND deleted = 0 ORDER BY start_date DESC",
  'visits to an institution':
    'SELECT * FROM mentoring_visit WHERE institution_id = 1 AND deleted = 0 ORDER BY day DESC',
  'visits of a site since a day':
    "SELECT * FROM mentoring_visit WHERE site = 'BAS' AND day >= '2009-03-01' AND deleted = 0",
  'topics of a visit': 'SELECT * FROM visit_topic WHERE visit_id = 1 AND deleted = 0',
  'ratings of an institution': 'SELECT * FROM capability_rating WHERE institution_id = 1 AND deleted = 0',
  'actions that are due':
    "SELECT * FROM action_item WHERE site = 'BAS' AND status = 'open' AND due <= '2009-03-01' AND deleted = 0",
  'actions out of a visit': 'SELECT * FROM action_item WHERE visit_id = 1 AND deleted = 0',
  'actions out of a finding': 'SELECT * FROM action_item WHERE finding_id = 1 AND deleted = 0',
  'inspections of a facility':
    'SELECT * FROM inspection WHERE facility_id = 1 AND deleted = 0 ORDER BY start_date DESC',
  'answers of an inspection': 'SELECT * FROM answer WHERE inspection_id = 1 AND deleted = 0',
  'findings of an inspection': 'SELECT * FROM finding WHERE inspection_id = 1 AND deleted = 0',
  'questions of a template': "SELECT * FROM template_question WHERE template_code = 'p' AND version = 1",
  'census counts': 'SELECT * FROM census_count WHERE census_id = 1 AND deleted = 0',
  'a person by badge': "SELECT * FROM person WHERE badge = '12' AND deleted = 0",
  'vetting of a person': 'SELECT * FROM vetting WHERE person_id = 1 AND deleted = 0',
  'ops to send': 'SELECT * FROM op WHERE seq > 5 ORDER BY seq LIMIT 200',
  'conflicts to review': "SELECT * FROM conflict WHERE state = 'open'",
};

it.each(Object.entries(hotLists))('%s are found by an index, in its order', (_name, sql) => {
  const plan = db.read.all<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`).map(({ detail }) => detail);
  expect(plan.join('\n')).toMatch(/^SEARCH .* USING/);
  expect(plan.join('\n')).not.toMatch(/SCAN|TEMP B-TREE/);
});
