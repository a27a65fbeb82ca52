-- Certificates, what was printed of them, and photos of trainings.
CREATE TABLE record."certificate" (
  "number" text NOT NULL,
  "site" text,
  "event_id" bigint,
  "person_id" bigint,
  "issued_on" date,
  "issued_by" bigint,
  "issued_at" timestamptz,
  "check_code" text,
  "name_ar" text,
  "name_latin" text,
  "status" text,
  "withdrawn_on" date,
  "withdrawn_reason" text,
  "deleted" smallint NOT NULL DEFAULT 0,
  "_versions" bytea NOT NULL DEFAULT '\x00',
  "_hq_seq" bigint NOT NULL DEFAULT 0,
  PRIMARY KEY ("number")
);
CREATE INDEX certificate_event ON record.certificate (event_id, person_id);

CREATE TABLE record."certificate_print" (
  "id" bigint NOT NULL,
  "site" text,
  "certificate_number" text,
  "copy" bigint,
  "printed_by" bigint,
  "printed_at" timestamptz,
  "deleted" smallint NOT NULL DEFAULT 0,
  "_versions" bytea NOT NULL DEFAULT '\x00',
  "_hq_seq" bigint NOT NULL DEFAULT 0,
  PRIMARY KEY ("id")
);
CREATE INDEX certificate_print_certificate ON record.certificate_print (certificate_number);

ALTER TABLE record."attachment" ADD COLUMN "event_id" bigint;
