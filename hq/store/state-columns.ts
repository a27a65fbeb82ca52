import { assertNever } from '#shared/assert-never.ts';
import type { Field, FieldKind } from '#shared/domain/field.ts';
import { deletedFieldId, type Table } from '#shared/domain/table.ts';

/** A column of a table that holds the current state of records. */
export interface StateColumn {
  readonly name: string;
  /** PostgreSQL's name of the type, as `format_type` gives it. */
  readonly type: string;
  readonly nullable: boolean;
}

/** A column that holds a field outside the key. */
export interface ValueColumn {
  readonly fieldId: number;
  readonly name: string;
  readonly type: string;
}

/**
 * @param kind how a field is stored
 * @returns its PostgreSQL type
 */
export function columnType(kind: FieldKind): string {
  switch (kind) {
    case 'id':
    case 'int':
      return 'bigint';
    case 'flag':
      return 'smallint';
    case 'real':
      return 'double precision';
    case 'date':
      return 'date';
    case 'instant':
      return 'timestamp with time zone';
    case 'code':
    case 'set':
    case 'text':
    case 'note':
    case 'time':
      return 'text';
    default:
      return assertNever(kind);
  }
}

/**
 * The columns that a table of the schema `record` must have. Only the key is never null: a row may arrive in parts.
 *
 * @param table a table of the registry
 * @returns its columns in order: key, other fields, `deleted`, winners by field group, last `hq_seq`
 */
export function stateColumns(table: Table): readonly StateColumn[] {
  return [
    ...keyColumns(table).map(({ name, type }) => ({ name, type, nullable: false })),
    ...plainColumns(table).map(({ name, type }) => ({ name, type, nullable: true })),
    { name: 'deleted', type: 'smallint', nullable: false },
    { name: '_versions', type: 'bytea', nullable: false },
    { name: '_hq_seq', type: 'bigint', nullable: false },
  ];
}

/**
 * @param table a table of the registry
 * @returns the columns of its key, in key order
 */
export function keyColumns(table: Table): readonly ValueColumn[] {
  return table.key.map((name) => {
    const field = table.fields[name];
    if (!field) throw new Error(`${table.name} has no field ${name}`);
    return column(name, field);
  });
}

/**
 * @param table a table of the registry
 * @returns the columns that ops can change: every field outside the key, and `deleted`
 */
export function valueColumns(table: Table): readonly ValueColumn[] {
  return [...plainColumns(table), { fieldId: deletedFieldId, name: 'deleted', type: 'smallint' }];
}

/**
 * @param table a table of the registry
 * @returns its value columns by ascending field number: the order in which snapshots hold them
 */
export function snapshotColumns(table: Table): readonly ValueColumn[] {
  return valueColumns(table).toSorted((a, b) => a.fieldId - b.fieldId);
}

/**
 * @param table a table of the registry
 * @returns its name in SQL, with schema and quotes
 */
export function stateTable(table: Table): string {
  return `record."${table.name}"`;
}

function plainColumns(table: Table): readonly ValueColumn[] {
  return Object.entries(table.fields)
    .filter(([name]) => !table.key.includes(name))
    .map(([name, field]) => column(name, field));
}

function column(name: string, field: Field): ValueColumn {
  return { fieldId: field.id, name, type: columnType(field.kind) };
}
