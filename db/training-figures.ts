import type { ParsedRequestOf } from '#shared/ipc/channels.ts';
import type { FigureGroup, FigureRow } from '#shared/ipc/figures.ts';
import type { ReadableDb } from './database.ts';

/** Key, English and Arabic name of the group that an enrolment belongs to. */
const groupColumns: Readonly<Record<FigureGroup, readonly [key: string, en: string, ar: string]>> = {
  month: ['substr(t.start_date, 1, 7)', 'NULL', 'NULL'],
  course: ['t.course_code', 'max(c.name_en)', 'max(c.name_ar)'],
  province: ['t.governorate_code', 'max(g.name_en)', 'max(g.name_ar)'],
  sex: ['p.sex', 'NULL', 'NULL'],
  band: ['r.band', 'NULL', 'NULL'],
};

/**
 * Figures of trainings by group. Parameters: first and last day, programme twice (null: all).
 *
 * @param key SQL for the key of the group
 * @param en SQL for its English name
 * @param ar SQL for its Arabic name
 * @returns the query
 */
export function trainingFiguresSql([key, en, ar]: readonly [string, string, string]): string {
  return `WITH t AS (
      SELECT id, start_date, course_code, governorate_code FROM training_event
        WHERE start_date >= ? AND start_date <= ? AND (? IS NULL OR programme_code = ?)
          AND deleted = 0 AND status IS NOT NULL AND status <> 'cancelled'
    ), m AS (
      SELECT s.event_id, k.person_id, count(*) AS marked, sum(k.mark IN ('present', 'late')) AS came
        FROM t CROSS JOIN session s ON s.event_id = t.id AND s.deleted = 0 AND s.status IS NOT 'cancelled'
        CROSS JOIN attendance_mark k ON k.session_id = s.id AND k.deleted = 0 AND k.mark IS NOT NULL
        GROUP BY s.event_id, k.person_id
    )
    SELECT ${key} AS key, ${en} AS en, ${ar} AS ar, count(DISTINCT t.id) AS trainings,
      sum(e.status <> 'withdrawn') AS trainees,
      sum(e.status <> 'withdrawn' AND p.sex = 'female') AS women,
      sum(e.status = 'withdrawn') AS withdrawn,
      sum(e.status <> 'withdrawn' AND coalesce(e.result_override, e.status) = 'completed') AS completed,
      sum(e.status <> 'withdrawn' AND coalesce(e.result_override, e.status) = 'failed') AS failed,
      sum(e.status <> 'withdrawn' AND coalesce(e.result_override, e.status) = 'enrolled') AS open,
      sum(CASE WHEN e.status <> 'withdrawn' THEN m.marked END) AS marked,
      sum(CASE WHEN e.status <> 'withdrawn' THEN m.came END) AS came,
      avg(CASE WHEN e.status <> 'withdrawn' THEN e.pre_test END) AS preTest,
      avg(CASE WHEN e.status <> 'withdrawn' THEN e.post_test END) AS postTest
    FROM t
    LEFT JOIN enrolment e ON e.event_id = t.id AND e.deleted = 0 AND e.status IS NOT NULL
    LEFT JOIN person p ON p.id = e.person_id
    LEFT JOIN rank r ON r.code = p.rank_code
    LEFT JOIN course c ON c.code = t.course_code
    LEFT JOIN governorate g ON g.code = t.governorate_code
    LEFT JOIN m ON m.event_id = t.id AND m.person_id = e.person_id
    GROUP BY 1`;
}

interface SqlRow {
  readonly key: string | null;
  readonly en: string | null;
  readonly ar: string | null;
  readonly trainings: number;
  readonly trainees: number | null;
  readonly women: number | null;
  readonly withdrawn: number | null;
  readonly completed: number | null;
  readonly failed: number | null;
  readonly open: number | null;
  readonly marked: number | null;
  readonly came: number | null;
  readonly preTest: number | null;
  readonly postTest: number | null;
}

/**
 * Counts trainings and trainees.
 *
 * @param read the open database
 * @param wish which trainings, and what they are counted by
 * @returns a row a group, and all of them together; by sex and rank, those without trainees are in no group
 */
export function trainingFigures(
  read: ReadableDb,
  { from, to, programme, by }: ParsedRequestOf<'figures.trainings'>,
): { readonly rows: readonly FigureRow[]; readonly total: FigureRow } {
  const params = [from, to, programme ?? null, programme ?? null];
  const rows = read
    .all<SqlRow>(trainingFiguresSql(groupColumns[by]), ...params)
    .filter(({ key, trainees }) => key !== null || Number(trainees) > 0 || by === 'province');
  const total = read.one<SqlRow>(trainingFiguresSql(["'all'", 'NULL', 'NULL']), ...params);
  return { rows: rows.map(rowOf), total: total ? rowOf(total) : nothing };
}

const nothing: FigureRow = {
  ...{ key: 'all', name: null, trainings: 0, trainees: 0, women: 0, withdrawn: 0 },
  ...{ completed: 0, failed: 0, open: 0, attendance: null, preTest: null, postTest: null },
};

function rowOf(row: SqlRow): FigureRow {
  const { key, en, ar, trainings, preTest, postTest } = row;
  const marked = row.marked ?? 0;
  return {
    key,
    name: en === null && ar === null ? null : { en: en ?? ar ?? '', ar: ar ?? en ?? '' },
    trainings,
    trainees: row.trainees ?? 0,
    women: row.women ?? 0,
    withdrawn: row.withdrawn ?? 0,
    completed: row.completed ?? 0,
    failed: row.failed ?? 0,
    open: row.open ?? 0,
    attendance: marked === 0 ? null : (row.came ?? 0) / marked,
    preTest,
    postTest,
  };
}
