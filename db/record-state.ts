import { parseRowKey, type Table } from '#shared/domain/table.ts';
import type { RecordState } from '#shared/ipc/common.ts';
import type { ReadableDb } from './database.ts';

interface Standing {
  /** Highest `seq` of this laptop that headquarters has acknowledged. */
  readonly accepted: number;
  /** Keys of rows with a conflict to review. */
  conflicts(table: Table): ReadonlySet<string>;
}

/** Rows that belong to one record, such as the topics of a visit. */
export interface RecordPart {
  readonly table: Table;
  /** Column that holds the record's id. */
  readonly parent: string;
}

/**
 * Where rows stand: only here, known to headquarters, or with a conflict to review.
 *
 * @param read the open database
 * @param table their table
 * @param keys row keys as `rowKey` makes them
 * @returns the state of each; a row that was never written here counts as received
 */
export function recordStates(
  read: ReadableDb,
  table: Table,
  keys: readonly string[],
): ReadonlyMap<string, RecordState> {
  const standing = standingOf(read);
  const conflicts = standing.conflicts(table);
  const where = table.key.map((column) => `${column} = ?`).join(' AND ');
  return new Map(
    keys.map((key) => {
      if (conflicts.has(key)) return [key, 'needs_review'];
      const row = read.one<{ own_seq: number }>(
        `SELECT own_seq FROM ${table.name} WHERE ${where}`,
        ...parseRowKey(table, key),
      );
      return [key, row && row.own_seq > standing.accepted ? 'saved_here' : 'received'];
    }),
  );
}

/**
 * Where records made of several rows stand: the record is only here while any of its rows is.
 *
 * @param read the open database
 * @param root table of the record itself, keyed by one id
 * @param parts tables of the rows that belong to it
 * @param ids ids of the records
 * @returns the state of each
 */
export function recordFamilyStates(
  read: ReadableDb,
  root: Table,
  parts: readonly RecordPart[],
  ids: readonly number[],
): ReadonlyMap<number, RecordState> {
  const standing = standingOf(read);
  const family = [{ table: root, parent: root.key[0] ?? 'id' }, ...parts];
  const states = new Map<number, RecordState>(ids.map((id) => [id, 'received']));
  for (const part of family) {
    for (const id of unsentRecords(read, part, ids, standing.accepted)) states.set(id, 'saved_here');
  }
  for (const part of family) {
    for (const key of standing.conflicts(part.table)) {
      const id = recordOf(read, part, key);
      if (id !== undefined && states.has(id)) states.set(id, 'needs_review');
    }
  }
  return states;
}

function unsentRecords(
  read: ReadableDb,
  part: RecordPart,
  ids: readonly number[],
  accepted: number,
): readonly number[] {
  const rows = read.all<{ id: number }>(
    `SELECT DISTINCT t.${part.parent} AS id FROM json_each(?) wanted
      JOIN ${part.table.name} t ON t.${part.parent} = wanted.value WHERE t.own_seq > ?`,
    JSON.stringify(ids),
    accepted,
  );
  return rows.map((row) => row.id);
}

function recordOf(read: ReadableDb, part: RecordPart, key: string): number | undefined {
  const where = part.table.key.map((column) => `${column} = ?`).join(' AND ');
  return read.one<{ id: number }>(
    `SELECT ${part.parent} AS id FROM ${part.table.name} WHERE ${where}`,
    ...parseRowKey(part.table, key),
  )?.id;
}

function standingOf(read: ReadableDb): Standing {
  const state = read.one<{ accepted: number }>('SELECT accepted FROM sync_state');
  const rows = read.all<{ table_id: number; row_key: string }>(
    "SELECT table_id, row_key FROM conflict WHERE state = 'open'",
  );
  return {
    accepted: state?.accepted ?? 0,
    conflicts: (table) => new Set(rows.filter((row) => row.table_id === table.id).map((row) => row.row_key)),
  };
}
