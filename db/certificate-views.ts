import type { CertificateHolder, CertificateView } from '#shared/ipc/certificates.ts';
import { type CertificateRow, resultOf } from './certificates.ts';
import type { ReadableDb } from './database.ts';
import { type EnrolmentRow, requireEvent } from './training-access.ts';

type HolderRow = Pick<EnrolmentRow, 'person_id' | 'status' | 'result_override'> & {
  readonly name_ar: string | null;
  readonly name_latin: string | null;
};
type ListRow = CertificateRow & { readonly copies: number; readonly last: string | null };

/** Certificates of a training with what was printed of them. */
export const certificateListSql = `SELECT c.*, count(p.id) AS copies, max(p.printed_at) AS last
  FROM certificate c
  LEFT JOIN certificate_print p ON p.certificate_number = c.number AND p.deleted = 0
  WHERE c.event_id = ? AND c.deleted = 0 AND c.status IS NOT NULL AND c.issued_on IS NOT NULL
    AND c.person_id IS NOT NULL
  GROUP BY c.number ORDER BY c.issued_at DESC, c.number DESC`;

/**
 * Everybody on the roster of a training with their certificates, also those who left it since.
 *
 * @param read the open database
 * @param eventId the training
 * @returns in the order of the roster
 * @throws OutpostError `not_found`
 */
export function listCertificates(read: ReadableDb, eventId: number): readonly CertificateHolder[] {
  requireEvent(read, eventId);
  const issued = new Map<number, ListRow[]>();
  for (const row of read.all<ListRow>(certificateListSql, eventId)) {
    issued.set(row.person_id, [...(issued.get(row.person_id) ?? []), row]);
  }
  return read
    .all<HolderRow>(
      `SELECT e.person_id, e.status, e.result_override, p.name_ar, p.name_latin
        FROM enrolment e JOIN person p ON p.id = e.person_id AND p.deleted = 0
        WHERE e.event_id = ? AND e.deleted = 0 AND e.status IS NOT NULL ORDER BY e.position, e.person_id`,
      eventId,
    )
    .filter((holder) => holder.status !== 'withdrawn' || issued.has(holder.person_id))
    .map((holder) => ({
      personId: holder.person_id,
      nameAr: holder.name_ar ?? '',
      nameLatin: holder.name_latin ?? '',
      result: resultOf(holder),
      certificates: (issued.get(holder.person_id) ?? []).map((row) => viewOf(row, holder)),
    }));
}

function viewOf(row: ListRow, holder: HolderRow): CertificateView {
  return {
    number: row.number,
    issuedOn: row.issued_on,
    nameAr: row.name_ar ?? '',
    nameLatin: row.name_latin ?? '',
    status: row.status,
    withdrawnOn: row.withdrawn_on,
    withdrawnReason: row.withdrawn_reason,
    copies: row.copies,
    lastPrintedAt: row.last,
    nameChanged: row.name_ar !== holder.name_ar || row.name_latin !== holder.name_latin,
  };
}
