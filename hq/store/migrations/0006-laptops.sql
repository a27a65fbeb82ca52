-- The laptops of a site as its laptops know them. Rows for those that were enrolled before come at the next start.
CREATE TABLE record."laptop" (
  "device" bigint NOT NULL,
  "site" text,
  "label" text,
  "public_key" text,
  "enrolled_at" timestamptz,
  "revoked" smallint,
  "deleted" smallint NOT NULL DEFAULT 0,
  "_versions" bytea NOT NULL DEFAULT '\x00',
  "_hq_seq" bigint NOT NULL DEFAULT 0,
  PRIMARY KEY ("device")
);
