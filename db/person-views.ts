import { tables } from '#shared/domain/registry.ts';
import type { RowOf } from '#shared/domain/table.ts';
import type { VettingStatus } from '#shared/domain/vocabularies.ts';
import type { PersonDetail, PersonSummary } from '#shared/ipc/people.ts';
import type { ReadableDb } from './database.ts';
import { recordsOfPerson, shownPerson } from './person-groups.ts';
import { shownRecord } from './person-merge.ts';
import { combinedRecord, livingRecords, recordViews } from './person-records.ts';
import type { Reader } from './reader.ts';
import { recordFamilyStates } from './record-family.ts';
import { notFound } from './refusal.ts';
import { standingVettingSql } from './vetting.ts';
import { hiddenVisit } from './visit-access.ts';

/** Who reads people: phones, ids, birth dates and notes are only for those with `people.contact`. */
export interface PeopleReader extends Reader {
  readonly mayReadContact: boolean;
}

type PersonRow = RowOf<typeof tables.person>;

/** What a person's summary is read from: a row for each record. */
const personSummarySql = (asked: string, from: string): string =>
  `SELECT ${asked} AS asked, p.id, p.rank_code, p.name_ar, p.name_latin, p.badge, p.unit, p.sex, r.name_en AS rank_en, r.name_ar AS rank_ar,
      v.status AS vetting, v.valid_until
    FROM ${from}
    LEFT JOIN rank r ON r.code = p.rank_code
    LEFT JOIN vetting v ON v.id = ${standingVettingSql('p.id')}
    WHERE p.deleted = 0`;

interface PersonSummaryRow {
  readonly asked: number;
  readonly id: number;
  readonly rank_code: string | null;
  readonly name_ar: string | null;
  readonly name_latin: string | null;
  readonly badge: string | null;
  readonly unit: string | null;
  readonly sex: PersonRow['sex'];
  readonly rank_en: string | null;
  readonly rank_ar: string | null;
  readonly vetting: VettingStatus | null;
  readonly valid_until: string | null;
}

function personSummaryOf(row: PersonSummaryRow, reader: PeopleReader): PersonSummary {
  return {
    id: row.asked,
    nameAr: row.name_ar ?? '',
    nameLatin: row.name_latin ?? '',
    badge: reader.mayReadContact ? row.badge : null,
    rank: row.rank_en === null ? null : { en: row.rank_en, ar: row.rank_ar ?? '' },
    unit: row.unit,
    sex: row.sex,
    vetting: row.vetting,
    vettingValidUntil: row.valid_until,
  };
}

/**
 * @param read the open database
 * @param reader who reads
 * @param ids people, in any order; those that are not here are left out
 * @returns their summaries, by id. Of a record that was joined to others, what all of them say: the one first that
 *   stands for them
 */
export function personSummaries(
  read: ReadableDb,
  reader: PeopleReader,
  ids: readonly number[],
): ReadonlyMap<number, PersonSummary> {
  const rows = read.all<PersonSummaryRow>(
    personSummarySql(
      'wanted.value',
      `json_each(?) wanted CROSS JOIN person p ON p.id = ${shownPerson('wanted.value')}`,
    ),
    JSON.stringify(ids),
  );
  const others = otherRecords(read, new Set(rows.map(({ id }) => id)));
  const summaryOf = (row: PersonSummaryRow): PersonSummary => {
    const more = others.get(row.id);
    return personSummaryOf(more ? combinedSummary(row, more) : row, reader);
  };
  return new Map(rows.map((row) => [row.asked, summaryOf(row)]));
}

/** The records for which these stand, by the one that does. */
function otherRecords(
  read: ReadableDb,
  shown: ReadonlySet<number>,
): ReadonlyMap<number, readonly PersonSummaryRow[]> {
  const others = new Map<number, PersonSummaryRow[]>();
  const rows = read.all<PersonSummaryRow>(
    `${personSummarySql(
      'g.shown_id',
      `json_each(?) wanted CROSS JOIN person_group g ON g.shown_id = wanted.value
        CROSS JOIN person p ON p.id = g.person_id AND p.id <> g.shown_id`,
    )} ORDER BY p.id`,
    JSON.stringify([...shown]),
  );
  for (const row of rows) others.set(row.asked, [...(others.get(row.asked) ?? []), row]);
  return others;
}

function combinedSummary(shown: PersonSummaryRow, others: readonly PersonSummaryRow[]): PersonSummaryRow {
  const combined: PersonSummaryRow = combinedRecord([shown, ...others]);
  const ranked = others.find(({ rank_code }) => rank_code === combined.rank_code);
  if (shown.rank_code !== null || !ranked) return combined;
  return { ...combined, rank_en: ranked.rank_en, rank_ar: ranked.rank_ar };
}

/**
 * One person with trainings and visits, out of all records of them.
 *
 * @param read the open database
 * @param reader who reads
 * @param id a record of the person
 * @returns the profile; what the reader may not see is null
 * @throws OutpostError `not_found`
 */
export function readPerson(read: ReadableDb, reader: PeopleReader, id: number): PersonDetail {
  const shownId = shownRecord(read, id);
  const [shown, ...others] = livingRecords(read, shownId);
  const summary = personSummaries(read, reader, [shownId]).get(shownId);
  if (!shown || !summary) throw notFound('person');
  const person = combinedRecord([shown, ...others]);
  const contact = <T>(value: T): T | null => (reader.mayReadContact ? value : null);
  const parts = [{ table: tables.vetting, parent: 'person_id' }];
  return {
    ...summary,
    birthDate: contact(person.birth_date),
    rankCode: person.rank_code,
    post: person.post,
    institutionId: person.institution_id,
    governorateCode: person.governorate_code,
    phone: contact(person.phone),
    note: contact(person.note),
    state: recordFamilyStates(read, tables.person, parts, [shownId]).get(shownId) ?? 'received',
    records: [...recordViews(read, reader, [shown, ...others])],
    trainings: [...trainingsOf(read, shownId)],
    visits: [...visitsOf(read, reader, shownId)],
  };
}

function trainingsOf(read: ReadableDb, id: number): PersonDetail['trainings'] {
  const rows = read.all<{
    eventId: number;
    en: string | null;
    ar: string | null;
    code: string;
    startDate: string;
    status: string;
    result: string | null;
  }>(
    `SELECT t.id AS eventId, c.name_en AS en, c.name_ar AS ar, t.course_code AS code, t.start_date AS startDate,
        t.status, coalesce(e.result_override, nullif(e.status, 'enrolled')) AS result
      FROM enrolment e JOIN training_event t ON t.id = e.event_id AND t.deleted = 0
      LEFT JOIN course c ON c.code = t.course_code
      WHERE e.person_id IN ${recordsOfPerson('?')} AND e.deleted = 0 AND t.start_date IS NOT NULL AND t.status IS NOT NULL
        AND t.course_code IS NOT NULL
      ORDER BY t.start_date DESC, t.id DESC, e.result_override IS NULL, e.status = 'enrolled'`,
    id,
    id,
  );
  // On one roster by two records: one training.
  const first = rows.filter(
    ({ eventId }, index) => rows.findIndex((row) => row.eventId === eventId) === index,
  );
  return first.map(({ en, ar, code, ...row }) => ({ ...row, course: { en: en ?? code, ar: ar ?? code } }));
}

function visitsOf(read: ReadableDb, reader: PeopleReader, id: number): PersonDetail['visits'] {
  // Hidden visits say who was met: they stay out of the profile.
  const rows = read.all<{ visitId: number; day: string; en: string | null; ar: string | null }>(
    `SELECT DISTINCT v.id AS visitId, v.day, n.name_en AS en, n.name_ar AS ar
      FROM mentoring_visit v
      JOIN visit_counterpart k ON k.visit_id = v.id AND k.deleted = 0
      LEFT JOIN institution n ON n.id = v.institution_id
      WHERE (? OR NOT coalesce(${hiddenVisit}, 0)) AND k.person_id IN ${recordsOfPerson('?')} AND v.deleted = 0 AND v.day IS NOT NULL
      ORDER BY v.day DESC, v.id DESC`,
    reader.mayReadRestricted ? 1 : 0,
    reader.advisorId,
    reader.advisorId,
    id,
    id,
  );
  return rows.map(({ en, ar, ...row }) => ({ ...row, institution: { en: en ?? '', ar: ar ?? '' } }));
}
