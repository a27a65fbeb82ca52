import { describe, expect, test } from 'vitest';
import { OutpostError } from '../errors.ts';
import { checklistRows } from '../reference/checklist-rows.ts';
import { buildTemplate } from './build-template.ts';
import type { TemplateRows } from './template.ts';

const prison = prisonRows('PRISON-FULL');

function prisonRows(code: string): TemplateRows {
  const rows = checklistRows();
  const of = (table: string) =>
    rows
      .filter((each) => each.table.name === table)
      .map((each) => each.row)
      .filter((row) => (row.template_code ?? row.code) === code);
  return {
    template: of('checklist_template')[0],
    sections: of('template_section'),
    questions: of('template_question'),
  } as unknown as TemplateRows;
}

type QuestionPatch = Partial<TemplateRows['questions'][number]>;

function changed(patches: Readonly<Record<string, QuestionPatch>>): TemplateRows {
  return { ...prison, questions: prison.questions.map((row) => ({ ...row, ...patches[row.code] })) };
}

function problemsOf(rows: TemplateRows): readonly string[] {
  try {
    buildTemplate(rows);
  } catch (thrown) {
    if (thrown instanceof OutpostError)
      return thrown.issues.map(({ path, message }) => `${path}: ${message}`);
    throw thrown;
  }
  return [];
}

describe('the prison checklist', () => {
  test('has 126 questions in 22 sections, 90 of them in the core version', () => {
    const full = buildTemplate(prison);
    expect(full.questions).toHaveLength(126);
    expect(full.sections).toHaveLength(22);
    expect(full.sections.every((section) => section.questions.length > 0)).toBe(true);
    expect(buildTemplate(prisonRows('PRISON-CORE')).questions).toHaveLength(90);
  });

  test('every short form of its "adverse when" column is a rule, and 93 questions carry a score', () => {
    const full = buildTemplate(prison);
    for (const question of full.questions) {
      expect(question.adverse !== null).toBe(question.adverseText !== null);
    }
    expect(full.questions.filter((question) => question.scored)).toHaveLength(93);
  });

  test('weighs critical 3, major 2, minor 1', () => {
    const weights = new Set(
      buildTemplate(prison).questions.map(({ severity, weight }) => `${severity} ${weight}`),
    );
    expect([...weights].sort()).toEqual(['critical 3', 'major 2', 'minor 1']);
  });
});

describe('a template with a fault is refused, naming question and column', () => {
  test.each<[string, TemplateRows, unknown]>([
    [
      'a rule that does not parse',
      changed({ 'REG-01': { relevant: '1 = ' } }),
      expect.stringContaining('REG-01.relevant: '),
    ],
    [
      'a rule over an unknown question',
      changed({ 'REG-01': { relevant: '${REG-99} = 1' } }),
      expect.stringContaining('REG-01.relevant: There is no question REG-99'),
    ],
    [
      'an unknown way to answer',
      changed({ 'REG-01': { response_type: 'barcode' } }),
      'REG-01.response_type: Unknown type barcode',
    ],
    [
      'an unknown severity',
      changed({ 'REG-01': { severity: 'grave' } }),
      'REG-01.severity: Unknown severity grave',
    ],
    [
      'a section that is missing',
      changed({ 'REG-01': { section_code: 'XXX' } }),
      'REG-01.section_code: There is no section XXX',
    ],
  ])('%s', (_name, rows, problem) => {
    expect(problemsOf(rows)).toContainEqual(problem);
  });

  test('questions that wait for each other are named', () => {
    const rows = changed({
      'REG-07': { relevant: '${ACC-01} > 0' },
      'ACC-01': { calculation: '${ACC-03} + 1' },
      'ACC-03': { relevant: '${REG-07} > 0' },
    });
    expect(problemsOf(rows)).toEqual([
      expect.stringContaining('Questions wait for each other: REG-07 → ACC-01 → ACC-03 → REG-07'),
    ]);
  });

  test('a code that is used twice', () => {
    const [first] = prison.questions;
    if (!first) throw new Error('the checklist has questions');
    expect(problemsOf({ ...prison, questions: [...prison.questions, first] })).toContain(
      'REG/REG-01: The code is used twice',
    );
  });
});
