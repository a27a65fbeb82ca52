import { advisor, entry, openRecords, today } from '#db/records-fixture.ts';
import type { TestDatabase } from '#db/test-database.ts';
import { may, type Permission } from '#shared/domain/permissions.ts';
import { tableList } from '#shared/domain/registry.ts';
import type { Role } from '#shared/domain/vocabularies.ts';
import { OutpostError } from '#shared/errors.ts';
import type { Records } from './handler.ts';
import { createJobs } from './jobs.ts';

/** Open records for tests of handlers: a real database with the reference data. */
export interface TestRecords extends Records {
  readonly db: TestDatabase;
}

/**
 * @param role of the person who is signed in
 * @param db the database; a fresh one when left out
 * @returns the records; dispose of `db` when done
 */
export function testRecords(role: Role = 'advisor', db: TestDatabase = openRecords()): TestRecords {
  return {
    db,
    author: advisor,
    role,
    language: 'en',
    sample: false,
    zone: entry.zone,
    now: () => entry.now,
    today: () => today,
    may: (permission) => may(role, permission),
    permit: (permission: Permission) => {
      if (!may(role, permission)) throw new OutpostError('not_permitted', 'Your role does not allow this.');
    },
    jobs: createJobs(
      () => undefined,
      () => undefined,
    ),
    store: db.store,
  };
}

/**
 * @param db an open database
 * @returns every synced row and the number of ops, to see that nothing has changed
 */
export function dumpRecords(db: TestDatabase): unknown {
  return {
    rows: tableList.map((table) => [table.name, db.read.all(`SELECT * FROM ${table.name}`)]),
    head: db.head(),
  };
}
