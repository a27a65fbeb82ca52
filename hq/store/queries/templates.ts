import { sheetsOfPieces } from '#shared/checklist/stored-form.ts';
import type { ConsoleReply } from '#shared/ipc/console.ts';
import type { WorkbookSheet } from '#shared/xlsform/sheet-rows.ts';
import type { Sql } from '../database.ts';
import { bilingualOf } from './conditions.ts';

/**
 * @param sql pool or connection
 * @returns every version of every checklist, the newest version of each first
 */
export async function listTemplates(sql: Sql): Promise<ConsoleReply<'templates.list'>> {
  const { rows } = await sql.query<{
    code: string;
    version: number;
    title_en: string | null;
    title_ar: string | null;
    publishedOn: string | null;
    hasForm: boolean;
    questions: number;
    inspections: number;
  }>(
    `SELECT t.code, t.version, t.title_en, t.title_ar, t.published_on AS "publishedOn",
       t.form_pieces IS NOT NULL AS "hasForm",
       (SELECT count(*) FROM record.template_question AS q
         WHERE q.template_code = t.code AND q.version = t.version AND q.deleted = 0) AS questions,
       (SELECT count(*) FROM record.inspection AS n
         WHERE n.template_code = t.code AND n.template_version = t.version AND n.deleted = 0) AS inspections
     FROM record.checklist_template AS t WHERE t.deleted = 0 ORDER BY t.code, t.version DESC`,
  );
  return {
    total: rows.length,
    rows: rows.map(({ title_en, title_ar, ...row }) => ({ ...row, title: bilingualOf(title_en, title_ar) })),
  };
}

/**
 * @param sql pool or connection
 * @param code of a checklist
 * @returns the version that comes next
 */
export async function nextVersion(sql: Sql, code: string): Promise<number> {
  const { rows } = await sql.query<{ version: number }>(
    'SELECT coalesce(max(version), 0) + 1 AS version FROM record.checklist_template WHERE code = $1',
    [code],
  );
  return rows[0]?.version ?? 1;
}

/**
 * @param sql pool or connection
 * @param code of a checklist
 * @param version of it
 * @returns the sheets of its form; undefined when there is no such version, or it was published without a form
 */
export async function readFormSheets(
  sql: Sql,
  code: string,
  version: number,
): Promise<readonly WorkbookSheet[] | undefined> {
  const { rows } = await sql.query<{ content: string }>(
    `SELECT content FROM record.template_form WHERE template_code = $1 AND version = $2 AND deleted = 0
     ORDER BY piece`,
    [code, version],
  );
  return rows.length === 0
    ? undefined
    : sheetsOfPieces(
        rows.map(({ content }) => content),
        rows.length,
      );
}
