import { tables } from '#shared/domain/registry.ts';
import { foldText } from '#shared/i18n/fold-text.ts';
import type { ParsedRequestOf } from '#shared/ipc/channels.ts';
import type { RecordState } from '#shared/ipc/common.ts';
import type {
  MarkView,
  SessionView,
  TraineeView,
  TrainingDetail,
  TrainingSummary,
} from '#shared/ipc/training.ts';
import { passRuleOf, standingsOf } from './course-results.ts';
import type { ReadableDb, SqlValue } from './database.ts';
import { instructorsOf } from './instructors.ts';
import { isVettedOn } from './people.ts';
import { type PeopleReader, personSummaries } from './person-views.ts';
import { recordFamilyStates } from './record-family.ts';
import { notFound } from './refusal.ts';
import { type EnrolmentRow, type EventRow, requireEvent } from './training-access.ts';
import { clashesOf } from './training-clashes.ts';

/** What a list of trainings is read from; a row that is still on its way is left out. Parameter: today. */
export const trainingListSql = (where: string): string =>
  `SELECT t.*, c.name_en, c.name_ar,
      (SELECT count(*) FROM enrolment e
        WHERE e.event_id = t.id AND e.deleted = 0 AND e.status IS NOT 'withdrawn') AS enrolled,
      (SELECT count(*) FROM session s
        WHERE s.event_id = t.id AND s.deleted = 0 AND s.status IS NOT 'cancelled') AS sessions,
      (SELECT count(*) FROM session s
        WHERE s.event_id = t.id AND s.deleted = 0 AND s.status IS NOT 'cancelled' AND s.day < ?
          AND ${hasUnmarked}) AS unmarked
    FROM training_event t LEFT JOIN course c ON c.code = t.course_code
    WHERE ${where} t.deleted = 0 AND t.course_code IS NOT NULL AND t.run_number IS NOT NULL
      AND t.programme_code IS NOT NULL AND t.start_date IS NOT NULL AND t.end_date IS NOT NULL
      AND t.status IS NOT NULL AND t.venue IS NOT NULL AND t.language IS NOT NULL
    ORDER BY t.start_date DESC, t.id DESC`;

/** SQL condition for sessions (as `s`) in which somebody on the roster has no mark. */
export const hasUnmarked = `EXISTS (
  SELECT 1 FROM enrolment e WHERE e.event_id = s.event_id AND e.deleted = 0 AND e.status IS NOT 'withdrawn'
    AND NOT EXISTS (SELECT 1 FROM attendance_mark m WHERE m.session_id = s.id AND m.person_id = e.person_id
      AND m.deleted = 0 AND m.mark IS NOT NULL))`;

/** Marks of many trainings, counted: how many, how many present or late, and where they stand. */
export const markCountsSql = `SELECT s.event_id AS eventId,
    sum(m.deleted = 0 AND m.mark IS NOT NULL) AS marked,
    sum(m.deleted = 0 AND m.mark IN ('present', 'late')) AS attended,
    max(m.own_seq > coalesce((SELECT accepted FROM sync_state), 0)) AS waiting,
    max(m.own_seq IN (SELECT seq FROM quarantine)) AS aside
  FROM json_each(?) wanted
  CROSS JOIN session s ON s.event_id = wanted.value AND s.deleted = 0
  CROSS JOIN attendance_mark m ON m.session_id = s.id
  GROUP BY s.event_id`;

type ListRow = EventRow & {
  readonly name_en: string | null;
  readonly name_ar: string | null;
  readonly enrolled: number;
  readonly sessions: number;
  readonly unmarked: number;
};

/**
 * Trainings, newest first.
 *
 * @param read the open database
 * @param filter status, programme, words in any spelling of course, code or venue
 * @param today today in this laptop's zone, `YYYY-MM-DD`
 * @returns the trainings
 */
export function listTrainings(
  read: ReadableDb,
  filter: ParsedRequestOf<'training.list'>,
  today: string,
): readonly TrainingSummary[] {
  const conditions: string[] = [];
  const params: SqlValue[] = [];
  if (filter.status !== undefined) {
    conditions.push('t.status = ? AND ');
    params.push(filter.status);
  }
  if (filter.programme !== undefined) {
    conditions.push('t.programme_code = ? AND ');
    params.push(filter.programme);
  }
  const words = foldText(filter.text).split(' ');
  const rows = read.all<ListRow>(trainingListSql(conditions.join('')), today, ...params).filter((row) => {
    const text = foldText([row.name_en, row.name_ar, row.course_code, row.venue].join(' '));
    return words.every((word) => text.includes(word));
  });
  return summaries(read, rows);
}

const parts = [
  { table: tables.session, parent: 'event_id' },
  { table: tables.enrolment, parent: 'event_id' },
] as const;

interface MarkCounts {
  readonly eventId: number;
  readonly marked: number;
  readonly attended: number;
  readonly waiting: number;
  readonly aside: number;
}

function summaries(read: ReadableDb, rows: readonly ListRow[]): readonly TrainingSummary[] {
  const ids = rows.map((row) => row.id);
  const states = recordFamilyStates(read, tables.trainingEvent, parts, ids);
  const marks = new Map(
    read.all<MarkCounts>(markCountsSql, JSON.stringify(ids)).map((counts) => [counts.eventId, counts]),
  );
  const disputed = disputedMarks(read);
  return rows.map((row) => {
    const counts = marks.get(row.id);
    return {
      id: row.id,
      courseCode: row.course_code,
      course: { en: row.name_en ?? row.course_code, ar: row.name_ar ?? row.course_code },
      runNumber: row.run_number,
      programme: row.programme_code,
      venue: row.venue,
      startDate: row.start_date,
      endDate: row.end_date,
      status: row.status,
      enrolled: row.enrolled,
      sessions: row.sessions,
      unmarkedSessions: row.unmarked,
      attendance: counts && counts.marked > 0 ? counts.attended / counts.marked : null,
      state: disputed.has(row.id) ? 'needs_review' : withMarks(states.get(row.id) ?? 'received', counts),
    };
  });
}

function withMarks(state: RecordState, counts: MarkCounts | undefined): RecordState {
  if (state === 'needs_review' || counts?.aside === 1) return 'needs_review';
  return counts?.waiting === 1 ? 'saved_here' : state;
}

/** Trainings with an open conflict about a mark. */
function disputedMarks(read: ReadableDb): ReadonlySet<number> {
  const rows = read.all<{ event_id: number }>(
    `SELECT DISTINCT s.event_id FROM conflict c
      JOIN session s ON s.id = json_extract(c.row_key, '$[0]')
      WHERE c.state = 'open' AND c.deleted = 0 AND c.standing IS NOT NULL AND c.table_number = ?`,
    tables.attendanceMark.id,
  );
  return new Set(rows.map((row) => row.event_id));
}

/**
 * One training with sessions, roster and marks.
 *
 * @param read the open database
 * @param reader who reads
 * @param eventId the training
 * @param today today in this laptop's zone, `YYYY-MM-DD`
 * @returns all that its screens show
 * @throws OutpostError `not_found`
 */
export function readTraining(
  read: ReadableDb,
  reader: PeopleReader,
  eventId: number,
  today: string,
): TrainingDetail {
  const event = requireEvent(read, eventId);
  const rows = read.all<ListRow>(trainingListSql('t.id = ? AND '), today, eventId);
  const [summary] = summaries(read, rows);
  if (!summary) throw notFound('training_event');
  return {
    summary,
    input: {
      courseCode: event.course_code,
      programme: event.programme_code,
      venue: event.venue,
      startDate: event.start_date,
      endDate: event.end_date,
      language: event.language,
      provider: event.provider,
      funding: event.funding,
      interpreter: event.interpreter,
      governorateCode: event.governorate_code,
      capacity: event.capacity,
    },
    report: event.report,
    cancelReason: event.status === 'cancelled' ? event.cancel_reason : null,
    passRule: passRuleOf(read, event.course_code),
    sessions: [...sessionViews(read, eventId)],
    trainees: [...traineeViews(read, reader, event)],
    marks: [...markViews(read, eventId)],
    instructors: [...instructorsOf(read, eventId)],
    clashes: [...clashesOf(read, event)],
  };
}

function sessionViews(read: ReadableDb, eventId: number): readonly SessionView[] {
  return read.all<SessionView>(
    `SELECT id, event_id AS eventId, day, slot, start_time AS startTime, end_time AS endTime, hours, topic,
        instructor, status, CASE status WHEN 'cancelled' THEN cancel_reason END AS cancelReason
      FROM session
      WHERE event_id = ? AND deleted = 0 AND day IS NOT NULL AND slot IS NOT NULL AND hours IS NOT NULL
        AND status IS NOT NULL AND topic IS NOT NULL
      ORDER BY day, CASE slot WHEN 'am' THEN '08:00' WHEN 'pm' THEN '13:00' ELSE start_time END, id`,
    eventId,
  );
}

function traineeViews(read: ReadableDb, reader: PeopleReader, event: EventRow): readonly TraineeView[] {
  const rows = read.all<EnrolmentRow>(
    `SELECT * FROM enrolment WHERE event_id = ? AND deleted = 0 AND status IS NOT NULL
      ORDER BY position, person_id`,
    event.id,
  );
  const people = personSummaries(
    read,
    reader,
    rows.map((row) => row.person_id),
  );
  const standings = standingsOf(read, event, rows);
  return rows.flatMap((row) => {
    const person = people.get(row.person_id);
    const standing = standings.get(row.person_id);
    if (!person || !standing) return [];
    const vetting = { status: person.vetting, validUntil: person.vettingValidUntil };
    const override = row.vetting_override === 1;
    return [
      {
        person,
        position: row.position ?? 0,
        status: row.status,
        preTest: row.pre_test,
        postTest: row.post_test,
        practical: row.practical,
        vettingOverride: override,
        vettingWarning: !override && !isVettedOn(vetting, event.start_date),
        vettingReason: override && reader.mayReadContact ? row.vetting_reason : null,
        standing: {
          result: standing.result,
          reason: standing.reason,
          attendance: standing.attendance,
          override: overrideOf(row),
        },
        followUp: followUpOf(row),
      },
    ];
  });
}

function overrideOf({ result_override, result_reason }: EnrolmentRow): TraineeView['standing']['override'] {
  if (result_override !== 'completed' && result_override !== 'failed') return null;
  return { result: result_override, reason: result_reason ?? '' };
}

function followUpOf(row: EnrolmentRow): TraineeView['followUp'] {
  if (row.follow_up_due === null) return null;
  return {
    due: row.follow_up_due,
    done: row.follow_up_done,
    outcome: row.follow_up_outcome,
    note: row.follow_up_note,
  };
}

function markViews(read: ReadableDb, eventId: number): readonly MarkView[] {
  return read.all<MarkView>(
    `SELECT m.session_id AS sessionId, m.person_id AS personId, m.mark, m.minutes
      FROM session s CROSS JOIN attendance_mark m ON m.session_id = s.id
      WHERE s.event_id = ? AND s.deleted = 0 AND m.deleted = 0 AND m.mark IS NOT NULL`,
    eventId,
  );
}
