import { parseSet } from '../domain/field.ts';
import { type Severity, severities } from '../domain/vocabularies.ts';
import type { FieldRules, Form, FormGroup, FormList, FormQuestion, FormText } from '../xlsform/form.ts';
import type { QuestionType } from '../xlsform/question-types.ts';
import { percentUnit } from './response-type.ts';
import type { TemplateRows } from './template.ts';

type QuestionRow = TemplateRows['questions'][number];

const english = 'English (en)';
const arabic = 'العربية (ar)';

const none = { media: {}, readOnly: null, appearance: null } as const;

/** How the ways to answer of templates without a form are asked in one. */
const types: Readonly<Record<string, { readonly type: QuestionType; readonly list: string | null }>> = {
  yes_partial_no_na: { type: 'select_one', list: 'yes_partial_no_na' },
  yes_no_na: { type: 'select_one', list: 'yes_no_na' },
  integer: { type: 'integer', list: null },
  decimal: { type: 'decimal', list: null },
  percent: { type: 'decimal', list: null },
  date: { type: 'date', list: null },
  text: { type: 'text', list: null },
};

/**
 * Makes a form of a template that was published as rows of sections and questions, before templates carried the form
 * itself.
 *
 * @param rows the template
 * @param fault takes what cannot be used: the place and what is wrong there
 * @returns the form
 */
export function formOfRows(rows: TemplateRows, fault: (path: string, message: string) => void): Form {
  const { template } = rows;
  const sections = new Set(rows.sections.map(({ code }) => code));
  for (const question of rows.questions) {
    if (sections.has(question.section_code)) continue;
    fault(`${question.code}.section_code`, `There is no section ${question.section_code}`);
  }
  return {
    id: template.code,
    version: String(template.version),
    title: template.title_en,
    name: 'data',
    languages: [
      { name: english, tag: 'en', direction: 'ltr' },
      { name: arabic, tag: 'ar', direction: 'rtl' },
    ],
    defaultLanguage: template.default_language === 'ar' ? arabic : english,
    parts: rows.sections.toSorted(inOrder).map((section) => group(section, rows.questions, fault)),
    lists: [list('yes_partial_no_na', ['yes', 'partial', 'no']), list('yes_no_na', ['yes', 'no'])],
    otherSettings: {},
  };
}

function inOrder(
  a: { readonly seq: number; readonly code: string },
  b: { readonly seq: number; readonly code: string },
): number {
  return a.seq - b.seq || (a.code < b.code ? -1 : 1);
}

function list(name: string, choices: readonly string[]): FormList {
  const choice = (own: string) => ({
    ...{ name: own, label: { [english]: own }, media: {}, score: null, columns: {}, row: 0 },
  });
  return { name, choices: choices.map(choice) };
}

function group(
  section: TemplateRows['sections'][number],
  questions: readonly QuestionRow[],
  fault: (path: string, message: string) => void,
): FormGroup {
  return {
    ...{ kind: 'group', name: section.code, hint: {}, relevant: null, row: 0, ...none },
    label: both(section.name_en, section.name_ar),
    parts: questions
      .filter(({ section_code }) => section_code === section.code)
      .toSorted(inOrder)
      .flatMap((row) => questionOf(row, fault) ?? []),
  };
}

function questionOf(
  row: QuestionRow,
  fault: (path: string, message: string) => void,
): FormQuestion | undefined {
  const severity = severities.find((known) => known === row.severity);
  const answered = Object.hasOwn(types, row.response_type) ? types[row.response_type] : undefined;
  if (!severity) fault(`${row.code}.severity`, `Unknown severity ${row.severity}`);
  if (!answered) fault(`${row.code}.response_type`, `Unknown type ${row.response_type}`);
  if (!severity || !answered) return undefined;
  return {
    ...{ kind: 'question', name: row.code, row: 0, orOther: false, guidance: {}, requiredMessage: {} },
    ...{ default: null, choiceFilter: null, parameters: {} },
    ...none,
    ...answered,
    label: both(row.label_en, row.label_ar),
    hint: both(row.hint_en, row.hint_ar),
    relevant: formula(row.relevant),
    required: row.required === 1 ? 'true()' : null,
    constraint: formula(row.constraint_rule),
    constraintMessage: both(row.constraint_message_en, row.constraint_message_ar),
    calculation: formula(row.calculation),
    field: rules(row, severity),
  };
}

function rules(row: QuestionRow, severity: Severity): FieldRules {
  return {
    weight: row.weight > 0 ? row.weight : null,
    severity,
    rule: row.rule_ref,
    evidence: parseSet(row.evidence),
    adverseWhen: row.adverse_when?.trim() ? row.adverse_when : null,
    restricted: row.restricted === 1,
    score: null,
    unit: row.response_type === 'percent' ? percentUnit : row.unit || null,
    basis: row.threshold_basis || null,
    core: row.core === 1,
  };
}

/** These templates counted days by a function of their own. */
function formula(text: string | null): string | null {
  return text?.trim() ? text.replaceAll(/days-since\(([^()]*)\)/g, '(today() - ($1))') : null;
}

function both(en: string | null, ar: string | null): FormText {
  return { ...(en ? { [english]: en } : {}), ...(ar ? { [arabic]: ar } : {}) };
}
