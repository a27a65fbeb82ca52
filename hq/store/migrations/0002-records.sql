-- The current state of every record, one table per table of the registry (version 1).
-- Columns outside the key may be null: a row can arrive in parts. "_versions" packs the winner of each field group.

CREATE SCHEMA record;

CREATE TABLE record."programme" (
  "code" text NOT NULL,
  "name_en" text,
  "name_ar" text,
  "sort" bigint,
  "deleted" smallint NOT NULL DEFAULT 0,
  "_versions" bytea NOT NULL DEFAULT '\x00',
  "_hq_seq" bigint NOT NULL DEFAULT 0,
  PRIMARY KEY ("code")
);

CREATE TABLE record."governorate" (
  "code" text NOT NULL,
  "name_en" text,
  "name_ar" text,
  "capital_en" text,
  "capital_ar" text,
  "lat" double precision,
  "lon" double precision,
  "region" text,
  "aliases" text,
  "deleted" smallint NOT NULL DEFAULT 0,
  "_versions" bytea NOT NULL DEFAULT '\x00',
  "_hq_seq" bigint NOT NULL DEFAULT 0,
  PRIMARY KEY ("code")
);

CREATE TABLE record."site" (
  "code" text NOT NULL,
  "name_en" text,
  "name_ar" text,
  "governorate_code" text,
  "active" smallint,
  "deleted" smallint NOT NULL DEFAULT 0,
  "_versions" bytea NOT NULL DEFAULT '\x00',
  "_hq_seq" bigint NOT NULL DEFAULT 0,
  PRIMARY KEY ("code")
);

CREATE TABLE record."institution_type" (
  "code" text NOT NULL,
  "name_en" text,
  "name_ar" text,
  "parent" text,
  "sort" bigint,
  "deleted" smallint NOT NULL DEFAULT 0,
  "_versions" bytea NOT NULL DEFAULT '\x00',
  "_hq_seq" bigint NOT NULL DEFAULT 0,
  PRIMARY KEY ("code")
);

CREATE TABLE record."institution" (
  "id" bigint NOT NULL,
  "type_code" text,
  "parent_id" bigint,
  "governorate_code" text,
  "name_en" text,
  "name_ar" text,
  "aliases" text,
  "lat" double precision,
  "lon" double precision,
  "serving_site" text,
  "merged_into" bigint,
  "deleted" smallint NOT NULL DEFAULT 0,
  "_versions" bytea NOT NULL DEFAULT '\x00',
  "_hq_seq" bigint NOT NULL DEFAULT 0,
  PRIMARY KEY ("id")
);

CREATE TABLE record."facility" (
  "institution_id" bigint NOT NULL,
  "operator" text,
  "official_capacity" bigint,
  "opened_on" date,
  "active" smallint,
  "deleted" smallint NOT NULL DEFAULT 0,
  "_versions" bytea NOT NULL DEFAULT '\x00',
  "_hq_seq" bigint NOT NULL DEFAULT 0,
  PRIMARY KEY ("institution_id")
);

CREATE TABLE record."course" (
  "code" text NOT NULL,
  "programme_code" text,
  "audience" text,
  "name_en" text,
  "name_ar" text,
  "provider" text,
  "duration" text,
  "hours" double precision,
  "pass_attendance" bigint,
  "pass_mark" bigint,
  "source" text,
  "active" smallint,
  "deleted" smallint NOT NULL DEFAULT 0,
  "_versions" bytea NOT NULL DEFAULT '\x00',
  "_hq_seq" bigint NOT NULL DEFAULT 0,
  PRIMARY KEY ("code")
);

CREATE TABLE record."rank" (
  "code" text NOT NULL,
  "sort" bigint,
  "band" text,
  "name_en" text,
  "name_ar" text,
  "transliteration" text,
  "deleted" smallint NOT NULL DEFAULT 0,
  "_versions" bytea NOT NULL DEFAULT '\x00',
  "_hq_seq" bigint NOT NULL DEFAULT 0,
  PRIMARY KEY ("code")
);

CREATE TABLE record."capability_scale" (
  "code" text NOT NULL,
  "name_en" text,
  "name_ar" text,
  "direction" text,
  "deleted" smallint NOT NULL DEFAULT 0,
  "_versions" bytea NOT NULL DEFAULT '\x00',
  "_hq_seq" bigint NOT NULL DEFAULT 0,
  PRIMARY KEY ("code")
);

CREATE TABLE record."capability_level" (
  "scale_code" text NOT NULL,
  "level" bigint NOT NULL,
  "name_en" text,
  "name_ar" text,
  "deleted" smallint NOT NULL DEFAULT 0,
  "_versions" bytea NOT NULL DEFAULT '\x00',
  "_hq_seq" bigint NOT NULL DEFAULT 0,
  PRIMARY KEY ("scale_code", "level")
);

CREATE TABLE record."capability_area" (
  "code" text NOT NULL,
  "programme_code" text,
  "scale_code" text,
  "name_en" text,
  "name_ar" text,
  "sort" bigint,
  "deleted" smallint NOT NULL DEFAULT 0,
  "_versions" bytea NOT NULL DEFAULT '\x00',
  "_hq_seq" bigint NOT NULL DEFAULT 0,
  PRIMARY KEY ("code")
);

CREATE TABLE record."checklist_template" (
  "code" text NOT NULL,
  "version" bigint NOT NULL,
  "title_en" text,
  "title_ar" text,
  "default_language" text,
  "published_on" date,
  "active" smallint,
  "deleted" smallint NOT NULL DEFAULT 0,
  "_versions" bytea NOT NULL DEFAULT '\x00',
  "_hq_seq" bigint NOT NULL DEFAULT 0,
  PRIMARY KEY ("code", "version")
);

CREATE TABLE record."template_section" (
  "template_code" text NOT NULL,
  "version" bigint NOT NULL,
  "code" text NOT NULL,
  "seq" bigint,
  "name_en" text,
  "name_ar" text,
  "deleted" smallint NOT NULL DEFAULT 0,
  "_versions" bytea NOT NULL DEFAULT '\x00',
  "_hq_seq" bigint NOT NULL DEFAULT 0,
  PRIMARY KEY ("template_code", "version", "code")
);

CREATE TABLE record."template_question" (
  "template_code" text NOT NULL,
  "version" bigint NOT NULL,
  "code" text NOT NULL,
  "section_code" text,
  "seq" bigint,
  "core" smallint,
  "label_en" text,
  "label_ar" text,
  "hint_en" text,
  "hint_ar" text,
  "response_type" text,
  "unit" text,
  "rule_ref" text,
  "severity" text,
  "weight" double precision,
  "evidence" text,
  "adverse_when" text,
  "threshold_basis" text,
  "restricted" smallint,
  "required" smallint,
  "relevant" text,
  "constraint_rule" text,
  "constraint_message_en" text,
  "constraint_message_ar" text,
  "calculation" text,
  "deleted" smallint NOT NULL DEFAULT 0,
  "_versions" bytea NOT NULL DEFAULT '\x00',
  "_hq_seq" bigint NOT NULL DEFAULT 0,
  PRIMARY KEY ("template_code", "version", "code")
);

CREATE TABLE record."advisor" (
  "id" bigint NOT NULL,
  "display_name" text,
  "role" text,
  "home_site" text,
  "programme_code" text,
  "active" smallint,
  "deleted" smallint NOT NULL DEFAULT 0,
  "_versions" bytea NOT NULL DEFAULT '\x00',
  "_hq_seq" bigint NOT NULL DEFAULT 0,
  PRIMARY KEY ("id")
);

CREATE TABLE record."setting" (
  "name" text NOT NULL,
  "value" text,
  "source" text,
  "deleted" smallint NOT NULL DEFAULT 0,
  "_versions" bytea NOT NULL DEFAULT '\x00',
  "_hq_seq" bigint NOT NULL DEFAULT 0,
  PRIMARY KEY ("name")
);

CREATE TABLE record."holiday" (
  "day" date NOT NULL,
  "name_en" text,
  "name_ar" text,
  "deleted" smallint NOT NULL DEFAULT 0,
  "_versions" bytea NOT NULL DEFAULT '\x00',
  "_hq_seq" bigint NOT NULL DEFAULT 0,
  PRIMARY KEY ("day")
);

CREATE TABLE record."person" (
  "id" bigint NOT NULL,
  "site" text,
  "name_ar" text,
  "given_ar" text,
  "father_ar" text,
  "grandfather_ar" text,
  "great_grandfather_ar" text,
  "laqab_ar" text,
  "name_latin" text,
  "sex" text,
  "birth_date" date,
  "birth_placeholder" smallint,
  "rank_code" text,
  "post" text,
  "institution_id" bigint,
  "governorate_code" text,
  "badge" text,
  "other_id" text,
  "phone" text,
  "unit" text,
  "note" text,
  "merged_into" bigint,
  "entered_by" bigint,
  "entered_at" timestamptz,
  "deleted" smallint NOT NULL DEFAULT 0,
  "_versions" bytea NOT NULL DEFAULT '\x00',
  "_hq_seq" bigint NOT NULL DEFAULT 0,
  PRIMARY KEY ("id")
);

CREATE TABLE record."vetting" (
  "id" bigint NOT NULL,
  "site" text,
  "person_id" bigint,
  "status" text,
  "case_number" text,
  "submitted_on" date,
  "decided_on" date,
  "valid_until" date,
  "reason" text,
  "deleted" smallint NOT NULL DEFAULT 0,
  "_versions" bytea NOT NULL DEFAULT '\x00',
  "_hq_seq" bigint NOT NULL DEFAULT 0,
  PRIMARY KEY ("id")
);

CREATE TABLE record."training_event" (
  "id" bigint NOT NULL,
  "site" text,
  "course_code" text,
  "run_number" bigint,
  "programme_code" text,
  "provider" text,
  "funding" text,
  "venue" text,
  "governorate_code" text,
  "start_date" date,
  "end_date" date,
  "language" text,
  "interpreter" text,
  "capacity" bigint,
  "status" text,
  "cancel_reason" text,
  "report" text,
  "entered_by" bigint,
  "entered_at" timestamptz,
  "deleted" smallint NOT NULL DEFAULT 0,
  "_versions" bytea NOT NULL DEFAULT '\x00',
  "_hq_seq" bigint NOT NULL DEFAULT 0,
  PRIMARY KEY ("id")
);

CREATE TABLE record."event_instructor" (
  "id" bigint NOT NULL,
  "site" text,
  "event_id" bigint,
  "advisor_id" bigint,
  "person_id" bigint,
  "name" text,
  "role" text,
  "deleted" smallint NOT NULL DEFAULT 0,
  "_versions" bytea NOT NULL DEFAULT '\x00',
  "_hq_seq" bigint NOT NULL DEFAULT 0,
  PRIMARY KEY ("id")
);

CREATE TABLE record."session" (
  "id" bigint NOT NULL,
  "site" text,
  "event_id" bigint,
  "day" date,
  "slot" text,
  "start_time" text,
  "end_time" text,
  "hours" double precision,
  "topic" text,
  "instructor" text,
  "status" text,
  "deleted" smallint NOT NULL DEFAULT 0,
  "_versions" bytea NOT NULL DEFAULT '\x00',
  "_hq_seq" bigint NOT NULL DEFAULT 0,
  PRIMARY KEY ("id")
);

CREATE TABLE record."enrolment" (
  "event_id" bigint NOT NULL,
  "person_id" bigint NOT NULL,
  "site" text,
  "status" text,
  "position" bigint,
  "pre_test" double precision,
  "post_test" double precision,
  "practical" double precision,
  "result_override" text,
  "result_reason" text,
  "certificate_number" text,
  "certificate_on" date,
  "follow_up_due" date,
  "follow_up_done" date,
  "feedback" bigint,
  "vetting_override" smallint,
  "vetting_reason" text,
  "deleted" smallint NOT NULL DEFAULT 0,
  "_versions" bytea NOT NULL DEFAULT '\x00',
  "_hq_seq" bigint NOT NULL DEFAULT 0,
  PRIMARY KEY ("event_id", "person_id")
);

CREATE TABLE record."attendance_mark" (
  "session_id" bigint NOT NULL,
  "person_id" bigint NOT NULL,
  "site" text,
  "mark" text,
  "minutes" bigint,
  "deleted" smallint NOT NULL DEFAULT 0,
  "_versions" bytea NOT NULL DEFAULT '\x00',
  "_hq_seq" bigint NOT NULL DEFAULT 0,
  PRIMARY KEY ("session_id", "person_id")
);

CREATE TABLE record."mentoring_visit" (
  "id" bigint NOT NULL,
  "site" text,
  "programme_code" text,
  "institution_id" bigint,
  "day" date,
  "start_time" text,
  "end_time" text,
  "zone" text,
  "mode" text,
  "cancel_reason" text,
  "interpreter" text,
  "objectives" text,
  "activities" text,
  "observations" text,
  "recommendations" text,
  "equipment_seen" text,
  "training_needs" text,
  "next_visit" date,
  "sensitivity" text,
  "entered_by" bigint,
  "entered_at" timestamptz,
  "deleted" smallint NOT NULL DEFAULT 0,
  "_versions" bytea NOT NULL DEFAULT '\x00',
  "_hq_seq" bigint NOT NULL DEFAULT 0,
  PRIMARY KEY ("id")
);

CREATE TABLE record."visit_advisor" (
  "visit_id" bigint NOT NULL,
  "advisor_id" bigint NOT NULL,
  "site" text,
  "deleted" smallint NOT NULL DEFAULT 0,
  "_versions" bytea NOT NULL DEFAULT '\x00',
  "_hq_seq" bigint NOT NULL DEFAULT 0,
  PRIMARY KEY ("visit_id", "advisor_id")
);

CREATE TABLE record."visit_counterpart" (
  "id" bigint NOT NULL,
  "site" text,
  "visit_id" bigint,
  "person_id" bigint,
  "name" text,
  "rank_code" text,
  "post" text,
  "deleted" smallint NOT NULL DEFAULT 0,
  "_versions" bytea NOT NULL DEFAULT '\x00',
  "_hq_seq" bigint NOT NULL DEFAULT 0,
  PRIMARY KEY ("id")
);

CREATE TABLE record."visit_topic" (
  "id" bigint NOT NULL,
  "site" text,
  "visit_id" bigint,
  "topic" text,
  "deleted" smallint NOT NULL DEFAULT 0,
  "_versions" bytea NOT NULL DEFAULT '\x00',
  "_hq_seq" bigint NOT NULL DEFAULT 0,
  PRIMARY KEY ("id")
);

CREATE TABLE record."visit_issue" (
  "id" bigint NOT NULL,
  "site" text,
  "visit_id" bigint,
  "description" text,
  "severity" text,
  "status" text,
  "deleted" smallint NOT NULL DEFAULT 0,
  "_versions" bytea NOT NULL DEFAULT '\x00',
  "_hq_seq" bigint NOT NULL DEFAULT 0,
  PRIMARY KEY ("id")
);

CREATE TABLE record."capability_rating" (
  "visit_id" bigint NOT NULL,
  "area_code" text NOT NULL,
  "site" text,
  "institution_id" bigint,
  "scale_code" text,
  "direction" text,
  "level" bigint,
  "evidence" text,
  "deleted" smallint NOT NULL DEFAULT 0,
  "_versions" bytea NOT NULL DEFAULT '\x00',
  "_hq_seq" bigint NOT NULL DEFAULT 0,
  PRIMARY KEY ("visit_id", "area_code")
);

CREATE TABLE record."action_item" (
  "id" bigint NOT NULL,
  "site" text,
  "programme_code" text,
  "visit_id" bigint,
  "finding_id" bigint,
  "institution_id" bigint,
  "description" text,
  "owner" text,
  "side" text,
  "due" date,
  "status" text,
  "closed_on" date,
  "evidence" text,
  "entered_by" bigint,
  "entered_at" timestamptz,
  "deleted" smallint NOT NULL DEFAULT 0,
  "_versions" bytea NOT NULL DEFAULT '\x00',
  "_hq_seq" bigint NOT NULL DEFAULT 0,
  PRIMARY KEY ("id")
);

CREATE TABLE record."situation_report" (
  "site" text NOT NULL,
  "programme_code" text NOT NULL,
  "week_start" date NOT NULL,
  "status" text,
  "frozen_at" timestamptz,
  "done" text,
  "issues" text,
  "next" text,
  "deleted" smallint NOT NULL DEFAULT 0,
  "_versions" bytea NOT NULL DEFAULT '\x00',
  "_hq_seq" bigint NOT NULL DEFAULT 0,
  PRIMARY KEY ("site", "programme_code", "week_start")
);

CREATE TABLE record."inspection" (
  "id" bigint NOT NULL,
  "site" text,
  "facility_id" bigint,
  "template_code" text,
  "template_version" bigint,
  "start_date" date,
  "end_date" date,
  "announced" smallint,
  "met" text,
  "status" text,
  "submitted_at" timestamptz,
  "summary" text,
  "entered_by" bigint,
  "entered_at" timestamptz,
  "deleted" smallint NOT NULL DEFAULT 0,
  "_versions" bytea NOT NULL DEFAULT '\x00',
  "_hq_seq" bigint NOT NULL DEFAULT 0,
  PRIMARY KEY ("id")
);

CREATE TABLE record."inspection_inspector" (
  "inspection_id" bigint NOT NULL,
  "advisor_id" bigint NOT NULL,
  "site" text,
  "deleted" smallint NOT NULL DEFAULT 0,
  "_versions" bytea NOT NULL DEFAULT '\x00',
  "_hq_seq" bigint NOT NULL DEFAULT 0,
  PRIMARY KEY ("inspection_id", "advisor_id")
);

CREATE TABLE record."inspection_phase" (
  "inspection_id" bigint NOT NULL,
  "phase" text NOT NULL,
  "site" text,
  "done_at" timestamptz,
  "notes" text,
  "deleted" smallint NOT NULL DEFAULT 0,
  "_versions" bytea NOT NULL DEFAULT '\x00',
  "_hq_seq" bigint NOT NULL DEFAULT 0,
  PRIMARY KEY ("inspection_id", "phase")
);

CREATE TABLE record."answer" (
  "inspection_id" bigint NOT NULL,
  "question_code" text NOT NULL,
  "repeat" bigint NOT NULL,
  "site" text,
  "choice" text,
  "number" double precision,
  "words" text,
  "comment" text,
  "evidence" text,
  "deleted" smallint NOT NULL DEFAULT 0,
  "_versions" bytea NOT NULL DEFAULT '\x00',
  "_hq_seq" bigint NOT NULL DEFAULT 0,
  PRIMARY KEY ("inspection_id", "question_code", "repeat")
);

CREATE TABLE record."finding" (
  "id" bigint NOT NULL,
  "site" text,
  "inspection_id" bigint,
  "question_code" text,
  "repeat" bigint,
  "severity" text,
  "description" text,
  "rule_ref" text,
  "recurrence" text,
  "reply" text,
  "reply_text" text,
  "reply_on" date,
  "entered_by" bigint,
  "entered_at" timestamptz,
  "deleted" smallint NOT NULL DEFAULT 0,
  "_versions" bytea NOT NULL DEFAULT '\x00',
  "_hq_seq" bigint NOT NULL DEFAULT 0,
  PRIMARY KEY ("id")
);

CREATE TABLE record."amendment" (
  "id" bigint NOT NULL,
  "site" text,
  "inspection_id" bigint,
  "reason" text,
  "made_by" bigint,
  "made_at" timestamptz,
  "deleted" smallint NOT NULL DEFAULT 0,
  "_versions" bytea NOT NULL DEFAULT '\x00',
  "_hq_seq" bigint NOT NULL DEFAULT 0,
  PRIMARY KEY ("id")
);

CREATE TABLE record."census" (
  "id" bigint NOT NULL,
  "site" text,
  "facility_id" bigint,
  "inspection_id" bigint,
  "taken_at" timestamptz,
  "source" text,
  "official_capacity" bigint,
  "operational_capacity" bigint,
  "net_living_area" double precision,
  "beds" bigint,
  "working_toilets" bigint,
  "working_showers" bigint,
  "water_litres" bigint,
  "foreigners" bigint,
  "disabled" bigint,
  "pregnant_or_nursing" bigint,
  "children_with_mothers" bigint,
  "untried_over_6_months" bigint,
  "held_past_release" bigint,
  "solitary" bigint,
  "solitary_over_15_days" bigint,
  "admissions_12_months" bigint,
  "releases_12_months" bigint,
  "deaths_12_months" bigint,
  "escapes_12_months" bigint,
  "erroneous_releases_12_months" bigint,
  "staff_authorised" bigint,
  "staff_on_payroll" bigint,
  "staff_present" bigint,
  "staff_female" bigint,
  "staff_medical" bigint,
  "staff_trained" bigint,
  "register_population" bigint,
  "counted_population" bigint,
  "entered_by" bigint,
  "entered_at" timestamptz,
  "deleted" smallint NOT NULL DEFAULT 0,
  "_versions" bytea NOT NULL DEFAULT '\x00',
  "_hq_seq" bigint NOT NULL DEFAULT 0,
  PRIMARY KEY ("id")
);

CREATE TABLE record."census_count" (
  "census_id" bigint NOT NULL,
  "sex" text NOT NULL,
  "age_band" text NOT NULL,
  "legal_status" text NOT NULL,
  "site" text,
  "persons" bigint,
  "deleted" smallint NOT NULL DEFAULT 0,
  "_versions" bytea NOT NULL DEFAULT '\x00',
  "_hq_seq" bigint NOT NULL DEFAULT 0,
  PRIMARY KEY ("census_id", "sex", "age_band", "legal_status")
);

CREATE TABLE record."project" (
  "id" bigint NOT NULL,
  "site" text,
  "title" text,
  "programme_code" text,
  "institution_id" bigint,
  "partner" text,
  "budget" double precision,
  "planned_start" date,
  "planned_end" date,
  "actual_start" date,
  "actual_end" date,
  "beds_added" bigint,
  "progress" bigint,
  "status" text,
  "issues" text,
  "deleted" smallint NOT NULL DEFAULT 0,
  "_versions" bytea NOT NULL DEFAULT '\x00',
  "_hq_seq" bigint NOT NULL DEFAULT 0,
  PRIMARY KEY ("id")
);

CREATE TABLE record."project_milestone" (
  "id" bigint NOT NULL,
  "site" text,
  "project_id" bigint,
  "title" text,
  "due" date,
  "done_on" date,
  "deleted" smallint NOT NULL DEFAULT 0,
  "_versions" bytea NOT NULL DEFAULT '\x00',
  "_hq_seq" bigint NOT NULL DEFAULT 0,
  PRIMARY KEY ("id")
);

CREATE TABLE record."caseload_snapshot" (
  "id" bigint NOT NULL,
  "site" text,
  "institution_id" bigint,
  "day" date,
  "awaiting_first_hearing" bigint,
  "over_24_hours_without_judge" bigint,
  "in_15_day_renewals" bigint,
  "over_6_months" bigint,
  "ordered_released_but_held" bigint,
  "note" text,
  "deleted" smallint NOT NULL DEFAULT 0,
  "_versions" bytea NOT NULL DEFAULT '\x00',
  "_hq_seq" bigint NOT NULL DEFAULT 0,
  PRIMARY KEY ("id")
);

CREATE INDEX person_site ON record.person (site);
CREATE INDEX vetting_person ON record.vetting (person_id);
CREATE INDEX training_event_start ON record.training_event (start_date DESC, id DESC);
CREATE INDEX session_event ON record.session (event_id, day);
CREATE INDEX attendance_mark_person ON record.attendance_mark (person_id);
CREATE INDEX mentoring_visit_day ON record.mentoring_visit (day DESC, id DESC);
CREATE INDEX visit_counterpart_visit ON record.visit_counterpart (visit_id);
CREATE INDEX visit_topic_visit ON record.visit_topic (visit_id);
CREATE INDEX visit_issue_visit ON record.visit_issue (visit_id);
CREATE INDEX action_item_due ON record.action_item (due, id);
CREATE INDEX action_item_visit ON record.action_item (visit_id);
CREATE INDEX action_item_finding ON record.action_item (finding_id);
CREATE INDEX inspection_start ON record.inspection (start_date DESC, id DESC);
CREATE INDEX finding_inspection ON record.finding (inspection_id);
CREATE INDEX census_inspection ON record.census (inspection_id);
