import { type Restriction, restrictionsOf } from '../conflicts/restrictions.ts';
import type { RowReader } from '../conflicts/row-reader.ts';
import { subjectOf } from '../conflicts/subject.ts';
import { viewOfValue } from '../conflicts/value-view.ts';
import type { Field, FieldValue } from '../domain/field.ts';
import { tableById } from '../domain/registry.ts';
import { type AnyRow, deletedFieldId, type Table } from '../domain/table.ts';
import type { ValueView } from '../ipc/conflicts.ts';
import type { KeptField, KeptRecord } from '../ipc/quarantine.ts';
import type { Change } from '../sync/op.ts';

/** Who reads a change that was kept aside, and what a field takes. */
export interface KeptReading {
  readonly rowOf: RowReader;
  /** Whether these restrictions keep the values from the reader. */
  readonly isWithheld: (restrictions: readonly Restriction[]) => boolean;
  /** Whether the reader may not see this field of the table. */
  readonly isHidden: (table: Table, field: string) => boolean;
  /** Whether headquarters takes the value. */
  readonly fits: (field: Field, value: FieldValue) => boolean;
}

/**
 * @param changes of an op that is kept aside
 * @param reading who reads
 * @returns what it says, record by record, in words that a screen can show
 */
export function keptRecords(changes: readonly Change[], reading: KeptReading): KeptRecord[] {
  return changes.map((change, place) => {
    const table = tableById(change.table);
    if (!table) return unknownRecord(change, place);
    const row = rowWith(table, change, reading);
    const withheld = reading.isWithheld(restrictionsOf(table, row, reading.rowOf));
    const record = subjectOf(table, row, reading.rowOf, withheld);
    const fields = withheld ? [] : change.fields.map((entry) => fieldOf(table, entry, reading));
    return { place, table: table.name, record, withheld, fields };
  });
}

function unknownRecord({ table, fields }: Change, place: number): KeptRecord {
  const record = { name: null, about: null, day: null, link: null };
  const shown = fields.map(
    ([id, value]): KeptField => ({ field: String(id), id, value: plain(value), fault: false }),
  );
  return { place, table: String(table), record, withheld: false, fields: shown };
}

/** The record as it is known, with what the change says on top: it may be the one that makes it. */
function rowWith(table: Table, change: Change, { rowOf, fits }: KeptReading): AnyRow {
  const key = Object.fromEntries(table.key.map((name, index) => [name, change.key[index] ?? null]));
  const said = change.fields.flatMap(([id, value]): [string, FieldValue][] => {
    const found = fieldById(table, id);
    return found && fits(found.field, value) ? [[found.name, value]] : [];
  });
  return { ...rowOf(table, change.key), ...key, ...Object.fromEntries(said) };
}

function fieldOf(table: Table, [id, value]: Change['fields'][number], reading: KeptReading): KeptField {
  if (id === deletedFieldId) {
    const fault = value !== 0 && value !== 1;
    return { field: 'deleted', id, value: { kind: 'removed', removed: value === 1 }, fault };
  }
  const found = fieldById(table, id);
  if (!found) return { field: String(id), id, value: plain(value), fault: false };
  const { name, field } = found;
  const fault = !reading.fits(field, value);
  if (reading.isHidden(table, name)) return { field: name, id, value: { kind: 'withheld' }, fault };
  const shown = fault ? plain(value) : viewOfValue(field, value, reading.rowOf);
  return { field: name, id, value: shown, fault };
}

function fieldById(table: Table, id: number): { readonly name: string; readonly field: Field } | undefined {
  const found = Object.entries(table.fields).find(([, field]) => field.id === id);
  return found && { name: found[0], field: found[1] };
}

/** What does not fit a field is shown as it was typed. */
function plain(value: FieldValue): ValueView {
  return value === null ? { kind: 'nothing' } : { kind: 'text', text: String(value) };
}
