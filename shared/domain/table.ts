import { z } from 'zod';
import type { Field, FieldValue } from './field.ts';

/** Who receives a row: everybody (reference data), or the devices granted the site named in its `site` field. */
export type TableScope = 'all' | 'site';

export type Fields = Readonly<Record<string, Field>>;

export interface Table<
  N extends string = string,
  F extends Fields = Fields,
  K extends keyof F & string = keyof F & string,
> {
  /** Number in the append-only registry, never reused. */
  readonly id: number;
  readonly name: N;
  readonly scope: TableScope;
  /** Writers who did not know of each other are not asked about it: the later clock stands, and that is all. */
  readonly undisputed?: true;
  /** Names of the key fields, in the order in which the key is carried. */
  readonly key: readonly K[];
  readonly fields: F;
}

/** The field that every table has besides its own: 1 once the row was deleted. Its group is `deleted`. */
export const deletedFieldId = 0;

type ValueOf<X> = X extends Field<infer T> ? T : never;

/** A live row of a table, all fields present. */
export type RowOf<T extends Table> = { readonly [P in keyof T['fields']]: ValueOf<T['fields'][P]> };
/** The key fields of a table. */
export type KeyOf<T extends Table> = { readonly [P in T['key'][number]]: ValueOf<T['fields'][P]> };
/** The fields of a table that may change: everything but its key. */
export type PatchOf<T extends Table> = Partial<Omit<RowOf<T>, T['key'][number]>>;

/** A row when the table is only known at run time. */
export type AnyRow = Readonly<Record<string, FieldValue>>;

/**
 * Declares a synced table.
 *
 * @param table its number, name, scope, key and fields
 * @returns the same, typed
 * @throws Error when numbers repeat or the key or a site-scoped table's `site` field is missing: a fault of the program
 */
export function defineTable<const N extends string, const F extends Fields, const K extends keyof F & string>(
  table: Table<N, F, K>,
): Table<N, F, K> {
  const ids = Object.values(table.fields).map((field) => field.id);
  if (new Set(ids).size !== ids.length || ids.includes(deletedFieldId)) {
    throw new Error(`${table.name}: field numbers must be distinct and above 0`);
  }
  for (const name of table.key) {
    if (!table.fields[name]) throw new Error(`${table.name}: no field ${name} for its key`);
  }
  if (table.scope === 'site' && !table.fields.site)
    throw new Error(`${table.name}: site-scoped without a site`);
  return table;
}

/**
 * @param table any table
 * @returns a schema for a whole row: every field present, no others
 */
export function rowSchema<T extends Table>(table: T): z.ZodType<RowOf<T>> {
  const shape = Object.fromEntries(Object.entries(table.fields).map(([name, field]) => [name, field.schema]));
  return z.strictObject(shape) as unknown as z.ZodType<RowOf<T>>;
}

/**
 * The group of a field is named by the lowest field number in it, on the wire and in both databases.
 *
 * @param table any table
 * @param fieldId number of one of its fields, or 0 for `deleted`
 * @returns the group's number
 */
export function groupOf(table: Table, fieldId: number): number {
  const known = groups.get(table) ?? groupsOf(table);
  return known.get(fieldId) ?? fieldId;
}

/** By table: the group of each field that shares one with others. Worked out once, because every change asks. */
const groups = new WeakMap<Table, ReadonlyMap<number, number>>();

function groupsOf(table: Table): ReadonlyMap<number, number> {
  const fields = Object.values(table.fields);
  const shared = new Map<number, number>();
  for (const { id, group } of fields) {
    if (group === undefined) continue;
    shared.set(id, Math.min(...fields.filter((other) => other.group === group).map((other) => other.id)));
  }
  groups.set(table, shared);
  return shared;
}

/**
 * @param table any table
 * @param values the key values in key order
 * @returns one text that names the row within its table; codes cannot contain the separator
 */
export function rowKey(table: Table, values: readonly FieldValue[]): string {
  if (values.length !== table.key.length)
    throw new Error(`${table.name}: a key of ${table.key.length} values`);
  return values.join('|');
}

/**
 * @param table any table
 * @param key what `rowKey` gave
 * @returns the key values in key order, numbers as numbers
 */
export function parseRowKey(table: Table, key: string): readonly FieldValue[] {
  return key.split('|').map((part, index) => {
    const kind = table.fields[table.key[index] ?? '']?.kind;
    return kind === 'id' || kind === 'int' || kind === 'flag' ? Number(part) : part;
  });
}
