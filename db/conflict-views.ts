import { type ConflictKey, parseConflictId } from '#shared/conflicts/conflict-id.ts';
import {
  type ConflictRow,
  type Disputed,
  describe,
  disputed,
  fieldName,
} from '#shared/conflicts/describe.ts';
import { keepBoth, type NoteWords, remarkField } from '#shared/conflicts/keep-both.ts';
import type { Restriction } from '#shared/conflicts/restrictions.ts';
import { tables } from '#shared/domain/registry.ts';
import { type AnyRow, deletedFieldId, type Table } from '#shared/domain/table.ts';
import type { ConflictDecision, ConflictState } from '#shared/domain/vocabularies.ts';
import type { ConflictView } from '#shared/ipc/conflicts.ts';
import type { ReadableDb } from './database.ts';
import { openConflict } from './open-conflicts.ts';
import type { Reader } from './reader.ts';
import { notFound } from './refusal.ts';
import { rowReader } from './row-reader.ts';
import { isVisitHidden } from './visit-access.ts';

/** Who reviews conflicts. */
export interface ConflictReader extends Reader {
  readonly mayReadContact: boolean;
  /** This laptop's number. */
  readonly device: number | undefined;
  /** Whether they may change records of this table. */
  mayChange(table: Table): boolean;
  /** Words for a note that keeps both values, in their language. */
  wordsFor(about: Disputed): NoteWords;
}

const decidedShown = 200;
/** What `people.contact` is for. */
export const contactFields: ReadonlySet<string> = new Set([
  'birth_date',
  'birth_placeholder',
  'badge',
  'other_id',
  'phone',
  'note',
]);

/**
 * @param read the open database
 * @param reader who reviews
 * @param state which ones
 * @returns those that wait for a decision, the oldest first; or the last that were decided, the last first
 */
export function listConflicts(
  read: ReadableDb,
  reader: ConflictReader,
  state: ConflictState,
): readonly ConflictView[] {
  const wanted =
    state === 'open'
      ? `${openConflict} ORDER BY max(standing_at, fallen_at), device, seq, table_number, row_key, group_number`
      : `state = 'decided' AND deleted = 0 AND standing IS NOT NULL ORDER BY decided_at DESC LIMIT ${decidedShown}`;
  const rows = read.all<ConflictRow>(`SELECT * FROM conflict WHERE ${wanted}`);
  return rows.map((row) => viewOf(read, reader, disputed(row, rowReader(read))));
}

/**
 * @param read the open database
 * @param reader who reviews
 * @param id of a conflict
 * @returns the conflict as they may see it
 * @throws OutpostError `not_found`
 */
export function readConflict(read: ReadableDb, reader: ConflictReader, id: string): ConflictView {
  return viewOf(read, reader, requireConflict(read, parseConflictId(id)));
}

/**
 * @param read the open database
 * @param key of a conflict
 * @returns the conflict with its record, as it is
 * @throws OutpostError `not_found`
 */
export function requireConflict(read: ReadableDb, key: ConflictKey): Disputed {
  const row = read.get(tables.conflict, key);
  // A decision may be here before, or without, what it decides.
  if (!row || (row.standing as string | null) === null) throw notFound('conflict');
  return disputed(row, rowReader(read));
}

/**
 * @param read the open database
 * @param reader who reviews
 * @param about a conflict with its record
 * @returns the conflict as they may see it
 */
export function viewOf(read: ReadableDb, reader: ConflictReader, about: Disputed): ConflictView {
  const facts = describe(about, {
    rowOf: rowReader(read),
    isWithheld: (restrictions) => restrictions.some((one) => keeps(read, reader, one)),
    isHidden: (table, field) => table === tables.person && !reader.mayReadContact && contactFields.has(field),
  });
  const obstacle = facts.withheld ? 'withheld' : obstacleOf(read, reader, about);
  return {
    ...facts,
    mine: sideOf(reader, about.conflict),
    obstacle,
    choices: choicesOf(reader, about, obstacle),
    remark: remarkField(about) ?? null,
  };
}

/**
 * @param read the open database
 * @param reader who reads
 * @param restriction of a record
 * @returns whether it keeps the record's values from them
 */
export function keeps(read: ReadableDb, reader: Reader, restriction: Restriction): boolean {
  if (reader.mayReadRestricted) return false;
  if (restriction.kind === 'question' || restriction.visitId === null) return true;
  return isVisitHidden(read, reader, restriction.visitId);
}

function obstacleOf(
  read: ReadableDb,
  reader: ConflictReader,
  { table, row, conflict }: Disputed,
): ConflictView['obstacle'] {
  if (table && !reader.mayChange(table)) return 'not_permitted';
  if (!table || !row || row.deleted === 1 || !knowsFields(table, conflict.group_number)) return 'gone';
  return isLocked(read, table, row) ? 'locked' : null;
}

function knowsFields(table: Table, group: number): boolean {
  return group === deletedFieldId || fieldName(table, group) !== undefined;
}

/** Answers, findings and figures of an inspection stay as they were submitted; changes need an amendment. */
function isLocked(read: ReadableDb, table: Table, row: AnyRow): boolean {
  const inspectionId =
    table === tables.inspection
      ? row.id
      : table === tables.censusCount
        ? rowReader(read)(tables.census, [row.census_id ?? null])?.inspection_id
        : lockedParts.has(table)
          ? row.inspection_id
          : null;
  if (typeof inspectionId !== 'number') return false;
  return read.get(tables.inspection, { id: inspectionId })?.status === 'submitted';
}

const lockedParts: ReadonlySet<Table> = new Set<Table>([
  tables.inspectionInspector,
  tables.inspectionPhase,
  tables.answer,
  tables.finding,
  tables.census,
  tables.attachment,
]);

function choicesOf(
  reader: ConflictReader,
  about: Disputed,
  obstacle: ConflictView['obstacle'],
): ConflictDecision[] {
  if (about.conflict.state !== 'open') return [];
  if (obstacle === 'withheld' || obstacle === 'not_permitted') return [];
  if (obstacle !== null) return ['keep_standing'];
  const both = keepBoth(about, reader.wordsFor(about));
  return both ? ['keep_standing', 'take_fallen', 'both'] : ['keep_standing', 'take_fallen'];
}

/** Somebody who wrote both has them told apart by the laptop. */
function sideOf(reader: ConflictReader, conflict: ConflictRow): ConflictView['mine'] {
  const standing = conflict.standing_by === reader.advisorId;
  const fallen = conflict.fallen_by === reader.advisorId;
  if (!standing || !fallen) return only(standing, fallen);
  return only(conflict.standing_device === reader.device, conflict.fallen_device === reader.device);
}

function only(standing: boolean, fallen: boolean): ConflictView['mine'] {
  if (standing === fallen) return null;
  return standing ? 'standing' : 'fallen';
}
