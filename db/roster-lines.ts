import type { RosterField } from '#shared/ipc/imports.ts';
import type { ReadableDb } from './database.ts';
import { requireEvent } from './training-access.ts';
import { standingVettingSql } from './vetting.ts';

/** One trainee of a roster by the fields that an import has: codes and ISO dates; null where nothing is known. */
export type RosterLine = Readonly<Record<RosterField, string | null>>;

/**
 * @param read the open database
 * @param eventId a training
 * @returns its roster in order, without those who withdrew
 * @throws OutpostError `not_found` for the training
 */
export function rosterLines(read: ReadableDb, eventId: number): readonly RosterLine[] {
  requireEvent(read, eventId);
  return read.all<RosterLine>(
    `SELECT nullif(p.name_ar, '') AS name_ar, nullif(p.name_latin, '') AS name_latin, p.badge, p.rank_code AS rank,
        p.unit, p.sex, p.birth_date, p.phone, p.governorate_code AS governorate, v.status AS vetting_status,
        CAST(e.pre_test AS TEXT) AS pre_test, CAST(e.post_test AS TEXT) AS post_test
      FROM enrolment e JOIN person p ON p.id = e.person_id AND p.deleted = 0
      LEFT JOIN vetting v ON v.id = ${standingVettingSql('p.id')}
      WHERE e.event_id = ? AND e.deleted = 0 AND coalesce(e.status, '') <> 'withdrawn'
      ORDER BY e.position, e.person_id`,
    eventId,
  );
}
