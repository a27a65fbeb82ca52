import { type Completion, completionOf, type PassRule } from '#shared/domain/completion.ts';
import { addMonths, followUpMonths } from '#shared/domain/follow-up.ts';
import { tables } from '#shared/domain/registry.ts';
import type { AttendanceMarkCode } from '#shared/domain/vocabularies.ts';
import type { ReadableDb, WritableDb } from './database.ts';
import { settingNumber } from './reference.ts';
import { type EnrolmentRow, type EventRow, requireEvent } from './training-access.ts';

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
 * Where trainees stand by the completion rule of their course, with the reason.
 *
 * @param read the open database
 * @param event a training
 * @param enrolments those of its roster who are asked about
 * @returns by person
 */
export function standingsOf(
  read: ReadableDb,
  event: EventRow,
  enrolments: readonly Pick<EnrolmentRow, 'person_id' | 'post_test'>[],
): ReadonlyMap<number, Completion> {
  const rule = passRuleOf(read, event.course_code);
  const sessions = read.all<{ id: number; hours: number }>(
    `SELECT id, hours FROM session
      WHERE event_id = ? AND deleted = 0 AND status IS NOT 'cancelled' AND hours IS NOT NULL`,
    event.id,
  );
  const marks = new Map(
    read
      .all<{ session_id: number; person_id: number; mark: AttendanceMarkCode }>(
        `SELECT m.session_id, m.person_id, m.mark FROM session s
          JOIN attendance_mark m ON m.session_id = s.id AND m.deleted = 0 AND m.mark IS NOT NULL
          WHERE s.event_id = ? AND s.deleted = 0`,
        event.id,
      )
      .map((row) => [`${row.session_id}|${row.person_id}`, row.mark]),
  );
  return new Map(
    enrolments.map(({ person_id, post_test }) => {
      const counted = sessions.map(({ id, hours }) => ({
        hours,
        mark: marks.get(`${id}|${person_id}`) ?? null,
      }));
      return [person_id, completionOf(counted, post_test, rule)];
    }),
  );
}

/**
 * Writes the results that the completion rule gives, and when those who completed are to be asked what they use. Those
 * who withdrew, whose result a supervisor set, or whose marks or test do not decide yet keep what they have.
 *
 * @param tx the transaction
 * @param eventId a training
 * @throws OutpostError `not_found`
 */
export function settleResults(tx: WritableDb, eventId: number): void {
  const event = requireEvent(tx, eventId);
  const roster = onRoster(tx, eventId);
  const standings = standingsOf(tx, event, roster);
  for (const enrolment of roster) {
    const result = standings.get(enrolment.person_id)?.result ?? 'open';
    setResult(tx, event, enrolment, result === 'open' ? 'enrolled' : result);
  }
}

/**
 * Settles the results anew where the training is completed: something that decides them has changed.
 *
 * @param tx the transaction
 * @param eventId a training
 * @throws OutpostError `not_found`
 */
export function settleIfCompleted(tx: WritableDb, eventId: number): void {
  if (requireEvent(tx, eventId).status === 'completed') settleResults(tx, eventId);
}

/**
 * Takes the settled results back: the training goes on.
 *
 * @param tx the transaction
 * @param eventId a training
 * @throws OutpostError `not_found`
 */
export function reopenResults(tx: WritableDb, eventId: number): void {
  const event = requireEvent(tx, eventId);
  for (const enrolment of onRoster(tx, eventId)) setResult(tx, event, enrolment, 'enrolled');
}

function onRoster(read: ReadableDb, eventId: number): readonly EnrolmentRow[] {
  return read.all<EnrolmentRow>(
    `SELECT * FROM enrolment WHERE event_id = ? AND deleted = 0
      AND status IN ('enrolled', 'completed', 'failed') AND result_override IS NULL`,
    eventId,
  );
}

/**
 * Writes a result. Who completed is due for a follow-up; of anybody else one that was not made is dropped.
 *
 * @param tx the transaction
 * @param event the training
 * @param enrolment the trainee as they are
 * @param status the result
 */
export function setResult(
  tx: WritableDb,
  event: EventRow,
  enrolment: EnrolmentRow,
  status: 'enrolled' | 'completed' | 'failed',
): void {
  const { event_id, person_id, follow_up_done } = enrolment;
  const due =
    status === 'completed'
      ? followUpDue(tx, event)
      : follow_up_done === null
        ? null
        : enrolment.follow_up_due;
  tx.update(tables.enrolment, { event_id, person_id }, { status, follow_up_due: due });
}

function followUpDue(read: ReadableDb, event: EventRow): string {
  const months = settingNumber(read, 'training.follow_up_months', followUpMonths.from);
  return addMonths(event.end_date, Math.max(1, Math.round(months)));
}
