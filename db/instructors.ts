import { tables } from '#shared/domain/registry.ts';
import type { ParsedRequestOf } from '#shared/ipc/channels.ts';
import type { InstructorView } from '#shared/ipc/training.ts';
import type { ReadableDb, WritableDb } from './database.ts';
import { invalidField } from './refusal.ts';
import { requireEvent } from './training-access.ts';

/**
 * Says who teaches a training: an advisor of the list, or anybody by name.
 *
 * @param tx the transaction
 * @param request the training, who, and in which role
 * @returns the entry's id
 * @throws OutpostError `not_found` for the training; `invalid_request` without an advisor or a name
 */
export function addInstructor(tx: WritableDb, request: ParsedRequestOf<'training.addInstructor'>): number {
  const event = requireEvent(tx, request.eventId);
  const name = request.name?.trim() ?? '';
  const { advisorId } = request;
  if (advisorId === null && name === '') throw invalidField('name', 'An instructor needs a name.');
  if (advisorId !== null && !tx.get(tables.advisor, { id: advisorId })) {
    throw invalidField('advisorId', 'There is no such advisor.');
  }
  const id = tx.newId();
  tx.insert(tables.eventInstructor, {
    id,
    site: event.site,
    event_id: event.id,
    advisor_id: advisorId,
    person_id: null,
    name: advisorId === null ? name : null,
    role: request.role,
  });
  return id;
}

/**
 * @param tx the transaction
 * @param instructorId an entry
 * @throws OutpostError `not_found`
 */
export function removeInstructor(tx: WritableDb, instructorId: number): void {
  tx.remove(tables.eventInstructor, { id: instructorId });
}

/**
 * @param read the open database
 * @param eventId a training
 * @returns who teaches it, lead instructors first
 */
export function instructorsOf(read: ReadableDb, eventId: number): readonly InstructorView[] {
  return read.all<InstructorView>(
    `SELECT i.id, i.role, i.advisor_id AS advisorId,
        coalesce(a.display_name, p.name_latin, p.name_ar, i.name, '') AS name
      FROM event_instructor i LEFT JOIN advisor a ON a.id = i.advisor_id LEFT JOIN person p ON p.id = i.person_id
      WHERE i.event_id = ? AND i.deleted = 0 AND i.role IS NOT NULL
      ORDER BY CASE i.role WHEN 'lead' THEN 0 WHEN 'assistant' THEN 1 ELSE 2 END, i.id`,
    eventId,
  );
}
