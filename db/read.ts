import type { FieldValue } from '#shared/domain/field.ts';
import type { KeyOf, RowOf, Table } from '#shared/domain/table.ts';
import type { ReadableDb, SqlValue } from './database.ts';
import { keyValues, planOf } from './row-plan.ts';
import type { Store } from './store.ts';

/** The methods of `ReadableDb`, without its brand. */
export type Reading = Pick<ReadableDb, 'get' | 'all' | 'one' | 'each'>;

const readingStatement = /^\s*(?:select|with|values|explain)\b/i;

/**
 * @param store the open database
 * @returns read access: a statement that would write is refused before it runs
 */
export function readableDb(store: Store): ReadableDb {
  return readingOf(store) as ReadableDb;
}

/**
 * @param store the open database
 * @returns the methods that read
 */
export function readingOf(store: Store): Reading {
  return {
    get<T extends Table>(table: T, key: KeyOf<T>): RowOf<T> | undefined {
      const plan = planOf(table);
      const values = keyValues(plan, key as Readonly<Record<string, FieldValue>>);
      return store.one<object>(plan.selectLive, ...values) as RowOf<T> | undefined;
    },
    all<R extends object>(sql: string, ...params: readonly SqlValue[]): readonly R[] {
      assertReads(store, sql);
      return store.all<R>(sql, ...params);
    },
    one<R extends object>(sql: string, ...params: readonly SqlValue[]): R | undefined {
      assertReads(store, sql);
      return store.one<R>(sql, ...params);
    },
    each<R extends object>(sql: string, ...params: readonly SqlValue[]): IterableIterator<R> {
      assertReads(store, sql);
      // Its own statement: a kept one would be busy while the caller walks through the rows.
      return store.raw.prepare<SqlValue[], R>(sql).iterate(...params);
    },
  };
}

function assertReads(store: Store, sql: string): void {
  const statement = store.statement(sql);
  if (!statement.readonly || !statement.reader || !readingStatement.test(sql)) {
    throw new Error('a read tried to write');
  }
}
