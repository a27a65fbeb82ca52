import type { Field, FieldValue } from '#shared/domain/field.ts';
import { tableById } from '#shared/domain/registry.ts';
import { deletedFieldId, groupOf, rowKey, type Table } from '#shared/domain/table.ts';
import type { QuarantineReason } from '#shared/ipc/quarantine.ts';
import type { Change, Op } from '#shared/sync/op.ts';

export type { QuarantineReason };

/** Why an op is kept aside instead of being merged. The device shows it; nothing is dropped. */
export interface Objection {
  readonly reason: QuarantineReason;
  /** Table and field, never a value. */
  readonly detail: string;
}

/** A change whose shape and values are right. */
export interface CheckedChange {
  readonly table: Table;
  readonly key: string;
  readonly change: Change;
}

interface TablePlan {
  readonly byId: ReadonlyMap<number, Field & { readonly name: string }>;
  readonly keyFields: readonly Field[];
  /** Fields of each group, by group number. */
  readonly groups: ReadonlyMap<number, readonly number[]>;
}

const plans = new WeakMap<Table, TablePlan>();

/**
 * Checks an op by itself: known tables and fields, whole groups, and values that the registry and PostgreSQL take.
 *
 * @param op an op of any device
 * @returns its changes, or the first objection
 */
export function checkOp(op: Op): readonly CheckedChange[] | Objection {
  const checked: CheckedChange[] = [];
  for (const change of op.changes) {
    const table = tableById(change.table);
    if (!table) return { reason: 'unknown_schema', detail: `table ${change.table}` };
    const objection = checkChange(table, change);
    if (objection) return objection;
    checked.push({ table, key: rowKey(table, change.key), change });
  }
  return checked;
}

function checkChange(table: Table, change: Change): Objection | undefined {
  const plan = planOf(table);
  const invalid = (field: string): Objection => ({
    reason: 'invalid_value',
    detail: `${table.name}.${field}`,
  });
  if (change.key.length !== plan.keyFields.length) return invalid('key');
  for (const [index, field] of plan.keyFields.entries()) {
    const value = change.key[index];
    if (value === undefined || value === null || !fits(field, value)) return invalid('key');
  }
  const present = new Set<number>();
  for (const [id, value] of change.fields) {
    present.add(id);
    if (id === deletedFieldId) {
      if (value !== 0 && value !== 1) return invalid('deleted');
      continue;
    }
    const field = plan.byId.get(id);
    if (!field) return { reason: 'unknown_schema', detail: `${table.name} field ${id}` };
    if (table.key.includes(field.name) || !fits(field, value)) return invalid(field.name);
  }
  for (const id of present) {
    const together = plan.groups.get(groupOfField(plan, table, id)) ?? [];
    if (!together.every((other) => present.has(other))) return invalid(`group of field ${id}`);
  }
  return undefined;
}

function groupOfField(plan: TablePlan, table: Table, id: number): number {
  return plan.groups.has(id) ? id : groupOf(table, id);
}

/**
 * @param field of the registry
 * @param value of any device
 * @returns whether the registry and PostgreSQL take it
 */
export function fits(field: Field, value: FieldValue): boolean {
  if (value === null) return field.nullable;
  if (typeof value !== 'string') return field.schema.safeParse(value).success;
  // Codes, sites and days come again thousands of times: a schema need not be asked twice about a short text.
  const known = taken.get(field);
  if (known?.has(value)) return true;
  if (!field.schema.safeParse(value).success || !isStorable(field, value)) return false;
  if (value.length <= longestRemembered && (known?.size ?? 0) < rememberedPerField) {
    if (known) known.add(value);
    else taken.set(field, new Set([value]));
  }
  return true;
}

const rememberedPerField = 256;
const longestRemembered = 40;
const taken = new WeakMap<Field, Set<string>>();

/** What the schema lets pass and PostgreSQL would not: an impossible hour, the year 0, a zero byte in a code. */
function isStorable(field: Field, value: string): boolean {
  if (field.kind === 'instant') {
    const ms = Date.parse(value);
    return !Number.isNaN(ms) && new Date(ms).toISOString() === value && value >= '0001';
  }
  if (field.kind === 'date') return value >= '0001';
  return !value.includes('\u0000');
}

function planOf(table: Table): TablePlan {
  const known = plans.get(table);
  if (known) return known;
  const fields = Object.entries(table.fields).map(([name, field]) => ({ ...field, name }));
  const groups = new Map<number, number[]>();
  for (const { id, name } of fields) {
    if (table.key.includes(name)) continue;
    const group = groupOf(table, id);
    groups.set(group, [...(groups.get(group) ?? []), id]);
  }
  const plan: TablePlan = {
    byId: new Map(fields.map((field) => [field.id, field])),
    keyFields: table.key.flatMap((name) => fields.filter((field) => field.name === name)),
    groups,
  };
  plans.set(table, plan);
  return plan;
}
