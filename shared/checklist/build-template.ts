import { OutpostError } from '../errors.ts';
import { compileForm } from '../xlsform/compile-form.ts';
import type { Form } from '../xlsform/form.ts';
import { formOfRows } from './form-of-rows.ts';
import { formFormat, sheetsOfPieces } from './stored-form.ts';
import type { Template, TemplateRows } from './template.ts';
import { type TakeFault, templateOfForm } from './template-of-form.ts';

/** A fault in a template: the question and column, and what is wrong there. */
export interface TemplateProblem {
  readonly path: string;
  readonly message: string;
}

/**
 * Makes the model of a template from its rows and checks everything that could go wrong during an inspection.
 *
 * @param rows a template: its form, or its sections and questions in any order when it was published before forms were
 * @returns the template
 * @throws OutpostError `invalid_request` with one issue per fault: a form that has not all arrived or that this version
 *   cannot read; unknown section, response type or severity, a rule that does not parse or names an unknown question,
 *   questions that wait for each other
 */
export function buildTemplate(rows: TemplateRows): Template {
  const { code, version, title_en, title_ar } = rows.template;
  const problems: TemplateProblem[] = [];
  const fault = (path: string, message: string): void => {
    problems.push({ path, message });
  };
  const form = rows.template.format === null ? formOfRows(rows, fault) : storedForm(rows, fault);
  const about = { code, version, title: { en: title_en, ar: title_ar } };
  const template = form && templateOfForm(form, about, fault);
  if (template && problems.length === 0) return template;
  throw new OutpostError('invalid_request', `Checklist ${code} version ${version} has faults.`, {
    details: { template: code, version },
    issues: problems,
  });
}

function storedForm({ template, pieces = [] }: TemplateRows, fault: TakeFault): Form | undefined {
  const sheets =
    template.format === formFormat ? sheetsOfPieces(pieces, template.form_pieces ?? 0) : undefined;
  if (!sheets) {
    fault('form', 'The form has not arrived, or is written down in a way of a newer version');
    return undefined;
  }
  const { form, errors } = compileForm(sheets, template.code);
  for (const { sheet, row, message } of errors) fault(`${sheet}.${row}`, message);
  return form;
}
