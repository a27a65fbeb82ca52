import { z } from 'zod';
import type { Field, FieldValue } from '#shared/domain/field.ts';
import { tableList } from '#shared/domain/registry.ts';
import { type AnyRow, deletedFieldId, groupOf, rowSchema, type Table } from '#shared/domain/table.ts';

/** A field with what the write path needs to know of it. */
export interface FieldPlan {
  readonly name: string;
  readonly field: Field;
  readonly group: number;
  /** Names of all fields of its group, itself among them. */
  readonly together: readonly string[];
}

/** How rows of one table are read and written: worked out once. */
export interface RowPlan {
  readonly table: Table;
  readonly fieldNames: readonly string[];
  readonly fields: readonly (readonly [name: string, field: Field])[];
  /** Fields outside the key, by ascending number. */
  readonly values: readonly FieldPlan[];
  readonly byId: ReadonlyMap<number, FieldPlan>;
  readonly byName: ReadonlyMap<string, FieldPlan>;
  readonly rowSchema: z.ZodType<AnyRow>;
  readonly patchSchema: z.ZodType<AnyRow>;
  readonly keySchema: z.ZodType<AnyRow>;
  /** Live row by key. */
  readonly selectLive: string;
  /** Row by key with `deleted` and `own_seq`, deleted or not. */
  readonly selectAny: string;
  /** Adds a row of this laptop unless one has its key: all fields, then `own_seq`. */
  readonly insertOwn: string;
  /** Adds a row of others: all fields, then `changed_by`, `changed_device`, `changed_ms`. */
  readonly insertTheirs: string;
  readonly whereKey: string;
}

const plans: ReadonlyMap<number, RowPlan> = new Map(tableList.map((table) => [table.id, makePlan(table)]));

/**
 * @param table a table of the registry
 * @returns its plan
 * @throws Error for a table that is none: a fault of the program
 */
export function planOf(table: Table): RowPlan {
  const plan = plans.get(table.id);
  if (!plan) throw new Error(`${table.name} is no table of the registry`);
  return plan;
}

/**
 * @param id a table's number, as ops carry it
 * @returns its plan, or undefined when this version doesn't know the table
 */
export function planById(id: number): RowPlan | undefined {
  return plans.get(id);
}

/**
 * @param plan of a table
 * @param row a row of it, or an object with its key
 * @returns the key values in key order
 */
export function keyValues(plan: RowPlan, row: AnyRow): readonly FieldValue[] {
  return plan.table.key.map((name) => row[name] ?? null);
}

/**
 * @param plan of a table
 * @param columns columns to set, in the order in which their values are bound
 * @returns the statement; the key values come last
 */
export function updateSql(plan: RowPlan, columns: readonly string[]): string {
  const assignments = columns.map((column) => `${column} = ?`).join(', ');
  return `UPDATE ${plan.table.name} SET ${assignments} WHERE ${plan.whereKey}`;
}

function makePlan(table: Table): RowPlan {
  const { name, key, fields } = table;
  const fieldNames = Object.keys(fields);
  const values = Object.entries(fields)
    .filter(([field]) => !key.includes(field))
    .map(([field, definition]) => planField(table, field, definition))
    .sort((a, b) => a.field.id - b.field.id);
  const whereKey = key.map((column) => `${column} = ?`).join(' AND ');
  const columns = fieldNames.join(', ');
  const marks = '?, '.repeat(fieldNames.length);
  return {
    table,
    fieldNames,
    fields: Object.entries(fields),
    values,
    byId: new Map(values.map((plan) => [plan.field.id, plan])),
    byName: new Map(values.map((plan) => [plan.name, plan])),
    rowSchema: rowSchema(table),
    patchSchema: z.strictObject(
      schemas(
        values.map((plan) => [plan.name, plan.field]),
        true,
      ),
    ) as z.ZodType<AnyRow>,
    keySchema: z.object(
      schemas(
        Object.entries(fields).filter(([field]) => key.includes(field)),
        false,
      ),
    ) as z.ZodType<AnyRow>,
    selectLive: `SELECT ${columns} FROM ${name} WHERE ${whereKey} AND deleted = 0`,
    selectAny: `SELECT ${columns}, deleted, own_seq FROM ${name} WHERE ${whereKey}`,
    insertOwn: `INSERT INTO ${name} (${columns}, own_seq) VALUES (${marks}?) ON CONFLICT DO NOTHING`,
    insertTheirs: `INSERT INTO ${name} (${columns}, changed_by, changed_device, changed_ms) VALUES (${marks}?, ?, ?) ON CONFLICT DO NOTHING`,
    whereKey,
  };
}

function planField(table: Table, name: string, field: Field): FieldPlan {
  const group = groupOf(table, field.id);
  const together = Object.entries(table.fields)
    .filter(([other, { id }]) => !table.key.includes(other) && groupOf(table, id) === group)
    .map(([other]) => other);
  return { name, field, group, together };
}

function schemas(
  fields: readonly (readonly [string, Field])[],
  optional: boolean,
): Readonly<Record<string, z.ZodType>> {
  return Object.fromEntries(
    fields.map(([name, field]) => [name, optional ? field.schema.optional() : field.schema]),
  );
}

/** The number of the field `deleted`, which is a group of its own. */
export const deletedGroup = deletedFieldId;
