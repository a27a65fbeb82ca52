import { type Score, scoreInspection, scoreQuestions } from '#shared/checklist/scoring.ts';
import type { Section } from '#shared/checklist/template.ts';
import { parseSet } from '#shared/domain/field.ts';
import type { ConsoleInspectionDetail, InspectionRow } from '#shared/ipc/console.ts';
import type { Sql } from '../database.ts';
import { bilingualOf, Conditions, type RecordFilter } from './conditions.ts';
import { listPhotos } from './photos.ts';
import { type ReadInspection, readSheets } from './scored-inspections.ts';

interface InspectionRecord extends Omit<InspectionRow, 'facility' | 'template' | 'score' | 'findings'> {
  readonly total: number;
  readonly facility_en: string | null;
  readonly facility_ar: string | null;
  readonly templateCode: string;
  readonly templateVersion: number;
  readonly title_en: string | null;
  readonly title_ar: string | null;
  readonly critical: number;
  readonly major: number;
  readonly minor: number;
  readonly summary: string | null;
  readonly submittedAt: string | null;
  readonly entered_by: string | null;
  readonly entered_at: string | null;
}

const unscored: Score = { score: null, coverage: 0, answered: 0, questions: 0, band: 'none', capped: false };

/**
 * @param sql pool or connection
 * @param filter what to list; `from` and `to` bound the first day; inspections belong to the corrections programme
 * @returns how many there are in all, and the page, latest first, each with its score and coverage
 */
export async function listInspections(
  sql: Sql,
  filter: RecordFilter & { readonly status?: InspectionRow['status'] | undefined },
): Promise<{ readonly total: number; readonly rows: InspectionRow[] }> {
  const conditions = new Conditions()
    .add('n.site = ?', filter.site)
    .add(`? = 'corrections'`, filter.programme)
    .add('n.status = ?', filter.status)
    .add('n.start_date >= ?', filter.from)
    .add('n.start_date <= ?', filter.to)
    .words(`concat_ws(' ', i.name_en, i.name_ar, i.aliases, t.title_en, t.title_ar)`, filter.text);
  const records = await readInspections(sql, conditions, filter);
  const sheets = await readSheets(sql, records);
  return {
    total: records[0]?.total ?? 0,
    rows: records.map((record) => inspectionRow(record, sheets.get(record.id))),
  };
}

/**
 * @param sql pool or connection
 * @param id of the inspection
 * @returns it by section, or undefined when there is none; restricted answers and what stems from them are left out
 */
export async function readInspection(sql: Sql, id: number): Promise<ConsoleInspectionDetail | undefined> {
  const conditions = new Conditions().add('n.id = ?', id);
  const [record] = await readInspections(sql, conditions, { limit: 1, offset: 0 });
  if (!record) return undefined;
  const read = (await readSheets(sql, [record])).get(id);
  return {
    inspection: inspectionRow(record, read),
    summary: record.summary,
    submittedAt: record.submittedAt,
    sections: read?.sheet.template.sections.map((section) => sectionView(section, read)) ?? [],
    findings: await readFindings(sql, id, read),
    photos: await listPhotos(sql, { inspection: id }),
    enteredBy: record.entered_by,
    enteredAt: record.entered_at ?? '',
  };
}

async function readInspections(
  sql: Sql,
  conditions: Conditions,
  page: { readonly limit: number; readonly offset: number },
): Promise<readonly InspectionRecord[]> {
  const limit = conditions.parameter(page.limit);
  const offset = conditions.parameter(page.offset);
  const { rows } = await sql.query<InspectionRecord>(
    `SELECT count(*) OVER () AS total, n.id, n.site, i.name_en AS facility_en, i.name_ar AS facility_ar,
       n.template_code AS "templateCode", n.template_version AS "templateVersion", t.title_en, t.title_ar,
       n.start_date AS "startDate", n.end_date AS "endDate", coalesce(n.announced, 0) = 1 AS announced,
       coalesce(n.status, 'draft') AS status, n.summary, n.submitted_at AS "submittedAt",
       e.display_name AS entered_by, n.entered_at,
       ARRAY(SELECT coalesce(a.display_name, '') FROM record.inspection_inspector AS x
         JOIN record.advisor AS a ON a.id = x.advisor_id
         WHERE x.inspection_id = n.id AND x.deleted = 0 ORDER BY a.id) AS inspectors, f.*
     FROM record.inspection AS n LEFT JOIN record.institution AS i ON i.id = n.facility_id
     LEFT JOIN record.checklist_template AS t ON t.code = n.template_code AND t.version = n.template_version
     LEFT JOIN record.advisor AS e ON e.id = n.entered_by
     CROSS JOIN LATERAL (
       SELECT count(*) FILTER (WHERE severity = 'critical') AS critical,
         count(*) FILTER (WHERE severity = 'major') AS major, count(*) FILTER (WHERE severity = 'minor') AS minor
       FROM record.finding WHERE inspection_id = n.id AND deleted = 0) AS f
     WHERE n.deleted = 0 AND n.start_date IS NOT NULL AND n.template_code IS NOT NULL AND ${conditions.sql}
     ORDER BY n.start_date DESC, n.id DESC LIMIT ${limit} OFFSET ${offset}`,
    conditions.values,
  );
  return rows;
}

function inspectionRow(record: InspectionRecord, read: ReadInspection | undefined): InspectionRow {
  const { id, site, startDate, endDate, announced, status, inspectors, critical, major, minor } = record;
  return {
    ...{ id, site, startDate, endDate, announced, status, inspectors },
    facility: bilingualOf(record.facility_en, record.facility_ar),
    template: {
      code: record.templateCode,
      version: record.templateVersion,
      title: bilingualOf(record.title_en, record.title_ar),
    },
    score: read ? scoreInspection(read.sheet) : unscored,
    findings: { critical, major, minor },
  };
}

function sectionView(section: Section, read: ReadInspection): ConsoleInspectionDetail['sections'][number] {
  const { sheet, answers } = read;
  return {
    code: section.code,
    name: section.name,
    score: scoreQuestions(sheet, section.questions),
    questions: section.questions.map((question) => {
      const { code, label, severity, ruleRef, unit, restricted } = question;
      const given = answers.find((answer) => answer.questionCode === code);
      const shown = restricted ? undefined : given;
      return {
        ...{ code, label, severity, ruleRef, unit, restricted },
        answered: sheet.answersTo(question).length > 0,
        choice: shown?.choice ?? null,
        number: shown?.number ?? null,
        words: shown?.words ?? null,
        comment: shown?.comment ?? null,
        evidence: shown ? [...parseSet(shown.evidence)] : [],
      };
    }),
  };
}

async function readFindings(
  sql: Sql,
  inspection: number,
  read: ReadInspection | undefined,
): Promise<ConsoleInspectionDetail['findings']> {
  type Finding = ConsoleInspectionDetail['findings'][number];
  const { rows } = await sql.query<Finding>(
    `SELECT f.id, f.question_code AS "questionCode", coalesce(f.severity, 'minor') AS severity, f.description,
       coalesce(f.rule_ref, '') AS "ruleRef", coalesce(f.recurrence, 'new') AS recurrence,
       coalesce(f.reply, 'none') AS reply,
       (SELECT count(*) FROM record.action_item AS a WHERE a.finding_id = f.id AND a.deleted = 0) AS actions
     FROM record.finding AS f WHERE f.inspection_id = $1 AND f.deleted = 0
     ORDER BY array_position(ARRAY['critical', 'major', 'minor'], f.severity), f.question_code, f.id`,
    [inspection],
  );
  // Without its template nobody can say what is restricted, so nothing is shown.
  const isRestricted = (code: string | null): boolean =>
    read === undefined || (code !== null && read.sheet.template.byCode.get(code)?.restricted !== false);
  return rows.map((row) => ({
    ...row,
    description: isRestricted(row.questionCode) ? null : row.description,
  }));
}
