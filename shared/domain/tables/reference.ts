import { code, date, flag, id, int, maybe, note, oneOf, real, set, text } from '../field.ts';
import { defineTable } from '../table.ts';
import {
  evidenceTypes,
  facilityOperators,
  languages,
  planSlots,
  programmes,
  roles,
  scaleDirections,
} from '../vocabularies.ts';

// Reference data: headquarters owns and edits it, every laptop receives it.

export const programme = defineTable({
  id: 1,
  name: 'programme',
  scope: 'all',
  key: ['code'],
  fields: { code: oneOf(1, programmes), name_en: text(2), name_ar: text(3), sort: int(4) },
});

export const governorate = defineTable({
  id: 2,
  name: 'governorate',
  scope: 'all',
  key: ['code'],
  fields: {
    code: code(1),
    name_en: text(2),
    name_ar: text(3),
    capital_en: text(4),
    capital_ar: text(5),
    lat: maybe(real(6, { group: 'location' })),
    lon: maybe(real(7, { group: 'location' })),
    region: maybe(code(8)),
    aliases: text(9),
  },
});

/** A Provincial Reconstruction Team site: the home scope of what is recorded there. */
export const site = defineTable({
  id: 3,
  name: 'site',
  scope: 'all',
  key: ['code'],
  fields: {
    code: code(1),
    name_en: text(2),
    name_ar: text(3),
    governorate_code: code(4, { ref: 'governorate' }),
    active: flag(5),
  },
});

export const institutionType = defineTable({
  id: 4,
  name: 'institution_type',
  scope: 'all',
  key: ['code'],
  fields: { code: code(1), name_en: text(2), name_ar: text(3), parent: maybe(text(4)), sort: int(5) },
});

export const institution = defineTable({
  id: 5,
  name: 'institution',
  scope: 'all',
  key: ['id'],
  fields: {
    id: id(1),
    type_code: code(2, { ref: 'institution_type' }),
    parent_id: maybe(id(3, { ref: 'institution' })),
    governorate_code: maybe(code(4, { ref: 'governorate' })),
    name_en: text(5),
    name_ar: text(6),
    aliases: text(7),
    lat: maybe(real(8, { group: 'location' })),
    lon: maybe(real(9, { group: 'location' })),
    serving_site: maybe(code(10, { ref: 'site' })),
    merged_into: maybe(id(11, { ref: 'institution' })),
  },
});

/** An institution that holds people, with its capacity and operator. */
export const facility = defineTable({
  id: 6,
  name: 'facility',
  scope: 'all',
  key: ['institution_id'],
  fields: {
    institution_id: id(1, { ref: 'institution' }),
    operator: oneOf(2, facilityOperators),
    official_capacity: maybe(int(3)),
    opened_on: maybe(date(4)),
    active: flag(5),
  },
});

export const course = defineTable({
  id: 7,
  name: 'course',
  scope: 'all',
  key: ['code'],
  fields: {
    code: code(1),
    programme_code: oneOf(2, programmes),
    audience: text(3),
    name_en: text(4),
    name_ar: text(5),
    provider: text(6),
    duration: text(7),
    hours: maybe(real(8)),
    /** Share of hours present or late that completion asks for, in percent. */
    pass_attendance: int(9, { group: 'pass_rule' }),
    /** Lowest post-test score that passes, in percent. */
    pass_mark: int(10, { group: 'pass_rule' }),
    source: text(11),
    active: flag(12),
  },
});

/** One session of the plan that a course comes with: working days are counted from 1, not dated. */
export const courseSession = defineTable({
  id: 18,
  name: 'course_session',
  scope: 'all',
  key: ['course_code', 'seq'],
  fields: {
    course_code: code(1, { ref: 'course' }),
    seq: int(2),
    day: int(3),
    slot: oneOf(4, planSlots),
    hours: real(5),
    topic_en: text(6),
    topic_ar: text(7),
  },
});

export const rank = defineTable({
  id: 8,
  name: 'rank',
  scope: 'all',
  key: ['code'],
  fields: {
    code: code(1),
    sort: int(2),
    band: code(3),
    name_en: text(4),
    name_ar: text(5),
    transliteration: text(6),
  },
});

export const capabilityScale = defineTable({
  id: 9,
  name: 'capability_scale',
  scope: 'all',
  key: ['code'],
  fields: { code: code(1), name_en: text(2), name_ar: text(3), direction: oneOf(4, scaleDirections) },
});

export const capabilityLevel = defineTable({
  id: 10,
  name: 'capability_level',
  scope: 'all',
  key: ['scale_code', 'level'],
  fields: {
    scale_code: code(1, { ref: 'capability_scale' }),
    level: int(2),
    name_en: text(3),
    name_ar: text(4),
  },
});

export const capabilityArea = defineTable({
  id: 11,
  name: 'capability_area',
  scope: 'all',
  key: ['code'],
  fields: {
    code: code(1),
    programme_code: oneOf(2, programmes),
    scale_code: code(3, { ref: 'capability_scale' }),
    name_en: text(4),
    name_ar: text(5),
    sort: int(6),
  },
});

export const checklistTemplate = defineTable({
  id: 12,
  name: 'checklist_template',
  scope: 'all',
  key: ['code', 'version'],
  fields: {
    code: code(1),
    version: int(2),
    title_en: text(3),
    title_ar: text(4),
    default_language: oneOf(5, languages),
    published_on: maybe(date(6)),
    active: flag(7),
    /** How the form is written down: null and 1 are rows of sections and questions alone, 2 a form in pieces. */
    format: maybe(int(8)),
    /** How many pieces the form has: with fewer it has not all arrived. */
    form_pieces: maybe(int(9)),
  },
});

/** The form of a template version, as its author wrote it: JSON in pieces, in order. Never changes. */
export const templateForm = defineTable({
  id: 19,
  name: 'template_form',
  scope: 'all',
  key: ['template_code', 'version', 'piece'],
  fields: {
    template_code: code(1, { ref: 'checklist_template' }),
    version: int(2),
    /** From 0. */
    piece: int(3),
    content: note(4),
  },
});

export const templateSection = defineTable({
  id: 13,
  name: 'template_section',
  scope: 'all',
  key: ['template_code', 'version', 'code'],
  fields: {
    template_code: code(1, { ref: 'checklist_template' }),
    version: int(2),
    code: code(3),
    seq: int(4),
    name_en: text(5),
    name_ar: text(6),
  },
});

export const templateQuestion = defineTable({
  id: 14,
  name: 'template_question',
  scope: 'all',
  key: ['template_code', 'version', 'code'],
  fields: {
    template_code: code(1, { ref: 'checklist_template' }),
    version: int(2),
    code: code(3),
    section_code: code(4),
    seq: int(5),
    core: flag(6),
    label_en: note(7),
    label_ar: note(8),
    hint_en: maybe(note(9)),
    hint_ar: maybe(note(10)),
    /** `yes_partial_no_na`, `integer`, `select_one`, `text`, … see `shared/checklist/response-type.ts`. */
    response_type: code(11),
    unit: maybe(text(12)),
    /** `MR` Nelson Mandela Rules, `BR` Bangkok Rules, `HR` Havana Rules, `BJ` Beijing Rules. */
    rule_ref: text(13),
    severity: code(14),
    weight: real(15),
    evidence: set(16, { vocabulary: evidenceTypes }),
    /** Expression over the answer: when it holds, the answer is adverse and a finding is raised. */
    adverse_when: maybe(text(17)),
    threshold_basis: maybe(text(18)),
    restricted: flag(19),
    required: flag(20),
    relevant: maybe(note(21)),
    constraint_rule: maybe(note(22)),
    constraint_message_en: maybe(note(23)),
    constraint_message_ar: maybe(note(24)),
    calculation: maybe(note(25)),
  },
});

/** A person who records: an advisor with an account. */
export const advisor = defineTable({
  id: 15,
  name: 'advisor',
  scope: 'all',
  key: ['id'],
  fields: {
    id: id(1),
    display_name: text(2, { personal: true }),
    role: oneOf(3, roles),
    home_site: code(4, { ref: 'site' }),
    programme_code: oneOf(5, programmes),
    active: flag(6),
  },
});

/** A setting that headquarters sends to all laptops, such as `vetting.valid_days`. */
export const setting = defineTable({
  id: 16,
  name: 'setting',
  scope: 'all',
  key: ['name'],
  fields: { name: code(1), value: text(2), source: maybe(text(3)) },
});

export const holiday = defineTable({
  id: 17,
  name: 'holiday',
  scope: 'all',
  key: ['day'],
  fields: { day: date(1), name_en: text(2), name_ar: text(3) },
});
