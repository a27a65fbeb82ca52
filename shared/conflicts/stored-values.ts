import { z } from 'zod';
import type { FieldValue } from '../domain/field.ts';
import { deletedFieldId, groupOf, type Table } from '../domain/table.ts';

/** Values of one field group: number of the field and its value, ascending. */
export type GroupValues = readonly (readonly [field: number, value: FieldValue])[];

const value = z.union([z.null(), z.number(), z.string()]);
const values = z.array(z.tuple([z.int().nonnegative(), value]));
const key = z.array(value);

/**
 * @param entries values of one or more groups, in any order
 * @returns them as a conflict row keeps them: JSON, by ascending field number
 */
export function formatValues(entries: GroupValues): string {
  return JSON.stringify([...entries].sort(([a], [b]) => a - b));
}

/**
 * @param text of a conflict row
 * @returns the values, or undefined for null and for what `formatValues` would not have written
 */
export function parseValues(text: string | null | undefined): GroupValues | undefined {
  return parse(values, text);
}

/**
 * @param keyValues of a record, in key order
 * @returns them as a conflict row keeps them
 */
export function formatKey(keyValues: readonly FieldValue[]): string {
  return JSON.stringify(keyValues);
}

/**
 * @param text of a conflict row
 * @returns the key values of the record it is about, or undefined for what `formatKey` would not have written
 */
export function parseKey(text: string | null | undefined): readonly FieldValue[] | undefined {
  return parse(key, text);
}

/**
 * @param table a table
 * @param group number of one of its field groups
 * @returns the group as it is when nobody has set it
 */
export function emptyValues(table: Table, group: number): GroupValues {
  if (group === deletedFieldId) return [[deletedFieldId, 0]];
  return Object.entries(table.fields)
    .filter(([name, { id }]) => !table.key.includes(name) && groupOf(table, id) === group)
    .map(([, { id }]) => [id, null] as const)
    .sort(([a], [b]) => a - b);
}

function parse<T>(schema: z.ZodType<T>, text: string | null | undefined): T | undefined {
  if (text === null || text === undefined) return undefined;
  try {
    return schema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
