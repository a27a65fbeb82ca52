import type { Migration } from './migration.ts';

/**
 * Conflicts travel: headquarters writes them down for every laptop of the site, so the laptop's own list of them goes.
 * What was open in it comes again from headquarters, with both values.
 */
export const conflicts: Migration = {
  version: 3,
  name: 'conflicts',
  sql: `
DROP TABLE conflict;
CREATE TABLE conflict (
  device INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  table_number INTEGER NOT NULL,
  row_key TEXT NOT NULL,
  group_number INTEGER NOT NULL,
  site TEXT NOT NULL,
  base TEXT,
  standing TEXT,
  standing_by INTEGER,
  standing_device INTEGER,
  standing_at TEXT,
  fallen TEXT,
  fallen_by INTEGER,
  fallen_device INTEGER,
  fallen_at TEXT,
  state TEXT,
  decision TEXT,
  note TEXT,
  decided_by INTEGER,
  decided_at TEXT,
  replaced TEXT,
  written TEXT,
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
  own_seq INTEGER NOT NULL DEFAULT 0,
  changed_by INTEGER,
  changed_device INTEGER,
  changed_ms INTEGER,
  PRIMARY KEY (device, seq, table_number, row_key, group_number, site)
) STRICT;
CREATE INDEX conflict_by_state_table_number ON conflict (state, table_number);
`,
};
