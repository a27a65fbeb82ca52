import type { VisitDetail, VisitRow } from '#shared/ipc/console.ts';
import type { Sql } from '../database.ts';
import { listActions } from './actions.ts';
import { bilingualOf, Conditions, type RecordFilter } from './conditions.ts';
import { listPhotos } from './photos.ts';

const excerptLength = 160;
const noNotes = {
  objectives: null,
  activities: null,
  observations: null,
  recommendations: null,
  equipmentSeen: null,
  trainingNeeds: null,
} as const;

type VisitRecord = Omit<VisitRow, 'institution'> & {
  readonly total: number;
  readonly institution_en: string | null;
  readonly institution_ar: string | null;
  readonly startTime: string | null;
  readonly endTime: string | null;
  readonly nextVisit: string | null;
  readonly entered_by: string | null;
  readonly entered_at: string | null;
};

/**
 * @param sql pool or connection
 * @param filter what to list; `from` and `to` bound the day
 * @returns how many there are in all, and the page, latest first. Notes of confidential visits are neither shown nor
 *   searched
 */
export async function listVisits(
  sql: Sql,
  filter: RecordFilter & { readonly mode?: VisitRow['mode'] | undefined },
): Promise<{ readonly total: number; readonly rows: VisitRow[] }> {
  const conditions = new Conditions()
    .always('v.deleted = 0 AND v.programme_code IS NOT NULL')
    .add('v.site = ?', filter.site)
    .add('v.programme_code = ?', filter.programme)
    .add('v.mode = ?', filter.mode)
    .add('v.day >= ?', filter.from)
    .add('v.day <= ?', filter.to)
    .words(
      `concat_ws(' ', i.name_en, i.name_ar, CASE WHEN v.sensitivity <> 'confidential' THEN
         concat_ws(' ', v.objectives, v.activities, v.observations, v.recommendations) END)`,
      filter.text,
    );
  const rows = await readVisits(sql, conditions, filter);
  return { total: rows[0]?.total ?? 0, rows: rows.map(visitRow) };
}

/**
 * @param sql pool or connection
 * @param id of the visit
 * @returns it, or undefined when there is none; a confidential one without its notes, issues and topics
 */
export async function readVisit(sql: Sql, id: number): Promise<VisitDetail | undefined> {
  const conditions = new Conditions().always('v.deleted = 0').add('v.id = ?', id);
  const [found] = await readVisits(sql, conditions, { limit: 1, offset: 0 });
  if (!found) return undefined;
  const withheld = found.sensitivity === 'confidential';
  const { rows: actions } = await listActions(sql, { visit: id, limit: 200, offset: 0 });
  return {
    visit: visitRow(found),
    startTime: found.startTime,
    endTime: found.endTime,
    withheld,
    notes: withheld ? noNotes : await readNotes(sql, id),
    nextVisit: found.nextVisit,
    counterparts: await readCounterparts(sql, id),
    topics: withheld ? [] : await readTopics(sql, id),
    issues: withheld ? [] : await readIssues(sql, id),
    ratings: await readRatings(sql, id),
    actions,
    photos: await listPhotos(sql, { visit: id }),
    enteredBy: found.entered_by,
    enteredAt: found.entered_at ?? '',
  };
}

async function readVisits(
  sql: Sql,
  conditions: Conditions,
  page: { readonly limit: number; readonly offset: number },
): Promise<readonly VisitRecord[]> {
  const excerpt = conditions.parameter(excerptLength);
  const limit = conditions.parameter(page.limit);
  const offset = conditions.parameter(page.offset);
  const { rows } = await sql.query<VisitRecord>(
    `SELECT count(*) OVER () AS total, v.id, v.site, v.programme_code AS programme, v.day,
       i.name_en AS institution_en, i.name_ar AS institution_ar, coalesce(v.mode, 'in_person') AS mode,
       coalesce(v.sensitivity, 'confidential') AS sensitivity,
       ARRAY(SELECT coalesce(a.display_name, '') FROM record.visit_advisor AS x
         JOIN record.advisor AS a ON a.id = x.advisor_id
         WHERE x.visit_id = v.id AND x.deleted = 0 ORDER BY a.id) AS advisors,
       (SELECT count(*) FROM record.visit_issue AS x WHERE x.visit_id = v.id AND x.deleted = 0) AS issues,
       (SELECT count(*) FROM record.action_item AS x WHERE x.visit_id = v.id AND x.deleted = 0) AS actions,
       (SELECT count(*) FROM record.action_item AS x WHERE x.visit_id = v.id AND x.deleted = 0
          AND x.status IN ('open', 'in_progress')) AS "openActions",
       CASE WHEN v.sensitivity IN ('open', 'internal') THEN
         left(coalesce(v.activities, v.objectives, v.observations, ''), ${excerpt}) END AS excerpt,
       v.start_time AS "startTime", v.end_time AS "endTime", v.next_visit AS "nextVisit",
       e.display_name AS entered_by, v.entered_at
     FROM record.mentoring_visit AS v LEFT JOIN record.institution AS i ON i.id = v.institution_id
     LEFT JOIN record.advisor AS e ON e.id = v.entered_by
     WHERE ${conditions.sql} AND v.day IS NOT NULL ORDER BY v.day DESC, v.id DESC LIMIT ${limit} OFFSET ${offset}`,
    conditions.values,
  );
  return rows;
}

function visitRow(record: VisitRecord): VisitRow {
  const { id, site, programme, day, mode, sensitivity, advisors, issues, openActions, actions, excerpt } =
    record;
  const institution = bilingualOf(record.institution_en, record.institution_ar);
  return {
    id,
    site,
    programme,
    day,
    institution,
    mode,
    sensitivity,
    advisors,
    issues,
    openActions,
    actions,
    excerpt,
  };
}

async function readNotes(sql: Sql, id: number): Promise<VisitDetail['notes']> {
  const { rows } = await sql.query<VisitDetail['notes']>(
    `SELECT objectives, activities, observations, recommendations, equipment_seen AS "equipmentSeen",
       training_needs AS "trainingNeeds" FROM record.mentoring_visit WHERE id = $1`,
    [id],
  );
  return rows[0] ?? noNotes;
}

async function readCounterparts(sql: Sql, id: number): Promise<VisitDetail['counterparts']> {
  const { rows } = await sql.query<{ name_en: string | null; name_ar: string | null; post: string | null }>(
    `SELECT r.name_en, r.name_ar, c.post FROM record.visit_counterpart AS c
     LEFT JOIN record.rank AS r ON r.code = c.rank_code WHERE c.visit_id = $1 AND c.deleted = 0 ORDER BY c.id`,
    [id],
  );
  return rows.map(({ name_en, name_ar, post }) => ({
    rank: name_en === null && name_ar === null ? null : bilingualOf(name_en, name_ar),
    post,
  }));
}

async function readTopics(sql: Sql, id: number): Promise<string[]> {
  const { rows } = await sql.query<{ topic: string }>(
    'SELECT topic FROM record.visit_topic WHERE visit_id = $1 AND deleted = 0 AND topic IS NOT NULL ORDER BY id',
    [id],
  );
  return rows.map(({ topic }) => topic);
}

async function readIssues(sql: Sql, id: number): Promise<VisitDetail['issues']> {
  const { rows } = await sql.query<VisitDetail['issues'][number]>(
    `SELECT description, severity, coalesce(status, 'open') AS status FROM record.visit_issue
     WHERE visit_id = $1 AND deleted = 0 AND description IS NOT NULL AND severity IS NOT NULL ORDER BY id`,
    [id],
  );
  return rows;
}

async function readRatings(sql: Sql, id: number): Promise<VisitDetail['ratings']> {
  const { rows } = await sql.query<{
    area_en: string | null;
    area_ar: string | null;
    level: number;
    level_en: string | null;
    level_ar: string | null;
  }>(
    `SELECT a.name_en AS area_en, a.name_ar AS area_ar, r.level, l.name_en AS level_en, l.name_ar AS level_ar
     FROM record.capability_rating AS r LEFT JOIN record.capability_area AS a ON a.code = r.area_code
     LEFT JOIN record.capability_level AS l ON l.scale_code = r.scale_code AND l.level = r.level
     WHERE r.visit_id = $1 AND r.deleted = 0 AND r.level IS NOT NULL ORDER BY a.sort, r.area_code`,
    [id],
  );
  return rows.map((row) => ({
    area: bilingualOf(row.area_en, row.area_ar),
    level: row.level,
    levelName:
      row.level_en === null && row.level_ar === null ? null : bilingualOf(row.level_en, row.level_ar),
  }));
}
