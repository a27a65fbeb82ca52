import type { FieldValue } from '../domain/field.ts';
import { tableById, tables } from '../domain/registry.ts';
import { type AnyRow, deletedFieldId, type RowOf, type Table } from '../domain/table.ts';
import type { ConflictFacts, ConflictField, ConflictSide, ValueView } from '../ipc/conflicts.ts';
import { conflictId } from './conflict-id.ts';
import { type Restriction, restrictionsOf } from './restrictions.ts';
import type { RowReader } from './row-reader.ts';
import { type GroupValues, parseKey, parseValues } from './stored-values.ts';
import { subjectOf } from './subject.ts';
import { viewOfValue } from './value-view.ts';

/** A conflict as both databases hold it. */
export type ConflictRow = RowOf<typeof tables.conflict>;

/** The record that a conflict is about, with what was read about it. */
export interface Disputed {
  readonly conflict: ConflictRow;
  /** Undefined when this version does not know the table. */
  readonly table: Table | undefined;
  /** Its key values in key order. */
  readonly key: readonly FieldValue[];
  /** The record; undefined when it is not here (any more). */
  readonly row: AnyRow | undefined;
  readonly standing: GroupValues;
  readonly fallen: GroupValues;
  /** Values of the group in the record now; undefined without the record. */
  readonly now: GroupValues | undefined;
  readonly restrictions: readonly Restriction[];
}

/** Who reads, as far as describing is concerned. */
export interface Describing {
  readonly rowOf: RowReader;
  /** Whether these restrictions keep the values from the reader. */
  readonly isWithheld: (restrictions: readonly Restriction[]) => boolean;
  /** Whether the reader may not see this field of the table. */
  readonly isHidden: (table: Table, field: string) => boolean;
}

/**
 * Gathers what a conflict is about.
 *
 * @param conflict the row; its values have arrived
 * @param rowOf reads other rows
 * @returns the record, both values, and what restricts them
 */
export function disputed(conflict: ConflictRow, rowOf: RowReader): Disputed {
  const table = tableById(conflict.table_number);
  const key = parseKey(conflict.row_key) ?? [];
  const row = table && rowOf(table, key);
  const standing = parseValues(conflict.standing) ?? [];
  const fallen = parseValues(conflict.fallen) ?? [];
  const restrictions = table ? restrictionsOf(table, row ?? keyRow(table, key), rowOf) : [];
  const said = table ? saidToBeConfidential(table, key, [...standing, ...fallen]) : [];
  return {
    conflict,
    table,
    key,
    row,
    standing,
    fallen,
    now: table && row && standing.map(([id]) => [id, valueIn(table, row, id)] as const),
    restrictions: [...restrictions, ...said],
  };
}

/**
 * @param about what a conflict is about
 * @param describing who reads
 * @returns what they may be told of it
 */
export function describe(about: Disputed, describing: Describing): ConflictFacts {
  const { conflict, table, key, row } = about;
  const { rowOf } = describing;
  const withheld = describing.isWithheld(about.restrictions);
  const nameless = { name: null, about: null, day: null, link: null };
  return {
    id: conflictId(conflict),
    site: conflict.site,
    table: table?.name ?? String(conflict.table_number),
    record: table ? subjectOf(table, row ?? keyRow(table, key), rowOf, withheld) : nameless,
    standing: side(conflict.standing_by, conflict.standing_device, conflict.standing_at, rowOf),
    fallen: side(conflict.fallen_by, conflict.fallen_device, conflict.fallen_at, rowOf),
    fields: table && !withheld ? fieldsOf(table, about, describing) : [],
    withheld,
    state: conflict.state,
    decision: conflict.decision,
    note: withheld ? null : conflict.note,
    decidedBy: authorName(conflict.decided_by, rowOf),
    decidedAt: conflict.decided_at,
  };
}

/** The key of a record as a row, for one that is not here. */
function keyRow(table: Table, key: readonly FieldValue[]): AnyRow {
  return Object.fromEntries(table.key.map((name, index) => [name, key[index] ?? null]));
}

/** One of the two made a visit confidential: until it is decided, it is. */
function saidToBeConfidential(
  table: Table,
  [id]: readonly FieldValue[],
  values: GroupValues,
): readonly Restriction[] {
  const { sensitivity } = tables.mentoringVisit.fields;
  const said = values.some(([field, value]) => field === sensitivity.id && value === 'confidential');
  if (table !== tables.mentoringVisit || !said || typeof id !== 'number') return [];
  return [{ kind: 'visit', visitId: id }];
}

function fieldsOf(table: Table, about: Disputed, describing: Describing): ConflictField[] {
  const base = parseValues(about.conflict.base);
  const fallen = new Map(about.fallen);
  const now = new Map(about.now);
  const before = base && new Map(base);
  return about.standing.flatMap(([id, standing]): ConflictField[] => {
    const name = fieldName(table, id);
    if (name === undefined) return [];
    const show = (value: FieldValue): ValueView => viewOf(table, name, value, describing);
    const changed = about.now !== undefined && now.get(id) !== standing;
    return [
      {
        field: name,
        base: before ? show(before.get(id) ?? null) : null,
        standing: show(standing),
        fallen: show(fallen.get(id) ?? null),
        now: changed ? show(now.get(id) ?? null) : null,
      },
    ];
  });
}

function viewOf(table: Table, name: string, value: FieldValue, { rowOf, isHidden }: Describing): ValueView {
  const field = table.fields[name];
  if (!field) return { kind: 'removed', removed: value === 1 };
  if (isHidden(table, name)) return { kind: 'withheld' };
  return viewOfValue(field, value, rowOf);
}

/**
 * @param table a table
 * @param id number of one of its fields
 * @returns the field's name, or `deleted`; undefined when this version does not know it
 */
export function fieldName(table: Table, id: number): string | undefined {
  if (id === deletedFieldId) return 'deleted';
  return Object.entries(table.fields).find(([, field]) => field.id === id)?.[0];
}

/**
 * @param table a table
 * @param row a row of it, with `deleted`
 * @param id number of one of its fields
 * @returns its value; null for a field that this version does not know
 */
export function valueIn(table: Table, row: AnyRow, id: number): FieldValue {
  const name = fieldName(table, id);
  return name === undefined ? null : (row[name] ?? null);
}

function side(by: number | null, device: number | null, at: string | null, rowOf: RowReader): ConflictSide {
  const label = device === null ? undefined : rowOf(tables.laptop, [device])?.label;
  const laptop = typeof label === 'string' ? label : null;
  return { author: authorName(by, rowOf), device: device ?? 0, laptop, at: at ?? '' };
}

function authorName(id: number | null, rowOf: RowReader): string | null {
  const name = id === null ? undefined : rowOf(tables.advisor, [id])?.display_name;
  return typeof name === 'string' ? name : null;
}
