import { numberKey } from '#shared/domain/person-number.ts';
import { tables } from '#shared/domain/registry.ts';
import { minutesOf } from '#shared/domain/session-plan.ts';
import type { ParsedRequestOf, ReplyOf } from '#shared/ipc/channels.ts';
import type { MarkView } from '#shared/ipc/training.ts';
import { setMarks } from './attendance.ts';
import type { ReadableDb, WritableDb } from './database.ts';
import { isVettedOn } from './people.ts';
import { shownPerson } from './person-groups.ts';
import { type PeopleReader, personSummaries } from './person-views.ts';
import { type EnrolmentRow, requireHeldEvent, requireSession } from './training-access.ts';

type CheckIn = ReplyOf<'training.checkIn'>;

/** The laptop's day and time of day. */
export interface WallClock {
  /** `YYYY-MM-DD` */
  readonly day: string;
  /** `HH:mm` */
  readonly time: string;
}

/** More minutes than this are no lateness. */
const mostMinutes = 600;

/**
 * Checks somebody in who stands at the door: marks them present, or late once the time has passed that was set. Who is in
 * already stays as they are. A badge is read in any digits, with or without its hyphens.
 *
 * @param tx the transaction
 * @param reader who reads
 * @param request the session, the badge or the person, and from when on somebody is late
 * @param clock the laptop's day and time
 * @returns what came of it; nothing is written unless the outcome is `in`
 * @throws OutpostError `not_found`; `conflicting_state` when the session or the training is cancelled
 */
export function checkIn(
  tx: WritableDb,
  reader: PeopleReader,
  request: ParsedRequestOf<'training.checkIn'>,
  clock: WallClock,
): CheckIn {
  const session = requireSession(tx, request.sessionId);
  const event = requireHeldEvent(tx, session.event_id);
  const found = 'badge' in request.who ? peopleWithBadge(tx, request.who.badge) : [request.who.personId];
  const enrolments = enrolmentsOf(tx, event.id, found);
  const [enrolment, ...more] = enrolments;
  const nobody = { person: null, mark: null, minutes: null, before: null, cleared: true };
  if (more.length > 0) return { outcome: 'several', ...nobody };
  if (!enrolment) {
    const known = found.length === 1 ? (personSummaries(tx, reader, found).get(found[0] ?? 0) ?? null) : null;
    if (known === null) return { outcome: 'unknown', ...nobody };
    return { outcome: 'not_on_roster', ...nobody, person: known, cleared: vetted(known, event.start_date) };
  }
  const person = personSummaries(tx, reader, [enrolment.person_id]).get(enrolment.person_id) ?? null;
  const cleared = enrolment.vetting_override === 1 || (person !== null && vetted(person, event.start_date));
  if (enrolment.status === 'withdrawn') return { outcome: 'not_on_roster', ...nobody, person, cleared };
  const before = markOf(tx, session.id, enrolment.person_id);
  if (before.mark === 'present' || before.mark === 'late') {
    return { outcome: 'already', person, mark: before.mark, minutes: before.minutes, before, cleared };
  }
  const minutes = session.day === clock.day ? minutesLate(request.lateAfter, clock.time) : 0;
  const mark = minutes > 0 ? 'late' : 'present';
  const view: MarkView = { ...before, mark, minutes: minutes > 0 ? minutes : null };
  setMarks(tx, [view]);
  return { outcome: 'in', person, mark, minutes: view.minutes, before, cleared };
}

function vetted(
  person: { readonly vetting: string | null; readonly vettingValidUntil: string | null },
  day: string,
): boolean {
  return isVettedOn({ status: person.vetting, validUntil: person.vettingValidUntil }, day);
}

function minutesLate(lateAfter: string | null, time: string): number {
  if (lateAfter === null) return 0;
  return Math.min(mostMinutes, Math.max(0, minutesOf(time) - minutesOf(lateAfter)));
}

/** By badge or by another number of theirs; of joined records, the one that stands for all. */
function peopleWithBadge(read: ReadableDb, badge: string): readonly number[] {
  const key = numberKey(badge);
  if (key === '') return [];
  return read
    .all<{ person_id: number }>(
      `SELECT DISTINCT n.person_id FROM person_number n JOIN person p ON p.id = n.person_id AND p.deleted = 0
        WHERE n.number = ? AND n.kind IN ('badge', 'other_id')`,
      key,
    )
    .map(({ person_id }) => person_id);
}

function enrolmentsOf(read: ReadableDb, eventId: number, people: readonly number[]): readonly EnrolmentRow[] {
  return read.all<EnrolmentRow>(
    `SELECT e.* FROM enrolment e
      WHERE e.event_id = ? AND e.deleted = 0 AND e.status IS NOT NULL
        AND (e.person_id IN (SELECT value FROM json_each(?))
          OR ${shownPerson('e.person_id')} IN (SELECT value FROM json_each(?)))
      ORDER BY e.status = 'withdrawn', e.person_id`,
    eventId,
    JSON.stringify(people),
    JSON.stringify(people),
  );
}

function markOf(read: ReadableDb, sessionId: number, personId: number): MarkView {
  const known = read.get(tables.attendanceMark, { session_id: sessionId, person_id: personId });
  return { sessionId, personId, mark: known?.mark ?? null, minutes: known?.minutes ?? null };
}
