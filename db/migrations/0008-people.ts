import type { Migration } from './migration.ts';

/**
 * Records of one person: what people said of two of them, and, made from that, who stands for whom. Beside it what
 * finds people by name in either script and by number; it is made from the rows when the vault is opened.
 */
export const people: Migration = {
  version: 8,
  name: 'people',
  sql: `
CREATE TABLE person_link (
  low_id INTEGER NOT NULL,
  high_id INTEGER NOT NULL,
  site TEXT,
  verdict TEXT,
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
  own_seq INTEGER NOT NULL DEFAULT 0,
  changed_by INTEGER,
  changed_device INTEGER,
  changed_ms INTEGER,
  PRIMARY KEY (low_id, high_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX person_link_by_high_id ON person_link (high_id);

CREATE TABLE person_group (
  person_id INTEGER PRIMARY KEY,
  shown_id INTEGER NOT NULL
) STRICT;
CREATE INDEX person_group_by_shown_id ON person_group (shown_id);

CREATE TABLE name_line (
  person_id INTEGER NOT NULL,
  line TEXT NOT NULL,
  PRIMARY KEY (person_id, line)
) STRICT, WITHOUT ROWID;
CREATE INDEX name_line_by_line ON name_line (line);
CREATE TABLE name_word (
  word TEXT NOT NULL PRIMARY KEY,
  sound TEXT NOT NULL,
  uses INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX name_word_by_sound ON name_word (sound, uses);
CREATE TABLE person_number (
  person_id INTEGER NOT NULL,
  kind TEXT NOT NULL,
  number TEXT NOT NULL,
  PRIMARY KEY (person_id, kind, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX person_number_by_number ON person_number (number);
CREATE INDEX person_by_entered_at ON person (entered_at, id);
`,
};
