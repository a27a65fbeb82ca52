import type { ActionRow } from '#shared/ipc/console.ts';
import type { Sql } from '../database.ts';
import { bilingualOf, Conditions, type RecordFilter } from './conditions.ts';

/** Which actions to list. */
export interface ActionFilter extends RecordFilter {
  readonly status?: ActionRow['status'] | undefined;
  readonly side?: ActionRow['side'] | undefined;
  readonly overdue?: '1' | undefined;
  readonly open?: '1' | undefined;
  readonly visit?: number | undefined;
}

const isOpen = `a.status IN ('open', 'in_progress')`;
// A visit or finding that has not arrived yet may turn out to be one that nobody may read.
const isWithheld = `(coalesce(q.restricted, 0) = 1 OR (a.finding_id IS NOT NULL AND f.id IS NULL)
  OR (a.visit_id IS NOT NULL AND coalesce(v.sensitivity, 'confidential') = 'confidential'))`;

type ActionRecord = Omit<ActionRow, 'institution'> & {
  readonly total: number;
  readonly institution_en: string | null;
  readonly institution_ar: string | null;
};

/**
 * @param sql pool or connection
 * @param filter what to list; `from` and `to` bound the due date
 * @returns how many there are in all, and the page: first due first, those without a date last. What stems from a
 *   confidential visit or a restricted question comes without its description, and no search finds it
 */
export async function listActions(
  sql: Sql,
  filter: ActionFilter,
): Promise<{ readonly total: number; readonly rows: ActionRow[] }> {
  const conditions = new Conditions()
    .always('a.deleted = 0 AND a.programme_code IS NOT NULL')
    .add('a.site = ?', filter.site)
    .add('a.programme_code = ?', filter.programme)
    .add('a.status = ?', filter.status)
    .add('a.side = ?', filter.side)
    .add('a.due >= ?', filter.from)
    .add('a.due <= ?', filter.to)
    .add('a.visit_id = ?', filter.visit)
    .add(`${isOpen} AND ? = '1'`, filter.open)
    .add(`${isOpen} AND a.due < current_date AND ? = '1'`, filter.overdue)
    .words(
      `concat_ws(' ', CASE WHEN ${isWithheld} THEN NULL ELSE a.description END, a.owner, i.name_en, i.name_ar)`,
      filter.text,
    );
  const limit = conditions.parameter(filter.limit);
  const offset = conditions.parameter(filter.offset);
  const { rows } = await sql.query<ActionRecord>(
    `SELECT count(*) OVER () AS total, a.id, a.site, a.programme_code AS programme,
       CASE WHEN ${isWithheld} THEN NULL ELSE coalesce(a.description, '') END AS description,
       coalesce(a.owner, '') AS owner, coalesce(a.side, 'ours') AS side, a.due, coalesce(a.status, 'open') AS status,
       coalesce(${isOpen} AND a.due < current_date, false) AS overdue, a.closed_on AS "closedOn",
       i.name_en AS institution_en, i.name_ar AS institution_ar, a.visit_id AS "visitId",
       a.finding_id AS "findingId", f.inspection_id AS "inspectionId"
     FROM record.action_item AS a
     LEFT JOIN record.mentoring_visit AS v ON v.id = a.visit_id
     LEFT JOIN record.finding AS f ON f.id = a.finding_id
     LEFT JOIN record.inspection AS n ON n.id = f.inspection_id
     LEFT JOIN record.template_question AS q ON q.template_code = n.template_code AND q.version = n.template_version
       AND q.code = f.question_code
     LEFT JOIN record.institution AS i ON i.id = coalesce(a.institution_id, n.facility_id)
     WHERE ${conditions.sql} ORDER BY a.due NULLS LAST, a.id LIMIT ${limit} OFFSET ${offset}`,
    conditions.values,
  );
  return {
    total: rows[0]?.total ?? 0,
    rows: rows.map(({ total, institution_en, institution_ar, ...row }) => ({
      ...row,
      institution:
        institution_en === null && institution_ar === null
          ? null
          : bilingualOf(institution_en, institution_ar),
    })),
  };
}
