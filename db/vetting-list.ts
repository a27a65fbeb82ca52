import { addDays, daysBetween } from '#shared/domain/calendar-day.ts';
import type { ReplyOf } from '#shared/ipc/channels.ts';
import { type VettingList, type VettingQuery, type VettingRow, vettingLists } from '#shared/ipc/vetting.ts';
import type { ReadableDb, SqlValue } from './database.ts';
import { searchPeople } from './find-people.ts';
import { isVettedOn } from './people.ts';
import { type PeopleReader, personSummaries } from './person-views.ts';
import { settingNumber } from './reference.ts';
import { notFound } from './refusal.ts';
import { standingVettingSql, waitingVettingSql } from './vetting.ts';

/** As many as a list gives at once. */
const mostRows = 1000;
/** As many as a search gives. */
const mostFound = 100;

/**
 * @param read the open database
 * @returns after how many days a case waits long for the vetting office
 */
export function vettingLeadDays(read: ReadableDb): number {
  return settingNumber(read, 'vetting.lead_days', 30);
}

/**
 * People by where their vetting stands: what is most urgent first.
 *
 * @param read the open database
 * @param reader who reads
 * @param query which people
 * @param today today in this laptop's zone, `YYYY-MM-DD`
 * @returns the first thousand of them, and how many there are
 * @throws OutpostError `not_found` for the roster of a training that is not here
 */
export function listVetting(
  read: ReadableDb,
  reader: PeopleReader,
  query: VettingQuery,
  today: string,
): ReplyOf<'vetting.list'> {
  switch (query.of) {
    case 'list': {
      const { sql, params } = listSql(query.list, today, vettingLeadDays(read));
      const ids = idsOf(read, `${sql} LIMIT ${mostRows}`, params);
      const total = ids.length < mostRows ? ids.length : countOf(read, sql, params);
      return { rows: [...vettingRows(read, reader, ids, today)], total, training: null };
    }
    case 'roster':
      return rosterList(read, reader, query.eventId, today);
    case 'search': {
      const found = searchPeople(read, reader, query.text, mostFound).map(({ id }) => id);
      return { rows: [...vettingRows(read, reader, found, today)], total: found.length, training: null };
    }
    case 'people': {
      const rows = vettingRows(read, reader, query.personIds, today);
      return { rows: [...rows], total: rows.length, training: null };
    }
  }
}

/**
 * @param read the open database
 * @param today today in this laptop's zone, `YYYY-MM-DD`
 * @returns how many people each list has, and after how many days a case waits long
 */
export function countVetting(read: ReadableDb, today: string): ReplyOf<'vetting.counts'> {
  const leadDays = vettingLeadDays(read);
  const counts = Object.fromEntries(
    vettingLists.map((list) => [list, countList(read, list, today, leadDays)]),
  ) as Record<VettingList, number>;
  return { counts, leadDays };
}

/**
 * @param read the open database
 * @param list which one
 * @param today today in this laptop's zone, `YYYY-MM-DD`
 * @param leadDays after how many days a case waits long
 * @returns how many people it has
 */
export function countList(read: ReadableDb, list: VettingList, today: string, leadDays: number): number {
  const { sql, params } = listSql(list, today, leadDays);
  return countOf(read, sql, params);
}

interface Query {
  readonly sql: string;
  readonly params: readonly SqlValue[];
}

const livePerson = 'p.deleted = 0 AND p.merged_into IS NULL';

function listSql(list: VettingList, today: string, leadDays: number): Query {
  switch (list) {
    case 'expired':
      return endingSql('0001-01-01', addDays(today, -1), 'DESC');
    case 'within_30':
      return endingSql(today, addDays(today, 30), 'ASC');
    case 'within_60':
      return endingSql(today, addDays(today, 60), 'ASC');
    case 'within_90':
      return endingSql(today, addDays(today, 90), 'ASC');
    case 'waiting':
      return waitingSql('9999-12-31');
    case 'waiting_long':
      return waitingSql(addDays(today, -leadDays - 1));
    case 'not_asked':
      return {
        sql: `SELECT p.id FROM person p WHERE ${livePerson} AND NOT EXISTS (
            SELECT 1 FROM vetting c WHERE c.person_id = p.id AND c.deleted = 0 AND c.status <> 'not_submitted')
          ORDER BY p.entered_at DESC, p.id DESC`,
        params: [],
      };
  }
}

/** Approvals that end from one day to another, and by which the person is judged. */
function endingSql(from: string, to: string, order: 'ASC' | 'DESC'): Query {
  return {
    sql: `SELECT p.id FROM vetting v JOIN person p ON p.id = v.person_id AND ${livePerson}
      WHERE v.deleted = 0 AND v.status = 'approved' AND v.valid_until BETWEEN ? AND ?
        AND v.id = ${standingVettingSql('p.id')}
      ORDER BY v.valid_until ${order}, p.id`,
    params: [from, to],
  };
}

/** Cases that were submitted up to a day and wait, the oldest first. */
function waitingSql(until: string): Query {
  return {
    sql: `SELECT p.id FROM vetting v JOIN person p ON p.id = v.person_id AND ${livePerson}
      WHERE v.deleted = 0 AND v.status = 'submitted' AND coalesce(v.submitted_on, '') <= ?
        AND v.id = ${waitingVettingSql('p.id')}
      ORDER BY v.submitted_on, p.id`,
    params: [until],
  };
}

function idsOf(read: ReadableDb, sql: string, params: readonly SqlValue[]): readonly number[] {
  return read.all<{ id: number }>(sql, ...params).map(({ id }) => id);
}

function countOf(read: ReadableDb, sql: string, params: readonly SqlValue[]): number {
  return read.one<{ n: number }>(`SELECT count(*) AS n FROM (${sql})`, ...params)?.n ?? 0;
}

interface EventRow {
  readonly eventId: number;
  readonly startDate: string;
  readonly code: string;
  readonly en: string | null;
  readonly ar: string | null;
}

function rosterList(
  read: ReadableDb,
  reader: PeopleReader,
  eventId: number,
  today: string,
): ReplyOf<'vetting.list'> {
  const event = read.one<EventRow>(
    `SELECT t.id AS eventId, t.start_date AS startDate, t.course_code AS code, c.name_en AS en, c.name_ar AS ar
      FROM training_event t LEFT JOIN course c ON c.code = t.course_code
      WHERE t.id = ? AND t.deleted = 0 AND t.start_date IS NOT NULL AND t.course_code IS NOT NULL`,
    eventId,
  );
  if (!event) throw notFound('training_event');
  const ids = idsOf(
    read,
    `SELECT e.person_id AS id FROM enrolment e
      WHERE e.event_id = ? AND e.deleted = 0 AND e.status IS NOT 'withdrawn' ORDER BY e.position, e.person_id`,
    [eventId],
  );
  const rows = vettingRows(read, reader, ids, today).filter(
    ({ person }) =>
      !isVettedOn({ status: person.vetting, validUntil: person.vettingValidUntil }, event.startDate),
  );
  return { rows: [...rows], total: rows.length, training: trainingOf(event) };
}

function trainingOf({ eventId, startDate, code, en, ar }: EventRow): NonNullable<VettingRow['next']> {
  return { eventId, startDate, course: { en: en ?? code, ar: ar ?? code } };
}

function vettingRows(
  read: ReadableDb,
  reader: PeopleReader,
  ids: readonly number[],
  today: string,
): readonly VettingRow[] {
  const people = personSummaries(read, reader, ids);
  const waiting = waitingCases(read, reader, ids);
  const next = nextTrainings(read, ids, today);
  return ids.flatMap((id) => {
    const person = people.get(id);
    if (!person) return [];
    const ends = person.vetting === 'approved' ? person.vettingValidUntil : null;
    return [
      {
        person,
        daysLeft: ends === null ? null : daysBetween(today, ends),
        waiting: waiting.get(id) ?? null,
        next: next.get(id) ?? null,
      },
    ];
  });
}

function waitingCases(
  read: ReadableDb,
  reader: PeopleReader,
  ids: readonly number[],
): ReadonlyMap<number, NonNullable<VettingRow['waiting']>> {
  const rows = read.all<{ id: number; caseNumber: string | null; submittedOn: string | null }>(
    `SELECT wanted.value AS id, v.case_number AS caseNumber, v.submitted_on AS submittedOn
      FROM json_each(?) wanted CROSS JOIN vetting v ON v.id = ${waitingVettingSql('wanted.value')}`,
    JSON.stringify(ids),
  );
  return new Map(
    rows.map(({ id, caseNumber, submittedOn }) => [
      id,
      { caseNumber: reader.mayReadContact ? caseNumber : null, submittedOn },
    ]),
  );
}

function nextTrainings(
  read: ReadableDb,
  ids: readonly number[],
  today: string,
): ReadonlyMap<number, NonNullable<VettingRow['next']>> {
  const rows = read.all<EventRow & { readonly id: number }>(
    `SELECT e.person_id AS id, t.id AS eventId, t.start_date AS startDate, t.course_code AS code,
        c.name_en AS en, c.name_ar AS ar
      FROM json_each(?) wanted
      CROSS JOIN enrolment e ON e.person_id = wanted.value AND e.deleted = 0 AND e.status IS NOT 'withdrawn'
      CROSS JOIN training_event t ON t.id = e.event_id AND t.deleted = 0
        AND t.status IN ('planned', 'running') AND t.end_date >= ?
      LEFT JOIN course c ON c.code = t.course_code
      WHERE t.start_date IS NOT NULL AND t.course_code IS NOT NULL
      ORDER BY t.start_date DESC, t.id DESC`,
    JSON.stringify(ids),
    today,
  );
  // The last that is put in stays: the one that begins first.
  return new Map(rows.map((row) => [row.id, trainingOf(row)]));
}
