import type { AnswerSheet } from '#shared/checklist/answer-sheet.ts';
import type { Question } from '#shared/checklist/template.ts';
import { parseSet } from '#shared/domain/field.ts';
import { tables } from '#shared/domain/registry.ts';
import { rowKey } from '#shared/domain/table.ts';
import { evidenceTypes } from '#shared/domain/vocabularies.ts';
import type { RecordState } from '#shared/ipc/common.ts';
import type { QuestionView } from '#shared/ipc/inspections.ts';
import type { ReadableDb } from './database.ts';
import { findingsOf } from './findings.ts';
import { isQuestionHidden, requireInspection } from './inspection-access.ts';
import { type AnswerRow, sheetOf } from './inspection-answers.ts';
import { type PreviousAnswer, previousAnswers } from './previous-visits.ts';
import type { Reader } from './reader.ts';
import { recordStates } from './record-state.ts';
import { notFound } from './refusal.ts';

/**
 * The questions of a section that apply, with their answers and those of the visit before.
 *
 * @param read the open database
 * @param reader who reads: of restricted questions they see the wording alone, unless they have the right
 * @param inspectionId the inspection
 * @param sectionCode the section
 * @returns the questions in the order of the form
 * @throws OutpostError `not_found`
 */
export function readSection(
  read: ReadableDb,
  reader: Reader,
  inspectionId: number,
  sectionCode: string,
): readonly QuestionView[] {
  const inspection = requireInspection(read, inspectionId);
  const sheet = sheetOf(read, inspection);
  const section = sheet.template.sections.find((each) => each.code === sectionCode);
  if (!section) throw notFound('template_section');
  const questions = section.questions.filter(
    (question) => !question.calculation && sheet.isRelevant(question),
  );
  const beside: Beside = {
    sheet,
    answers: answerRows(read, inspectionId),
    previous: previousAnswers(read, inspection, sheet.template, sectionCode),
    findings: new Map(
      findingsOf(read, inspectionId)
        .toReversed()
        .map((finding) => [finding.question_code ?? '', finding.id]),
    ),
    states: recordStates(
      read,
      tables.answer,
      questions.map((question) => answerKey(inspectionId, question)),
    ),
  };
  return questions.map((question) => ({
    ...aboutQuestion(question),
    ...(isQuestionHidden(question, reader) ? nothingShown : aboutAnswer(question, beside)),
    state: beside.states.get(answerKey(inspectionId, question)) ?? 'received',
  }));
}

interface Beside {
  readonly sheet: AnswerSheet;
  readonly answers: ReadonlyMap<string, AnswerRow>;
  readonly previous: ReadonlyMap<string, PreviousAnswer>;
  readonly findings: ReadonlyMap<string, number>;
  readonly states: ReadonlyMap<string, RecordState>;
}

function answerKey(inspectionId: number, question: Question): string {
  return rowKey(tables.answer, [inspectionId, question.code, 0]);
}

function answerRows(read: ReadableDb, inspectionId: number): ReadonlyMap<string, AnswerRow> {
  const rows = read.all<AnswerRow>(
    'SELECT * FROM answer WHERE inspection_id = ? AND repeat = 0 AND deleted = 0',
    inspectionId,
  );
  return new Map(rows.map((row) => [row.question_code, row]));
}

type AboutAnswer = Pick<
  QuestionView,
  'value' | 'hidden' | 'comment' | 'evidenceUsed' | 'adverse' | 'previous' | 'findingId'
>;

function aboutQuestion(question: Question): Omit<QuestionView, keyof AboutAnswer | 'state'> {
  return {
    code: question.code,
    seq: question.seq,
    label: question.label,
    responseType: question.responseType,
    unit: question.unit,
    ruleRef: question.ruleRef,
    severity: question.severity,
    core: question.core,
    restricted: question.restricted,
    evidence: [...question.evidence],
    adverseWhen: question.adverseText,
    thresholdBasis: question.thresholdBasis,
  };
}

const nothingShown: AboutAnswer = {
  value: null,
  hidden: true,
  comment: null,
  evidenceUsed: [],
  adverse: false,
  previous: null,
  findingId: null,
};

function aboutAnswer(question: Question, beside: Beside): AboutAnswer {
  const row = beside.answers.get(question.code);
  const given = row ? { choice: row.choice, number: row.number, words: row.words } : null;
  const answered = given !== null && Object.values(given).some((part) => part !== null);
  return {
    value: answered ? given : null,
    hidden: false,
    comment: row?.comment ?? null,
    evidenceUsed: evidenceTypes.filter((type) => parseSet(row?.evidence ?? '').includes(type)),
    adverse: answered && beside.sheet.isAdverse(question, given),
    previous: beside.previous.get(question.code) ?? null,
    findingId: beside.findings.get(question.code) ?? null,
  };
}
