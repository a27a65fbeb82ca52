import type { Overview, SiteOverview } from '#shared/ipc/console.ts';
import type { Sql } from '../database.ts';
import { bilingualOf } from './conditions.ts';
import { countRecords } from './count-records.ts';

const openAction = `deleted = 0 AND status IN ('open', 'in_progress')`;

/**
 * What headquarters holds at a glance.
 *
 * @param sql pool or connection
 * @param programme only its trainings, visits and actions in the figures of the sites; undefined: all
 * @returns everything but what the server itself knows
 */
export async function readOverview(
  sql: Sql,
  programme: string | undefined,
): Promise<Omit<Overview, 'headquarters'>> {
  const figures = await sql.query<{
    people: number;
    open: number;
    overdue: number;
    critical: number;
    conflicts: number;
    quarantined: number;
    ops: number;
    frames: number;
    bytes: number;
    last_at: string | null;
  }>(`SELECT (SELECT count(*) FROM record.person WHERE deleted = 0 AND merged_into IS NULL) AS people,
    (SELECT count(*) FROM record.action_item WHERE ${openAction}) AS open,
    (SELECT count(*) FROM record.action_item WHERE ${openAction} AND due < current_date) AS overdue,
    (SELECT count(*) FROM record.finding WHERE deleted = 0 AND severity = 'critical') AS critical,
    (SELECT count(*) FROM record.conflict WHERE state = 'open' AND deleted = 0) AS conflicts,
    (SELECT count(*) FROM hq.quarantine WHERE released_at IS NULL) AS quarantined,
    (SELECT coalesce(sum(head_seq), 0)::bigint FROM hq.device WHERE number > 1) AS ops,
    (SELECT count(*) FROM hq.frame) AS frames,
    (SELECT coalesce(sum(octet_length(bytes)), 0)::bigint FROM hq.frame) AS bytes,
    (SELECT max(received_at) FROM hq.frame) AS last_at`);
  const [row] = figures.rows;
  if (!row) throw new Error('the overview gave nothing');
  return {
    counts: await countRecords(sql),
    people: row.people,
    openActions: row.open,
    overdueActions: row.overdue,
    criticalFindings: row.critical,
    received: { ops: row.ops, frames: row.frames, bytes: row.bytes, lastAt: row.last_at },
    conflictsOpen: row.conflicts,
    quarantined: row.quarantined,
    sites: await readSites(sql, programme),
  };
}

async function readSites(sql: Sql, programme: string | undefined): Promise<SiteOverview[]> {
  const ofProgramme = '($1::text IS NULL OR programme_code = $1)';
  const { rows } = await sql.query<
    Omit<SiteOverview, 'name'> & { readonly name_en: string | null; readonly name_ar: string | null }
  >(
    `SELECT s.code, s.name_en, s.name_ar,
      (SELECT count(*) FROM hq.device WHERE site = s.code AND revoked_at IS NULL) AS devices,
      (SELECT max(last_contact) FROM hq.device WHERE site = s.code) AS "lastContact",
      (SELECT count(*) FROM record.training_event WHERE site = s.code AND deleted = 0 AND ${ofProgramme}) AS trainings,
      (SELECT count(*) FROM record.mentoring_visit WHERE site = s.code AND deleted = 0 AND ${ofProgramme}) AS visits,
      (SELECT count(*) FROM record.inspection WHERE site = s.code AND deleted = 0
         AND coalesce($1, 'corrections') = 'corrections') AS inspections,
      (SELECT count(*) FROM record.action_item WHERE site = s.code AND ${openAction} AND ${ofProgramme})
        AS "openActions",
      (SELECT count(*) FROM record.action_item WHERE site = s.code AND ${openAction} AND ${ofProgramme}
         AND due < current_date) AS "overdueActions"
     FROM record.site AS s WHERE s.deleted = 0 AND (s.active = 1 OR EXISTS
       (SELECT 1 FROM hq.device WHERE site = s.code)) ORDER BY s.code`,
    [programme ?? null],
  );
  return rows.map(({ name_en, name_ar, ...site }) => ({ ...site, name: bilingualOf(name_en, name_ar) }));
}
