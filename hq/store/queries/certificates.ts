import { timingSafeEqual } from 'node:crypto';
import { type CertificateProof, parseCertificateNumber } from '#shared/domain/certificate.ts';
import type { CertificateFacts, CertificateVerdict } from '#shared/ipc/console.ts';
import type { Sql } from '../database.ts';

interface CertificateRecord extends Omit<CertificateFacts, 'course' | 'site'> {
  readonly checkCode: string | null;
  readonly status: string | null;
  readonly courseCode: string | null;
  readonly courseEn: string | null;
  readonly courseAr: string | null;
  readonly siteCode: string | null;
  readonly siteEn: string | null;
  readonly siteAr: string | null;
}

/**
 * Compares what a paper says with what was issued.
 *
 * @param sql pool or connection
 * @param proof number and check code of the paper
 * @returns what headquarters knows: the facts of the certificate only when the code is right
 */
export async function verifyCertificate(sql: Sql, proof: CertificateProof): Promise<CertificateVerdict> {
  const { rows } = await sql.query<CertificateRecord>(
    `SELECT c.check_code AS "checkCode", c.status, c.number, c.name_ar AS "nameAr", c.name_latin AS "nameLatin",
       c.issued_on AS "issuedOn", a.display_name AS "issuedBy", c.withdrawn_on AS "withdrawnOn",
       c.withdrawn_reason AS "withdrawnReason", t.course_code AS "courseCode", k.name_en AS "courseEn",
       k.name_ar AS "courseAr", t.run_number AS "runNumber", t.venue, t.start_date AS "startDate",
       t.end_date AS "endDate", c.site AS "siteCode", s.name_en AS "siteEn", s.name_ar AS "siteAr",
       coalesce(e.result_override, e.status) AS result,
       (SELECT count(*)::int FROM record.certificate_print AS p
         WHERE p.certificate_number = c.number AND p.deleted = 0) AS copies
     FROM record.certificate AS c
     LEFT JOIN record.advisor AS a ON a.id = c.issued_by
     LEFT JOIN record.training_event AS t ON t.id = c.event_id
     LEFT JOIN record.course AS k ON k.code = t.course_code
     LEFT JOIN record.enrolment AS e ON e.event_id = c.event_id AND e.person_id = c.person_id AND e.deleted = 0
     LEFT JOIN record.site AS s ON s.code = c.site
     WHERE c.number = $1 AND c.deleted = 0`,
    [proof.number],
  );
  const [row] = rows;
  if (!row) return { verdict: 'unknown', laptop: await laptopOf(sql, proof.number) };
  if (!sameText(row.checkCode ?? '', proof.code)) return { verdict: 'wrong_code' };
  return { verdict: row.status === 'withdrawn' ? 'withdrawn' : 'valid', certificate: factsOf(row) };
}

function factsOf(row: CertificateRecord): CertificateFacts {
  return {
    ...row,
    course: { en: row.courseEn ?? row.courseCode ?? '', ar: row.courseAr ?? row.courseCode ?? '' },
    site: { en: row.siteEn ?? row.siteCode ?? '', ar: row.siteAr ?? row.siteCode ?? '' },
  };
}

/** The laptop that numbers like this come from: its work may be on its way. */
async function laptopOf(
  sql: Sql,
  number: string,
): Promise<Extract<CertificateVerdict, { verdict: 'unknown' }>['laptop']> {
  const parts = parseCertificateNumber(number);
  if (!parts) return null;
  const { rows } = await sql.query<{ number: number; label: string; lastSeenAt: string | null }>(
    'SELECT number, label, last_contact AS "lastSeenAt" FROM hq.device WHERE number = $1',
    [parts.device],
  );
  return rows[0] ?? null;
}

/** Takes as long for every wrong code. */
function sameText(known: string, given: string): boolean {
  const [a, b] = [Buffer.from(known), Buffer.from(given)];
  return a.length > 0 && a.length === b.length && timingSafeEqual(a, b);
}
