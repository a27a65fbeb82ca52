import { assertNever } from '../assert-never.ts';
import { type Field, type FieldValue, parseSet } from '../domain/field.ts';
import { tableByName } from '../domain/registry.ts';
import * as vocabularies from '../domain/vocabularies.ts';
import type { ValueView } from '../ipc/conflicts.ts';
import { nameOfRow, type RowReader } from './row-reader.ts';

const vocabularyNames: ReadonlyMap<unknown, string> = new Map(
  Object.entries(vocabularies).map(([name, codes]) => [codes, name]),
);

/**
 * @param field whose value it is
 * @param value as it is stored
 * @param rowOf reads the row that the value names
 * @returns it in a form that a screen can show
 */
export function viewOfValue(field: Field, value: FieldValue, rowOf: RowReader): ValueView {
  if (value === null || value === '') return { kind: 'nothing' };
  if (field.ref !== undefined) return viewOfReference(field.ref, value, rowOf);
  const vocabulary = vocabularyNames.get(field.vocabulary);
  if (vocabulary !== undefined) {
    return { kind: 'codes', vocabulary, codes: [...parseSet(String(value))] };
  }
  switch (field.kind) {
    case 'id':
    case 'int':
    case 'real':
      return { kind: 'number', number: Number(value) };
    case 'flag':
      return { kind: 'flag', flag: value === 1 };
    case 'date':
      return { kind: 'day', day: String(value) };
    case 'time':
      return { kind: 'time', time: String(value) };
    case 'instant':
      return { kind: 'moment', moment: String(value) };
    case 'code':
    case 'set':
    case 'text':
    case 'note':
      return { kind: 'text', text: String(value) };
    default:
      return assertNever(field.kind);
  }
}

function viewOfReference(ref: string, value: FieldValue, rowOf: RowReader): ValueView {
  const table = tableByName(ref);
  const row = table?.key.length === 1 ? rowOf(table, [value]) : undefined;
  const name = table && row && nameOfRow(table, row, rowOf);
  return name ? { kind: 'name', name } : { kind: 'text', text: String(value) };
}
