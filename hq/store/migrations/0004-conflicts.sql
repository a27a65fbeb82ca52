-- Conflicts are rows like any other: laptops receive and decide them. What an earlier version had found waits in
-- hq.conflict until headquarters has made rows of it.
CREATE TABLE record."conflict" (
  "device" bigint NOT NULL,
  "seq" bigint NOT NULL,
  "table_number" bigint NOT NULL,
  "row_key" text NOT NULL,
  "group_number" bigint NOT NULL,
  "site" text NOT NULL,
  "base" text,
  "standing" text,
  "standing_by" bigint,
  "standing_device" bigint,
  "standing_at" timestamptz,
  "fallen" text,
  "fallen_by" bigint,
  "fallen_device" bigint,
  "fallen_at" timestamptz,
  "state" text,
  "decision" text,
  "note" text,
  "decided_by" bigint,
  "decided_at" timestamptz,
  "replaced" text,
  "written" text,
  "deleted" smallint NOT NULL DEFAULT 0,
  "_versions" bytea NOT NULL DEFAULT '\x00',
  "_hq_seq" bigint NOT NULL DEFAULT 0,
  PRIMARY KEY ("device", "seq", "table_number", "row_key", "group_number", "site")
);
CREATE INDEX conflict_state ON record.conflict (state, standing_at DESC);

-- Values that an op took the place of, for finding the value before two that disagree. Null: the op is older than this.
ALTER TABLE hq.op ADD COLUMN replaced bytea;
