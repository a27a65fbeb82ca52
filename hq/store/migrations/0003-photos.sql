-- Photos: the rows that travel with the records, the pictures themselves, and what is still arriving.

CREATE TABLE record."attachment" (
  "id" bigint NOT NULL,
  "site" text,
  "inspection_id" bigint,
  "question_code" text,
  "repeat" bigint,
  "finding_id" bigint,
  "visit_id" bigint,
  "sha256" text,
  "size" bigint,
  "media_type" text,
  "width" bigint,
  "height" bigint,
  "thumb_sha256" text,
  "thumb_size" bigint,
  "caption" text,
  "taken_on" date,
  "taken_time" text,
  "added_by" bigint,
  "added_at" timestamptz,
  "deleted" smallint NOT NULL DEFAULT 0,
  "_versions" bytea NOT NULL DEFAULT '\x00',
  "_hq_seq" bigint NOT NULL DEFAULT 0,
  PRIMARY KEY ("id")
);
CREATE INDEX attachment_inspection ON record.attachment (inspection_id);
CREATE INDEX attachment_visit ON record.attachment (visit_id);
CREATE INDEX attachment_sha256 ON record.attachment (sha256);

CREATE TABLE record."attachment_receipt" (
  "site" text NOT NULL,
  "sha256" text NOT NULL,
  "received_at" timestamptz,
  "deleted" smallint NOT NULL DEFAULT 0,
  "_versions" bytea NOT NULL DEFAULT '\x00',
  "_hq_seq" bigint NOT NULL DEFAULT 0,
  PRIMARY KEY ("site", "sha256")
);

-- Whole, verified pictures, each once. Compressed already: PostgreSQL must not try, so that it can read a part of one.
DROP TABLE hq.attachment;
CREATE TABLE hq.attachment (
  sha256 text PRIMARY KEY,
  bytes bytea NOT NULL,
  thumb_sha256 text NOT NULL,
  thumbnail bytea NOT NULL,
  device bigint NOT NULL,
  received_at timestamptz NOT NULL
);
ALTER TABLE hq.attachment ALTER COLUMN bytes SET STORAGE EXTERNAL, ALTER COLUMN thumbnail SET STORAGE EXTERNAL;

-- What has arrived of a picture so far, part by part: a cut costs at most the part that was under way.
CREATE TABLE hq.upload (
  id text PRIMARY KEY,
  device bigint NOT NULL REFERENCES hq.device (number),
  size bigint NOT NULL,
  metadata jsonb NOT NULL,
  created_at timestamptz NOT NULL
);
CREATE TABLE hq.upload_part (
  upload text NOT NULL REFERENCES hq.upload (id) ON DELETE CASCADE,
  at bigint NOT NULL,
  bytes bytea NOT NULL,
  PRIMARY KEY (upload, at)
);
ALTER TABLE hq.upload_part ALTER COLUMN bytes SET STORAGE EXTERNAL;
