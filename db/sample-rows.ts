import type { Field, FieldValue } from '#shared/domain/field.ts';
import type { RowOf, Table } from '#shared/domain/table.ts';

/**
 * A row of any table for tests and benches: null where that is allowed, else the plainest value that the schema takes.
 *
 * @param table a table
 * @returns the row; numbers are 1, texts empty
 */
export function emptyRow<T extends Table>(table: T): RowOf<T> {
  const values = Object.entries(table.fields).map(([name, field]) => [name, plainest(field)]);
  return Object.fromEntries(values) as RowOf<T>;
}

const candidates: readonly FieldValue[] = [
  1,
  '',
  '2009-03-01',
  '08:30',
  '2009-03-01T08:30:00.000Z',
  'x',
  'police',
  'male',
  'ar',
  'lead',
  'planned',
  'open',
  'in_person',
  'high_is_best',
  'minor',
  'ours',
  'draft',
  'advisor',
  'moj',
  'prepare',
  'new',
  'none',
  'count',
  '18_plus',
  'convicted',
  'am',
  'enrolled',
];

function plainest(field: Field): FieldValue {
  if (field.nullable) return null;
  const fitting = candidates.find((value) => field.schema.safeParse(value).success);
  if (fitting === undefined) throw new Error(`field ${field.id} takes none of the sample values`);
  return fitting;
}
