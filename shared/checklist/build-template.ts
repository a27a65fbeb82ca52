import { OutpostError } from '../errors.ts';
import { formOfRows } from './form-of-rows.ts';
import type { Template, TemplateRows } from './template.ts';
import { templateOfForm } from './template-of-form.ts';

/** A fault in a template: the question and column, and what is wrong there. */
export interface TemplateProblem {
  readonly path: string;
  readonly message: string;
}

/**
 * Makes the model of a template from its rows and checks everything that could go wrong during an inspection.
 *
 * @param rows a template with its sections and questions, in any order
 * @returns the template
 * @throws OutpostError `invalid_request` with one issue per fault: unknown section, response type or severity, a rule
 *   that does not parse or names an unknown question, questions that wait for each other
 */
export function buildTemplate(rows: TemplateRows): Template {
  const { code, version, title_en, title_ar } = rows.template;
  const problems: TemplateProblem[] = [];
  const fault = (path: string, message: string): void => {
    problems.push({ path, message });
  };
  const form = formOfRows(rows, fault);
  const template = templateOfForm(form, { code, version, title: { en: title_en, ar: title_ar } }, fault);
  if (problems.length === 0) return template;
  throw new OutpostError('invalid_request', `Checklist ${code} version ${version} has faults.`, {
    details: { template: code, version },
    issues: problems,
  });
}
