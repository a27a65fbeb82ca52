import type { RowReader } from '#shared/conflicts/row-reader.ts';
import type { AnyRow } from '#shared/domain/table.ts';
import type { ReadableDb } from './database.ts';
import { planOf } from './row-plan.ts';

/**
 * @param read the open database
 * @returns reads any row by its key, removed ones too
 */
export function rowReader(read: Pick<ReadableDb, 'one'>): RowReader {
  return (table, key) =>
    key.length === table.key.length ? read.one<AnyRow>(planOf(table).selectAny, ...key) : undefined;
}
