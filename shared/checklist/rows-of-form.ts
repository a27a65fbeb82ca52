import { formatSet } from '../domain/field.ts';
import { tables } from '../domain/registry.ts';
import type { AnyRow, RowOf, Table } from '../domain/table.ts';
import { evidenceTypes, type Language } from '../domain/vocabularies.ts';
import { exportForm } from '../xlsform/export-form.ts';
import type { Form } from '../xlsform/form.ts';
import { formFormat, piecesOf } from './stored-form.ts';
import type { InBothLanguages, Question, Template } from './template.ts';
import { type TakeFault, templateOfForm } from './template-of-form.ts';

/** What a version is published as. */
export interface PublishedAs {
  readonly code: string;
  readonly version: number;
  readonly title: InBothLanguages;
  /** `YYYY-MM-DD`. */
  readonly publishedOn: string;
}

/** A row of reference data with its table. */
export interface TemplateRow {
  readonly table: Table;
  readonly row: AnyRow;
}

/**
 * Writes a form down as a version of a template: the form itself in pieces, and its sections and questions as rows that
 * queries can name.
 *
 * @param form without errors
 * @param as code, version, title and day
 * @param fault takes what cannot be published although the form can be read: a name twice, a name that is too long
 * @returns the rows, those that others refer to first
 */
export function rowsOfForm(form: Form, as: PublishedAs, fault: TakeFault): readonly TemplateRow[] {
  const { code, version, title } = as;
  const template = templateOfForm(form, { code, version, title }, fault);
  const pieces = piecesOf(exportForm(form));
  const [first] = form.languages.filter(({ name }) => name === form.defaultLanguage);
  const usual: Language = first?.direction === 'rtl' ? 'ar' : 'en';
  for (const { code: own } of [...template.sections, ...template.questions]) {
    if (own.length > longestCode) fault(own, `The name is longer than ${longestCode} letters`);
  }
  return [
    row(tables.checklistTemplate, {
      ...{ code, version, title_en: title.en, title_ar: title.ar, default_language: usual },
      ...{ published_on: as.publishedOn, active: 1, format: formFormat, form_pieces: pieces.length },
    }),
    ...pieces.map((content, piece) =>
      row(tables.templateForm, { template_code: code, version, piece, content }),
    ),
    ...template.sections.map(({ code: own, name }, index) =>
      row(tables.templateSection, {
        ...{ template_code: code, version, code: own, seq: index + 1 },
        ...{ name_en: short(name.en), name_ar: short(name.ar) },
      }),
    ),
    ...questionRows(template),
  ];
}

const longestCode = 80;
const longestLine = 500;

function short(text: string): string {
  return text.slice(0, longestLine).toWellFormed();
}

function row<T extends Table>(table: T, values: RowOf<T>): TemplateRow {
  return { table, row: values as unknown as AnyRow };
}

function questionRows(template: Template): readonly TemplateRow[] {
  const sections = new Set(template.sections.map(({ code }) => code));
  return template.questions
    .filter(({ calculation, section }) => calculation === null && sections.has(section))
    .map((question) => row(tables.templateQuestion, questionRow(template, question)));
}

/** The rules stand in the form alone: it runs the question, the row names it. */
function questionRow(template: Template, question: Question): RowOf<typeof tables.templateQuestion> {
  return {
    ...{ template_code: template.code, version: template.version, code: question.code },
    ...{ section_code: question.section, seq: question.seq, core: question.core ? 1 : 0 },
    ...{ label_en: question.label.en, label_ar: question.label.ar },
    ...{ hint_en: question.hint?.en ?? null, hint_ar: question.hint?.ar ?? null },
    response_type: question.responseType,
    unit: question.unit,
    rule_ref: short(question.ruleRef),
    severity: question.severity,
    weight: question.weight,
    evidence: formatSet(evidenceTypes.filter((type) => question.evidence.includes(type))),
    adverse_when: question.adverseText === null ? null : short(question.adverseText),
    threshold_basis: question.thresholdBasis,
    restricted: question.restricted ? 1 : 0,
    required: question.required ? 1 : 0,
    ...{ relevant: null, constraint_rule: null, constraint_message_en: null, constraint_message_ar: null },
    calculation: null,
  };
}
