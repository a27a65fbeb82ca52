import type { Migration } from './migration.ts';

/** Certificates, what was printed of them, and photos of trainings. */
export const papers: Migration = {
  version: 9,
  name: 'papers',
  sql: `
CREATE TABLE certificate (
  number TEXT NOT NULL PRIMARY KEY,
  site TEXT,
  event_id INTEGER,
  person_id INTEGER,
  issued_on TEXT,
  issued_by INTEGER,
  issued_at TEXT,
  check_code TEXT,
  name_ar TEXT,
  name_latin TEXT,
  status TEXT,
  withdrawn_on TEXT,
  withdrawn_reason TEXT,
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
  own_seq INTEGER NOT NULL DEFAULT 0,
  changed_by INTEGER,
  changed_device INTEGER,
  changed_ms INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX certificate_by_event_id ON certificate (event_id, person_id);
CREATE INDEX certificate_by_person_id ON certificate (person_id);
CREATE TABLE certificate_print (
  id INTEGER PRIMARY KEY,
  site TEXT,
  certificate_number TEXT,
  copy INTEGER,
  printed_by INTEGER,
  printed_at TEXT,
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
  own_seq INTEGER NOT NULL DEFAULT 0,
  changed_by INTEGER,
  changed_device INTEGER,
  changed_ms INTEGER
) STRICT;
CREATE INDEX certificate_print_by_certificate_number ON certificate_print (certificate_number);
ALTER TABLE attachment ADD COLUMN event_id INTEGER;
CREATE INDEX attachment_by_event_id ON attachment (event_id) WHERE event_id IS NOT NULL;
`,
};
