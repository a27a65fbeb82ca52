import { addDays } from '#shared/domain/calendar-day.ts';
import { sessionsMeet } from '#shared/domain/session-plan.ts';
import type { SessionSlot } from '#shared/domain/vocabularies.ts';
import { foldText } from '#shared/i18n/fold-text.ts';
import type { Bilingual } from '#shared/ipc/common.ts';
import type { ClashView } from '#shared/ipc/training.ts';
import type { ReadableDb } from './database.ts';
import { instructorsOf } from './instructors.ts';
import { shownPerson } from './person-groups.ts';
import type { EventRow } from './training-access.ts';

/** A time at which a training takes place, and who teaches then as its session says. */
interface Meeting {
  readonly day: string;
  readonly slot: SessionSlot;
  readonly startTime: string | null;
  readonly endTime: string | null;
  readonly instructor: string | null;
}

interface OtherRow extends EventRow {
  readonly name_en: string | null;
  readonly name_ar: string | null;
}

/** Two meetings at one time. */
interface Overlap {
  readonly ours: Meeting;
  readonly theirs: Meeting;
}

/**
 * Finds what cannot be in two places at once: trainees, those who teach, and the room. Trainings that meet on the same
 * day at different times do not clash; one without sessions is taken to fill all of its days.
 *
 * @param read the open database
 * @param event a training
 * @returns one entry for each other training and kind, the earliest first; none for a cancelled training
 */
export function clashesOf(read: ReadableDb, event: EventRow): readonly ClashView[] {
  if (event.status === 'cancelled') return [];
  const others = othersAtTheTime(read, event);
  if (others.length === 0) return [];
  const ours = meetingsOf(read, event);
  return others
    .flatMap((other) => clashesWith(read, event, other, overlapsOf(ours, meetingsOf(read, other))))
    .toSorted((a, b) => a.day.localeCompare(b.day));
}

function othersAtTheTime(read: ReadableDb, event: EventRow): readonly OtherRow[] {
  return read.all<OtherRow>(
    `SELECT t.*, c.name_en, c.name_ar FROM training_event t LEFT JOIN course c ON c.code = t.course_code
      WHERE t.id <> ? AND t.deleted = 0 AND t.status IN ('planned', 'running', 'completed')
        AND t.start_date <= ? AND t.end_date >= ? AND t.course_code IS NOT NULL AND t.run_number IS NOT NULL
      ORDER BY t.start_date, t.id`,
    event.id,
    event.end_date,
    event.start_date,
  );
}

function meetingsOf(read: ReadableDb, event: EventRow): readonly Meeting[] {
  const sessions = read.all<Meeting>(
    `SELECT day, slot, start_time AS startTime, end_time AS endTime, instructor FROM session
      WHERE event_id = ? AND deleted = 0 AND status IS NOT 'cancelled' AND day IS NOT NULL AND slot IS NOT NULL`,
    event.id,
  );
  if (sessions.length > 0) return sessions;
  const days: Meeting[] = [];
  for (let day = event.start_date; day <= event.end_date; day = addDays(day, 1)) {
    days.push({ day, slot: 'times', startTime: '00:00', endTime: '24:00', instructor: null });
  }
  return days;
}

function overlapsOf(ours: readonly Meeting[], theirs: readonly Meeting[]): readonly Overlap[] {
  const byDay = new Map<string, Meeting[]>();
  for (const meeting of theirs) byDay.set(meeting.day, [...(byDay.get(meeting.day) ?? []), meeting]);
  return ours.flatMap((mine) =>
    (byDay.get(mine.day) ?? [])
      .filter((their) => sessionsMeet(mine, their))
      .map((their) => ({ ours: mine, theirs: their })),
  );
}

function clashesWith(
  read: ReadableDb,
  event: EventRow,
  other: OtherRow,
  overlaps: readonly Overlap[],
): readonly ClashView[] {
  const first = overlaps.map(({ ours }) => ours.day).toSorted()[0];
  if (first === undefined) return [];
  const clash = (kind: ClashView['kind'], day: string, who: readonly Bilingual[]): ClashView => ({
    kind,
    day,
    eventId: other.id,
    course: { en: other.name_en ?? other.course_code, ar: other.name_ar ?? other.course_code },
    runNumber: other.run_number,
    who: [...who],
  });
  const found: ClashView[] = [];
  const trainees = traineesInBoth(read, event.id, other.id);
  if (trainees.length > 0) found.push(clash('trainee', first, trainees));
  const trainers = trainersInBoth(read, event.id, other.id, overlaps);
  if (trainers.names.length > 0) found.push(clash('trainer', trainers.day ?? first, trainers.names));
  const room = foldText(event.venue);
  if (room !== '' && room === foldText(other.venue ?? '')) {
    found.push(clash('room', first, [{ en: event.venue, ar: event.venue }]));
  }
  return found;
}

function traineesInBoth(read: ReadableDb, one: number, other: number): readonly Bilingual[] {
  return read
    .all<{ en: string | null; ar: string | null }>(
      `SELECT p.name_latin AS en, p.name_ar AS ar FROM enrolment a
        JOIN enrolment b ON b.event_id = ? AND ${shownPerson('b.person_id')} = ${shownPerson('a.person_id')} AND b.deleted = 0
          AND b.status IS NOT NULL AND b.status <> 'withdrawn'
        JOIN person p ON p.id = a.person_id AND p.deleted = 0
        WHERE a.event_id = ? AND a.deleted = 0 AND a.status IS NOT NULL AND a.status <> 'withdrawn'
        ORDER BY a.position, a.person_id`,
      other,
      one,
    )
    .map(({ en, ar }) => ({ en: en ?? '', ar: ar ?? '' }));
}

/** Those who teach both trainings, by advisor or by the same name; a session's own instructor only at its time. */
function trainersInBoth(
  read: ReadableDb,
  one: number,
  other: number,
  overlaps: readonly Overlap[],
): { readonly names: readonly Bilingual[]; readonly day: string | undefined } {
  const theirs = new Set(instructorsOf(read, other).map(({ name }) => foldText(name)));
  const names = new Map<string, string>();
  for (const { name } of instructorsOf(read, one)) {
    if (theirs.has(foldText(name))) names.set(foldText(name), name);
  }
  let day: string | undefined;
  for (const { ours, theirs: their } of overlaps) {
    const name = foldText(ours.instructor ?? '');
    if (name === '' || name !== foldText(their.instructor ?? '') || ours.instructor === null) continue;
    names.set(name, ours.instructor);
    if (day === undefined || ours.day < day) day = ours.day;
  }
  names.delete('');
  return { names: Array.from(names.values(), (name) => ({ en: name, ar: name })), day };
}
