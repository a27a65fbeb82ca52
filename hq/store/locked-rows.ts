import type { FieldValue } from '#shared/domain/field.ts';
import type { Table } from '#shared/domain/table.ts';
import type { RowState } from '#shared/sync/merge.ts';

/** A row that is locked for merging. */
export interface LockedRow {
  readonly table: Table;
  readonly key: readonly FieldValue[];
  /** Whether the database has it; a new one is added when it is saved. */
  readonly stored: boolean;
  /** Undefined until an op has made it. */
  state: RowState | undefined;
  /** The op that changed it last, in this transaction or before; 0: none yet. */
  hqSeq: number;
  changed: boolean;
}

/** Locked rows by table name and key. */
export type LockedRows = ReadonlyMap<string, LockedRow>;

/**
 * @param table a table
 * @param key what `rowKey` gave
 * @returns the name of the row among locked rows
 */
export function rowName(table: Table, key: string): string {
  return `${table.name} ${key}`;
}
