-- Forms of checklists, and the blocks that inspectors add to them.
ALTER TABLE record."checklist_template" ADD COLUMN "format" bigint;
ALTER TABLE record."checklist_template" ADD COLUMN "form_pieces" bigint;

CREATE TABLE record."template_form" (
  "template_code" text NOT NULL,
  "version" bigint NOT NULL,
  "piece" bigint NOT NULL,
  "content" text,
  "deleted" smallint NOT NULL DEFAULT 0,
  "_versions" bytea NOT NULL DEFAULT '\x00',
  "_hq_seq" bigint NOT NULL DEFAULT 0,
  PRIMARY KEY ("template_code", "version", "piece")
);

CREATE TABLE record."inspection_block" (
  "id" bigint NOT NULL,
  "site" text,
  "inspection_id" bigint,
  "repeat_code" text,
  "entered_by" bigint,
  "entered_at" timestamptz,
  "deleted" smallint NOT NULL DEFAULT 0,
  "_versions" bytea NOT NULL DEFAULT '\x00',
  "_hq_seq" bigint NOT NULL DEFAULT 0,
  PRIMARY KEY ("id")
);
CREATE INDEX inspection_block_inspection ON record.inspection_block (inspection_id);
