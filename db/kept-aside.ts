import { tables } from '#shared/domain/registry.ts';
import type { Table } from '#shared/domain/table.ts';
import type { KeptChange } from '#shared/ipc/quarantine.ts';
import { keptRecords } from '#shared/quarantine/kept-records.ts';
import { contactFields, keeps } from './conflict-views.ts';
import type { ReadableDb } from './database.ts';
import { opAt } from './journal.ts';
import type { Reader } from './reader.ts';
import { rowReader } from './row-reader.ts';
import type { Store } from './store.ts';

/** Who looks at what headquarters keeps aside. */
export interface KeptReader extends Reader {
  readonly mayReadContact: boolean;
}

interface KeptRow {
  readonly seq: number;
  readonly reason: string;
  readonly since: string;
}

/**
 * @param store the open database
 * @param read the same, for reading records
 * @param reader who looks
 * @returns this laptop's own changes that headquarters keeps aside, the last first, with what they say as the reader may
 *   see it
 */
export function keptAside(store: Store, read: ReadableDb, reader: KeptReader): KeptChange[] {
  const rowOf = rowReader(read);
  const rows = store.all<KeptRow>(
    'SELECT seq, reason, reported_at AS since FROM quarantine ORDER BY seq DESC',
  );
  return rows.flatMap(({ seq, reason, since }): KeptChange[] => {
    const op = opAt(store, seq)?.op;
    if (!op) return [];
    const author = rowOf(tables.advisor, [op.actor])?.display_name;
    const records = keptRecords(op.changes, {
      rowOf,
      isWithheld: (restrictions) => restrictions.some((one) => keeps(read, reader, one)),
      isHidden: (table: Table, field) =>
        table === tables.person && !reader.mayReadContact && contactFields.has(field),
      fits: (field, value) => field.schema.safeParse(value).success,
    });
    const at = new Date(op.hlc.ms).toISOString();
    return [{ seq, reason, since, at, author: typeof author === 'string' ? author : null, records }];
  });
}
