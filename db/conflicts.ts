import { parseConflictId } from '#shared/conflicts/conflict-id.ts';
import { type Disputed, fieldName, valueIn } from '#shared/conflicts/describe.ts';
import { keepBoth } from '#shared/conflicts/keep-both.ts';
import { formatValues, type GroupValues, parseValues } from '#shared/conflicts/stored-values.ts';
import type { FieldValue } from '#shared/domain/field.ts';
import { tables } from '#shared/domain/registry.ts';
import {
  type AnyRow,
  deletedFieldId,
  type KeyOf,
  type PatchOf,
  type RowOf,
  type Table,
} from '#shared/domain/table.ts';
import type { ConflictDecision } from '#shared/domain/vocabularies.ts';
import { OutpostError } from '#shared/errors.ts';
import type { ConflictView } from '#shared/ipc/conflicts.ts';
import { type ConflictReader, requireConflict, viewOf } from './conflict-views.ts';
import type { WritableDb } from './database.ts';
import { notFound } from './refusal.ts';
import { planOf } from './row-plan.ts';

/** A record that a decision may change. */
interface Subject {
  readonly table: Table;
  readonly key: readonly FieldValue[];
  readonly row: AnyRow;
}

/**
 * Decides a conflict: the record takes the chosen value, the conflict is done, and every laptop of the site hears of it.
 * The record's group is said again even where the value that stands is kept, so that a colleague who decides otherwise
 * at the same time is asked.
 *
 * @param tx the transaction
 * @param reader who decides
 * @param id of the conflict
 * @param decision what they chose
 * @param now the moment
 * @throws OutpostError `not_found`; `conflicting_state` when it was decided meanwhile or the record cannot take the
 *   value; `not_permitted`
 */
export function decideConflict(
  tx: WritableDb,
  reader: ConflictReader,
  id: string,
  decision: ConflictDecision,
  now: Date,
): void {
  const key = parseConflictId(id);
  const about = requireConflict(tx, key);
  if (about.conflict.state !== 'open') throw decidedAlready();
  const view = viewOf(tx, reader, about);
  if (!view.choices.includes(decision)) throw refusalOf(view.obstacle);
  const both = decision === 'both' ? keepBoth(about, reader.wordsFor(about)) : undefined;
  const patch = both?.patch ?? (decision === 'take_fallen' ? about.fallen : []);
  const subject = view.obstacle === null ? subjectOf(about) : undefined;
  const replaced = subject ? valuesOf(subject, patch) : [];
  if (subject) {
    write(tx, subject, patch);
    const removes = patch.some(([field, value]) => field === deletedFieldId && value === 1);
    if (!removes) tx.restate(subject.table, keyOf(subject), key.group_number);
  }
  tx.update(tables.conflict, key, {
    state: 'decided',
    decision,
    note: both?.note ?? null,
    decided_by: reader.advisorId,
    decided_at: now.toISOString(),
    replaced: patch.length > 0 ? formatValues(replaced) : null,
    written: patch.length > 0 ? formatValues(patch) : null,
  });
}

/**
 * Takes a decision back: the record is as it was before it, unless somebody changed it since, and the conflict waits
 * again.
 *
 * @param tx the transaction
 * @param reader who takes it back
 * @param id of the conflict
 * @throws OutpostError `not_found`; `conflicting_state` when it waits already; `not_permitted`
 */
export function undoDecision(tx: WritableDb, reader: ConflictReader, id: string): void {
  const key = parseConflictId(id);
  const about = requireConflict(tx, key);
  if (about.conflict.state !== 'decided') {
    throw new OutpostError('conflicting_state', 'This conflict waits for a decision already.', {
      details: { table: 'conflict' },
    });
  }
  const { obstacle } = viewOf(tx, reader, about);
  if (obstacle === 'withheld' || obstacle === 'not_permitted') throw refusalOf(obstacle);
  if (obstacle !== 'locked') takeBack(tx, about);
  tx.update(tables.conflict, key, {
    state: 'open',
    decision: null,
    note: null,
    decided_by: null,
    decided_at: null,
    replaced: null,
    written: null,
  });
}

function takeBack(tx: WritableDb, about: Disputed): void {
  const replaced = parseValues(about.conflict.replaced);
  const written = parseValues(about.conflict.written);
  const subject = subjectOf(about);
  if (!replaced || !written || !subject) return;
  const untouched = formatValues(valuesOf(subject, written)) === formatValues(written);
  const revives = replaced.some(([field]) => field === deletedFieldId);
  if (untouched && (revives || subject.row.deleted === 0)) write(tx, subject, replaced);
}

function subjectOf({ table, key, row }: Disputed): Subject | undefined {
  return table && row && { table, key, row };
}

function valuesOf({ table, row }: Subject, fields: GroupValues): GroupValues {
  return fields.map(([field]) => [field, valueIn(table, row, field)] as const);
}

function write(tx: WritableDb, subject: Subject, values: GroupValues): void {
  const { table, row } = subject;
  const key = keyOf(subject);
  const deleted = values.find(([field]) => field === deletedFieldId)?.[1];
  if (deleted === 1) {
    tx.remove(table, key);
  } else if (deleted === 0) {
    const whole = Object.fromEntries(planOf(table).fieldNames.map((name) => [name, row[name] ?? null]));
    tx.insert(table, whole as RowOf<Table>);
  } else if (values.length > 0) {
    const named = values.map(([field, value]) => [fieldName(table, field) ?? '', value] as const);
    tx.update(table, key, Object.fromEntries(named) as PatchOf<Table>);
  }
}

function keyOf({ table, key }: Subject): KeyOf<Table> {
  return Object.fromEntries(table.key.map((name, index) => [name, key[index] ?? null])) as KeyOf<Table>;
}

function decidedAlready(): OutpostError {
  return new OutpostError('conflicting_state', 'This conflict was decided meanwhile.', {
    details: { table: 'conflict' },
  });
}

function refusalOf(obstacle: ConflictView['obstacle']): OutpostError {
  switch (obstacle) {
    case 'withheld':
    case 'not_permitted':
      return new OutpostError('not_permitted', 'This conflict needs somebody who may change its record.');
    case 'gone':
      return notFound('record');
    case 'locked':
      return new OutpostError('conflicting_state', 'The inspection was submitted: amend it first.', {
        details: { status: 'submitted' },
      });
    case null:
      return new OutpostError('conflicting_state', 'Both values do not fit into one note.', {
        details: { table: 'conflict' },
      });
  }
}
