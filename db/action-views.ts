import { tables } from '#shared/domain/registry.ts';
import type { RowOf } from '#shared/domain/table.ts';
import type { ParsedRequestOf } from '#shared/ipc/channels.ts';
import type { ActionView } from '#shared/ipc/mentoring.ts';
import type { ReadableDb, SqlValue } from './database.ts';
import type { Reader } from './reader.ts';
import { recordStates } from './record-state.ts';
import { hiddenVisit } from './visit-access.ts';

type ActionRow = RowOf<typeof tables.actionItem> & {
  readonly inspection_id: number | null;
  readonly place_id: number | null;
  readonly name_en: string | null;
  readonly name_ar: string | null;
};

/**
 * What a list of actions is read from. Those of a hidden visit and those that answer a finding on a restricted question
 * stay out: their wording gives away what was found. Parameters: the reader's id twice, 1 when they may read all, then
 * those of `where`.
 */
export const actionListSql = (where: string): string =>
  `SELECT a.*, f.inspection_id, n.id AS place_id, n.name_en, n.name_ar
    FROM action_item a
    LEFT JOIN mentoring_visit v ON v.id = a.visit_id
    LEFT JOIN finding f ON f.id = a.finding_id
    LEFT JOIN inspection i ON i.id = f.inspection_id
    LEFT JOIN template_question q ON q.template_code = i.template_code AND q.version = i.template_version
      AND q.code = f.question_code
    LEFT JOIN institution n ON n.id = coalesce(a.institution_id, v.institution_id, i.facility_id)
    WHERE ${where} AND a.deleted = 0 AND a.status IS NOT NULL AND a.side IS NOT NULL
      AND a.programme_code IS NOT NULL
      AND (? OR NOT (coalesce(${hiddenVisit}, 0) OR coalesce(q.restricted, 0)))
    ORDER BY a.due IS NULL, a.due, a.id`;

type Filter = ParsedRequestOf<'actions.list'>;

/**
 * What is owed, from visits and inspections: by due date, those without one last.
 *
 * @param read the open database
 * @param reader who reads
 * @param filter `open` is not done and not cancelled, `overdue` is open and due before today
 * @param today today in this laptop's zone, `YYYY-MM-DD`
 * @returns the actions
 */
export function listActions(
  read: ReadableDb,
  reader: Reader,
  filter: Filter,
  today: string,
): readonly ActionView[] {
  const { condition, params } = statusCondition(filter.status, today);
  const conditions = [condition];
  const values: SqlValue[] = [...params];
  if (filter.side !== undefined) {
    conditions.push('a.side = ?');
    values.push(filter.side);
  }
  if (filter.institutionId !== undefined) {
    conditions.push('coalesce(a.institution_id, v.institution_id, i.facility_id) = ?');
    values.push(filter.institutionId);
  }
  const words = filter.text.trim().toLowerCase();
  return readActions(read, reader, conditions.join(' AND '), values, today).filter((action) =>
    [action.description, action.owner, action.institution?.en, action.institution?.ar]
      .join('\n')
      .toLowerCase()
      .includes(words),
  );
}

function statusCondition(
  status: Filter['status'],
  today: string,
): { readonly condition: string; readonly params: readonly SqlValue[] } {
  switch (status) {
    case 'open':
      return { condition: "a.status IN ('open', 'in_progress')", params: [] };
    case 'overdue':
      return { condition: "a.status IN ('open', 'in_progress') AND a.due < ?", params: [today] };
    case 'closed':
      return { condition: "a.status IN ('done', 'cancelled')", params: [] };
    case 'all':
      return { condition: 'true', params: [] };
  }
}

/**
 * @param read the open database
 * @param reader who reads
 * @param visitId a visit
 * @param today today, `YYYY-MM-DD`
 * @returns the actions agreed in it
 */
export function actionsOfVisit(
  read: ReadableDb,
  reader: Reader,
  visitId: number,
  today: string,
): readonly ActionView[] {
  return readActions(read, reader, 'a.visit_id = ?', [visitId], today);
}

/**
 * @param read the open database
 * @param reader who reads
 * @param inspectionId an inspection
 * @param today today, `YYYY-MM-DD`
 * @returns the corrective actions of its findings, by finding
 */
export function actionsByFinding(
  read: ReadableDb,
  reader: Reader,
  inspectionId: number,
  today: string,
): ReadonlyMap<number, readonly ActionView[]> {
  const where = 'a.finding_id IN (SELECT id FROM finding WHERE inspection_id = ? AND deleted = 0)';
  const byFinding = new Map<number, ActionView[]>();
  for (const action of readActions(read, reader, where, [inspectionId], today)) {
    const findingId = action.findingId ?? 0;
    byFinding.set(findingId, [...(byFinding.get(findingId) ?? []), action]);
  }
  return byFinding;
}

function readActions(
  read: ReadableDb,
  reader: Reader,
  where: string,
  params: readonly SqlValue[],
  today: string,
): readonly ActionView[] {
  const rows = read.all<ActionRow>(
    actionListSql(where),
    ...params,
    reader.mayReadRestricted ? 1 : 0,
    reader.advisorId,
    reader.advisorId,
  );
  const states = recordStates(
    read,
    tables.actionItem,
    rows.map((row) => String(row.id)),
  );
  return rows.map((row) => ({
    id: row.id,
    description: row.description ?? '',
    owner: row.owner ?? '',
    side: row.side,
    due: row.due,
    status: row.status,
    closedOn: row.closed_on,
    evidence: row.evidence,
    visitId: row.visit_id,
    findingId: row.finding_id,
    inspectionId: row.inspection_id,
    institutionId: row.place_id,
    institution: row.place_id === null ? null : { en: row.name_en ?? '', ar: row.name_ar ?? '' },
    programme: row.programme_code,
    overdue: isOverdue(row, today),
    state: states.get(String(row.id)) ?? 'received',
  }));
}

/**
 * @param action an action
 * @param today today in this laptop's zone, `YYYY-MM-DD`
 * @returns whether it is still owed after the day on which it was due
 */
export function isOverdue(
  action: Pick<RowOf<typeof tables.actionItem>, 'status' | 'due'>,
  today: string,
): boolean {
  const owed = action.status === 'open' || action.status === 'in_progress';
  return owed && action.due !== null && action.due < today;
}
