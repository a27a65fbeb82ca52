import { parseKey } from '#shared/conflicts/stored-values.ts';
import { parseRowKey, rowKey, type Table } from '#shared/domain/table.ts';
import type { RecordState } from '#shared/ipc/common.ts';
import type { ReadableDb } from './database.ts';
import { openConflict } from './open-conflicts.ts';

type KeyedRow = Readonly<Record<string, string | number>> & { readonly own_seq: number };

/**
 * Where one row stands: only here, known to headquarters, or with something to review.
 *
 * @param read the open database
 * @param table its table
 * @param key row key as `rowKey` makes it
 * @returns its state; undefined when the row is not here
 */
export function recordState(read: ReadableDb, table: Table, key: string): RecordState | undefined {
  return recordStates(read, table, [key]).get(key);
}

/**
 * Where rows stand, by one query for all.
 *
 * @param read the open database
 * @param table their table
 * @param keys row keys as `rowKey` makes them
 * @returns the state of each row that is here: `needs_review` while a conflict on it is open or headquarters keeps its
 *   last change aside, `saved_here` until headquarters has accepted its last change, `carried` while another laptop's
 *   work lies on it that came by file, else `received`
 */
export function recordStates(
  read: ReadableDb,
  table: Table,
  keys: readonly string[],
): ReadonlyMap<string, RecordState> {
  const standing = standingOf(read);
  const conflicts = standing.conflicts(table);
  const carried = standing.carried(table);
  const columns = table.key.map((column) => `t.${column}`).join(', ');
  const matches = table.key.map((column, index) => `t.${column} = json_extract(wanted.value, '$[${index}]')`);
  const rows = read.all<KeyedRow>(
    `SELECT ${columns}, t.own_seq FROM json_each(?) wanted
      CROSS JOIN ${table.name} t ON ${matches.join(' AND ')}`,
    JSON.stringify(keys.map((key) => parseRowKey(table, key))),
  );
  return new Map(
    rows.map((row) => {
      const key = rowKey(
        table,
        table.key.map((column) => row[column] ?? null),
      );
      const state = standing.of(row.own_seq);
      if (conflicts.has(key)) return [key, 'needs_review'];
      return [key, state === 'received' && carried.has(key) ? 'carried' : state];
    }),
  );
}

/** What headquarters has said about this laptop's changes. */
export interface Standing {
  /** State of a row by the last op of this laptop that touched it, conflicts aside. */
  of(ownSeq: number): RecordState;
  /** Keys of the rows of a table with a conflict to review. */
  conflicts(table: Table): ReadonlySet<string>;
  /** Keys of the rows of a table on which work of another laptop lies that is not yet at headquarters. */
  carried(table: Table): ReadonlySet<string>;
}

/**
 * @param read the open database
 * @returns what headquarters has said about this laptop's changes so far
 */
export function standingOf(read: ReadableDb): Standing {
  const accepted = read.one<{ accepted: number }>('SELECT accepted FROM sync_state')?.accepted ?? 0;
  const aside = new Set(read.all<{ seq: number }>('SELECT seq FROM quarantine').map((row) => row.seq));
  const open = read.all<{ table_number: number; row_key: string }>(
    `SELECT table_number, row_key FROM conflict WHERE ${openConflict}`,
  );
  return {
    of: (ownSeq) => {
      if (aside.has(ownSeq)) return 'needs_review';
      return ownSeq > accepted ? 'saved_here' : 'received';
    },
    carried: (table) =>
      new Set(
        read
          .all<{ row_key: string }>('SELECT DISTINCT row_key FROM carried_group WHERE table_id = ?', table.id)
          .map(({ row_key }) => row_key),
      ),
    conflicts: (table) =>
      new Set(
        open
          .filter((row) => row.table_number === table.id)
          .flatMap((row) => {
            const key = parseKey(row.row_key);
            return key ? [rowKey(table, key)] : [];
          }),
      ),
  };
}
