import type { WritableDb } from '#db/database.ts';
import { tables } from '#shared/domain/registry.ts';
import { OutpostError } from '#shared/errors.ts';
import type { FinishedImport } from './pending-imports.ts';

/**
 * Takes an import back: off the roster with whom it brought on, and away with the people that it added, unless they were
 * changed or used since: those stay.
 *
 * @param tx the transaction
 * @param made what the import made
 * @throws OutpostError `conflicting_state` when attendance or scores were entered for one of them since: nothing is
 *   taken back
 */
export function takeBackRoster(tx: WritableDb, made: FinishedImport): void {
  refuseUsedRoster(tx, made);
  for (const personId of made.enrolled) {
    const key = { event_id: made.eventId, person_id: personId };
    if (tx.get(tables.enrolment, key)) tx.remove(tables.enrolment, key);
  }
  for (const personId of made.returned) {
    const key = { event_id: made.eventId, person_id: personId };
    if (tx.get(tables.enrolment, key)) tx.update(tables.enrolment, key, { status: 'withdrawn' });
  }
  for (const { personId, vettingId } of made.added) {
    if (!isUntouched(tx, personId, vettingId ?? 0, made.lastSeq)) continue;
    tx.remove(tables.person, { id: personId });
    if (vettingId !== undefined && tx.get(tables.vetting, { id: vettingId }))
      tx.remove(tables.vetting, { id: vettingId });
  }
}

function refuseUsedRoster(tx: WritableDb, made: FinishedImport): void {
  const used = tx.one<{ marks: number; changed: number }>(
    `WITH given(event_id, people, seq) AS (VALUES (?, ?, ?))
      SELECT
        (SELECT count(*) FROM session s JOIN attendance_mark m ON m.session_id = s.id
          WHERE s.event_id = given.event_id AND m.deleted = 0 AND m.mark IS NOT NULL AND m.own_seq > given.seq
            AND m.person_id IN (SELECT value FROM json_each(given.people))) AS marks,
        (SELECT count(*) FROM enrolment e
          WHERE e.event_id = given.event_id AND e.deleted = 0 AND e.own_seq > given.seq
            AND e.person_id IN (SELECT value FROM json_each(given.people))) AS changed
      FROM given`,
    made.eventId,
    JSON.stringify([...made.enrolled, ...made.returned]),
    made.lastSeq,
  );
  if (!used || used.marks + used.changed === 0) return;
  throw new OutpostError(
    'conflicting_state',
    'Attendance or scores were entered since the import: take people off the roster one by one.',
    { details: { marks: used.marks, changed: used.changed } },
  );
}

function isUntouched(tx: WritableDb, personId: number, vettingId: number, lastSeq: number): boolean {
  const untouched = tx.one<{ untouched: number }>(
    `WITH given(person_id, vetting_id, seq) AS (VALUES (?, ?, ?))
      SELECT EXISTS (SELECT 1 FROM person p WHERE p.id = given.person_id AND p.deleted = 0 AND p.own_seq <= given.seq)
        AND NOT EXISTS (SELECT 1 FROM enrolment e WHERE e.person_id = given.person_id AND e.deleted = 0)
        AND NOT EXISTS (SELECT 1 FROM vetting v WHERE v.person_id = given.person_id AND v.deleted = 0
          AND (v.id <> given.vetting_id OR v.own_seq > given.seq))
        AND NOT EXISTS (SELECT 1 FROM event_instructor i WHERE i.person_id = given.person_id AND i.deleted = 0)
        AND NOT EXISTS (SELECT 1 FROM visit_counterpart c WHERE c.person_id = given.person_id AND c.deleted = 0)
        AS untouched
      FROM given`,
    personId,
    vettingId,
    lastSeq,
  );
  return untouched?.untouched === 1;
}
