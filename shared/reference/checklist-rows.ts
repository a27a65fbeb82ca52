import { formatSet } from '../domain/field.ts';
import { tables } from '../domain/registry.ts';
import type { AnyRow, RowOf, Table } from '../domain/table.ts';
import templates from './checklist-templates.json' with { type: 'json' };
import questions from './prison-checklist.json' with { type: 'json' };

type Template = (typeof templates)[number];
type Question = (typeof questions)[number];

/** A critical question counts three times a minor one. */
const weightOf: Readonly<Record<string, number>> = { critical: 3, major: 2, minor: 1 };

/**
 * The prison checklist as two templates: the full one and the shorter one of its core questions, both with the same
 * codes, so that answers compare.
 *
 * @returns templates, sections and questions, in that order
 */
export function checklistRows(): readonly { readonly table: Table; readonly row: AnyRow }[] {
  return templates.flatMap((template) => {
    const asked = questions.filter((question) => !template.core_only || question.core === '1');
    return [
      { table: tables.checklistTemplate, row: templateRow(template) },
      ...sectionRows(template, asked).map((row) => ({ table: tables.templateSection, row })),
      ...asked.map((question) => ({ table: tables.templateQuestion, row: questionRow(template, question) })),
    ];
  });
}

function templateRow(template: Template): RowOf<typeof tables.checklistTemplate> {
  const { code, version, title_en, title_ar, published_on } = template;
  return {
    ...{ code, version, title_en, title_ar, default_language: 'en', published_on, active: 1 },
    ...{ format: null, form_pieces: null },
  };
}

function sectionRows(
  template: Template,
  asked: readonly Question[],
): readonly RowOf<typeof tables.templateSection>[] {
  const first = new Map<string, Question>();
  for (const question of asked)
    if (!first.has(question.section_code)) first.set(question.section_code, question);
  return [...first.values()].map((question, index) => ({
    template_code: template.code,
    version: template.version,
    code: question.section_code,
    seq: index + 1,
    name_en: question.section_en,
    name_ar: question.section_ar,
  }));
}

function questionRow(template: Template, question: Question): RowOf<typeof tables.templateQuestion> {
  return {
    template_code: template.code,
    version: template.version,
    code: question.code,
    section_code: question.section_code,
    seq: Number(question.seq),
    core: question.core === '1' ? 1 : 0,
    label_en: question.question_en,
    label_ar: question.label_ar,
    hint_en: null,
    hint_ar: null,
    response_type: question.response_type,
    unit: orNull(question.unit),
    rule_ref: question.rule_ref,
    severity: question.severity,
    weight: weightOf[question.severity] ?? 1,
    evidence: formatSet(question.evidence_type.split('|')),
    adverse_when: orNull(question.adverse_when),
    threshold_basis: orNull(question.threshold_basis),
    restricted: question.restricted === '1' ? 1 : 0,
    required: 0,
    relevant: null,
    constraint_rule: null,
    constraint_message_en: null,
    constraint_message_ar: null,
    calculation: null,
  };
}

function orNull(text: string): string | null {
  return text === '' ? null : text;
}
