import { z } from 'zod';
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

const candidates: readonly FieldValue[] = [1, '', '2009-03-01', '08:30', '2009-03-01T08:30:00.000Z', 'x'];

function plainest({ id, nullable, schema }: Field): FieldValue {
  if (nullable) return null;
  if (schema instanceof z.ZodEnum) return schema.options[0] ?? null;
  const fitting = candidates.find((value) => schema.safeParse(value).success);
  if (fitting === undefined) throw new Error(`field ${id} takes none of the plain values`);
  return fitting;
}
