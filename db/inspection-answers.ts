import { rulesFor } from '#shared/checklist/answer-rules.ts';
import { type AnswerSheet, type GivenAnswer, readAnswers } from '#shared/checklist/answer-sheet.ts';
import { type AnswerValue, checkAnswer, isUnanswered } from '#shared/checklist/answer-value.ts';
import type { Blocks, FilledForm } from '#shared/checklist/filled-form.ts';
import { scoreInspection, scoreQuestions } from '#shared/checklist/scoring.ts';
import type { Question, Template } from '#shared/checklist/template.ts';
import { formatSet } from '#shared/domain/field.ts';
import { tables } from '#shared/domain/registry.ts';
import type { RowOf } from '#shared/domain/table.ts';
import type { ParsedRequestOf, ReplyOf } from '#shared/ipc/channels.ts';
import type { ReadableDb, WritableDb } from './database.ts';
import { type InspectionRow, isQuestionHidden, requireUnlocked } from './inspection-access.ts';
import type { Reader } from './reader.ts';
import { invalidField, notForReader, notFound } from './refusal.ts';
import { blocksOfMany, factsOf, photoAnswers } from './sheet-surroundings.ts';
import { requireTemplate } from './templates.ts';

export type AnswerRow = RowOf<typeof tables.answer>;

const unanswered: AnswerValue = { choice: null, number: null, words: null };

/**
 * @param read the open database
 * @param inspectionId an inspection
 * @returns its answers, empty ones too
 */
export function answersOf(read: ReadableDb, inspectionId: number): readonly GivenAnswer[] {
  return read.all<GivenAnswer>(
    `SELECT question_code AS questionCode, repeat, choice, number, words FROM answer
      WHERE inspection_id = ? AND deleted = 0`,
    inspectionId,
  );
}

/**
 * @param read the open database
 * @param inspection an inspection
 * @returns its answers under its template
 * @throws OutpostError `not_found` when the template is not here
 */
export function sheetOf(read: ReadableDb, inspection: InspectionRow): AnswerSheet {
  const template = requireTemplate(read, inspection.template_code, inspection.template_version);
  return sheetWith(read, inspection, template, answersOf(read, inspection.id));
}

/** Forms as they were last filled in: the next answer computes only what depends on it. */
const filledForms = new WeakMap<Template, Map<number, FilledForm>>();
const filledFormsKept = 3;

/**
 * @param read the open database
 * @param inspection an inspection
 * @param template its template
 * @param answers its answers
 * @returns the answers under the template; it holds until the next call for the same inspection
 */
export function sheetWith(
  read: ReadableDb,
  inspection: InspectionRow,
  template: Template,
  answers: readonly GivenAnswer[],
): AnswerSheet {
  const known = filledForms.get(template) ?? new Map<number, FilledForm>();
  filledForms.set(template, known);
  const before = known.get(inspection.id);
  known.delete(inspection.id);
  const photos = photoAnswers(read, template, inspection.id);
  const sheet = readAnswers(template, [...answers, ...photos], inspection.start_date, {
    blocks: blocksOfMany(read, [inspection.id]).get(inspection.id) ?? noBlocks,
    facts: factsOf(read, inspection),
    before,
  });
  known.set(inspection.id, sheet.filled);
  const [oldest] = known.keys();
  if (known.size > filledFormsKept && oldest !== undefined) known.delete(oldest);
  return sheet;
}

const noBlocks: Blocks = new Map();

/**
 * Answers a question, or changes comment and evidence of an answer.
 *
 * @param tx the transaction
 * @param reader who answers: restricted questions need the right to read them
 * @param request `value` null takes the answer back; what is `undefined` stays as it is
 * @returns the new score of the inspection and of the question's section, and whether the answer is adverse
 * @throws OutpostError `not_found`, `conflicting_state` once submitted, `not_permitted`; `invalid_request` with the
 *   detail `constraint` when the value does not fit the question
 */
export function saveAnswer(
  tx: WritableDb,
  reader: Reader,
  request: ParsedRequestOf<'inspections.answer'>,
): ReplyOf<'inspections.answer'> {
  const inspection = requireUnlocked(tx, request.inspectionId);
  const template = requireTemplate(tx, inspection.template_code, inspection.template_version);
  const question = requireQuestion(template, request.questionCode);
  if (isQuestionHidden(question, reader)) throw notForReader('This question is restricted.');
  const key = {
    inspection_id: inspection.id,
    question_code: question.code,
    repeat: request.repeat,
  };
  const before = tx.get(tables.answer, key);
  const after = answerAfter(inspection, key, before, request);
  const answers = [...othersThan(answersOf(tx, inspection.id), key), asGiven(after)];
  const sheet = sheetWith(tx, inspection, template, answers);
  if (request.value !== undefined) checkValue(question, sheet, after, inspection.start_date);
  if (before || !isBlank(after)) tx.upsert(tables.answer, after);
  const section = template.questions.filter((each) => each.section === question.section);
  return {
    score: scoreInspection(sheet),
    section: scoreQuestions(sheet, section),
    adverse: sheet.isAdverse(question, asGiven(after)),
  };
}

type AnswerKey = Pick<AnswerRow, 'inspection_id' | 'question_code' | 'repeat'>;

function answerAfter(
  inspection: InspectionRow,
  key: AnswerKey,
  before: AnswerRow | undefined,
  request: ParsedRequestOf<'inspections.answer'>,
): AnswerRow {
  const value = request.value === undefined ? (before ?? unanswered) : (request.value ?? unanswered);
  const { choice, number } = value;
  return {
    ...key,
    site: inspection.site,
    choice,
    number,
    words: value.words === '' ? null : value.words,
    comment: request.comment === undefined ? (before?.comment ?? null) : request.comment || null,
    evidence: request.evidenceUsed === undefined ? (before?.evidence ?? '') : formatSet(request.evidenceUsed),
  };
}

function othersThan(answers: readonly GivenAnswer[], key: AnswerKey): readonly GivenAnswer[] {
  return answers.filter((given) => given.questionCode !== key.question_code || given.repeat !== key.repeat);
}

function asGiven({ question_code, repeat, choice, number, words }: AnswerRow): GivenAnswer {
  return { questionCode: question_code, repeat, choice, number, words };
}

function isBlank(answer: AnswerRow): boolean {
  return isUnanswered(answer) && answer.comment === null && answer.evidence === '';
}

function checkValue(question: Question, sheet: AnswerSheet, row: AnswerRow, asOf: string): void {
  const place = sheet.filled.placeOf(question.node, row.repeat);
  if (!place) throw notFound('inspection_block');
  const problem =
    checkAnswer(rulesFor(question, sheet.filled, place), row, asOf) ??
    (sheet.breaksConstraint(question, asGiven(row)) ? 'rule' : null);
  if (problem === null) return;
  const message = problem === 'rule' ? question.constraintMessage?.en : undefined;
  throw invalidField('value', message ?? `The answer to ${question.code} does not fit: ${problem}.`, {
    constraint: problem,
    question: question.code,
    ...(problem === 'rule' && question.constraintMessage
      ? { message_en: question.constraintMessage.en, message_ar: question.constraintMessage.ar }
      : {}),
  });
}

function requireQuestion(template: Template, code: string): Question {
  const question = template.byCode.get(code);
  if (question && !question.calculation) return question;
  throw notFound('template_question');
}
