import type { Migration } from './migration.ts';

/** Photos of answers, findings and visits, and what headquarters has of them. The pictures lie in a file of their own. */
export const photos: Migration = {
  version: 2,
  name: 'photos',
  sql: `
CREATE TABLE attachment (
  id INTEGER PRIMARY KEY,
  site TEXT,
  inspection_id INTEGER,
  question_code TEXT,
  repeat INTEGER,
  finding_id INTEGER,
  visit_id INTEGER,
  sha256 TEXT,
  size INTEGER,
  media_type TEXT,
  width INTEGER,
  height INTEGER,
  thumb_sha256 TEXT,
  thumb_size INTEGER,
  caption TEXT,
  taken_on TEXT,
  taken_time TEXT,
  added_by INTEGER,
  added_at TEXT,
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
  own_seq INTEGER NOT NULL DEFAULT 0,
  changed_by INTEGER,
  changed_device INTEGER,
  changed_ms INTEGER
) STRICT;
CREATE INDEX attachment_by_inspection_id ON attachment (inspection_id);
CREATE INDEX attachment_by_finding_id ON attachment (finding_id);
CREATE INDEX attachment_by_visit_id ON attachment (visit_id);
CREATE INDEX attachment_by_sha256 ON attachment (sha256);
CREATE TABLE attachment_receipt (
  site TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  received_at TEXT,
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
  own_seq INTEGER NOT NULL DEFAULT 0,
  changed_by INTEGER,
  changed_device INTEGER,
  changed_ms INTEGER,
  PRIMARY KEY (site, sha256)
) STRICT, WITHOUT ROWID;
`,
};
