import { rowsOfForm } from '#shared/checklist/rows-of-form.ts';
import { templateOfForm } from '#shared/checklist/template-of-form.ts';
import { OutpostError } from '#shared/errors.ts';
import type { ConsoleReply, ParsedConsoleRequest } from '#shared/ipc/console.ts';
import type { TemplatePreview } from '#shared/ipc/console-templates.ts';
import { type CompiledForm, compileForm } from '#shared/xlsform/compile-form.ts';
import type { Form } from '#shared/xlsform/form.ts';
import { readFormWorkbook, writeFormWorkbook } from '#shared/xlsform/workbook-file.ts';
import { audit } from '../store/audit.ts';
import { type Sql, transaction } from '../store/database.ts';
import { ledgerChange } from '../store/postgres-ledger.ts';
import { nextVersion, readFormSheets } from '../store/queries/templates.ts';
import { commitReference } from '../store/seed-reference.ts';
import type { Store } from '../store/store.ts';
import { previewSections } from './template-preview.ts';

type Upload = ParsedConsoleRequest<'templates.check'>;
type Remark = TemplatePreview['errors'][number];

/**
 * Reads a workbook and says what it would become.
 *
 * @param sql pool or connection
 * @param upload the workbook
 * @returns sections and questions, and what is wrong; nothing is kept
 * @throws OutpostError `file_damaged`, `file_encrypted` for what is no workbook
 */
export async function checkTemplate(sql: Sql, upload: Upload): Promise<ConsoleReply<'templates.check'>> {
  const compiled = read(upload);
  const { form, title, languages, questions, warnings } = compiled;
  const errors: Remark[] = [...compiled.errors, ...(form ? publishingFaults(form) : [])];
  return {
    ok: form !== undefined && errors.length === 0,
    code: form?.id ?? '',
    title,
    nextVersion: form ? await nextVersion(sql, form.id) : 1,
    languages: languages.map(({ name, direction }) => ({ name, direction })),
    questions,
    sections: form ? previewSections(templateOfForm(form, untitled(form), ignore)) : [],
    errors,
    warnings: [...warnings],
  };
}

/**
 * Publishes a workbook as the next version of its checklist. Versions never change: inspections keep theirs.
 *
 * @param store headquarters' memory
 * @param upload workbook and titles
 * @param who publishes it
 * @returns code and version
 * @throws OutpostError `invalid_request` with one issue per error of the form; `file_damaged`, `file_encrypted`
 */
export async function publishTemplate(
  store: Store,
  upload: ParsedConsoleRequest<'templates.publish'>,
  who: string,
): Promise<ConsoleReply<'templates.publish'>> {
  const { form, errors } = read(upload);
  const faults: readonly Remark[] = form ? publishingFaults(form) : errors;
  if (!form || faults.length > 0) {
    throw new OutpostError('invalid_request', 'The form has errors and cannot be published.', {
      issues: faults.map(({ sheet, row, column, message }) => ({
        path: [sheet, row, column].filter(Boolean).join(' '),
        message,
      })),
    });
  }
  const now = Date.now();
  return transaction(store.pool, async (sql) => {
    // Two who publish at once get two versions.
    await sql.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 12))', [form.id]);
    const version = await nextVersion(sql, form.id);
    const title = { en: upload.titleEn, ar: upload.titleAr };
    const publishedOn = new Date(now).toISOString().slice(0, 10);
    const rows = rowsOfForm(form, { code: form.id, version, title, publishedOn }, ignore);
    await commitReference(ledgerChange(sql), rows, now);
    await audit(sql, {
      ...{ action: 'template.published', who, subject: `template ${form.id}` },
      detail: { version, file: upload.fileName },
    });
    return { code: form.id, version };
  });
}

/**
 * @param sql pool or connection
 * @param wanted code and version
 * @returns the version's XLSForm as a workbook
 * @throws OutpostError `not_found` when there is none, or it was published without a form
 */
export async function saveTemplate(
  sql: Sql,
  { code, version }: ParsedConsoleRequest<'templates.save'>,
): Promise<ConsoleReply<'templates.save'>> {
  const sheets = await readFormSheets(sql, code, version);
  if (!sheets) throw new OutpostError('not_found', 'This version has no form.');
  const name = `${code}-${version}`.replace(/[^\p{L}\p{N}-]+/gu, '-');
  return { fileName: `${name}.xlsx`, file: Buffer.from(writeFormWorkbook(sheets)).toString('base64') };
}

function read({ file, fileName }: Upload): CompiledForm {
  const sheets = readFormWorkbook(new Uint8Array(Buffer.from(file, 'base64')));
  return compileForm(sheets, fileName.replace(/\.[^.]*$/, '').replace(/[^\p{L}\p{N}_-]+/gu, '-'));
}

const codePattern = /^[\p{L}\p{N}_.-]{1,80}$/u;

/** What a form may have as a form, and not as a checklist whose answers are told apart by name. */
function publishingFaults(form: Form): readonly Remark[] {
  const faults: Remark[] = [];
  const add = (sheet: string, column: string, message: string): void => {
    faults.push({ sheet, row: 0, column, code: 'name_malformed', message });
  };
  if (!codePattern.test(form.id)) {
    add(
      'settings',
      'form_id',
      `“${form.id}” cannot name a checklist: letters, digits, “_”, “-”, “.”, up to 80.`,
    );
  }
  rowsOfForm(form, { ...untitled(form), publishedOn: '2000-01-01' }, (path, message) =>
    add('survey', 'name', `${path}: ${message}.`),
  );
  return faults;
}

function untitled({ id, title }: Form) {
  return { code: id, version: 1, title: { en: title, ar: title } };
}

function ignore(): void {
  // Faults were looked for before.
}
