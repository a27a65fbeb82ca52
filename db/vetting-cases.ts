import { tables } from '#shared/domain/registry.ts';
import { rowKey } from '#shared/domain/table.ts';
import type { VettingStatus } from '#shared/domain/vocabularies.ts';
import type { VettingCase } from '#shared/ipc/vetting.ts';
import { changeMark } from './change-mark.ts';
import type { ReadableDb } from './database.ts';
import type { PeopleReader } from './person-views.ts';
import { standingVettingSql, waitingVettingSql } from './vetting.ts';

interface CaseRow {
  readonly id: number;
  readonly person_id: number;
  readonly status: VettingStatus;
  readonly case_number: string | null;
  readonly submitted_on: string | null;
  readonly decided_on: string | null;
  readonly valid_until: string | null;
  readonly reason: string | null;
  readonly standing: number | null;
  readonly waiting: number | null;
}

/**
 * All vetting cases of a person.
 *
 * @param read the open database
 * @param reader who reads; case numbers and reasons are for those with `people.contact`
 * @param personId the person
 * @returns the cases, the one decided or submitted last first
 */
export function vettingCases(
  read: ReadableDb,
  reader: PeopleReader,
  personId: number,
): readonly VettingCase[] {
  const rows = read.all<CaseRow>(
    `SELECT v.id, v.person_id, v.status, v.case_number, v.submitted_on, v.decided_on, v.valid_until, v.reason,
        ${standingVettingSql('given.id')} AS standing, ${waitingVettingSql('given.id')} AS waiting
      FROM (SELECT ? AS id) given CROSS JOIN vetting v ON v.person_id = given.id
      WHERE v.deleted = 0 AND v.status IS NOT NULL
      ORDER BY coalesce(v.decided_on, v.submitted_on, '') DESC, v.id DESC`,
    personId,
  );
  const contact = <T>(value: T): T | null => (reader.mayReadContact ? value : null);
  return rows.map((row) => ({
    id: row.id,
    personId: row.person_id,
    status: row.status,
    caseNumber: contact(row.case_number),
    submittedOn: row.submitted_on,
    decidedOn: row.decided_on,
    validUntil: row.valid_until,
    reason: contact(row.reason),
    standing: row.standing === row.id,
    waiting: row.waiting === row.id,
    changed: changeMark(read, tables.vetting, rowKey(tables.vetting, [row.id])),
  }));
}
