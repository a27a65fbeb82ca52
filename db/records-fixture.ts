import { tables } from '#shared/domain/registry.ts';
import type { RowOf, Table } from '#shared/domain/table.ts';
import { institutionId, referenceRows } from '#shared/reference/seed.ts';
import type { Author } from './database.ts';
import type { Reader } from './reader.ts';
import { openTestDatabase, type TestDatabase } from './test-database.ts';

/** The advisor who records in tests of records. */
export const advisor: Author = { advisorId: 7, site: 'NIN' };
/** A reader with the right to restricted records. */
export const inspector: Reader = { advisorId: 7, mayReadRestricted: true };
/** Somebody else, without it. */
export const outsider: Reader = { advisorId: 8, mayReadRestricted: false };

/** A prison, another prison and a police station of the reference data. */
export const prison = institutionId(13);
export const otherPrison = institutionId(14);

export const entry = { now: new Date('2009-03-01T08:00:00.000Z'), zone: 'Asia/Baghdad' };
export const today = '2009-03-01';

/**
 * @returns an empty field database with the reference data and two advisors; call `dispose` when done
 */
export function openRecords(): TestDatabase {
  const db = openTestDatabase();
  db.commit(advisor, (tx) => {
    for (const { table, row } of referenceRows()) tx.insert(table, row as RowOf<Table>);
    for (const [id, display_name] of [
      [7, 'Karim Haddad'],
      [8, 'Anna Lind'],
    ] as const) {
      tx.insert(tables.advisor, {
        id,
        display_name,
        role: 'advisor',
        home_site: 'NIN',
        programme_code: 'corrections',
        active: 1,
      });
    }
  });
  return db;
}

/**
 * @param db an open database
 * @param sql a query
 * @param params its parameters
 * @returns the steps of its plan, as SQLite words them
 */
export function planOfQuery(db: TestDatabase, sql: string, ...params: readonly (string | number)[]): string {
  return db.read
    .all<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`, ...params)
    .map((step) => step.detail)
    .join('\n');
}
