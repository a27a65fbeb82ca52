import { tables } from '#shared/domain/registry.ts';
import type { ParsedRequestOf } from '#shared/ipc/channels.ts';
import type { Author, WritableDb } from './database.ts';
import type { Reader } from './reader.ts';
import { invalidField } from './refusal.ts';
import { type Belonging, removeTogether, restoreTogether } from './restore.ts';
import { requireOpenVisit, type VisitRow } from './visit-access.ts';

export type VisitFields = ParsedRequestOf<'mentoring.create'>;
/** A change: `undefined` parts stay as they are. */
export type VisitPatch = { readonly [F in keyof VisitFields]?: VisitFields[F] | undefined };

/** When and where something is entered. */
export interface Entry {
  /** The moment, UTC. */
  readonly now: Date;
  /** IANA zone of this laptop. */
  readonly zone: string;
}

/** Rows that belong to a visit. */
export const visitParts = [
  { table: tables.visitAdvisor, parent: 'visit_id' },
  { table: tables.visitCounterpart, parent: 'visit_id' },
  { table: tables.visitTopic, parent: 'visit_id' },
  { table: tables.visitIssue, parent: 'visit_id' },
  { table: tables.capabilityRating, parent: 'visit_id' },
  { table: tables.attachment, parent: 'visit_id' },
] as const satisfies readonly Belonging[];

/** What was agreed in a visit goes and comes with it. */
const removedWithVisit: readonly Belonging[] = [
  ...visitParts,
  { table: tables.actionItem, parent: 'visit_id' },
];

const columns = {
  programme: 'programme_code',
  institutionId: 'institution_id',
  day: 'day',
  startTime: 'start_time',
  endTime: 'end_time',
  mode: 'mode',
  cancelReason: 'cancel_reason',
  interpreter: 'interpreter',
  objectives: 'objectives',
  activities: 'activities',
  observations: 'observations',
  recommendations: 'recommendations',
  equipmentSeen: 'equipment_seen',
  trainingNeeds: 'training_needs',
  nextVisit: 'next_visit',
  sensitivity: 'sensitivity',
} as const satisfies Record<keyof VisitFields, keyof VisitRow>;

/**
 * Logs a visit; the author is its first advisor.
 *
 * @param tx the transaction
 * @param author who logs it; their site is the visit's
 * @param fields the form
 * @param entry when and in which zone it is entered
 * @returns the visit's id
 * @throws OutpostError `invalid_request` when times run backwards, a cancelled visit has no reason, or the institution
 *   is unknown
 */
export function createVisit(tx: WritableDb, author: Author, fields: VisitFields, entry: Entry): number {
  if (fields.mode === 'cancelled' && !fields.cancelReason?.trim()) {
    throw invalidField('cancelReason', 'A cancelled visit needs its reason.');
  }
  const id = tx.newId();
  const row: VisitRow = {
    id,
    site: author.site,
    programme_code: fields.programme,
    institution_id: fields.institutionId,
    day: fields.day,
    start_time: fields.startTime,
    end_time: fields.endTime,
    zone: entry.zone,
    mode: fields.mode,
    cancel_reason: fields.mode === 'cancelled' ? fields.cancelReason : null,
    interpreter: fields.interpreter,
    objectives: fields.objectives,
    activities: fields.activities,
    observations: fields.observations,
    recommendations: fields.recommendations,
    equipment_seen: fields.equipmentSeen,
    training_needs: fields.trainingNeeds,
    next_visit: fields.nextVisit,
    sensitivity: fields.sensitivity,
    entered_by: author.advisorId,
    entered_at: entry.now.toISOString(),
  };
  checkVisit(tx, row);
  tx.insert(tables.mentoringVisit, row);
  tx.insert(tables.visitAdvisor, { visit_id: id, advisor_id: author.advisorId, site: author.site });
  return id;
}

/**
 * Changes fields of a visit. Forms save field by field, so a reason for a cancelled visit may follow later.
 *
 * @param tx the transaction
 * @param reader who changes it
 * @param visitId the visit
 * @param patch the fields that change
 * @param entry when and in which zone it is entered: times keep the zone in which they were typed
 * @throws OutpostError `not_found`, `not_permitted`, `invalid_request`
 */
export function updateVisit(
  tx: WritableDb,
  reader: Reader,
  visitId: number,
  patch: VisitPatch,
  entry: Entry,
): void {
  const visit = requireOpenVisit(tx, reader, visitId);
  const changed = Object.entries(patch).filter(([, value]) => value !== undefined);
  const fields = Object.fromEntries(
    changed.map(([name, value]) => [columns[name as keyof VisitFields], value]),
  ) as Partial<VisitRow>;
  const typedTimes = 'day' in fields || 'start_time' in fields || 'end_time' in fields;
  const mode = fields.mode ?? visit.mode;
  const changes: Partial<VisitRow> = {
    ...fields,
    ...(typedTimes ? { zone: entry.zone } : {}),
    ...(mode === 'cancelled' ? {} : { cancel_reason: null }),
  };
  const after: VisitRow = { ...visit, ...changes };
  checkVisit(tx, after);
  tx.update(tables.mentoringVisit, { id: visitId }, changes);
  if (after.institution_id !== visit.institution_id) {
    moveRatings(tx, visitId, after.institution_id);
  }
}

/** Ratings carry the institution, so that they are found with it: they follow when the visit's is corrected. */
function moveRatings(tx: WritableDb, visitId: number, institutionId: number): void {
  const ratings = tx.all<{ area_code: string }>(
    'SELECT area_code FROM capability_rating WHERE visit_id = ? AND deleted = 0',
    visitId,
  );
  for (const { area_code } of ratings) {
    const key = { visit_id: visitId, area_code };
    tx.update(tables.capabilityRating, key, { institution_id: institutionId });
  }
}

function checkVisit(tx: WritableDb, visit: VisitRow): void {
  if (visit.start_time && visit.end_time && visit.end_time < visit.start_time) {
    throw invalidField('endTime', 'The visit ends before it starts.');
  }
  if (visit.next_visit && visit.next_visit < visit.day) {
    throw invalidField('nextVisit', 'The next visit lies before this one.');
  }
  if (!tx.get(tables.institution, { id: visit.institution_id })) {
    throw invalidField('institutionId', 'There is no such institution.');
  }
}

/**
 * Removes a visit with all that belongs to it and the actions agreed in it.
 *
 * @param tx the transaction
 * @param reader who removes it
 * @param visitId the visit
 * @throws OutpostError `not_found`, `not_permitted`
 */
export function removeVisit(tx: WritableDb, reader: Reader, visitId: number): void {
  requireOpenVisit(tx, reader, visitId);
  removeTogether(tx, tables.mentoringVisit, visitId, removedWithVisit);
}

/**
 * Brings a removed visit back as it was.
 *
 * @param tx the transaction
 * @param visitId the visit
 * @throws OutpostError `not_found` when it is not removed
 */
export function restoreVisit(tx: WritableDb, visitId: number): void {
  restoreTogether(tx, tables.mentoringVisit, visitId, removedWithVisit);
}
