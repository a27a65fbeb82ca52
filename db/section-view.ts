import { otherChoice, rulesFor } from '#shared/checklist/answer-rules.ts';
import type { AnswerSheet } from '#shared/checklist/answer-sheet.ts';
import { type AnswerValue, formValue } from '#shared/checklist/answer-value.ts';
import type { FilledForm } from '#shared/checklist/filled-form.ts';
import type { InBothLanguages, Question } from '#shared/checklist/template.ts';
import { inBothLanguages } from '#shared/checklist/template-of-form.ts';
import { parseSet } from '#shared/domain/field.ts';
import { tables } from '#shared/domain/registry.ts';
import { rowKey } from '#shared/domain/table.ts';
import { evidenceTypes } from '#shared/domain/vocabularies.ts';
import type { RecordState } from '#shared/ipc/common.ts';
import type { QuestionView } from '#shared/ipc/inspections.ts';
import type { Form, FormItem } from '#shared/xlsform/form.ts';
import { placesOf } from '#shared/xlsform/form-places.ts';
import type { ProgramNode } from '#shared/xlsform/form-program.ts';
import type { FilledPlace } from '#shared/xlsform/form-state.ts';
import { toText, toTruth } from '#shared/xlsform/formula-values.ts';
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
  const questions = shownIn(sheet, section.code);
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
      questions.map((shown) => answerKey(inspectionId, shown)),
    ),
  };
  return questions.map((shown) => ({
    ...aboutQuestion(shown, sheet, reader),
    ...(isQuestionHidden(shown.question, reader) ? nothingShown : aboutAnswer(shown, beside)),
    state: beside.states.get(answerKey(inspectionId, shown)) ?? 'received',
  }));
}

/** A question in one of its blocks. */
interface Shown {
  readonly question: Question;
  readonly place: FilledPlace;
  readonly repeat: number;
}

/** In the order of the form, block by block; what is calculated is shown when it has words. */
function shownIn({ template, filled }: AnswerSheet, section: string): readonly Shown[] {
  const shown = new Map<ProgramNode, Question>(
    template.questions
      .filter((question) => question.section === section)
      .filter(
        ({ node, calculation }) => calculation === null || Object.keys(node.item?.label ?? {}).length > 0,
      )
      .map((question) => [question.node, question]),
  );
  const found: Shown[] = [];
  const walk = (place: FilledPlace): void => {
    if (!place.applies) return;
    const question = shown.get(place.node);
    if (question) found.push({ question, place, repeat: filled.repeatOf(place) });
    for (const child of place.node.children) {
      for (const inner of place.childrenNamed(child.name)) walk(inner as FilledPlace);
    }
  };
  walk(filled.state.form);
  return found;
}

interface Beside {
  readonly sheet: AnswerSheet;
  readonly answers: ReadonlyMap<string, AnswerRow>;
  readonly previous: ReadonlyMap<string, PreviousAnswer>;
  readonly findings: ReadonlyMap<string, number>;
  readonly states: ReadonlyMap<string, RecordState>;
}

function answerKey(inspectionId: number, { question, repeat }: Shown): string {
  return rowKey(tables.answer, [inspectionId, question.code, repeat]);
}

function answerRows(read: ReadableDb, inspectionId: number): ReadonlyMap<string, AnswerRow> {
  const rows = read.all<AnswerRow>(
    'SELECT * FROM answer WHERE inspection_id = ? AND deleted = 0',
    inspectionId,
  );
  return new Map(rows.map((row) => [`${row.question_code}|${row.repeat}`, row]));
}

type AboutAnswer = Pick<
  QuestionView,
  'value' | 'hidden' | 'comment' | 'evidenceUsed' | 'adverse' | 'previous' | 'findingId'
>;

function aboutQuestion(
  { question, place, repeat }: Shown,
  { template, filled }: AnswerSheet,
  reader: Reader,
): Omit<QuestionView, keyof AboutAnswer | 'state'> {
  const form = template.program.source;
  const rules = rulesFor(question, filled, place);
  const isOpen = (name: string): boolean => !isQuestionHidden(template.byCode.get(name), reader);
  return {
    repeat,
    code: question.code,
    seq: question.seq,
    label: withAnswers(question.label, place, filled, isOpen),
    hint: question.hint && withAnswers(question.hint, place, filled, isOpen),
    groups: groupsAround(place).map((item) => inBothLanguages(item.label, form) ?? { en: '', ar: '' }),
    choices: choiceViews(question, rules.choices ?? [], form),
    range: rules.range ?? null,
    required: toTruth(filled.state.result(place, 'required') ?? false),
    readOnly: question.calculation !== null || rules.readOnly === true,
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

/** The groups around a question within its section, outermost first; the section itself is named already. */
function groupsAround(place: FilledPlace): readonly FormItem[] {
  const groups: FormItem[] = [];
  for (let at = place.parent; at?.parent?.parent; at = at.parent) {
    if (at.node.item && at.node.kind === 'group') groups.unshift(at.node.item);
  }
  return groups.filter(({ label }) => Object.keys(label).length > 0);
}

function choiceViews(question: Question, offered: readonly string[], form: Form): QuestionView['choices'] {
  const { item } = question.node;
  const list = item?.kind === 'question' ? form.lists.find(({ name }) => name === item.list) : undefined;
  return offered.map((name) => {
    const label = list?.choices.find((choice) => choice.name === name)?.label;
    const own = name === otherChoice ? null : { en: name, ar: name };
    return { name, label: (label && inBothLanguages(label, form)) ?? own };
  });
}

/** A text in which answers stand: `Cells of ${block}`. Those that the reader may not see stay out. */
function withAnswers(
  text: InBothLanguages,
  place: FilledPlace,
  { state }: FilledForm,
  isOpen: (name: string) => boolean,
): InBothLanguages {
  const put = (words: string): string =>
    words.replace(/\$\{\s*([^${}\s]+)\s*\}/g, (_, name: string) => {
      const node = state.program.names.named(name)[0];
      return node && isOpen(name)
        ? placesOf(place, node)
            .map((other) => toText(other.value()))
            .join(', ') || '…'
        : '…';
    });
  return { en: put(text.en), ar: put(text.ar) };
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

function aboutAnswer({ question, place, repeat }: Shown, beside: Beside): AboutAnswer {
  const row = beside.answers.get(`${question.code}|${repeat}`);
  const given = row ? { choice: row.choice, number: row.number, words: row.words, repeat } : null;
  const fits = given !== null && formValue(question.responseType, given) !== undefined;
  return {
    value: fits ? asValue(given) : computedValue(question, place),
    hidden: false,
    comment: row?.comment ?? null,
    evidenceUsed: evidenceTypes.filter((type) => parseSet(row?.evidence ?? '').includes(type)),
    adverse: fits && beside.sheet.isAdverse(question, given),
    previous: repeat === 0 ? (beside.previous.get(question.code) ?? null) : null,
    findingId: beside.findings.get(question.code) ?? null,
  };
}

function asValue({ choice, number, words }: AnswerValue): AnswerValue {
  return { choice, number, words };
}

/** Of what is calculated, and of photos, which are their own answer. */
function computedValue({ calculation, responseType }: Question, place: FilledPlace): AnswerValue | null {
  const value = place.value();
  if (value === '' || (calculation === null && responseType !== 'image')) return null;
  if (typeof value === 'number') return { choice: null, number: value, words: null };
  return { choice: null, number: null, words: String(value) };
}
