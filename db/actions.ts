import { tables } from '#shared/domain/registry.ts';
import type { RowOf } from '#shared/domain/table.ts';
import type { ParsedRequestOf } from '#shared/ipc/channels.ts';
import type { Author, WritableDb } from './database.ts';
import type { Reader } from './reader.ts';
import { invalidField, notForReader, notFound } from './refusal.ts';
import { restoreTogether } from './restore.ts';
import { requireOpenVisit } from './visit-access.ts';

type ActionRow = RowOf<typeof tables.actionItem>;
type ActionFields = ParsedRequestOf<'actions.create'>;

/**
 * Adds something owed. From a visit or a finding it takes site and institution.
 *
 * @param tx the transaction
 * @param author who enters it
 * @param reader what they may see
 * @param fields the form
 * @param now the moment, UTC
 * @returns the action's id
 * @throws OutpostError `not_found` when its visit or finding is, `not_permitted` when that is hidden from them
 */
export function createAction(
  tx: WritableDb,
  author: Author,
  reader: Reader,
  fields: ActionFields,
  now: Date,
): number {
  const origin = originOf(tx, author, reader, fields);
  const id = tx.newId();
  tx.insert(tables.actionItem, {
    id,
    site: origin.site,
    programme_code: fields.programme,
    visit_id: fields.visitId,
    finding_id: fields.findingId,
    institution_id: fields.institutionId ?? origin.institutionId,
    description: fields.description,
    owner: fields.owner,
    side: fields.side,
    due: fields.due,
    status: 'open',
    closed_on: null,
    evidence: null,
    entered_by: author.advisorId,
    entered_at: now.toISOString(),
  });
  return id;
}

interface Origin {
  readonly site: string;
  readonly institutionId: number | null;
}

function originOf(
  tx: WritableDb,
  author: Author,
  reader: Reader,
  fields: Pick<ActionFields, 'visitId' | 'findingId'>,
): Origin {
  if (fields.findingId !== null) {
    const finding = tx.get(tables.finding, { id: fields.findingId });
    const inspection = finding && tx.get(tables.inspection, { id: finding.inspection_id });
    if (!inspection) throw notFound('finding');
    if (finding.question_code !== null && !reader.mayReadRestricted) {
      const question = tx.get(tables.templateQuestion, {
        template_code: inspection.template_code,
        version: inspection.template_version,
        code: finding.question_code,
      });
      if (question?.restricted === 1) throw notForReader('This action answers a restricted finding.');
    }
    return { site: inspection.site, institutionId: inspection.facility_id };
  }
  if (fields.visitId !== null) {
    const visit = requireOpenVisit(tx, reader, fields.visitId);
    return { site: visit.site, institutionId: visit.institution_id };
  }
  return { site: author.site, institutionId: null };
}

/** A change: `undefined` parts stay as they are. */
export type ActionPatch = { readonly [F in keyof ActionFields]?: ActionFields[F] | undefined };

const columns = {
  description: 'description',
  owner: 'owner',
  side: 'side',
  due: 'due',
  programme: 'programme_code',
  visitId: 'visit_id',
  findingId: 'finding_id',
  institutionId: 'institution_id',
} as const satisfies Record<keyof ActionFields, keyof ActionRow>;

/**
 * @param tx the transaction
 * @param author who changes it
 * @param reader what they may see
 * @param id the action
 * @param patch the fields that change
 * @throws OutpostError `not_found`, `not_permitted`
 */
export function updateAction(
  tx: WritableDb,
  author: Author,
  reader: Reader,
  id: number,
  patch: ActionPatch,
): void {
  const action = requireAction(tx, author, reader, id);
  const changed = Object.entries(patch).filter(([, value]) => value !== undefined);
  const fields = Object.fromEntries(
    changed.map(([name, value]) => [columns[name as keyof ActionFields], value]),
  ) as Partial<ActionRow>;
  if ('visit_id' in fields || 'finding_id' in fields) {
    const after = { ...action, ...fields };
    originOf(tx, author, reader, { visitId: after.visit_id, findingId: after.finding_id });
  }
  tx.update(tables.actionItem, { id }, fields);
}

export interface StatusChange {
  readonly status: ActionRow['status'];
  readonly evidence: string | null;
  /** Null: today. */
  readonly closedOn: string | null;
}

/**
 * Closes or reopens an action. Done asks for evidence; reopening takes closing day and evidence back.
 *
 * @param tx the transaction
 * @param author who changes it
 * @param reader what they may see
 * @param id the action
 * @param change the new status
 * @param today today in this laptop's zone, `YYYY-MM-DD`
 * @throws OutpostError `not_found`, `not_permitted`; `invalid_request` when it is done without evidence or was closed in
 *   the future
 */
export function setActionStatus(
  tx: WritableDb,
  author: Author,
  reader: Reader,
  id: number,
  change: StatusChange,
  today: string,
): void {
  requireAction(tx, author, reader, id);
  const closed = change.status === 'done' || change.status === 'cancelled';
  const evidence = change.evidence?.trim() ? change.evidence : null;
  if (change.status === 'done' && evidence === null) {
    throw invalidField('evidence', 'Closing an action needs its evidence.');
  }
  const closedOn = closed ? (change.closedOn ?? today) : null;
  if (closedOn !== null && closedOn > today) {
    throw invalidField('closedOn', 'An action cannot be closed in the future.');
  }
  tx.update(
    tables.actionItem,
    { id },
    { status: change.status, closed_on: closedOn, evidence: closed ? evidence : null },
  );
}

/**
 * @param tx the transaction
 * @param author who removes it
 * @param reader what they may see
 * @param id the action
 * @throws OutpostError `not_found`, `not_permitted`
 */
export function removeAction(tx: WritableDb, author: Author, reader: Reader, id: number): void {
  requireAction(tx, author, reader, id);
  tx.remove(tables.actionItem, { id });
}

/**
 * @param tx the transaction
 * @param id the action
 * @throws OutpostError `not_found` when it is not removed
 */
export function restoreAction(tx: WritableDb, id: number): void {
  restoreTogether(tx, tables.actionItem, id, []);
}

function requireAction(tx: WritableDb, author: Author, reader: Reader, id: number): ActionRow {
  const action = tx.get(tables.actionItem, { id });
  if (!action) throw notFound('action_item');
  const parentGone =
    (action.visit_id !== null && !tx.get(tables.mentoringVisit, { id: action.visit_id })) ||
    (action.finding_id !== null && !tx.get(tables.finding, { id: action.finding_id }));
  if (!parentGone) originOf(tx, author, reader, { visitId: action.visit_id, findingId: action.finding_id });
  return action;
}
