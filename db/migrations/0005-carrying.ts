import type { Migration } from './migration.ts';

/**
 * Files for carrying: the laptops of the site, frames of other laptops that are not known to be at headquarters, which
 * rows their ops lie on, up to which op each of them was heard of in headquarters' stream, and the last exchange that
 * headquarters has answered.
 */
export const carrying: Migration = {
  version: 5,
  name: 'carrying',
  sql: `
CREATE TABLE laptop (
  device INTEGER PRIMARY KEY,
  site TEXT,
  label TEXT,
  public_key TEXT,
  enrolled_at TEXT,
  revoked INTEGER CHECK (revoked IN (0, 1)),
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
  own_seq INTEGER NOT NULL DEFAULT 0,
  changed_by INTEGER,
  changed_device INTEGER,
  changed_ms INTEGER
) STRICT;
CREATE TABLE carried_laptop (
  device INTEGER PRIMARY KEY,
  label TEXT NOT NULL,
  certificate TEXT NOT NULL
) STRICT;
CREATE TABLE carried_frame (
  device INTEGER NOT NULL,
  from_seq INTEGER NOT NULL,
  to_seq INTEGER NOT NULL,
  bytes BLOB NOT NULL,
  received_at TEXT NOT NULL,
  PRIMARY KEY (device, from_seq)
) STRICT;
CREATE TABLE carried_group (
  table_id INTEGER NOT NULL,
  row_key TEXT NOT NULL,
  group_id INTEGER NOT NULL,
  device INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  PRIMARY KEY (table_id, row_key, group_id, device, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX carried_group_by_op ON carried_group (device, seq);
CREATE TABLE heard_laptop (
  device INTEGER PRIMARY KEY,
  seq INTEGER NOT NULL
) STRICT;
ALTER TABLE sync_state ADD COLUMN answered INTEGER NOT NULL DEFAULT 0;
`,
};
