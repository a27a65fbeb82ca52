import type { Migration } from './migration.ts';

/**
 * A snapshot that headquarters told this laptop to load, with the parts that were fetched so far; and the sites whose
 * records must go because they are no longer granted.
 */
export const snapshots: Migration = {
  version: 4,
  name: 'snapshots',
  sql: `
CREATE TABLE bootstrap (
  only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
  snapshot TEXT NOT NULL,
  device INTEGER NOT NULL,
  epoch TEXT NOT NULL,
  grant_version INTEGER NOT NULL,
  grant_sites TEXT NOT NULL,
  at INTEGER NOT NULL,
  own_seq INTEGER NOT NULL,
  scopes TEXT NOT NULL,
  whole INTEGER NOT NULL CHECK (whole IN (0, 1))
) STRICT;
CREATE TABLE bootstrap_part (
  sha256 BLOB PRIMARY KEY CHECK (length(sha256) = 32),
  place INTEGER,
  size INTEGER NOT NULL,
  bytes BLOB
) STRICT;
ALTER TABLE sync_state ADD COLUMN lost_sites TEXT NOT NULL DEFAULT '';
`,
};
