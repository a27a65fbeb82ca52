import { parseRowKey, type Table } from '#shared/domain/table.ts';
import type { RecordState } from '#shared/ipc/common.ts';
import type { ReadableDb } from './database.ts';
import { standingOf } from './record-state.ts';

/** Rows that belong to one record, such as the topics of a visit. */
export interface RecordPart {
  readonly table: Table;
  /** Column that holds the record's id. */
  readonly parent: string;
}

const urgency: readonly RecordState[] = ['received', 'carried', 'saved_here', 'needs_review'];

/**
 * Where records made of several rows stand: a record needs review while any of its rows does, and is only here while
 * any of them is.
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
  const states = new Map<number, RecordState>(ids.map((id) => [id, 'received']));
  const raise = (id: number, state: RecordState): void => {
    const known = states.get(id);
    if (known && urgency.indexOf(state) > urgency.indexOf(known)) states.set(id, state);
  };
  for (const part of [{ table: root, parent: root.key[0] ?? 'id' }, ...parts]) {
    for (const { id, own_seq } of lastOps(read, part, ids)) raise(id, standing.of(own_seq));
    const raiseAll = (keys: Iterable<string>, state: RecordState): void => {
      for (const key of keys) {
        const id = recordOf(read, part, key);
        if (id !== undefined) raise(id, state);
      }
    };
    raiseAll(standing.carried(part.table), 'carried');
    raiseAll(standing.conflicts(part.table), 'needs_review');
  }
  return states;
}

function lastOps(
  read: ReadableDb,
  part: RecordPart,
  ids: readonly number[],
): readonly { readonly id: number; readonly own_seq: number }[] {
  return read.all(
    `SELECT DISTINCT t.${part.parent} AS id, t.own_seq FROM json_each(?) wanted
      CROSS JOIN ${part.table.name} t ON t.${part.parent} = wanted.value WHERE t.own_seq > 0`,
    JSON.stringify(ids),
  );
}

function recordOf(read: ReadableDb, part: RecordPart, key: string): number | undefined {
  const where = part.table.key.map((column) => `${column} = ?`).join(' AND ');
  return read.one<{ id: number }>(
    `SELECT ${part.parent} AS id FROM ${part.table.name} WHERE ${where}`,
    ...parseRowKey(part.table, key),
  )?.id;
}
