import { parseSet } from '../domain/field.ts';
import { type Severity, severities } from '../domain/vocabularies.ts';
import { OutpostError } from '../errors.ts';
import { normaliseAdverseRule } from './adverse-rule.ts';
import { compileExpression, type Expression, findCycle } from './expression.ts';
import { ExpressionError } from './expression-error.ts';
import type { ValueType } from './expression-types.ts';
import { isChoice, isResponseType, valueTypeOf } from './response-type.ts';
import type { InBothLanguages, Question, Section, Template, TemplateRows } from './template.ts';

/** Weight of a question by its severity: critical 3, major 2, minor 1. */
export const severityWeights: Readonly<Record<Severity, number>> = { critical: 3, major: 2, minor: 1 };

/** A fault in a template: the question and column, and what is wrong there. */
export interface TemplateProblem {
  readonly path: string;
  readonly message: string;
}

type QuestionRow = TemplateRows['questions'][number];
type ReadRule = (text: string | null, column: string, wanted: ValueType | undefined) => Expression | null;

/**
 * Makes the model of a template from its rows and checks everything that could go wrong during an inspection.
 *
 * @param rows a template with its sections and questions, in any order
 * @returns the template
 * @throws OutpostError `invalid_request` with one issue per fault: unknown section, response type or severity, a rule
 *   that does not parse or names an unknown question, questions that wait for each other
 */
export function buildTemplate(rows: TemplateRows): Template {
  const problems: TemplateProblem[] = [];
  const types = answerTypes(rows.questions, problems);
  const questions = rows.questions
    .map((row) => buildQuestion(row, types, problems))
    .filter((question) => question !== null);
  const sections = buildSections(rows, questions, problems);
  problems.push(...findCycles(questions));
  if (problems.length > 0) {
    const { code, version } = rows.template;
    throw new OutpostError('invalid_request', `Checklist ${code} version ${version} has faults.`, {
      details: { template: code, version },
      issues: problems,
    });
  }
  const ordered = sections.flatMap((section) => section.questions);
  return {
    code: rows.template.code,
    version: rows.template.version,
    title: { en: rows.template.title_en, ar: rows.template.title_ar },
    sections,
    questions: ordered,
    byCode: new Map(ordered.map((question) => [question.code, question])),
  };
}

function answerTypes(
  rows: readonly QuestionRow[],
  problems: TemplateProblem[],
): ReadonlyMap<string, ValueType> {
  const types = new Map<string, ValueType>();
  for (const row of rows) {
    if (types.has(row.code)) problems.push({ path: row.code, message: 'The code is used twice' });
    if (isResponseType(row.response_type)) types.set(row.code, valueTypeOf(row.response_type));
    else problems.push({ path: `${row.code}.response_type`, message: `Unknown type ${row.response_type}` });
  }
  return types;
}

function buildQuestion(
  row: QuestionRow,
  types: ReadonlyMap<string, ValueType>,
  problems: TemplateProblem[],
): Question | null {
  const severity = severities.find((known) => known === row.severity);
  if (!severity) problems.push({ path: `${row.code}.severity`, message: `Unknown severity ${row.severity}` });
  if (!severity || !isResponseType(row.response_type)) return null;
  const self = types.get(row.code);
  const read = ruleReader(row.code, types, problems);
  const adverse = read(normaliseAdverseRule(row.adverse_when), 'adverse_when', 'boolean');
  const scored = isChoice(row.response_type);
  return {
    code: row.code,
    section: row.section_code,
    seq: row.seq,
    core: row.core === 1,
    label: { en: row.label_en, ar: row.label_ar },
    hint: bothOrNull(row.hint_en, row.hint_ar),
    responseType: row.response_type,
    unit: row.unit === '' ? null : row.unit,
    ruleRef: row.rule_ref,
    severity,
    weight: row.weight > 0 ? row.weight : severityWeights[severity],
    scored,
    reversed: scored && adverse !== null && isReversed(adverse),
    evidence: parseSet(row.evidence),
    adverseText: row.adverse_when?.trim() ? row.adverse_when : null,
    adverse,
    thresholdBasis: row.threshold_basis === '' ? null : row.threshold_basis,
    restricted: row.restricted === 1,
    required: row.required === 1,
    relevant: read(row.relevant, 'relevant', 'boolean'),
    constraint: read(row.constraint_rule, 'constraint_rule', 'boolean'),
    constraintMessage: bothOrNull(row.constraint_message_en, row.constraint_message_ar),
    calculation: read(row.calculation, 'calculation', self),
  };
}

function ruleReader(
  code: string,
  types: ReadonlyMap<string, ValueType>,
  problems: TemplateProblem[],
): ReadRule {
  return (text, column, wanted) => {
    if (!text?.trim()) return null;
    const ownAnswer = column === 'adverse_when' || column === 'constraint_rule';
    try {
      const rule = compileExpression(text, {
        typeOf: (other) => types.get(other),
        self: ownAnswer ? types.get(code) : undefined,
      });
      if (rule.type === wanted) return rule;
      problems.push({ path: `${code}.${column}`, message: `Gives ${rule.type}, not ${wanted}` });
    } catch (thrown) {
      if (!(thrown instanceof ExpressionError)) throw thrown;
      problems.push({ path: `${code}.${column}`, message: thrown.message });
    }
    return null;
  };
}

function isReversed(adverse: Expression): boolean {
  const holdsFor = (choice: string): boolean =>
    adverse.evaluate({ value: () => null, self: choice, asOf: '2000-01-01' }) === true;
  return holdsFor('yes') && !holdsFor('no');
}

function buildSections(
  rows: TemplateRows,
  questions: readonly Question[],
  problems: TemplateProblem[],
): readonly Section[] {
  const known = new Set(rows.sections.map((section) => section.code));
  for (const question of questions) {
    if (!known.has(question.section)) {
      problems.push({
        path: `${question.code}.section_code`,
        message: `There is no section ${question.section}`,
      });
    }
  }
  return rows.sections
    .toSorted((a, b) => a.seq - b.seq || (a.code < b.code ? -1 : 1))
    .map((section) => ({
      code: section.code,
      name: { en: section.name_en, ar: section.name_ar },
      questions: questions
        .filter((question) => question.section === section.code)
        .toSorted((a, b) => a.seq - b.seq || (a.code < b.code ? -1 : 1)),
    }));
}

function findCycles(questions: readonly Question[]): readonly TemplateProblem[] {
  const waitsFor = new Map(
    questions.map((question) => [
      question.code,
      [...(question.relevant?.dependencies ?? []), ...(question.calculation?.dependencies ?? [])],
    ]),
  );
  const cycle = findCycle(waitsFor);
  if (!cycle) return [];
  return [{ path: cycle[0] ?? '', message: `Questions wait for each other: ${cycle.join(' → ')}` }];
}

function bothOrNull(en: string | null, ar: string | null): InBothLanguages | null {
  return en || ar ? { en: en ?? ar ?? '', ar: ar ?? en ?? '' } : null;
}
