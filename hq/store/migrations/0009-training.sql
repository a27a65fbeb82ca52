-- Session plans of courses, why a session is cancelled, feedback forms, and what a follow-up found.
CREATE TABLE record."course_session" (
  "course_code" text NOT NULL,
  "seq" bigint NOT NULL,
  "day" bigint,
  "slot" text,
  "hours" double precision,
  "topic_en" text,
  "topic_ar" text,
  "deleted" smallint NOT NULL DEFAULT 0,
  "_versions" bytea NOT NULL DEFAULT '\x00',
  "_hq_seq" bigint NOT NULL DEFAULT 0,
  PRIMARY KEY ("course_code", "seq")
);

ALTER TABLE record."session" ADD COLUMN "cancel_reason" text;
ALTER TABLE record."enrolment" ADD COLUMN "follow_up_outcome" text;
ALTER TABLE record."enrolment" ADD COLUMN "follow_up_note" text;

CREATE TABLE record."feedback_form" (
  "id" bigint NOT NULL,
  "site" text,
  "event_id" bigint,
  "relevance" bigint,
  "clarity" bigint,
  "trainers" bigint,
  "practice" bigint,
  "interpretation" bigint,
  "organisation" bigint,
  "comment" text,
  "entered_by" bigint,
  "entered_at" timestamptz,
  "deleted" smallint NOT NULL DEFAULT 0,
  "_versions" bytea NOT NULL DEFAULT '\x00',
  "_hq_seq" bigint NOT NULL DEFAULT 0,
  PRIMARY KEY ("id")
);
CREATE INDEX feedback_form_event ON record.feedback_form (event_id);
