import type { AuditRow, ConsoleOptions, DeviceRow, EnrolmentRow } from '#shared/ipc/console.ts';
import type { Sql } from '../database.ts';
import { bilingualOf, Conditions, type Page } from './conditions.ts';

/**
 * @param sql pool or connection
 * @returns sites and programmes, for filters and forms
 */
export async function readOptions(sql: Sql): Promise<ConsoleOptions> {
  interface Named {
    readonly code: string;
    readonly name_en: string | null;
    readonly name_ar: string | null;
  }
  const sites = await sql.query<Named & { active: number | null }>(
    'SELECT code, name_en, name_ar, active FROM record.site WHERE deleted = 0 ORDER BY code',
  );
  const programmes = await sql.query<Named & { code: ConsoleOptions['programmes'][number]['code'] }>(
    'SELECT code, name_en, name_ar FROM record.programme WHERE deleted = 0 ORDER BY sort, code',
  );
  return {
    sites: sites.rows.map(({ code, name_en, name_ar, active }) => ({
      code,
      name: bilingualOf(name_en, name_ar),
      active: active === 1,
    })),
    programmes: programmes.rows.map(({ code, name_en, name_ar }) => ({
      code,
      name: bilingualOf(name_en, name_ar),
    })),
  };
}

/**
 * @param sql pool or connection
 * @returns every laptop, by number
 */
export async function listDevices(sql: Sql): Promise<{ readonly total: number; readonly rows: DeviceRow[] }> {
  const { rows } = await sql.query<DeviceRow>(
    `SELECT number, label, site, sites, version AS "grantVersion", role, programme, app, enrolled_at AS "enrolledAt", last_contact AS "lastContact",
       head_seq AS "headSeq", greatest(0, said_seq - head_seq) AS waiting,
       (device.formerly -> 0 ->> 'device')::bigint AS formerly,
       (SELECT max(k.number) FROM hq.device AS k WHERE (k.formerly -> 0 ->> 'device')::bigint = device.number)
         AS "continuedAs", skew_ms AS "skewMs", revoked_at AS "revokedAt",
       (SELECT count(*) FROM hq.quarantine AS q WHERE q.device = number AND q.released_at IS NULL) AS quarantined
     FROM hq.device JOIN LATERAL (SELECT sites, version FROM hq.device_grant WHERE device = number
       ORDER BY version DESC LIMIT 1) AS present ON true
     WHERE site <> '' ORDER BY number`,
  );
  return { total: rows.length, rows };
}

/**
 * @param sql pool or connection
 * @returns the enrolments, latest first
 */
export async function listEnrolments(
  sql: Sql,
): Promise<{ readonly total: number; readonly rows: EnrolmentRow[] }> {
  const { rows } = await sql.query<EnrolmentRow>(
    `SELECT id, label, site, role, programme, created_at AS "createdAt", created_by AS "createdBy",
       expires_at AS "expiresAt", used_by AS "usedBy",
       CASE WHEN used_by IS NOT NULL THEN 'used' WHEN expires_at < now() THEN 'expired' ELSE 'open' END AS state
     FROM hq.enrolment ORDER BY id DESC`,
  );
  return { total: rows.length, rows };
}

/**
 * @param sql pool or connection
 * @param filter one kind of action, or refusals only
 * @returns how many entries there are in all, and the page, latest first
 */
export async function listAudit(
  sql: Sql,
  filter: Page & { readonly action?: string | undefined; readonly refused?: '1' | undefined },
): Promise<{ readonly total: number; readonly rows: AuditRow[] }> {
  const conditions = new Conditions()
    .add('action = ?', filter.action)
    .add(`code IS NOT NULL AND ? = '1'`, filter.refused);
  const limit = conditions.parameter(filter.limit);
  const offset = conditions.parameter(filter.offset);
  const { rows } = await sql.query<AuditRow & { total: number }>(
    `SELECT count(*) OVER () AS total, id, at, action, who, subject, code, detail FROM hq.audit
     WHERE ${conditions.sql} ORDER BY id DESC LIMIT ${limit} OFFSET ${offset}`,
    conditions.values,
  );
  return { total: rows[0]?.total ?? 0, rows: rows.map(({ total, ...row }) => row) };
}
