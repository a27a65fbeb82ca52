import { type GivenAnswer, readAnswers } from '#shared/checklist/answer-sheet.ts';
import { type Score, scoreInspection, scoreQuestions } from '#shared/checklist/scoring.ts';
import type { Template } from '#shared/checklist/template.ts';
import { tables } from '#shared/domain/registry.ts';
import type { ParsedRequestOf } from '#shared/ipc/channels.ts';
import type { InspectionDetail, InspectionSummary } from '#shared/ipc/inspections.ts';
import { findCensus } from './census.ts';
import type { ReadableDb, SqlValue } from './database.ts';
import { findingsOf, findingViews } from './findings.ts';
import { type InspectionRow, requireInspection } from './inspection-access.ts';
import { sheetOf } from './inspection-answers.ts';
import type { Reader } from './reader.ts';
import { type RecordPart, recordFamilyStates } from './record-family.ts';
import { notFound } from './refusal.ts';
import { blocksOfMany, factsOf, photoAnswers } from './sheet-surroundings.ts';
import { findTemplate } from './templates.ts';

const parts: readonly RecordPart[] = [
  { table: tables.inspectionInspector, parent: 'inspection_id' },
  { table: tables.inspectionPhase, parent: 'inspection_id' },
  { table: tables.answer, parent: 'inspection_id' },
  { table: tables.finding, parent: 'inspection_id' },
  { table: tables.amendment, parent: 'inspection_id' },
  { table: tables.census, parent: 'inspection_id' },
  { table: tables.attachment, parent: 'inspection_id' },
  { table: tables.inspectionBlock, parent: 'inspection_id' },
];

type Filter = ParsedRequestOf<'inspections.list'>;

type ListRow = InspectionRow & {
  readonly name_en: string | null;
  readonly name_ar: string | null;
  readonly aliases: string | null;
  readonly title_en: string | null;
  readonly title_ar: string | null;
};

/** What a list of inspections is read from; a row that is still on its way has no facility yet. */
export const inspectionListSql = (where: string): string =>
  `SELECT i.*, n.name_en, n.name_ar, n.aliases, t.title_en, t.title_ar
    FROM inspection i
    LEFT JOIN institution n ON n.id = i.facility_id
    LEFT JOIN checklist_template t ON t.code = i.template_code AND t.version = i.template_version
    WHERE ${where} i.deleted = 0 AND i.facility_id IS NOT NULL AND i.template_code IS NOT NULL
      AND i.start_date IS NOT NULL AND i.status IS NOT NULL
    ORDER BY i.start_date DESC, i.id DESC`;

/** The answers of many inspections in one query: scores are worked out in memory. */
export const answersOfManySql = `SELECT a.inspection_id AS inspectionId, a.question_code AS questionCode,
    a.repeat, a.choice, a.number, a.words
  FROM json_each(?) wanted CROSS JOIN answer a ON a.inspection_id = wanted.value AND a.deleted = 0`;

/**
 * Inspections with their scores, newest first.
 *
 * @param read the open database
 * @param filter status, facility, words in the facility's name
 * @returns the inspections
 */
export function listInspections(read: ReadableDb, filter: Filter): readonly InspectionSummary[] {
  const conditions: string[] = [];
  const params: SqlValue[] = [];
  if (filter.facilityId !== undefined) {
    conditions.push('i.facility_id = ? AND ');
    params.push(filter.facilityId);
  }
  if (filter.status !== undefined) {
    conditions.push('i.status = ? AND ');
    params.push(filter.status);
  }
  const words = filter.text.trim().toLowerCase();
  const rows = read
    .all<ListRow>(inspectionListSql(conditions.join('')), ...params)
    .filter((row) => [row.name_en, row.name_ar, row.aliases].join('\n').toLowerCase().includes(words));
  return summaries(read, rows);
}

function summaries(read: ReadableDb, rows: readonly ListRow[]): readonly InspectionSummary[] {
  const ids = rows.map((row) => row.id);
  const scores = scoresOf(read, rows);
  const findings = findingCounts(read, ids);
  const states = recordFamilyStates(read, tables.inspection, parts, ids);
  return rows.map((row) => ({
    id: row.id,
    facilityId: row.facility_id,
    facility: { en: row.name_en ?? '', ar: row.name_ar ?? '' },
    templateCode: row.template_code,
    templateVersion: row.template_version,
    template: { en: row.title_en ?? row.template_code, ar: row.title_ar ?? row.template_code },
    startDate: row.start_date,
    endDate: row.end_date,
    announced: row.announced === 1,
    status: row.status,
    score: scores.get(row.id) ?? notScored,
    findings: findings.get(row.id) ?? { critical: 0, major: 0, minor: 0 },
    state: states.get(row.id) ?? 'received',
  }));
}

/** Of an inspection whose template is not here yet. */
const notScored: Score = {
  score: null,
  coverage: 0,
  answered: 0,
  questions: 0,
  band: 'none',
  capped: false,
};

function scoresOf(read: ReadableDb, rows: readonly ListRow[]): ReadonlyMap<number, Score> {
  const answers = new Map<number, GivenAnswer[]>(rows.map((row) => [row.id, []]));
  for (const given of read.each<GivenAnswer & { readonly inspectionId: number }>(
    answersOfManySql,
    JSON.stringify([...answers.keys()]),
  )) {
    answers.get(given.inspectionId)?.push(given);
  }
  const templates = new Map<string, Template | undefined>();
  const scores = new Map<number, Score>();
  const blocks = blocksOfMany(read, [...answers.keys()]);
  for (const row of rows) {
    const name = `${row.template_code}|${row.template_version}`;
    if (!templates.has(name))
      templates.set(name, findTemplate(read, row.template_code, row.template_version));
    const template = templates.get(name);
    const given = answers.get(row.id) ?? [];
    if (!template) continue;
    const all = [...given, ...photoAnswers(read, template, row.id)];
    const around = { blocks: blocks.get(row.id) ?? new Map(), facts: factsOf(read, row) };
    scores.set(row.id, scoreInspection(readAnswers(template, all, row.start_date, around)));
  }
  return scores;
}

type FindingCounts = InspectionSummary['findings'];

function findingCounts(read: ReadableDb, ids: readonly number[]): ReadonlyMap<number, FindingCounts> {
  const rows = read.all<FindingCounts & { readonly inspection_id: number }>(
    `SELECT f.inspection_id, sum(f.severity = 'critical') AS critical, sum(f.severity = 'major') AS major,
        sum(f.severity = 'minor') AS minor
      FROM json_each(?) wanted CROSS JOIN finding f ON f.inspection_id = wanted.value
      WHERE f.deleted = 0 AND f.severity IS NOT NULL AND f.recurrence IS NOT 'closed'
      GROUP BY f.inspection_id`,
    JSON.stringify(ids),
  );
  return new Map(
    rows.map(({ inspection_id, critical, major, minor }) => [inspection_id, { critical, major, minor }]),
  );
}

/**
 * One inspection with scores, findings, phases and amendments; its answers are read section by section.
 *
 * @param read the open database
 * @param reader who reads
 * @param id the inspection
 * @param today today in this laptop's zone, `YYYY-MM-DD`
 * @returns the inspection
 * @throws OutpostError `not_found`
 */
export function readInspection(
  read: ReadableDb,
  reader: Reader,
  id: number,
  today: string,
): InspectionDetail {
  const inspection = requireInspection(read, id);
  const [summary] = summaries(read, read.all<ListRow>(inspectionListSql('i.id = ? AND '), id));
  if (!summary) throw notFound('inspection');
  const sheet = sheetOf(read, inspection);
  const open = findingsOf(read, id).filter((finding) => finding.recurrence !== 'closed');
  const inSection = (code: string): number =>
    open.filter((finding) => sheet.template.byCode.get(finding.question_code ?? '')?.section === code).length;
  return {
    summary,
    met: inspection.met,
    summaryText: inspection.summary,
    inspectorIds: read
      .all<{ advisor_id: number }>(
        'SELECT advisor_id FROM inspection_inspector WHERE inspection_id = ? AND deleted = 0 ORDER BY advisor_id',
        id,
      )
      .map(({ advisor_id }) => advisor_id),
    phases: [...phasesOf(read, id)],
    sections: sheet.template.sections.map((section) => ({
      code: section.code,
      name: section.name,
      score: scoreQuestions(sheet, section.questions),
      findings: inSection(section.code),
    })),
    findings: [...findingViews(read, reader, inspection, sheet, today)],
    amendments: [...amendmentsOf(read, id)],
    hasCensus: findCensus(read, id) !== undefined,
  };
}

function phasesOf(read: ReadableDb, id: number): readonly InspectionDetail['phases'][number][] {
  return read.all(
    'SELECT phase, done_at AS doneAt, notes FROM inspection_phase WHERE inspection_id = ? AND deleted = 0',
    id,
  );
}

function amendmentsOf(read: ReadableDb, id: number): readonly InspectionDetail['amendments'][number][] {
  return read.all(
    `SELECT m.reason, m.made_at AS madeAt, coalesce(a.display_name, '') AS madeBy
      FROM amendment m LEFT JOIN advisor a ON a.id = m.made_by
      WHERE m.inspection_id = ? AND m.deleted = 0 AND m.reason IS NOT NULL ORDER BY m.made_at, m.id`,
    id,
  );
}
