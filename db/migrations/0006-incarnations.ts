import type { Migration } from './migration.ts';

/**
 * Copies and restored backups of a vault: how often it was opened, whether this may be a copy, where ids go on in that
 * case, and the ops of numbers under which this laptop wrote before.
 */
export const incarnations: Migration = {
  version: 6,
  name: 'incarnations',
  sql: `
ALTER TABLE sync_state ADD COLUMN generation INTEGER NOT NULL DEFAULT 0;
ALTER TABLE sync_state ADD COLUMN doubt TEXT CHECK (doubt IN ('restored', 'copied', 'forked'));
ALTER TABLE sync_state ADD COLUMN claim BLOB CHECK (length(claim) = 16);
ALTER TABLE sync_state ADD COLUMN id_from INTEGER;
ALTER TABLE sync_state ADD COLUMN id_after INTEGER;
CREATE TABLE former_op (
  device INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  first INTEGER NOT NULL,
  hlc_ms INTEGER NOT NULL,
  hlc_counter INTEGER NOT NULL,
  seen INTEGER NOT NULL,
  actor INTEGER NOT NULL,
  schema INTEGER NOT NULL,
  hash BLOB NOT NULL CHECK (length(hash) = 32),
  body BLOB NOT NULL,
  PRIMARY KEY (device, seq)
) STRICT, WITHOUT ROWID;
`,
};
