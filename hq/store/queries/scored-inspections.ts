import { type AnswerSheet, type GivenAnswer, readAnswers } from '#shared/checklist/answer-sheet.ts';
import { buildTemplate } from '#shared/checklist/build-template.ts';
import type { Blocks } from '#shared/checklist/filled-form.ts';
import type { Template, TemplateRows } from '#shared/checklist/template.ts';
import type { Sql } from '../database.ts';

/** An answer as the console may need it. */
export interface StoredAnswer extends GivenAnswer {
  readonly comment: string | null;
  readonly evidence: string;
}

/** The answers of an inspection under its template. */
export interface ReadInspection {
  readonly sheet: AnswerSheet;
  readonly answers: readonly StoredAnswer[];
}

/**
 * @param sql pool or connection
 * @param inspections their id, template and first day
 * @returns answers and template by inspection id; without an entry where the template has not arrived
 */
export async function readSheets(
  sql: Sql,
  inspections: readonly {
    readonly id: number;
    readonly templateCode: string;
    readonly templateVersion: number;
    readonly startDate: string;
  }[],
): Promise<ReadonlyMap<number, ReadInspection>> {
  const { rows } = await sql.query<StoredAnswer & { inspection_id: number }>(
    `SELECT inspection_id, question_code AS "questionCode", repeat, choice, number, words, comment,
       coalesce(evidence, '') AS evidence FROM record.answer WHERE inspection_id = ANY($1) AND deleted = 0`,
    [inspections.map(({ id }) => id)],
  );
  const blocks = await readBlocks(
    sql,
    inspections.map(({ id }) => id),
  );
  const templates = new Map<string, Template | undefined>();
  const sheets = new Map<number, ReadInspection>();
  for (const { id, templateCode, templateVersion, startDate } of inspections) {
    const name = `${templateCode} ${templateVersion}`;
    if (!templates.has(name)) templates.set(name, await readTemplate(sql, templateCode, templateVersion));
    const template = templates.get(name);
    const answers = rows.filter((row) => row.inspection_id === id);
    const around = { blocks: blocks.get(id) ?? new Map() };
    if (template) sheets.set(id, { sheet: readAnswers(template, answers, startDate, around), answers });
  }
  return sheets;
}

async function readBlocks(sql: Sql, ids: readonly number[]): Promise<ReadonlyMap<number, Blocks>> {
  const { rows } = await sql.query<{ id: number; inspection_id: number; repeat_code: string }>(
    `SELECT id, inspection_id, repeat_code FROM record.inspection_block
     WHERE inspection_id = ANY($1) AND deleted = 0 AND repeat_code IS NOT NULL ORDER BY id`,
    [ids],
  );
  const found = new Map<number, Map<string, number[]>>();
  for (const { id, inspection_id, repeat_code } of rows) {
    const blocks = found.get(inspection_id) ?? new Map<string, number[]>();
    found.set(inspection_id, blocks.set(repeat_code, [...(blocks.get(repeat_code) ?? []), id]));
  }
  return found;
}

async function readTemplate(sql: Sql, code: string, version: number): Promise<Template | undefined> {
  const key = [code, version];
  const template = await sql.query<TemplateRows['template']>(
    'SELECT * FROM record.checklist_template WHERE code = $1 AND version = $2',
    key,
  );
  const sections = await sql.query<TemplateRows['sections'][number]>(
    'SELECT * FROM record.template_section WHERE template_code = $1 AND version = $2 AND deleted = 0',
    key,
  );
  const questions = await sql.query<TemplateRows['questions'][number]>(
    'SELECT * FROM record.template_question WHERE template_code = $1 AND version = $2 AND deleted = 0',
    key,
  );
  const pieces = await sql.query<{ content: string }>(
    'SELECT content FROM record.template_form WHERE template_code = $1 AND version = $2 AND deleted = 0 ORDER BY piece',
    key,
  );
  const [row] = template.rows;
  return (
    row &&
    buildTemplate({
      ...{ template: row, sections: sections.rows, questions: questions.rows },
      pieces: pieces.rows.map(({ content }) => content),
    })
  );
}
