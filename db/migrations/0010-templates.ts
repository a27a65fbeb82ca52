import type { Migration } from './migration.ts';

/** Forms of checklists, and the blocks that inspectors add to them. */
export const templates: Migration = {
  version: 10,
  name: 'templates',
  sql: `
ALTER TABLE checklist_template ADD COLUMN format INTEGER;
ALTER TABLE checklist_template ADD COLUMN form_pieces INTEGER;
CREATE TABLE template_form (
  template_code TEXT NOT NULL,
  version INTEGER NOT NULL,
  piece INTEGER NOT NULL,
  content TEXT,
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
  own_seq INTEGER NOT NULL DEFAULT 0,
  changed_by INTEGER,
  changed_device INTEGER,
  changed_ms INTEGER,
  PRIMARY KEY (template_code, version, piece)
) STRICT, WITHOUT ROWID;
CREATE TABLE inspection_block (
  id INTEGER PRIMARY KEY,
  site TEXT,
  inspection_id INTEGER,
  repeat_code TEXT,
  entered_by INTEGER,
  entered_at TEXT,
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
  own_seq INTEGER NOT NULL DEFAULT 0,
  changed_by INTEGER,
  changed_device INTEGER,
  changed_ms INTEGER
) STRICT;
CREATE INDEX inspection_block_by_inspection_id ON inspection_block (inspection_id);
CREATE INDEX answer_by_repeat ON answer (repeat) WHERE repeat > 0;
`,
};
