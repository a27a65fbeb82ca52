import type { Form } from '../xlsform/form.ts';
import { compiled } from '../xlsform/form-fixture.ts';
import type { Template } from './template.ts';
import { templateOfForm } from './template-of-form.ts';

/**
 * @param text of a form, as `sheetsOf` takes it
 * @returns the checklist that it is, for tests
 * @throws Error with what is wrong with the form
 */
export function templateOf(text: string): Template {
  const form = formOf(text);
  const about = { code: 'TEST', version: 1, title: { en: 'Test', ar: 'اختبار' } };
  return templateOfForm(form, about, (path, message) => {
    throw new Error(`${path}: ${message}`);
  });
}

/**
 * @param text of a form, as `sheetsOf` takes it
 * @returns the form
 * @throws Error with what is wrong with it
 */
export function formOf(text: string): Form {
  const { form, errors } = compiled(text);
  if (form) return form;
  throw new Error(errors.map(({ row, message }) => `${row}: ${message}`).join('\n'));
}
