import type { Migration } from './migration.ts';

/** Session plans of courses, why a session is cancelled, feedback forms, and what a follow-up found. */
export const training: Migration = {
  version: 7,
  name: 'training',
  sql: `
CREATE TABLE course_session (
  course_code TEXT NOT NULL,
  seq INTEGER NOT NULL,
  day INTEGER,
  slot TEXT,
  hours REAL,
  topic_en TEXT,
  topic_ar TEXT,
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
  own_seq INTEGER NOT NULL DEFAULT 0,
  changed_by INTEGER,
  changed_device INTEGER,
  changed_ms INTEGER,
  PRIMARY KEY (course_code, seq)
) STRICT, WITHOUT ROWID;
ALTER TABLE session ADD COLUMN cancel_reason TEXT;
ALTER TABLE enrolment ADD COLUMN follow_up_outcome TEXT;
ALTER TABLE enrolment ADD COLUMN follow_up_note TEXT;
CREATE INDEX enrolment_by_follow_up ON enrolment (follow_up_due) WHERE follow_up_due IS NOT NULL;
CREATE TABLE feedback_form (
  id INTEGER PRIMARY KEY,
  site TEXT,
  event_id INTEGER,
  relevance INTEGER,
  clarity INTEGER,
  trainers INTEGER,
  practice INTEGER,
  interpretation INTEGER,
  organisation INTEGER,
  comment TEXT,
  entered_by INTEGER,
  entered_at TEXT,
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
  own_seq INTEGER NOT NULL DEFAULT 0,
  changed_by INTEGER,
  changed_device INTEGER,
  changed_ms INTEGER
) STRICT;
CREATE INDEX feedback_form_by_event_id ON feedback_form (event_id);
`,
};
