import type { TrainingDetail, TrainingRow } from '#shared/ipc/console.ts';
import type { Sql } from '../database.ts';
import { bilingualOf, Conditions, type RecordFilter } from './conditions.ts';
import { readEvaluation } from './training-evaluation.ts';

type Status = TrainingRow['status'];

interface EventRecord {
  readonly total: number;
  readonly id: number;
  readonly site: string;
  readonly programme_code: TrainingRow['programme'];
  readonly course_code: string;
  readonly course_en: string | null;
  readonly course_ar: string | null;
  readonly run_number: number | null;
  readonly venue: string | null;
  readonly start_date: string;
  readonly end_date: string;
  readonly status: Status;
  readonly enrolled: number;
  readonly sessions: number;
  readonly present: number;
  readonly late: number;
  readonly excused: number;
  readonly absent: number;
  readonly attended_hours: number | null;
  readonly marked_hours: number | null;
  readonly provider: string | null;
  readonly language: string | null;
  readonly capacity: number | null;
  readonly report: string | null;
  readonly entered_by: string | null;
  readonly entered_at: string | null;
}

/**
 * @param sql pool or connection
 * @param filter what to list; `from` and `to` bound the days on which a training runs
 * @returns how many there are in all, and the page, latest first
 */
export async function listTrainings(
  sql: Sql,
  filter: RecordFilter & { readonly status?: Status | undefined },
): Promise<{ readonly total: number; readonly rows: TrainingRow[] }> {
  const conditions = new Conditions()
    .always('e.deleted = 0 AND e.programme_code IS NOT NULL AND e.course_code IS NOT NULL')
    .add('e.site = ?', filter.site)
    .add('e.programme_code = ?', filter.programme)
    .add('e.status = ?', filter.status)
    .add('e.end_date >= ?', filter.from)
    .add('e.start_date <= ?', filter.to)
    .words(`concat_ws(' ', e.course_code, c.name_en, c.name_ar, e.venue, e.provider)`, filter.text);
  const rows = await readEvents(sql, conditions, filter);
  return { total: rows[0]?.total ?? 0, rows: rows.map(trainingRow) };
}

/**
 * @param sql pool or connection
 * @param id of the training event
 * @returns it with roster and marks, or undefined when there is none
 */
export async function readTraining(sql: Sql, id: number): Promise<TrainingDetail | undefined> {
  const conditions = new Conditions().always('e.deleted = 0').add('e.id = ?', id);
  const [event] = await readEvents(sql, conditions, { limit: 1, offset: 0 });
  if (!event) return undefined;
  const sessions = await sql.query<TrainingDetail['sessions'][number]>(
    `SELECT id, day, coalesce(slot, 'am') AS slot, coalesce(hours, 0) AS hours, coalesce(topic, '') AS topic,
       coalesce(status, 'planned') AS status,
       CASE status WHEN 'cancelled' THEN cancel_reason END AS "cancelReason"
     FROM record.session WHERE event_id = $1 AND deleted = 0 AND day IS NOT NULL
     ORDER BY day, slot, start_time, id`,
    [id],
  );
  return {
    training: trainingRow(event),
    provider: event.provider,
    language: event.language ?? 'ar',
    capacity: event.capacity,
    report: event.report,
    enteredBy: event.entered_by,
    enteredAt: event.entered_at ?? '',
    sessions: sessions.rows,
    ...(await readEvaluation(sql, id)),
    roster: await readRoster(
      sql,
      id,
      sessions.rows.map((session) => session.id),
    ),
  };
}

async function readEvents(
  sql: Sql,
  conditions: Conditions,
  page: { readonly limit: number; readonly offset: number },
): Promise<readonly EventRecord[]> {
  const limit = conditions.parameter(page.limit);
  const offset = conditions.parameter(page.offset);
  const { rows } = await sql.query<EventRecord>(
    `WITH chosen AS (
       SELECT e.*, c.name_en AS course_en, c.name_ar AS course_ar, a.display_name AS entered_by_name,
         count(*) OVER () AS total
       FROM record.training_event AS e LEFT JOIN record.course AS c ON c.code = e.course_code
       LEFT JOIN record.advisor AS a ON a.id = e.entered_by
       WHERE ${conditions.sql} AND e.start_date IS NOT NULL
       ORDER BY e.start_date DESC, e.id DESC LIMIT ${limit} OFFSET ${offset})
     SELECT e.total, e.id, e.site, e.programme_code, e.course_code, e.course_en, e.course_ar, e.run_number, e.venue,
       e.start_date, e.end_date, e.status, e.provider, e.language, e.capacity, e.report,
       e.entered_by_name AS entered_by, e.entered_at, m.*,
       (SELECT count(*) FROM record.enrolment AS n WHERE n.event_id = e.id AND n.deleted = 0) AS enrolled,
       (SELECT count(*) FROM record.session AS s WHERE s.event_id = e.id AND s.deleted = 0
          AND s.status IS DISTINCT FROM 'cancelled') AS sessions
     FROM chosen AS e CROSS JOIN LATERAL (
       SELECT count(*) FILTER (WHERE k.mark = 'present') AS present, count(*) FILTER (WHERE k.mark = 'late') AS late,
         count(*) FILTER (WHERE k.mark = 'excused') AS excused, count(*) FILTER (WHERE k.mark = 'absent') AS absent,
         sum(s.hours) FILTER (WHERE k.mark IN ('present', 'late')) AS attended_hours, sum(s.hours) AS marked_hours
       FROM record.session AS s JOIN record.attendance_mark AS k
         ON k.session_id = s.id AND k.deleted = 0 AND k.mark IS NOT NULL
       WHERE s.event_id = e.id AND s.deleted = 0 AND s.status IS DISTINCT FROM 'cancelled') AS m
     ORDER BY e.start_date DESC, e.id DESC`,
    conditions.values,
  );
  return rows;
}

function trainingRow(event: EventRecord): TrainingRow {
  const { present, late, excused, absent } = event;
  const marked = present + late + excused + absent;
  return {
    id: event.id,
    site: event.site,
    programme: event.programme_code,
    course: { code: event.course_code, name: bilingualOf(event.course_en, event.course_ar) },
    runNumber: event.run_number ?? 0,
    venue: event.venue ?? '',
    startDate: event.start_date,
    endDate: event.end_date,
    status: event.status,
    enrolled: event.enrolled,
    sessions: event.sessions,
    attendance: {
      ...{ present, late, excused, absent },
      unmarked: Math.max(0, event.enrolled * event.sessions - marked),
    },
    attendanceRate: event.marked_hours ? (event.attended_hours ?? 0) / event.marked_hours : null,
  };
}

async function readRoster(
  sql: Sql,
  event: number,
  sessions: readonly number[],
): Promise<TrainingDetail['roster']> {
  const people = await sql.query<{
    person_id: number;
    position: number | null;
    name_ar: string | null;
    name_latin: string | null;
    rank_en: string | null;
    rank_ar: string | null;
    institution_en: string | null;
    institution_ar: string | null;
    status: TrainingDetail['roster'][number]['status'] | null;
    pre_test: number | null;
    post_test: number | null;
  }>(
    `SELECT n.person_id, n.position, p.name_ar, p.name_latin, r.name_en AS rank_en, r.name_ar AS rank_ar,
       i.name_en AS institution_en, i.name_ar AS institution_ar, n.status, n.pre_test, n.post_test
     FROM record.enrolment AS n LEFT JOIN record.person AS p ON p.id = n.person_id
     LEFT JOIN record.rank AS r ON r.code = p.rank_code LEFT JOIN record.institution AS i ON i.id = p.institution_id
     WHERE n.event_id = $1 AND n.deleted = 0 ORDER BY n.position, n.person_id`,
    [event],
  );
  const marks = await sql.query<{
    session_id: number;
    person_id: number;
    mark: TrainingDetail['roster'][number]['marks'][number];
  }>(
    `SELECT session_id, person_id, mark FROM record.attendance_mark
     WHERE session_id = ANY($1) AND deleted = 0 AND mark IS NOT NULL`,
    [sessions],
  );
  const byPlace = new Map(marks.rows.map((row) => [`${row.session_id} ${row.person_id}`, row.mark]));
  const named = (en: string | null, ar: string | null) =>
    en === null && ar === null ? null : bilingualOf(en, ar);
  return people.rows.map((row) => ({
    personId: row.person_id,
    position: row.position ?? 0,
    name: bilingualOf(row.name_latin, row.name_ar),
    rank: named(row.rank_en, row.rank_ar),
    institution: named(row.institution_en, row.institution_ar),
    status: row.status ?? 'enrolled',
    preTest: row.pre_test,
    postTest: row.post_test,
    marks: sessions.map((session) => byPlace.get(`${session} ${row.person_id}`) ?? null),
  }));
}
