import { BuiltTemplates } from '#shared/checklist/built-templates.ts';
import type { Template, TemplateRows } from '#shared/checklist/template.ts';
import { tables } from '#shared/domain/registry.ts';
import { OutpostError } from '#shared/errors.ts';
import type { ReplyOf } from '#shared/ipc/channels.ts';
import type { ReadableDb } from './database.ts';
import { notFound } from './refusal.ts';

/** A template is asked for with every answer; it is made once, and again only when its rows say something else. */
const builtTemplates = new BuiltTemplates();

/**
 * @param read the open database
 * @param code a template's code
 * @param version its version
 * @returns the template; undefined when it is not here yet, or was published for a newer version of this program
 */
export function findTemplate(read: ReadableDb, code: string, version: number): Template | undefined {
  const template = read.get(tables.checklistTemplate, { code, version });
  if (!template) return undefined;
  const rows: TemplateRows = {
    template,
    sections: read.all(
      'SELECT * FROM template_section WHERE template_code = ? AND version = ? AND deleted = 0',
      code,
      version,
    ),
    questions: read.all(
      'SELECT * FROM template_question WHERE template_code = ? AND version = ? AND deleted = 0',
      code,
      version,
    ),
    pieces: read
      .all<{ content: string }>(
        `SELECT content FROM template_form WHERE template_code = ? AND version = ? AND deleted = 0
          ORDER BY piece`,
        code,
        version,
      )
      .map(({ content }) => content),
  };
  try {
    return builtTemplates.of(rows);
  } catch (thrown) {
    if (thrown instanceof OutpostError && thrown.code === 'invalid_request') return undefined;
    throw thrown;
  }
}

/**
 * @param read the open database
 * @param code a template's code
 * @param version its version
 * @returns the template
 * @throws OutpostError `not_found` when it is not here or cannot be used
 */
export function requireTemplate(read: ReadableDb, code: string, version: number): Template {
  const template = findTemplate(read, code, version);
  if (template) return template;
  throw notFound('checklist_template');
}

/**
 * @param read the open database
 * @returns templates under which an inspection can start: the newest active version of each that is here
 */
export function listTemplates(read: ReadableDb): ReplyOf<'inspections.templates'> {
  const rows = read.all<{
    code: string;
    version: number;
    title_en: string;
    title_ar: string;
    questions: number;
  }>(
    `SELECT t.code, t.version, t.title_en, t.title_ar,
        (SELECT count(*) FROM template_question q
          WHERE q.template_code = t.code AND q.version = t.version AND q.deleted = 0) AS questions
      FROM checklist_template t
      WHERE t.deleted = 0 AND t.active = 1 AND t.title_en IS NOT NULL AND t.title_ar IS NOT NULL
      ORDER BY t.code, t.version DESC`,
  );
  const newest = new Map<string, (typeof rows)[number]>();
  for (const row of rows) {
    // One that has not all arrived waits; the version before stands in for it.
    if (!newest.has(row.code) && findTemplate(read, row.code, row.version)) newest.set(row.code, row);
  }
  return [...newest.values()].map((row) => ({
    code: row.code,
    version: row.version,
    title: { en: row.title_en, ar: row.title_ar },
    questions: row.questions,
  }));
}
