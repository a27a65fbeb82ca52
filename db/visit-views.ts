import { tables } from '#shared/domain/registry.ts';
import { OutpostError } from '#shared/errors.ts';
import type { ParsedRequestOf } from '#shared/ipc/channels.ts';
import type { VisitDetail, VisitSummary } from '#shared/ipc/mentoring.ts';
import { actionsOfVisit } from './action-views.ts';
import { ratingsOf } from './capability-ratings.ts';
import type { ReadableDb } from './database.ts';
import { visitParts } from './mentoring.ts';
import type { Reader } from './reader.ts';
import { recordFamilyStates } from './record-family.ts';
import { hiddenVisit, requireVisit, type VisitRow } from './visit-access.ts';

const excerptLength = 160;

type Filter = ParsedRequestOf<'mentoring.list'>;

/** What a list of visits is read from; a tombstone or a row that is still on its way has no institution. */
export const visitListSql = (where: string): string =>
  `SELECT v.id, v.day, v.programme_code, v.institution_id, v.mode, v.sensitivity,
      substr(coalesce(nullif(v.activities, ''), nullif(v.objectives, ''), v.observations), 1, 400) AS text,
      ${hiddenVisit} AS hidden, n.name_en, n.name_ar, n.aliases
    FROM mentoring_visit v LEFT JOIN institution n ON n.id = v.institution_id
    WHERE ${where} v.deleted = 0 AND v.day IS NOT NULL AND v.institution_id IS NOT NULL
      AND v.programme_code IS NOT NULL AND v.mode IS NOT NULL AND v.sensitivity IS NOT NULL
    ORDER BY v.day DESC, v.id DESC`;

interface VisitListRow {
  readonly id: number;
  readonly day: string;
  readonly programme_code: VisitRow['programme_code'];
  readonly institution_id: number;
  readonly mode: VisitRow['mode'];
  readonly sensitivity: VisitRow['sensitivity'];
  readonly text: string | null;
  readonly hidden: number;
  readonly name_en: string | null;
  readonly name_ar: string | null;
  readonly aliases: string | null;
}

/**
 * Visits, newest first.
 *
 * @param read the open database
 * @param reader who reads: text of confidential visits is left out of lists and of the text filter
 * @param filter programme, institution, words in the institution's name or in what was done
 * @returns the visits
 */
export function listVisits(read: ReadableDb, reader: Reader, filter: Filter): readonly VisitSummary[] {
  const conditions = [
    ...(filter.institutionId === undefined ? [] : [['v.institution_id = ?', filter.institutionId] as const]),
    ...(filter.programme === undefined ? [] : [['v.programme_code = ?', filter.programme] as const]),
  ];
  const rows = read.all<VisitListRow>(
    visitListSql(conditions.map(([condition]) => `${condition} AND `).join('')),
    reader.advisorId,
    reader.advisorId,
    ...conditions.map(([, value]) => value),
  );
  const words = filter.text.trim().toLowerCase();
  const shown = rows
    .map((row) => ({ ...row, hidden: row.hidden === 1 && !reader.mayReadRestricted }))
    .filter((row) => words === '' || searchable(row).includes(words));
  return summaries(read, shown);
}

type ShownRow = Omit<VisitListRow, 'hidden'> & { readonly hidden: boolean };

function searchable(row: ShownRow): string {
  return [row.name_en, row.name_ar, row.aliases, row.hidden ? '' : row.text].join('\n').toLowerCase();
}

function summaries(read: ReadableDb, rows: readonly ShownRow[]): readonly VisitSummary[] {
  const ids = rows.map((row) => row.id);
  const states = recordFamilyStates(read, tables.mentoringVisit, visitParts, ids);
  const advisors = advisorNames(read, ids);
  const open = openActionCounts(read, ids);
  return rows.map((row) => ({
    id: row.id,
    day: row.day,
    programme: row.programme_code,
    institutionId: row.institution_id,
    institution: { en: row.name_en ?? '', ar: row.name_ar ?? '' },
    mode: row.mode,
    sensitivity: row.sensitivity,
    advisors: [...(advisors.get(row.id) ?? [])],
    openActions: open.get(row.id) ?? 0,
    excerpt: row.hidden ? null : excerptOf(row.text),
    hidden: row.hidden,
    state: states.get(row.id) ?? 'received',
  }));
}

function excerptOf(text: string | null): string | null {
  const line = text?.replace(/\s+/g, ' ').trim() ?? '';
  if (line === '') return null;
  return line.length > excerptLength ? `${line.slice(0, excerptLength).trimEnd()}…` : line;
}

function advisorNames(read: ReadableDb, visitIds: readonly number[]): ReadonlyMap<number, readonly string[]> {
  const names = new Map<number, string[]>();
  for (const row of read.all<{ visit_id: number; display_name: string | null }>(
    `SELECT m.visit_id, a.display_name FROM json_each(?) wanted
      CROSS JOIN visit_advisor m ON m.visit_id = wanted.value AND m.deleted = 0
      LEFT JOIN advisor a ON a.id = m.advisor_id ORDER BY m.visit_id, a.display_name`,
    JSON.stringify(visitIds),
  )) {
    if (row.display_name !== null)
      names.set(row.visit_id, [...(names.get(row.visit_id) ?? []), row.display_name]);
  }
  return names;
}

function openActionCounts(read: ReadableDb, visitIds: readonly number[]): ReadonlyMap<number, number> {
  const rows = read.all<{ visit_id: number; open: number }>(
    `SELECT a.visit_id, count(*) AS open FROM json_each(?) wanted
      CROSS JOIN action_item a ON a.visit_id = wanted.value
      WHERE a.deleted = 0 AND a.status IN ('open', 'in_progress') GROUP BY a.visit_id`,
    JSON.stringify(visitIds),
  );
  return new Map(rows.map((row) => [row.visit_id, row.open]));
}

/**
 * One visit with all that belongs to it.
 *
 * @param read the open database
 * @param reader who reads: of a confidential visit of others they see place and day alone, unless they have the right
 * @param visitId the visit
 * @param today today in this laptop's zone, `YYYY-MM-DD`
 * @returns the visit
 * @throws OutpostError `not_found`
 */
export function readVisit(read: ReadableDb, reader: Reader, visitId: number, today: string): VisitDetail {
  const visit = requireVisit(read, visitId);
  const row = read.one<VisitListRow>(
    visitListSql('v.id = ? AND '),
    reader.advisorId,
    reader.advisorId,
    visitId,
  );
  const shown = row && { ...row, hidden: row.hidden === 1 && !reader.mayReadRestricted };
  const [summary] = summaries(read, shown ? [shown] : []);
  if (!summary) throw new OutpostError('not_found', 'This visit has not arrived whole yet.');
  const visible = !summary.hidden;
  return {
    summary,
    input: inputOf(visit, visible),
    advisorIds: read
      .all<{ advisor_id: number }>(
        'SELECT advisor_id FROM visit_advisor WHERE visit_id = ? AND deleted = 0 ORDER BY advisor_id',
        visitId,
      )
      .map(({ advisor_id }) => advisor_id),
    topics: visible ? [...topicsOf(read, visitId)] : [],
    counterparts: visible ? [...counterpartsOf(read, visitId)] : [],
    issues: visible ? [...issuesOf(read, visitId)] : [],
    ratings: visible ? [...ratingsOf(read, reader, visit)] : [],
    actions: visible ? [...actionsOfVisit(read, reader, visitId, today)] : [],
  };
}

function inputOf(visit: VisitRow, visible: boolean): VisitDetail['input'] {
  const text = (value: string | null): string | null => (visible ? value : null);
  return {
    programme: visit.programme_code,
    institutionId: visit.institution_id,
    day: visit.day,
    startTime: visit.start_time,
    endTime: visit.end_time,
    mode: visit.mode,
    cancelReason: text(visit.cancel_reason),
    interpreter: text(visit.interpreter),
    objectives: text(visit.objectives),
    activities: text(visit.activities),
    observations: text(visit.observations),
    recommendations: text(visit.recommendations),
    equipmentSeen: text(visit.equipment_seen),
    trainingNeeds: text(visit.training_needs),
    nextVisit: visit.next_visit,
    sensitivity: visit.sensitivity,
  };
}

function topicsOf(read: ReadableDb, visitId: number): VisitDetail['topics'] {
  return [
    ...read.all<VisitDetail['topics'][number]>(
      'SELECT id, topic FROM visit_topic WHERE visit_id = ? AND deleted = 0 ORDER BY id',
      visitId,
    ),
  ];
}

function counterpartsOf(read: ReadableDb, visitId: number): VisitDetail['counterparts'] {
  return [
    ...read.all<VisitDetail['counterparts'][number]>(
      `SELECT id, person_id AS personId, name, rank_code AS rankCode, post FROM visit_counterpart
        WHERE visit_id = ? AND deleted = 0 ORDER BY id`,
      visitId,
    ),
  ];
}

function issuesOf(read: ReadableDb, visitId: number): VisitDetail['issues'] {
  return [
    ...read.all<VisitDetail['issues'][number]>(
      `SELECT id, description, severity, status FROM visit_issue
        WHERE visit_id = ? AND deleted = 0 ORDER BY id`,
      visitId,
    ),
  ];
}
