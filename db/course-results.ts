import { completionOf, type PassRule } from '#shared/domain/completion.ts';
import { tables } from '#shared/domain/registry.ts';
import type { AttendanceMarkCode } from '#shared/domain/vocabularies.ts';
import type { ReadableDb, WritableDb } from './database.ts';
import { settingNumber } from './reference.ts';
import { type EnrolmentRow, requireEvent } from './training-access.ts';

/**
 * @param read the open database
 * @param courseCode a course
 * @returns what it asks for; the programme's defaults while the course is not here
 */
export function passRuleOf(read: ReadableDb, courseCode: string): PassRule {
  const course = read.get(tables.course, { code: courseCode });
  return {
    attendancePercent: course?.pass_attendance ?? settingNumber(read, 'training.pass_attendance', 80),
    postTestPercent: course?.pass_mark ?? settingNumber(read, 'training.pass_mark', 60),
  };
}

/**
 * Writes the results that the completion rule gives. Those who withdrew, whose result a supervisor set, or whose marks
 * or test do not decide yet keep what they have.
 *
 * @param tx the transaction
 * @param eventId a training
 * @throws OutpostError `not_found`
 */
export function settleResults(tx: WritableDb, eventId: number): void {
  const event = requireEvent(tx, eventId);
  const rule = passRuleOf(tx, event.course_code);
  const sessions = tx.all<{ id: number; hours: number }>(
    `SELECT id, hours FROM session
      WHERE event_id = ? AND deleted = 0 AND status IS NOT 'cancelled' AND hours IS NOT NULL`,
    eventId,
  );
  const marks = new Map(
    tx
      .all<{ session_id: number; person_id: number; mark: AttendanceMarkCode }>(
        `SELECT m.session_id, m.person_id, m.mark FROM session s
          JOIN attendance_mark m ON m.session_id = s.id AND m.deleted = 0 AND m.mark IS NOT NULL
          WHERE s.event_id = ? AND s.deleted = 0`,
        eventId,
      )
      .map((row) => [`${row.session_id}|${row.person_id}`, row.mark]),
  );
  for (const enrolment of onRoster(tx, eventId)) {
    const counted = sessions.map(({ id, hours }) => ({
      hours,
      mark: marks.get(`${id}|${enrolment.person_id}`) ?? null,
    }));
    const { result } = completionOf(counted, enrolment.post_test, rule);
    setResult(tx, enrolment, result === 'open' ? 'enrolled' : result);
  }
}

/**
 * Takes the settled results back: the training goes on.
 *
 * @param tx the transaction
 * @param eventId a training
 */
export function reopenResults(tx: WritableDb, eventId: number): void {
  for (const enrolment of onRoster(tx, eventId)) setResult(tx, enrolment, 'enrolled');
}

function onRoster(read: ReadableDb, eventId: number): readonly EnrolmentRow[] {
  return read.all<EnrolmentRow>(
    `SELECT * FROM enrolment WHERE event_id = ? AND deleted = 0
      AND status IN ('enrolled', 'completed', 'failed') AND result_override IS NULL`,
    eventId,
  );
}

function setResult(
  tx: WritableDb,
  enrolment: EnrolmentRow,
  status: 'enrolled' | 'completed' | 'failed',
): void {
  const { event_id, person_id } = enrolment;
  if (enrolment.status !== status) tx.update(tables.enrolment, { event_id, person_id }, { status });
}
