import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { type Core, createCore } from '#electron/core/core.ts';
import { type ChannelName, channels, type ReplyOf, type RequestOf } from '#shared/ipc/channels.ts';
import type { AnswerValue, QuestionView } from '#shared/ipc/inspections.ts';
import type { VisitInput } from '#shared/ipc/mentoring.ts';
import { institutionId } from '#shared/reference/seed.ts';

const prison = institutionId(13);
const silent = { info: () => {}, warn: () => {}, error: () => {} };

let folder: string;
let core: Core;

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'outpost-records-'));
  core = openCore();
  await call('vault.openSample', { language: 'en' });
});
afterEach(async () => {
  await core.close();
  rmSync(folder, { recursive: true, force: true });
});

function openCore(): Core {
  return createCore({
    vaultsDir: folder,
    appVersion: '0.0.0',
    logger: silent,
    emit: () => {},
    now: () => Date.parse('2009-03-01T08:00:00.000Z'),
    automaticSync: false,
  });
}

/** Calls the core as a screen would, and holds every reply to its schema. */
async function call<C extends ChannelName>(channel: C, request: RequestOf<C>): Promise<ReplyOf<C>> {
  const answer = await core.call(channel, request);
  if (!answer.ok) throw new Error(`${channel}: ${answer.error.code} ${answer.error.message}`);
  const reply: z.ZodType = channels[channel].reply;
  expect(reply.parse(answer.value)).toEqual(answer.value);
  return answer.value as ReplyOf<C>;
}

async function refusal<C extends ChannelName>(channel: C, request: RequestOf<C>): Promise<string> {
  const answer = await core.call(channel, request);
  return answer.ok ? 'ok' : answer.error.code;
}

/** Closes everything and opens it again: what is read then was on disk. */
async function restart(): Promise<void> {
  await core.close();
  core = openCore();
  await call('vault.openSample', { language: 'en' });
}

const visit = {
  programme: 'corrections',
  institutionId: prison,
  day: '2009-03-01',
  startTime: '09:00',
  endTime: '12:30',
  mode: 'in_person',
  cancelReason: null,
  interpreter: 'Sami',
  objectives: 'سجل القبول',
  activities: 'Compared the register with the count in block B.',
  observations: 'Two loose sheets.',
  recommendations: 'Bind the sheets.',
  equipmentSeen: 'One scanner, unused.',
  trainingNeeds: 'Register keeping.',
  nextVisit: '2009-03-15',
  sensitivity: 'internal',
} as const satisfies VisitInput;

describe('a mentoring visit', () => {
  test('with everything on it reads back as it was recorded, after a restart too', async () => {
    const { id: visitId } = await call('mentoring.create', visit);
    await call('mentoring.update', { visitId, patch: { observations: 'Three loose sheets.' } });
    await call('mentoring.setTopics', { visitId, topics: ['Registers', 'الملفات'] });
    const counterpart = { personId: null, name: 'Abu Karim', rankCode: null, post: 'Registrar' };
    const issue = { description: 'No spare register', severity: 'major', status: 'open' } as const;
    await call('mentoring.saveCounterpart', { visitId, counterpart });
    await call('mentoring.saveIssue', { visitId, issue });
    const before = await call('mentoring.get', { visitId });
    const areaCode = before.ratings[0]?.areaCode ?? '';
    await call('mentoring.rate', { visitId, areaCode, level: 2, evidence: 'Read 20 files' });
    const action = {
      description: 'Deliver registers',
      owner: 'PRT',
      side: 'ours',
      due: '2009-02-20',
      programme: 'corrections',
    } as const;
    const { id: actionId } = await call('actions.create', { ...action, visitId });

    await restart();
    const recorded = await call('mentoring.get', { visitId });
    expect(recorded.input).toEqual({ ...visit, observations: 'Three loose sheets.' });
    expect(recorded.topics.map(({ topic }) => topic)).toEqual(['Registers', 'الملفات']);
    expect(recorded.counterparts).toMatchObject([counterpart]);
    expect(recorded.issues).toMatchObject([issue]);
    expect(recorded.ratings[0]).toMatchObject({ areaCode, level: 2, evidence: 'Read 20 files' });
    expect(recorded.actions).toMatchObject([{ ...action, id: actionId, overdue: true }]);
    expect(recorded.summary).toMatchObject({ openActions: 1, state: 'saved_here', hidden: false });
    expect(await call('mentoring.list', {})).toContainEqual(recorded.summary);
    expect(await call('actions.list', { status: 'overdue' })).toContainEqual(recorded.actions[0]);
  });

  test('comes back whole when its removal is undone', async () => {
    const { id: visitId } = await call('mentoring.create', visit);
    await call('mentoring.setTopics', { visitId, topics: ['Registers'] });
    const before = await call('mentoring.get', { visitId });
    await call('mentoring.remove', { visitId });
    expect(await refusal('mentoring.get', { visitId })).toBe('not_found');
    await call('mentoring.restore', { visitId });
    expect(await call('mentoring.get', { visitId })).toEqual(before);
  });
});

/** An answer that fits the question, the same on every run; every third choice is a no. */
function answerTo(question: QuestionView): AnswerValue {
  const nothing = { choice: null, number: null, words: null };
  if (question.responseType === 'date') return { ...nothing, words: '2008-06-01' };
  if (question.responseType === 'text') return { ...nothing, words: `About ${question.code}` };
  if (question.responseType === 'integer') return { ...nothing, number: question.seq };
  if (question.responseType === 'decimal') return { ...nothing, number: (question.seq % 20) + 0.5 };
  const choice = (['no', 'yes', 'partial'] as const)[question.seq % 3] ?? 'yes';
  return { ...nothing, choice };
}

async function readQuestions(inspectionId: number): Promise<readonly QuestionView[]> {
  const { sections } = await call('inspections.get', { inspectionId });
  const questions: QuestionView[] = [];
  for (const { code: sectionCode } of sections) {
    questions.push(...(await call('inspections.section', { inspectionId, sectionCode })));
  }
  return questions;
}

async function inspectEverything(): Promise<{
  readonly inspectionId: number;
  readonly given: ReadonlyMap<string, AnswerValue>;
}> {
  const { id: inspectionId } = await call('inspections.start', {
    facilityId: prison,
    templateCode: 'PRISON-FULL',
    templateVersion: 1,
    startDate: '2009-03-01',
    announced: true,
  });
  const given = new Map<string, AnswerValue>();
  for (const question of await readQuestions(inspectionId)) {
    const value = answerTo(question);
    given.set(question.code, value);
    const { adverse } = await call('inspections.answer', {
      inspectionId,
      questionCode: question.code,
      value,
      comment: `Note on ${question.code}`,
      evidenceUsed: ['document', 'observation'],
    });
    if (!adverse) continue;
    const { id: findingId } = await call('inspections.saveFinding', {
      inspectionId,
      questionCode: question.code,
      severity: question.severity,
      description: `Finding on ${question.code}`,
      ruleRef: question.ruleRef,
    });
    await call('actions.create', {
      description: `Put right ${question.code}`,
      owner: 'Director',
      side: 'theirs',
      due: '2009-05-01',
      programme: 'corrections',
      findingId,
    });
  }
  return { inspectionId, given };
}

describe('a prison inspection', () => {
  test('of all 126 questions, with findings and corrective actions, reads back after submit and amendment', async () => {
    const { inspectionId, given } = await inspectEverything();
    expect(given.size).toBe(126);
    await call('inspections.setPhase', { inspectionId, phase: 'tour', done: true, notes: 'Block C shut' });
    const census = { official_capacity: 3000, counted_population: 3900, net_living_area: 12_480.5 };
    await call('inspections.saveCensus', { inspectionId, source: 'count', figures: census });
    const review = await call('inspections.review', { inspectionId });
    expect(review).toMatchObject({
      unanswered: [],
      adverseWithoutFinding: [],
      findingsWithoutAction: [],
      evidenceMissing: [],
    });
    await call('inspections.submit', { inspectionId });

    await restart();
    const submitted = await call('inspections.get', { inspectionId });
    const questions = await readQuestions(inspectionId);
    expect(new Map(questions.map(({ code, value }) => [code, value]))).toEqual(given);
    for (const question of questions) {
      expect(question).toMatchObject({
        comment: `Note on ${question.code}`,
        evidenceUsed: ['document', 'observation'],
      });
      expect(question.adverse).toBe(question.findingId !== null);
    }
    const adverse = questions.filter((question) => question.adverse);
    expect(submitted.findings.map(({ questionCode }) => questionCode)).toEqual(
      adverse.map(({ code }) => code),
    );
    expect(
      submitted.findings.every(({ actions, evidenceMissing }) => actions.length === 1 && !evidenceMissing),
    ).toBe(true);
    expect(submitted.summary).toMatchObject({
      status: 'submitted',
      score: { coverage: 1, answered: 126, questions: 126, band: 'weak' },
      findings: { critical: adverse.filter(({ severity }) => severity === 'critical').length },
    });
    expect((await call('inspections.census', { inspectionId }))?.figures).toMatchObject(census);

    const change = {
      inspectionId,
      questionCode: 'REG-07',
      value: { choice: null, number: 3912, words: null },
    };
    expect(await refusal('inspections.answer', change)).toBe('conflicting_state');
    await call('inspections.amend', { inspectionId, reason: 'Counted block C again' });
    await call('inspections.answer', change);
    await call('inspections.submit', { inspectionId });
    const amended = await call('inspections.get', { inspectionId });
    expect(amended).toMatchObject({
      summary: { status: 'submitted' },
      amendments: [{ reason: 'Counted block C again' }],
    });
    expect(amended.findings).toEqual(submitted.findings);
    expect(await call('inspections.list', {})).toContainEqual(amended.summary);
    const owed = await call('actions.list', { side: 'theirs' });
    expect(owed.filter((action) => action.inspectionId === inspectionId)).toHaveLength(adverse.length);
  });
});
