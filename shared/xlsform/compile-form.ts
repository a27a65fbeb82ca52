import { checkForm } from './check-form.ts';
import { type Form, type FormText, itemsOf } from './form.ts';
import { formLanguage } from './form-language.ts';
import { type FormErrorCode, type FormProblem, FormProblems, type FormWarningCode } from './form-problem.ts';
import type { FormProgram } from './form-program.ts';
import { formulaColumns } from './form-program.ts';
import { isAsked } from './question-types.ts';
import { fieldColumns } from './read-field-rules.ts';
import { mediaKinds, readLists } from './read-lists.ts';
import { type FormSettings, readSettings } from './read-settings.ts';
import { SurveyReader } from './read-survey.ts';
import { type ReadSheet, readSheet, type WorkbookSheet } from './sheet-rows.ts';

/** What came of reading a workbook. */
export interface CompiledForm {
  /** Undefined with errors: then it cannot be used. */
  readonly form: Form | undefined;
  readonly program: FormProgram | undefined;
  readonly title: string;
  readonly version: string;
  readonly languages: Form['languages'];
  /** How many questions somebody answers. */
  readonly questions: number;
  readonly errors: readonly FormProblem<FormErrorCode>[];
  readonly warnings: readonly FormProblem<FormWarningCode>[];
}

/** The columns of the sheet `survey` that are read. */
const surveyColumns: readonly string[] = [
  ...['type', 'name', 'label', 'hint', 'guidance_hint', 'required_message', 'constraint_message'],
  ...['appearance', 'parameters', 'disabled'],
  ...formulaColumns,
  ...mediaKinds,
  ...fieldColumns,
];

/** What becomes of columns of the standard that say nothing here. */
const unneeded: Readonly<Record<string, string>> = {
  trigger: 'calculations follow what they name by themselves',
  autoplay: 'nothing is played',
  'body:accuracythreshold': 'accuracy is not watched',
  save_to: 'entities are records of this program',
  save_incomplete: 'every answer is saved at once',
  query: 'choices must be in the workbook',
  preload: 'nothing is filled in by other programs',
};

/**
 * Reads and checks a form that was written as an XLSForm.
 *
 * @param sheets of the workbook, cells as a person sees them
 * @param fallback names the form where the sheet `settings` does not: the file's name without its ending
 * @returns the form, or what is wrong with it; nothing that is not supported goes by without a word
 */
export function compileForm(sheets: readonly WorkbookSheet[], fallback: string): CompiledForm {
  const problems = new FormProblems();
  const find = (name: string): ReadSheet | undefined => {
    const sheet = sheets.find((candidate) => candidate.name.trim().toLowerCase() === name);
    return sheet && readSheet(sheet, problems);
  };
  const settings = readSettings(find('settings'), problems);
  noteOtherSheets(sheets, problems);
  const survey = find('survey') ?? onlySheet(sheets, problems);
  const form = survey ? readForm(survey, find('choices'), settings, fallback, problems) : undefined;
  if (!survey) {
    const message = 'There is no sheet “survey” with the questions of the form.';
    problems.error({ sheet: 'survey', row: 0, column: '', code: 'sheet_missing', message });
  }
  const checked = form && checkForm(form.form, form.sheets, problems);
  const usable = problems.errors.length === 0;
  return {
    form: usable ? form?.form : undefined,
    program: usable ? checked : undefined,
    title: settings.title ?? fallback,
    version: settings.version ?? '',
    languages: form?.form.languages ?? [],
    questions: form ? countQuestions(form.form) : 0,
    errors: inOrder(problems.errors),
    warnings: inOrder(problems.warnings),
  };
}

/** A workbook with one sheet is a form of which nobody named it. */
function onlySheet(sheets: readonly WorkbookSheet[], problems: FormProblems): ReadSheet | undefined {
  const [only, other] = sheets.filter(({ rows }) => rows.length > 0);
  return only && !other ? readSheet(only, problems) : undefined;
}

function readForm(
  survey: ReadSheet,
  choices: ReadSheet | undefined,
  settings: FormSettings,
  fallback: string,
  problems: FormProblems,
): { readonly form: Form; readonly sheets: { readonly survey: string; readonly choices: string } } {
  for (const column of ['type', 'name']) {
    if (survey.headings.some((heading) => heading.column === column)) continue;
    const message = `The sheet ${survey.name} has no column ${column}.`;
    problems.error({ sheet: survey.name, row: 0, column, code: 'column_missing', message });
  }
  noteOtherColumns(survey, problems);
  const usual = settings.defaultLanguage ?? '';
  const names = languagesOf([survey, ...(choices ? [choices] : [])], usual);
  const { allowsSameChoices } = settings;
  const parts = new SurveyReader(survey, usual, problems).read();
  const lists = readLists(choices, { usual, allowsSameChoices }, problems);
  if (parts.length === 0) {
    const message = 'The form asks nothing: the sheet survey has no rows that can be used.';
    problems.error({ sheet: survey.name, row: 0, column: '', code: 'nothing_asked', message });
  }
  const defaultLanguage = settings.defaultLanguage ?? names[0] ?? '';
  const form: Form = {
    id: settings.id ?? fallback,
    version: settings.version ?? '',
    title: settings.title ?? settings.id ?? fallback,
    name: settings.name,
    languages: names.map(formLanguage),
    defaultLanguage: names.includes(defaultLanguage) ? defaultLanguage : (names[0] ?? ''),
    parts,
    lists,
    otherSettings: settings.others,
  };
  noteMissingTranslations(form, survey.name, problems);
  return { form, sheets: { survey: survey.name, choices: choices?.name ?? 'choices' } };
}

function languagesOf(sheets: readonly ReadSheet[], usual: string): readonly string[] {
  const names = new Set<string>();
  for (const { headings } of sheets) {
    for (const { column, language } of headings) {
      if (language !== undefined) names.add(language);
      else if (column === 'label') names.add(usual);
    }
  }
  return names.size === 0 ? [usual] : [...names];
}

function noteOtherSheets(sheets: readonly WorkbookSheet[], problems: FormProblems): void {
  const seen = new Set<string>();
  for (const { name, rows } of sheets) {
    const known = name.trim().toLowerCase();
    if (['survey', 'choices', 'settings'].includes(known) && !seen.has(known)) seen.add(known);
    else if (known === 'external_choices' || known === 'entities' || known === 'osm') {
      const message = `The sheet ${name} is not supported. What needs it is refused.`;
      problems.warn({ sheet: name, row: 0, column: '', code: 'sheet_ignored', message });
    } else if (!name.startsWith('_') && rows.length > 0) {
      const message = `The sheet ${name} is not part of the form, and not used.`;
      problems.warn({ sheet: name, row: 0, column: '', code: 'sheet_ignored', message });
    }
  }
}

function noteOtherColumns(survey: ReadSheet, problems: FormProblems): void {
  const first = survey.rows[0]?.number ?? 2;
  for (const { column, text } of survey.headings) {
    if (surveyColumns.includes(column)) continue;
    const used = survey.rows.find((row) => row.cells.some(({ heading }) => heading.text === text));
    if (!used) continue;
    const why = Object.hasOwn(unneeded, column) ? `: ${unneeded[column]}` : '';
    problems.warn({
      ...{ sheet: survey.name, row: first - 1, column: text, code: 'column_ignored' },
      message: `The column ${text} is not used${why}.`,
    });
  }
}

function noteMissingTranslations(form: Form, sheet: string, problems: FormProblems): void {
  if (form.languages.length < 2) return;
  for (const item of itemsOf(form.parts)) {
    const texts: readonly (readonly [string, FormText])[] = [
      ['label', item.label],
      ['hint', item.hint],
    ];
    for (const [column, text] of texts) {
      const missing = form.languages.filter(({ name }) => text[name] === undefined);
      if (missing.length === 0 || missing.length === form.languages.length) continue;
      const message = `${item.name} has no ${column} in ${missing.map(({ name }) => name || 'the default language').join(', ')}; another language is shown.`;
      problems.warn({ sheet, row: item.row, column, code: 'translation_missing', message });
    }
  }
}

function countQuestions(form: Form): number {
  let count = 0;
  for (const item of itemsOf(form.parts)) {
    if (item.kind === 'question' && item.calculation === null && isAsked(item.type)) count++;
  }
  return count;
}

function inOrder<P extends FormProblem>(problems: readonly P[]): readonly P[] {
  return problems.toSorted((a, b) => (a.sheet === b.sheet ? a.row - b.row : a.sheet < b.sheet ? 1 : -1));
}
