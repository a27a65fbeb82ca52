import { buildTemplate } from '#shared/checklist/build-template.ts';
import type { Template, TemplateRows } from '#shared/checklist/template.ts';
import { tables } from '#shared/domain/registry.ts';
import { OutpostError } from '#shared/errors.ts';
import type { ReplyOf } from '#shared/ipc/channels.ts';
import type { ReadableDb } from './database.ts';
import { notFound } from './refusal.ts';

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
  };
  try {
    return buildTemplate(rows);
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
 * @returns templates under which an inspection can start: the newest active version of each
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
        AND t.version = (SELECT max(n.version) FROM checklist_template n
          WHERE n.code = t.code AND n.deleted = 0 AND n.active = 1)
      ORDER BY t.code`,
  );
  return rows.map((row) => ({
    code: row.code,
    version: row.version,
    title: { en: row.title_en, ar: row.title_ar },
    questions: row.questions,
  }));
}
