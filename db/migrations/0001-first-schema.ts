import type { Migration } from './migration.ts';

/**
 * Tables that travel. Their own columns are those of the registry; the others are local: `own_seq` the last op of this
 * laptop that touched the row, and who changed it last. Columns outside the key may be NULL because rows arrive in
 * pieces, and there are no foreign keys because they arrive in any order (docs/decisions/0001).
 */
const syncedTables = `
CREATE TABLE programme (
  code TEXT NOT NULL,
  name_en TEXT,
  name_ar TEXT,
  sort INTEGER,
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
  own_seq INTEGER NOT NULL DEFAULT 0,
  changed_by INTEGER,
  changed_device INTEGER,
  changed_ms INTEGER,
  PRIMARY KEY (code)
) STRICT, WITHOUT ROWID;
CREATE TABLE governorate (
  code TEXT NOT NULL,
  name_en TEXT,
  name_ar TEXT,
  capital_en TEXT,
  capital_ar TEXT,
  lat REAL,
  lon REAL,
  region TEXT,
  aliases TEXT,
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
  own_seq INTEGER NOT NULL DEFAULT 0,
  changed_by INTEGER,
  changed_device INTEGER,
  changed_ms INTEGER,
  PRIMARY KEY (code)
) STRICT, WITHOUT ROWID;
CREATE TABLE site (
  code TEXT NOT NULL,
  name_en TEXT,
  name_ar TEXT,
  governorate_code TEXT,
  active INTEGER CHECK (active IN (0, 1)),
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
  own_seq INTEGER NOT NULL DEFAULT 0,
  changed_by INTEGER,
  changed_device INTEGER,
  changed_ms INTEGER,
  PRIMARY KEY (code)
) STRICT, WITHOUT ROWID;
CREATE TABLE institution_type (
  code TEXT NOT NULL,
  name_en TEXT,
  name_ar TEXT,
  parent TEXT,
  sort INTEGER,
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
  own_seq INTEGER NOT NULL DEFAULT 0,
  changed_by INTEGER,
  changed_device INTEGER,
  changed_ms INTEGER,
  PRIMARY KEY (code)
) STRICT, WITHOUT ROWID;
CREATE TABLE institution (
  id INTEGER PRIMARY KEY,
  type_code TEXT,
  parent_id INTEGER,
  governorate_code TEXT,
  name_en TEXT,
  name_ar TEXT,
  aliases TEXT,
  lat REAL,
  lon REAL,
  serving_site TEXT,
  merged_into INTEGER,
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
  own_seq INTEGER NOT NULL DEFAULT 0,
  changed_by INTEGER,
  changed_device INTEGER,
  changed_ms INTEGER
) STRICT;
CREATE INDEX institution_by_type_code ON institution (type_code);
CREATE INDEX institution_by_parent_id ON institution (parent_id);
CREATE TABLE facility (
  institution_id INTEGER PRIMARY KEY,
  operator TEXT,
  official_capacity INTEGER,
  opened_on TEXT,
  active INTEGER CHECK (active IN (0, 1)),
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
  own_seq INTEGER NOT NULL DEFAULT 0,
  changed_by INTEGER,
  changed_device INTEGER,
  changed_ms INTEGER
) STRICT;
CREATE TABLE course (
  code TEXT NOT NULL,
  programme_code TEXT,
  audience TEXT,
  name_en TEXT,
  name_ar TEXT,
  provider TEXT,
  duration TEXT,
  hours REAL,
  pass_attendance INTEGER,
  pass_mark INTEGER,
  source TEXT,
  active INTEGER CHECK (active IN (0, 1)),
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
  own_seq INTEGER NOT NULL DEFAULT 0,
  changed_by INTEGER,
  changed_device INTEGER,
  changed_ms INTEGER,
  PRIMARY KEY (code)
) STRICT, WITHOUT ROWID;
CREATE TABLE rank (
  code TEXT NOT NULL,
  sort INTEGER,
  band TEXT,
  name_en TEXT,
  name_ar TEXT,
  transliteration TEXT,
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
  own_seq INTEGER NOT NULL DEFAULT 0,
  changed_by INTEGER,
  changed_device INTEGER,
  changed_ms INTEGER,
  PRIMARY KEY (code)
) STRICT, WITHOUT ROWID;
CREATE TABLE capability_scale (
  code TEXT NOT NULL,
  name_en TEXT,
  name_ar TEXT,
  direction TEXT,
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
  own_seq INTEGER NOT NULL DEFAULT 0,
  changed_by INTEGER,
  changed_device INTEGER,
  changed_ms INTEGER,
  PRIMARY KEY (code)
) STRICT, WITHOUT ROWID;
CREATE TABLE capability_level (
  scale_code TEXT NOT NULL,
  level INTEGER NOT NULL,
  name_en TEXT,
  name_ar TEXT,
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
  own_seq INTEGER NOT NULL DEFAULT 0,
  changed_by INTEGER,
  changed_device INTEGER,
  changed_ms INTEGER,
  PRIMARY KEY (scale_code, level)
) STRICT, WITHOUT ROWID;
CREATE TABLE capability_area (
  code TEXT NOT NULL,
  programme_code TEXT,
  scale_code TEXT,
  name_en TEXT,
  name_ar TEXT,
  sort INTEGER,
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
  own_seq INTEGER NOT NULL DEFAULT 0,
  changed_by INTEGER,
  changed_device INTEGER,
  changed_ms INTEGER,
  PRIMARY KEY (code)
) STRICT, WITHOUT ROWID;
CREATE TABLE checklist_template (
  code TEXT NOT NULL,
  version INTEGER NOT NULL,
  title_en TEXT,
  title_ar TEXT,
  default_language TEXT,
  published_on TEXT,
  active INTEGER CHECK (active IN (0, 1)),
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
  own_seq INTEGER NOT NULL DEFAULT 0,
  changed_by INTEGER,
  changed_device INTEGER,
  changed_ms INTEGER,
  PRIMARY KEY (code, version)
) STRICT, WITHOUT ROWID;
CREATE TABLE template_section (
  template_code TEXT NOT NULL,
  version INTEGER NOT NULL,
  code TEXT NOT NULL,
  seq INTEGER,
  name_en TEXT,
  name_ar TEXT,
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
  own_seq INTEGER NOT NULL DEFAULT 0,
  changed_by INTEGER,
  changed_device INTEGER,
  changed_ms INTEGER,
  PRIMARY KEY (template_code, version, code)
) STRICT, WITHOUT ROWID;
CREATE TABLE template_question (
  template_code TEXT NOT NULL,
  version INTEGER NOT NULL,
  code TEXT NOT NULL,
  section_code TEXT,
  seq INTEGER,
  core INTEGER CHECK (core IN (0, 1)),
  label_en TEXT,
  label_ar TEXT,
  hint_en TEXT,
  hint_ar TEXT,
  response_type TEXT,
  unit TEXT,
  rule_ref TEXT,
  severity TEXT,
  weight REAL,
  evidence TEXT,
  adverse_when TEXT,
  threshold_basis TEXT,
  restricted INTEGER CHECK (restricted IN (0, 1)),
  required INTEGER CHECK (required IN (0, 1)),
  relevant TEXT,
  constraint_rule TEXT,
  constraint_message_en TEXT,
  constraint_message_ar TEXT,
  calculation TEXT,
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
  own_seq INTEGER NOT NULL DEFAULT 0,
  changed_by INTEGER,
  changed_device INTEGER,
  changed_ms INTEGER,
  PRIMARY KEY (template_code, version, code)
) STRICT, WITHOUT ROWID;
CREATE TABLE advisor (
  id INTEGER PRIMARY KEY,
  display_name TEXT,
  role TEXT,
  home_site TEXT,
  programme_code TEXT,
  active INTEGER CHECK (active IN (0, 1)),
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
  own_seq INTEGER NOT NULL DEFAULT 0,
  changed_by INTEGER,
  changed_device INTEGER,
  changed_ms INTEGER
) STRICT;
CREATE TABLE setting (
  name TEXT NOT NULL,
  value TEXT,
  source TEXT,
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
  own_seq INTEGER NOT NULL DEFAULT 0,
  changed_by INTEGER,
  changed_device INTEGER,
  changed_ms INTEGER,
  PRIMARY KEY (name)
) STRICT, WITHOUT ROWID;
CREATE TABLE holiday (
  day TEXT NOT NULL,
  name_en TEXT,
  name_ar TEXT,
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
  own_seq INTEGER NOT NULL DEFAULT 0,
  changed_by INTEGER,
  changed_device INTEGER,
  changed_ms INTEGER,
  PRIMARY KEY (day)
) STRICT, WITHOUT ROWID;
CREATE TABLE person (
  id INTEGER PRIMARY KEY,
  site TEXT,
  name_ar TEXT,
  given_ar TEXT,
  father_ar TEXT,
  grandfather_ar TEXT,
  great_grandfather_ar TEXT,
  laqab_ar TEXT,
  name_latin TEXT,
  sex TEXT,
  birth_date TEXT,
  birth_placeholder INTEGER CHECK (birth_placeholder IN (0, 1)),
  rank_code TEXT,
  post TEXT,
  institution_id INTEGER,
  governorate_code TEXT,
  badge TEXT,
  other_id TEXT,
  phone TEXT,
  unit TEXT,
  note TEXT,
  merged_into INTEGER,
  entered_by INTEGER,
  entered_at TEXT,
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
  own_seq INTEGER NOT NULL DEFAULT 0,
  changed_by INTEGER,
  changed_device INTEGER,
  changed_ms INTEGER
) STRICT;
CREATE INDEX person_by_badge ON person (badge);
CREATE INDEX person_by_institution_id ON person (institution_id);
CREATE TABLE vetting (
  id INTEGER PRIMARY KEY,
  site TEXT,
  person_id INTEGER,
  status TEXT,
  case_number TEXT,
  submitted_on TEXT,
  decided_on TEXT,
  valid_until TEXT,
  reason TEXT,
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
  own_seq INTEGER NOT NULL DEFAULT 0,
  changed_by INTEGER,
  changed_device INTEGER,
  changed_ms INTEGER
) STRICT;
CREATE INDEX vetting_by_person_id ON vetting (person_id);
CREATE TABLE training_event (
  id INTEGER PRIMARY KEY,
  site TEXT,
  course_code TEXT,
  run_number INTEGER,
  programme_code TEXT,
  provider TEXT,
  funding TEXT,
  venue TEXT,
  governorate_code TEXT,
  start_date TEXT,
  end_date TEXT,
  language TEXT,
  interpreter TEXT,
  capacity INTEGER,
  status TEXT,
  cancel_reason TEXT,
  report TEXT,
  entered_by INTEGER,
  entered_at TEXT,
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
  own_seq INTEGER NOT NULL DEFAULT 0,
  changed_by INTEGER,
  changed_device INTEGER,
  changed_ms INTEGER
) STRICT;
CREATE INDEX training_event_by_site_start_date ON training_event (site, start_date);
CREATE INDEX training_event_by_course_code_start_date ON training_event (course_code, start_date);
CREATE TABLE event_instructor (
  id INTEGER PRIMARY KEY,
  site TEXT,
  event_id INTEGER,
  advisor_id INTEGER,
  person_id INTEGER,
  name TEXT,
  role TEXT,
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
  own_seq INTEGER NOT NULL DEFAULT 0,
  changed_by INTEGER,
  changed_device INTEGER,
  changed_ms INTEGER
) STRICT;
CREATE INDEX event_instructor_by_event_id ON event_instructor (event_id);
CREATE TABLE session (
  id INTEGER PRIMARY KEY,
  site TEXT,
  event_id INTEGER,
  day TEXT,
  slot TEXT,
  start_time TEXT,
  end_time TEXT,
  hours REAL,
  topic TEXT,
  instructor TEXT,
  status TEXT,
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
  own_seq INTEGER NOT NULL DEFAULT 0,
  changed_by INTEGER,
  changed_device INTEGER,
  changed_ms INTEGER
) STRICT;
CREATE INDEX session_by_event_id_day ON session (event_id, day);
CREATE INDEX session_by_day ON session (day);
CREATE TABLE enrolment (
  event_id INTEGER NOT NULL,
  person_id INTEGER NOT NULL,
  site TEXT,
  status TEXT,
  position INTEGER,
  pre_test REAL,
  post_test REAL,
  practical REAL,
  result_override TEXT,
  result_reason TEXT,
  certificate_number TEXT,
  certificate_on TEXT,
  follow_up_due TEXT,
  follow_up_done TEXT,
  feedback INTEGER,
  vetting_override INTEGER CHECK (vetting_override IN (0, 1)),
  vetting_reason TEXT,
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
  own_seq INTEGER NOT NULL DEFAULT 0,
  changed_by INTEGER,
  changed_device INTEGER,
  changed_ms INTEGER,
  PRIMARY KEY (event_id, person_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX enrolment_by_person_id ON enrolment (person_id);
CREATE TABLE attendance_mark (
  session_id INTEGER NOT NULL,
  person_id INTEGER NOT NULL,
  site TEXT,
  mark TEXT,
  minutes INTEGER,
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
  own_seq INTEGER NOT NULL DEFAULT 0,
  changed_by INTEGER,
  changed_device INTEGER,
  changed_ms INTEGER,
  PRIMARY KEY (session_id, person_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE mentoring_visit (
  id INTEGER PRIMARY KEY,
  site TEXT,
  programme_code TEXT,
  institution_id INTEGER,
  day TEXT,
  start_time TEXT,
  end_time TEXT,
  zone TEXT,
  mode TEXT,
  cancel_reason TEXT,
  interpreter TEXT,
  objectives TEXT,
  activities TEXT,
  observations TEXT,
  recommendations TEXT,
  equipment_seen TEXT,
  training_needs TEXT,
  next_visit TEXT,
  sensitivity TEXT,
  entered_by INTEGER,
  entered_at TEXT,
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
  own_seq INTEGER NOT NULL DEFAULT 0,
  changed_by INTEGER,
  changed_device INTEGER,
  changed_ms INTEGER
) STRICT;
CREATE INDEX mentoring_visit_by_institution_id_day ON mentoring_visit (institution_id, day);
CREATE INDEX mentoring_visit_by_site_day ON mentoring_visit (site, day);
CREATE TABLE visit_advisor (
  visit_id INTEGER NOT NULL,
  advisor_id INTEGER NOT NULL,
  site TEXT,
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
  own_seq INTEGER NOT NULL DEFAULT 0,
  changed_by INTEGER,
  changed_device INTEGER,
  changed_ms INTEGER,
  PRIMARY KEY (visit_id, advisor_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX visit_advisor_by_advisor_id ON visit_advisor (advisor_id);
CREATE TABLE visit_counterpart (
  id INTEGER PRIMARY KEY,
  site TEXT,
  visit_id INTEGER,
  person_id INTEGER,
  name TEXT,
  rank_code TEXT,
  post TEXT,
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
  own_seq INTEGER NOT NULL DEFAULT 0,
  changed_by INTEGER,
  changed_device INTEGER,
  changed_ms INTEGER
) STRICT;
CREATE INDEX visit_counterpart_by_visit_id ON visit_counterpart (visit_id);
CREATE INDEX visit_counterpart_by_person_id ON visit_counterpart (person_id);
CREATE TABLE visit_topic (
  id INTEGER PRIMARY KEY,
  site TEXT,
  visit_id INTEGER,
  topic TEXT,
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
  own_seq INTEGER NOT NULL DEFAULT 0,
  changed_by INTEGER,
  changed_device INTEGER,
  changed_ms INTEGER
) STRICT;
CREATE INDEX visit_topic_by_visit_id ON visit_topic (visit_id);
CREATE TABLE visit_issue (
  id INTEGER PRIMARY KEY,
  site TEXT,
  visit_id INTEGER,
  description TEXT,
  severity TEXT,
  status TEXT,
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
  own_seq INTEGER NOT NULL DEFAULT 0,
  changed_by INTEGER,
  changed_device INTEGER,
  changed_ms INTEGER
) STRICT;
CREATE INDEX visit_issue_by_visit_id ON visit_issue (visit_id);
CREATE INDEX visit_issue_by_status_severity ON visit_issue (status, severity);
CREATE TABLE capability_rating (
  visit_id INTEGER NOT NULL,
  area_code TEXT NOT NULL,
  site TEXT,
  institution_id INTEGER,
  scale_code TEXT,
  direction TEXT,
  level INTEGER,
  evidence TEXT,
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
  own_seq INTEGER NOT NULL DEFAULT 0,
  changed_by INTEGER,
  changed_device INTEGER,
  changed_ms INTEGER,
  PRIMARY KEY (visit_id, area_code)
) STRICT, WITHOUT ROWID;
CREATE INDEX capability_rating_by_institution_id_area_code ON capability_rating (institution_id, area_code);
CREATE TABLE action_item (
  id INTEGER PRIMARY KEY,
  site TEXT,
  programme_code TEXT,
  visit_id INTEGER,
  finding_id INTEGER,
  institution_id INTEGER,
  description TEXT,
  owner TEXT,
  side TEXT,
  due TEXT,
  status TEXT,
  closed_on TEXT,
  evidence TEXT,
  entered_by INTEGER,
  entered_at TEXT,
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
  own_seq INTEGER NOT NULL DEFAULT 0,
  changed_by INTEGER,
  changed_device INTEGER,
  changed_ms INTEGER
) STRICT;
CREATE INDEX action_item_by_site_status_due ON action_item (site, status, due);
CREATE INDEX action_item_by_status_due ON action_item (status, due);
CREATE INDEX action_item_by_visit_id ON action_item (visit_id);
CREATE INDEX action_item_by_finding_id ON action_item (finding_id);
CREATE INDEX action_item_by_institution_id_status ON action_item (institution_id, status);
CREATE TABLE situation_report (
  site TEXT NOT NULL,
  programme_code TEXT NOT NULL,
  week_start TEXT NOT NULL,
  status TEXT,
  frozen_at TEXT,
  done TEXT,
  issues TEXT,
  next TEXT,
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
  own_seq INTEGER NOT NULL DEFAULT 0,
  changed_by INTEGER,
  changed_device INTEGER,
  changed_ms INTEGER,
  PRIMARY KEY (site, programme_code, week_start)
) STRICT, WITHOUT ROWID;
CREATE TABLE inspection (
  id INTEGER PRIMARY KEY,
  site TEXT,
  facility_id INTEGER,
  template_code TEXT,
  template_version INTEGER,
  start_date TEXT,
  end_date TEXT,
  announced INTEGER CHECK (announced IN (0, 1)),
  met TEXT,
  status TEXT,
  submitted_at TEXT,
  summary TEXT,
  entered_by INTEGER,
  entered_at TEXT,
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
  own_seq INTEGER NOT NULL DEFAULT 0,
  changed_by INTEGER,
  changed_device INTEGER,
  changed_ms INTEGER
) STRICT;
CREATE INDEX inspection_by_facility_id_start_date ON inspection (facility_id, start_date);
CREATE INDEX inspection_by_site_start_date ON inspection (site, start_date);
CREATE TABLE inspection_inspector (
  inspection_id INTEGER NOT NULL,
  advisor_id INTEGER NOT NULL,
  site TEXT,
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
  own_seq INTEGER NOT NULL DEFAULT 0,
  changed_by INTEGER,
  changed_device INTEGER,
  changed_ms INTEGER,
  PRIMARY KEY (inspection_id, advisor_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE inspection_phase (
  inspection_id INTEGER NOT NULL,
  phase TEXT NOT NULL,
  site TEXT,
  done_at TEXT,
  notes TEXT,
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
  own_seq INTEGER NOT NULL DEFAULT 0,
  changed_by INTEGER,
  changed_device INTEGER,
  changed_ms INTEGER,
  PRIMARY KEY (inspection_id, phase)
) STRICT, WITHOUT ROWID;
CREATE TABLE answer (
  inspection_id INTEGER NOT NULL,
  question_code TEXT NOT NULL,
  repeat INTEGER NOT NULL,
  site TEXT,
  choice TEXT,
  number REAL,
  words TEXT,
  comment TEXT,
  evidence TEXT,
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
  own_seq INTEGER NOT NULL DEFAULT 0,
  changed_by INTEGER,
  changed_device INTEGER,
  changed_ms INTEGER,
  PRIMARY KEY (inspection_id, question_code, repeat)
) STRICT, WITHOUT ROWID;
CREATE TABLE finding (
  id INTEGER PRIMARY KEY,
  site TEXT,
  inspection_id INTEGER,
  question_code TEXT,
  repeat INTEGER,
  severity TEXT,
  description TEXT,
  rule_ref TEXT,
  recurrence TEXT,
  reply TEXT,
  reply_text TEXT,
  reply_on TEXT,
  entered_by INTEGER,
  entered_at TEXT,
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
  own_seq INTEGER NOT NULL DEFAULT 0,
  changed_by INTEGER,
  changed_device INTEGER,
  changed_ms INTEGER
) STRICT;
CREATE INDEX finding_by_inspection_id ON finding (inspection_id);
CREATE TABLE amendment (
  id INTEGER PRIMARY KEY,
  site TEXT,
  inspection_id INTEGER,
  reason TEXT,
  made_by INTEGER,
  made_at TEXT,
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
  own_seq INTEGER NOT NULL DEFAULT 0,
  changed_by INTEGER,
  changed_device INTEGER,
  changed_ms INTEGER
) STRICT;
CREATE INDEX amendment_by_inspection_id ON amendment (inspection_id);
CREATE TABLE census (
  id INTEGER PRIMARY KEY,
  site TEXT,
  facility_id INTEGER,
  inspection_id INTEGER,
  taken_at TEXT,
  source TEXT,
  official_capacity INTEGER,
  operational_capacity INTEGER,
  net_living_area REAL,
  beds INTEGER,
  working_toilets INTEGER,
  working_showers INTEGER,
  water_litres INTEGER,
  foreigners INTEGER,
  disabled INTEGER,
  pregnant_or_nursing INTEGER,
  children_with_mothers INTEGER,
  untried_over_6_months INTEGER,
  held_past_release INTEGER,
  solitary INTEGER,
  solitary_over_15_days INTEGER,
  admissions_12_months INTEGER,
  releases_12_months INTEGER,
  deaths_12_months INTEGER,
  escapes_12_months INTEGER,
  erroneous_releases_12_months INTEGER,
  staff_authorised INTEGER,
  staff_on_payroll INTEGER,
  staff_present INTEGER,
  staff_female INTEGER,
  staff_medical INTEGER,
  staff_trained INTEGER,
  register_population INTEGER,
  counted_population INTEGER,
  entered_by INTEGER,
  entered_at TEXT,
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
  own_seq INTEGER NOT NULL DEFAULT 0,
  changed_by INTEGER,
  changed_device INTEGER,
  changed_ms INTEGER
) STRICT;
CREATE INDEX census_by_facility_id_taken_at ON census (facility_id, taken_at);
CREATE INDEX census_by_inspection_id ON census (inspection_id);
CREATE TABLE census_count (
  census_id INTEGER NOT NULL,
  sex TEXT NOT NULL,
  age_band TEXT NOT NULL,
  legal_status TEXT NOT NULL,
  site TEXT,
  persons INTEGER,
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
  own_seq INTEGER NOT NULL DEFAULT 0,
  changed_by INTEGER,
  changed_device INTEGER,
  changed_ms INTEGER,
  PRIMARY KEY (census_id, sex, age_band, legal_status)
) STRICT, WITHOUT ROWID;
CREATE TABLE project (
  id INTEGER PRIMARY KEY,
  site TEXT,
  title TEXT,
  programme_code TEXT,
  institution_id INTEGER,
  partner TEXT,
  budget REAL,
  planned_start TEXT,
  planned_end TEXT,
  actual_start TEXT,
  actual_end TEXT,
  beds_added INTEGER,
  progress INTEGER,
  status TEXT,
  issues TEXT,
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
  own_seq INTEGER NOT NULL DEFAULT 0,
  changed_by INTEGER,
  changed_device INTEGER,
  changed_ms INTEGER
) STRICT;
CREATE INDEX project_by_site_status ON project (site, status);
CREATE TABLE project_milestone (
  id INTEGER PRIMARY KEY,
  site TEXT,
  project_id INTEGER,
  title TEXT,
  due TEXT,
  done_on TEXT,
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
  own_seq INTEGER NOT NULL DEFAULT 0,
  changed_by INTEGER,
  changed_device INTEGER,
  changed_ms INTEGER
) STRICT;
CREATE INDEX project_milestone_by_project_id ON project_milestone (project_id);
CREATE TABLE caseload_snapshot (
  id INTEGER PRIMARY KEY,
  site TEXT,
  institution_id INTEGER,
  day TEXT,
  awaiting_first_hearing INTEGER,
  over_24_hours_without_judge INTEGER,
  in_15_day_renewals INTEGER,
  over_6_months INTEGER,
  ordered_released_but_held INTEGER,
  note TEXT,
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
  own_seq INTEGER NOT NULL DEFAULT 0,
  changed_by INTEGER,
  changed_device INTEGER,
  changed_ms INTEGER
) STRICT;
CREATE INDEX caseload_snapshot_by_institution_id_day ON caseload_snapshot (institution_id, day);
`;

/** Tables of this laptop alone. */
const localTables = `
CREATE TABLE op (
  seq INTEGER PRIMARY KEY,
  first INTEGER NOT NULL,
  hlc_ms INTEGER NOT NULL,
  hlc_counter INTEGER NOT NULL,
  seen INTEGER NOT NULL,
  actor INTEGER NOT NULL,
  schema INTEGER NOT NULL,
  last_id INTEGER NOT NULL,
  tally TEXT NOT NULL,
  hash BLOB NOT NULL CHECK (length(hash) = 32),
  body BLOB NOT NULL
) STRICT;
CREATE TABLE sync_state (
  only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
  device INTEGER,
  spares TEXT NOT NULL DEFAULT '',
  epoch TEXT,
  grant_version INTEGER,
  grant_sites TEXT NOT NULL DEFAULT '',
  cursor INTEGER NOT NULL DEFAULT 0,
  settled INTEGER NOT NULL DEFAULT 0,
  accepted INTEGER NOT NULL DEFAULT 0,
  durable INTEGER NOT NULL DEFAULT 0,
  exchange INTEGER NOT NULL DEFAULT 0,
  hlc_ms INTEGER NOT NULL DEFAULT 0,
  hlc_counter INTEGER NOT NULL DEFAULT 0,
  skew_ms INTEGER,
  last_success_at TEXT,
  hq_url TEXT,
  hq_id TEXT,
  hq_key BLOB,
  tls_pin TEXT,
  device_public_key BLOB,
  device_private_key BLOB,
  certificate TEXT,
  site TEXT,
  label TEXT,
  role TEXT,
  programme TEXT
) STRICT;
INSERT INTO sync_state (only_row) VALUES (1);
CREATE TABLE shadow (
  table_id INTEGER NOT NULL,
  row_key TEXT NOT NULL,
  group_id INTEGER NOT NULL,
  field_values BLOB NOT NULL,
  PRIMARY KEY (table_id, row_key, group_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE deferred_op (
  hq_seq INTEGER NOT NULL,
  device INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  actor INTEGER NOT NULL,
  hlc_ms INTEGER NOT NULL,
  hlc_counter INTEGER NOT NULL,
  kind TEXT NOT NULL,
  body BLOB NOT NULL,
  PRIMARY KEY (hq_seq, device, seq)
) STRICT, WITHOUT ROWID;
CREATE TABLE quarantine (
  seq INTEGER PRIMARY KEY,
  reason TEXT NOT NULL,
  reported_at TEXT NOT NULL
) STRICT;
CREATE TABLE conflict (
  id INTEGER PRIMARY KEY,
  table_id INTEGER NOT NULL,
  row_key TEXT NOT NULL,
  group_id INTEGER NOT NULL,
  hq_seq INTEGER NOT NULL,
  own_seq INTEGER,
  own_values BLOB,
  hq_values BLOB,
  noticed_at TEXT NOT NULL,
  state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'kept', 'restored')),
  decided_by INTEGER,
  decided_at TEXT,
  UNIQUE (table_id, row_key, group_id, hq_seq)
) STRICT;
CREATE INDEX conflict_by_state ON conflict (state, table_id, row_key);
CREATE TABLE exchange_log (
  id INTEGER PRIMARY KEY,
  started_at TEXT NOT NULL,
  duration_ms INTEGER NOT NULL,
  way TEXT NOT NULL,
  outcome TEXT NOT NULL,
  error TEXT,
  ops_sent INTEGER NOT NULL,
  ops_received INTEGER NOT NULL,
  bytes_up INTEGER NOT NULL,
  bytes_down INTEGER NOT NULL
) STRICT;
CREATE TABLE import_mapping (
  name TEXT PRIMARY KEY,
  mapping TEXT NOT NULL,
  used_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE local_setting (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE search_entry (
  id INTEGER PRIMARY KEY,
  table_id INTEGER NOT NULL,
  row_key TEXT NOT NULL,
  site TEXT,
  words TEXT NOT NULL,
  sounds TEXT NOT NULL,
  UNIQUE (table_id, row_key)
) STRICT;
CREATE VIRTUAL TABLE search USING fts5 (
  words,
  sounds,
  content = 'search_entry',
  content_rowid = 'id',
  tokenize = "unicode61 remove_diacritics 0",
  prefix = '2 3'
);
CREATE TRIGGER search_entry_added AFTER INSERT ON search_entry BEGIN
  INSERT INTO search (rowid, words, sounds) VALUES (new.id, new.words, new.sounds);
END;
CREATE TRIGGER search_entry_removed AFTER DELETE ON search_entry BEGIN
  INSERT INTO search (search, rowid, words, sounds) VALUES ('delete', old.id, old.words, old.sounds);
END;
CREATE TRIGGER search_entry_changed AFTER UPDATE OF words, sounds ON search_entry BEGIN
  INSERT INTO search (search, rowid, words, sounds) VALUES ('delete', old.id, old.words, old.sounds);
  INSERT INTO search (rowid, words, sounds) VALUES (new.id, new.words, new.sounds);
END;
`;

/** The first schema: what the registry of version 1 holds, and the laptop's own tables. */
export const firstSchema: Migration = { version: 1, name: 'first-schema', sql: syncedTables + localTables };
