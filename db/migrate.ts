import type { Database } from 'better-sqlite3';
import { firstSchema } from './migrations/0001-first-schema.ts';
import { photos } from './migrations/0002-photos.ts';
import { conflicts } from './migrations/0003-conflicts.ts';
import { snapshots } from './migrations/0004-snapshots.ts';
import { carrying } from './migrations/0005-carrying.ts';
import { incarnations } from './migrations/0006-incarnations.ts';
import { training } from './migrations/0007-training.ts';
import { people } from './migrations/0008-people.ts';
import { papers } from './migrations/0009-papers.ts';
import { templates } from './migrations/0010-templates.ts';
import type { Migration } from './migrations/migration.ts';

/** Every migration, in order. */
export const migrations: readonly Migration[] = [
  firstSchema,
  photos,
  conflicts,
  snapshots,
  carrying,
  incarnations,
  training,
  people,
  papers,
  templates,
];

/** The schema that this program knows. */
export const currentSchema = migrations.length;

/**
 * @param raw an open database
 * @returns the version of its schema; 0 when it is empty
 */
export function schemaOf(raw: Database): number {
  return Number(raw.pragma('user_version', { simple: true }));
}

/**
 * Brings a database to a version. Each step runs in a transaction that also records it, so a crash leaves the version
 * before or the one after.
 *
 * @param raw an open database, writable
 * @param target the version to reach; left out: the newest
 */
export function migrate(raw: Database, target: number = currentSchema): void {
  for (const step of migrations) {
    if (step.version > target || step.version <= schemaOf(raw)) continue;
    raw
      .transaction(() => {
        raw.exec(step.sql);
        raw.pragma(`user_version = ${step.version}`);
      })
      .immediate();
  }
}
