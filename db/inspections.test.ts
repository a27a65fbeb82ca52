import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { tables } from '#shared/domain/registry.ts';
import type { OutpostError } from '#shared/errors.ts';
import type { ParsedRequestOf } from '#shared/ipc/channels.ts';
import { listActions } from './action-views.ts';
import { createAction } from './actions.ts';
import { readCensus, saveCensus } from './census.ts';
import type { WritableDb } from './database.ts';
import { removeFinding, restoreFinding, saveFinding } from './findings.ts';
import { saveAnswer } from './inspection-answers.ts';
import { reviewInspection } from './inspection-review.ts';
import { answersOfManySql, inspectionListSql, listInspections, readInspection } from './inspection-views.ts';
import {
  amendInspection,
  setPhase,
  startInspection,
  submitInspection,
  updateInspection,
} from './inspections.ts';
import { previousAnswersSql } from './previous-visits.ts';
import type { Reader } from './reader.ts';
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
import { readSection } from './section-view.ts';
import { listTemplates } from './templates.ts';
import type { TestDatabase } from './test-database.ts';

let db: TestDatabase;
beforeEach(() => {
  db = openRecords();
});
afterEach(() => db.dispose());

const write = <R>(work: (tx: WritableDb) => R): R => db.commit(advisor, work).value;

function start(fields: Partial<ParsedRequestOf<'inspections.start'>> = {}): number {
  const request = {
    facilityId: prison,
    templateCode: 'PRISON-FULL',
    templateVersion: 1,
    startDate: '2009-03-01',
    announced: false,
    ...fields,
  };
  return write((tx) => startInspection(tx, advisor, request, entry.now));
}

type AnswerRequest = Omit<ParsedRequestOf<'inspections.answer'>, 'inspectionId' | 'questionCode' | 'repeat'>;

function answer(
  inspectionId: number,
  questionCode: string,
  request: AnswerRequest,
  reader: Reader = inspector,
) {
  return write((tx) => saveAnswer(tx, reader, { inspectionId, questionCode, repeat: 0, ...request }));
}

const choice = (value: 'yes' | 'partial' | 'no' | 'na') => ({
  value: { choice: value, number: null, words: null },
});
const number = (value: number) => ({ value: { choice: null, number: value, words: null } });
const words = (value: string) => ({ value: { choice: null, number: null, words: value } });

const finding = {
  questionCode: 'REG-01',
  severity: 'critical',
  description: 'No register of the juveniles',
  ruleRef: '',
  recurrence: 'new',
  reply: 'none',
  replyText: null,
  replyOn: null,
} as const;

type FindingRequest = Partial<ParsedRequestOf<'inspections.saveFinding'>>;
const find = (inspectionId: number, fields: FindingRequest = {}, reader: Reader = inspector): number =>
  write((tx) => saveFinding(tx, advisor, reader, { inspectionId, ...finding, ...fields }, entry.now));

const submit = (id: number) => write((tx) => submitInspection(tx, id, entry.now));
const amend = (id: number, reason = 'Miscounted') =>
  write((tx) => amendInspection(tx, advisor, id, reason, entry.now));
const detail = (id: number, reader: Reader = inspector) => readInspection(db.read, reader, id, today);
const question = (id: number, code: string, reader: Reader = inspector) => {
  const found = readSection(db.read, reader, id, code.split('-')[0] ?? '').find((each) => each.code === code);
  if (!found) throw new Error(`${code} is not shown`);
  return found;
};

function problemOf(work: () => unknown): OutpostError {
  try {
    work();
  } catch (thrown) {
    return thrown as OutpostError;
  }
  throw new Error('nothing was refused');
}

describe('an inspection', () => {
  test('starts as a draft of a facility under a version of a template', () => {
    expect(listTemplates(db.read)).toMatchObject([
      { code: 'PRISON-CORE', version: 1, questions: 90 },
      { code: 'PRISON-FULL', version: 1, questions: 126 },
    ]);
    const id = start();
    expect(detail(id)).toMatchObject({
      summary: {
        facilityId: prison,
        status: 'draft',
        announced: false,
        score: { score: null, band: 'none', questions: 126, answered: 0 },
        state: 'saved_here',
      },
      inspectorIds: [7],
      hasCensus: false,
    });
    expect(problemOf(() => start({ facilityId: 999 })).code).toBe('not_found');
    expect(problemOf(() => start({ templateVersion: 9 })).code).toBe('not_found');
  });

  test('replies to each answer with the score of the whole and of the section', () => {
    const id = start();
    answer(id, 'REG-01', choice('yes'));
    expect(answer(id, 'REG-04', choice('no'))).toMatchObject({
      score: { score: 60, answered: 2, questions: 126 },
      section: { score: 60, answered: 2, questions: 10 },
      adverse: true,
    });
    expect(answer(id, 'REG-04', { value: null })).toMatchObject({ score: { score: 100 }, adverse: false });
  });

  test('keeps value, comment and evidence of an answer apart', () => {
    const id = start();
    answer(id, 'REG-01', choice('partial'));
    answer(id, 'REG-01', { comment: 'Loose leaves' });
    answer(id, 'REG-01', { evidenceUsed: ['observation', 'document'] });
    expect(question(id, 'REG-01')).toMatchObject({
      value: { choice: 'partial', number: null, words: null },
      comment: 'Loose leaves',
      evidenceUsed: ['document', 'observation'],
      adverse: false,
      state: 'saved_here',
    });
    answer(id, 'REG-01', { value: null });
    expect(question(id, 'REG-01')).toMatchObject({ value: null, comment: 'Loose leaves' });
  });

  test('makes no row for an answer that says nothing', () => {
    const id = start();
    answer(id, 'REG-01', { value: null, comment: '' });
    expect(db.read.all('SELECT 1 FROM answer')).toEqual([]);
    expect(question(id, 'REG-01').state).toBe('received');
  });

  test.each([
    ['REG-03', number(-1), 'negative'],
    ['REG-03', number(1.5), 'not_whole'],
    ['REG-03', choice('yes'), 'wrong_kind'],
    ['WAS-03', words('2009-13-01'), 'not_a_date'],
    ['WAS-03', words('2009-03-02'), 'after_inspection'],
  ] as const)('refuses %s %o: %s, and changes nothing', (code, value, constraint) => {
    const id = start();
    expect(problemOf(() => answer(id, code, value)).details).toMatchObject({ field: 'value', constraint });
    expect(db.read.all('SELECT 1 FROM answer')).toEqual([]);
  });

  test('holds answers to the rule of the checklist, with its message', () => {
    write((tx) =>
      tx.update(
        tables.templateQuestion,
        { template_code: 'PRISON-FULL', version: 1, code: 'ACC-03' },
        { constraint_rule: '. <= ${REG-07}', constraint_message_en: 'More than were counted.' },
      ),
    );
    const id = start();
    answer(id, 'ACC-03', number(90));
    answer(id, 'REG-07', number(80));
    expect(problemOf(() => answer(id, 'ACC-03', number(81)))).toMatchObject({
      message: 'More than were counted.',
      details: { constraint: 'rule', question: 'ACC-03' },
    });
  });

  test('says that old water tests are adverse, by the day of the inspection', () => {
    const id = start();
    expect(answer(id, 'WAS-03', words('2008-09-02')).adverse).toBe(false);
    expect(answer(id, 'WAS-03', words('2008-09-01')).adverse).toBe(true);
    expect(answer(id, 'ACC-07', number(33)).adverse).toBe(true);
    expect(answer(id, 'ACC-07', number(20)).adverse).toBe(false);
  });

  test('does not know questions that are not in its template', () => {
    const id = start({ templateCode: 'PRISON-CORE' });
    expect(problemOf(() => answer(id, 'REG-06', choice('yes'))).code).toBe('not_found');
    expect(problemOf(() => readSection(db.read, inspector, id, 'XXX')).code).toBe('not_found');
  });

  test('keeps the moment at which a phase was done', () => {
    const id = start();
    const phase = (done: boolean, now: string) =>
      write((tx) =>
        setPhase(tx, { inspectionId: id, phase: 'tour', done, notes: 'Block B shut' }, new Date(now)),
      );
    phase(true, '2009-03-01T09:00:00.000Z');
    phase(true, '2009-03-01T10:00:00.000Z');
    expect(detail(id).phases).toEqual([
      { phase: 'tour', doneAt: '2009-03-01T09:00:00.000Z', notes: 'Block B shut' },
    ]);
    phase(false, '2009-03-01T11:00:00.000Z');
    expect(detail(id).phases[0]?.doneAt).toBeNull();
  });

  test('cannot end before it starts', () => {
    const id = start();
    expect(
      problemOf(() => write((tx) => updateInspection(tx, id, { endDate: '2009-02-28' }))).details.field,
    ).toBe('endDate');
    write((tx) =>
      updateInspection(tx, id, { endDate: '2009-03-02', met: 'Deputy director', announced: true }),
    );
    expect(detail(id)).toMatchObject({
      met: 'Deputy director',
      summary: { endDate: '2009-03-02', announced: true },
    });
  });

  test('shows each answer of the last submitted visit, also under the short form of the checklist', () => {
    const first = start({ startDate: '2008-09-01' });
    answer(first, 'REG-01', choice('no'));
    answer(first, 'REG-04', choice('yes'));
    submit(first);
    const second = start({ startDate: '2008-12-01', templateCode: 'PRISON-CORE' });
    answer(second, 'REG-01', choice('partial'));
    submit(second);
    const draft = start({ startDate: '2009-01-01' });
    answer(draft, 'REG-01', choice('yes'));
    const elsewhere = start({ facilityId: otherPrison, startDate: '2009-02-01' });
    answer(elsewhere, 'REG-01', choice('yes'));
    submit(elsewhere);
    const id = start();
    const previous = (code: string) => question(id, code).previous;
    expect(previous('REG-01')).toEqual({ value: choice('partial').value, day: '2008-12-01' });
    expect(previous('REG-04')).toEqual({ value: choice('yes').value, day: '2008-09-01' });
    expect(previous('REG-02')).toBeNull();
    expect(question(first, 'REG-01').previous).toBeNull();
  });
});

describe('a submitted inspection', () => {
  test('is locked against every change', () => {
    const id = start();
    const raised = find(id);
    submit(id);
    const changes = [
      () => answer(id, 'REG-01', choice('yes')),
      () => find(id),
      () => write((tx) => removeFinding(tx, inspector, raised)),
      () => write((tx) => updateInspection(tx, id, { met: 'x' })),
      () =>
        write((tx) => setPhase(tx, { inspectionId: id, phase: 'tour', done: true, notes: null }, entry.now)),
      () =>
        write((tx) =>
          saveCensus(tx, advisor, { inspectionId: id, source: 'count', figures: {}, cells: [] }, entry.now),
        ),
      () => submit(id),
    ];
    for (const change of changes) expect(problemOf(change).code).toBe('conflicting_state');
    expect(detail(id).summary.status).toBe('submitted');
  });

  test('opens by an amendment with its reason, and locks again', () => {
    const id = start();
    answer(id, 'REG-07', number(300));
    expect(problemOf(() => amend(id)).code).toBe('conflicting_state');
    submit(id);
    amend(id, 'Miscounted block B');
    answer(id, 'REG-07', number(312));
    expect(detail(id)).toMatchObject({
      summary: { status: 'amended' },
      amendments: [{ reason: 'Miscounted block B', madeBy: 'Karim Haddad' }],
    });
    submit(id);
    expect(problemOf(() => answer(id, 'REG-07', number(1))).code).toBe('conflicting_state');
    expect(detail(id).amendments).toHaveLength(1);
  });

  test('still takes corrective actions: they are followed up after the visit', () => {
    const id = start();
    const findingId = find(id);
    submit(id);
    write((tx) => createAction(tx, advisor, inspector, { ...action, findingId }, entry.now));
    expect(detail(id).findings[0]?.actions).toMatchObject([{ inspectionId: id, institutionId: prison }]);
  });

  test('needs the questions that its template requires, and only those', () => {
    write((tx) =>
      tx.update(
        tables.templateQuestion,
        { template_code: 'PRISON-FULL', version: 1, code: 'REG-07' },
        { required: 1 },
      ),
    );
    const id = start();
    expect(problemOf(() => submit(id))).toMatchObject({
      code: 'conflicting_state',
      issues: [{ path: 'REG-07' }],
    });
    answer(id, 'REG-07', number(300));
    submit(id);
    expect(detail(id).summary.status).toBe('submitted');
  });
});

const action = {
  description: 'Open a register',
  owner: 'Registrar',
  side: 'theirs',
  due: '2009-04-01',
  programme: 'corrections',
  visitId: null,
  institutionId: null,
} as const;

describe('a finding', () => {
  test('takes the rule of its question, and a critical one wants two evidence types', () => {
    const id = start();
    find(id);
    expect(detail(id).findings).toMatchObject([
      { questionCode: 'REG-01', ruleRef: 'MR 6-7', recurrence: 'new', evidenceMissing: true, actions: [] },
    ]);
    answer(id, 'REG-01', { ...choice('no'), evidenceUsed: ['document', 'interview'] });
    expect(detail(id).findings[0]?.evidenceMissing).toBe(false);
    expect(detail(id).summary.findings).toEqual({ critical: 1, major: 0, minor: 0 });
    expect(question(id, 'REG-01').findingId).toBe(detail(id).findings[0]?.id);
  });

  test('recurs when the last visit had it open, and closes it', () => {
    const first = start({ startDate: '2008-09-01' });
    find(first);
    find(first, { questionCode: 'REG-02' });
    find(first, { questionCode: 'REG-04', severity: 'major', description: 'No times' });
    submit(first);
    const id = start();
    find(id);
    find(id, { questionCode: 'REG-02', recurrence: 'closed' });
    expect(detail(id).findings.map(({ recurrence }) => recurrence)).toEqual(['recurring', 'closed']);
    expect(detail(id).summary.findings).toEqual({ critical: 1, major: 0, minor: 0 });
    expect(reviewInspection(db.read, inspector, id, today).openFromLastVisit).toMatchObject([
      { description: 'No times', day: '2008-09-01' },
    ]);
    submit(id);
    const next = start({ startDate: '2009-06-01' });
    find(next, { questionCode: 'REG-02' });
    expect(detail(next).findings[0]?.recurrence).toBe('new');
  });

  test('goes and comes back with its corrective actions', () => {
    const id = start();
    const findingId = find(id);
    write((tx) => createAction(tx, advisor, inspector, { ...action, findingId }, entry.now));
    const before = detail(id).findings;
    write((tx) => removeFinding(tx, inspector, findingId));
    expect(detail(id).findings).toEqual([]);
    expect(db.read.all('SELECT 1 FROM action_item WHERE deleted = 0')).toEqual([]);
    write((tx) => restoreFinding(tx, inspector, findingId));
    expect(detail(id).findings).toEqual(before);
  });

  test('of one inspection cannot be saved under another', () => {
    const raised = find(start());
    expect(problemOf(() => find(start(), { id: raised })).code).toBe('not_found');
  });
});

describe('restricted questions', () => {
  const secret = 'Bruises on three people';

  test('show their wording alone to readers without the right', () => {
    const id = start();
    answer(id, 'REG-05', { ...choice('no'), comment: secret, evidenceUsed: ['interview'] });
    find(id, { questionCode: 'REG-05', description: secret });
    expect(question(id, 'REG-05')).toMatchObject({ hidden: false, comment: secret });
    expect(question(id, 'REG-05', outsider)).toMatchObject({
      hidden: true,
      value: null,
      comment: null,
      evidenceUsed: [],
      adverse: false,
      previous: null,
      findingId: null,
    });
  });

  test('stay out of findings, actions and the review of readers without the right', () => {
    const id = start();
    answer(id, 'REG-05', { ...choice('no'), comment: secret });
    const findingId = find(id, { questionCode: 'REG-05', description: secret });
    write((tx) =>
      createAction(tx, advisor, inspector, { ...action, description: secret, findingId }, entry.now),
    );
    const seen = [detail(id, outsider), reviewInspection(db.read, outsider, id, today)];
    expect(JSON.stringify(seen)).not.toContain(secret);
    expect(JSON.stringify(reviewInspection(db.read, outsider, id, today))).not.toContain('REG-05');
    expect(detail(id).findings[0]?.actions).toHaveLength(1);
    const everything = { status: 'all', text: '' } as const;
    expect(listActions(db.read, outsider, everything, today)).toEqual([]);
    expect(listActions(db.read, inspector, everything, today)).toHaveLength(1);
  });

  test('are not answered blindly', () => {
    const id = start();
    expect(problemOf(() => answer(id, 'REG-05', choice('yes'), outsider)).code).toBe('not_permitted');
    expect(problemOf(() => find(id, { questionCode: 'REG-05' }, outsider)).code).toBe('not_permitted');
    const findingId = find(id, { questionCode: 'REG-05' });
    expect(problemOf(() => write((tx) => removeFinding(tx, outsider, findingId))).code).toBe('not_permitted');
    expect(
      problemOf(() => write((tx) => createAction(tx, advisor, outsider, { ...action, findingId }, entry.now)))
        .code,
    ).toBe('not_permitted');
  });
});

test('the review names what is open', () => {
  const id = start();
  answer(id, 'REG-01', choice('no'));
  answer(id, 'REG-03', number(2));
  const findingId = find(id);
  const review = reviewInspection(db.read, inspector, id, today);
  expect(review.unanswered).toHaveLength(124);
  expect(review.adverseWithoutFinding.map(({ code }) => code)).toEqual(['REG-03']);
  expect(review.findingsWithoutAction).toEqual([{ findingId, description: finding.description }]);
  expect(review.evidenceMissing).toEqual([{ findingId, description: finding.description }]);
});

describe('a census', () => {
  const save = (
    inspectionId: number,
    figures: ParsedRequestOf<'inspections.saveCensus'>['figures'],
    cells: ParsedRequestOf<'inspections.saveCensus'>['cells'] = [],
  ) => write((tx) => saveCensus(tx, advisor, { inspectionId, source: 'count', figures, cells }, entry.now));

  test('derives its indicators from what was entered, field by field', () => {
    const id = start();
    expect(readCensus(db.read, id)).toBeNull();
    save(id, { official_capacity: 200, counted_population: 260 });
    save(id, { net_living_area: 832.5 }, [
      { sex: 'male', ageBand: '18_plus', legalStatus: 'convicted', persons: 100 },
      { sex: 'male', ageBand: '15_17', legalStatus: 'investigation', persons: 160 },
    ]);
    const census = readCensus(db.read, id);
    expect(census).toMatchObject({ population: 260, figures: { official_capacity: 200, beds: null } });
    expect(census?.cells).toHaveLength(2);
    const flags = Object.fromEntries((census?.indicators ?? []).map((each) => [each.code, each.flag]));
    expect(flags).toMatchObject({
      occupancy: 'alarm',
      untried_share: 'ok',
      area_per_person: 'alarm',
      persons_per_bed: 'unknown',
    });
    expect(detail(id).hasCensus).toBe(true);
  });

  test('takes figures and cells back to unknown, and refuses half a person', () => {
    const id = start();
    const cell = { sex: 'female', ageBand: '18_plus', legalStatus: 'convicted' } as const;
    save(id, { beds: 10 }, [{ ...cell, persons: 5 }]);
    save(id, { beds: null }, [{ ...cell, persons: null }]);
    expect(readCensus(db.read, id)).toMatchObject({
      population: null,
      figures: { beds: null },
      cells: [{ ...cell, persons: null }],
    });
    expect(problemOf(() => save(id, { beds: 1.5 })).details).toMatchObject({ field: 'figures.beds' });
  });

  test('warns by the limits that headquarters set', () => {
    const id = start();
    save(id, { official_capacity: 100, counted_population: 95 });
    const occupancy = () =>
      readCensus(db.read, id)?.indicators.find(({ code }) => code === 'occupancy')?.flag;
    expect(occupancy()).toBe('ok');
    write((tx) => tx.update(tables.setting, { name: 'occupancy.flags' }, { value: '80|90|100' }));
    expect(occupancy()).toBe('alarm');
  });
});

test('every row of an inspection carries its site', () => {
  const id = start();
  answer(id, 'REG-01', choice('no'));
  find(id);
  write((tx) => {
    setPhase(tx, { inspectionId: id, phase: 'tour', done: true, notes: null }, entry.now);
    saveCensus(
      tx,
      { advisorId: 8, site: 'BAS' },
      { inspectionId: id, source: 'count', figures: { beds: 1 }, cells: [] },
      entry.now,
    );
  });
  submit(id);
  amend(id);
  for (const table of [
    'answer',
    'finding',
    'inspection_phase',
    'inspection_inspector',
    'amendment',
    'census',
  ]) {
    expect(db.read.all(`SELECT DISTINCT site FROM ${table} WHERE inspection_id = ?`, id)).toEqual([
      { site: 'NIN' },
    ]);
  }
});

describe('the list of inspections', () => {
  test('is filtered by status, facility and words, and scored alike with the detail', () => {
    const first = start({ startDate: '2008-09-01' });
    answer(first, 'REG-01', choice('yes'));
    answer(first, 'REG-04', choice('partial'));
    submit(first);
    start({ facilityId: otherPrison });
    const list = (filter: Partial<ParsedRequestOf<'inspections.list'>> = {}) =>
      listInspections(db.read, { text: '', ...filter });
    expect(list().map(({ startDate }) => startDate)).toEqual(['2009-03-01', '2008-09-01']);
    expect(list({ status: 'submitted' }).map(({ id }) => id)).toEqual([first]);
    expect(list({ facilityId: otherPrison })).toHaveLength(1);
    expect(list({ text: 'no such prison' })).toEqual([]);
    expect(list({ status: 'submitted' })[0]).toEqual(detail(first).summary);
  });

  test('an inspection whose template has not arrived is listed without a score', () => {
    const id = start();
    db.store.run("UPDATE checklist_template SET deleted = 1 WHERE code = 'PRISON-FULL'");
    expect(listInspections(db.read, { text: '' })).toMatchObject([
      { id, score: { score: null, questions: 0 } },
    ]);
  });

  test('uses indexes: by facility, by inspection, by earlier visit', () => {
    expect(planOfQuery(db, inspectionListSql('i.facility_id = ? AND '), prison)).toContain(
      'inspection_by_facility_id_start_date (facility_id=?',
    );
    expect(planOfQuery(db, answersOfManySql, '[]')).toContain('SEARCH a USING PRIMARY KEY (inspection_id=?');
    const previous = planOfQuery(db, previousAnswersSql, prison, today, today, 1, 'REG');
    expect(previous).toContain('inspection_by_facility_id_start_date (facility_id=?');
    expect(previous).not.toContain('SCAN');
    expect(planOfQuery(db, 'SELECT * FROM finding WHERE inspection_id = ?', 1)).toContain(
      'finding_by_inspection_id',
    );
  });
});
