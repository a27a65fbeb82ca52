import { code, date, flag, id, instant, int, maybe, note, oneOf, real, set, text } from '../field.ts';
import { defineTable } from '../table.ts';
import {
  administrationReplies,
  ageBands,
  answerChoices,
  censusSources,
  evidenceTypes,
  findingRecurrences,
  inspectionPhases,
  inspectionStatuses,
  legalStatuses,
  severities,
  sexes,
} from '../vocabularies.ts';

export const inspection = defineTable({
  id: 50,
  name: 'inspection',
  scope: 'site',
  key: ['id'],
  fields: {
    id: id(1),
    site: code(2, { ref: 'site' }),
    facility_id: id(3, { ref: 'facility' }),
    template_code: code(4, { ref: 'checklist_template', group: 'template' }),
    template_version: int(5, { group: 'template' }),
    start_date: date(6, { group: 'dates' }),
    end_date: maybe(date(7, { group: 'dates' })),
    announced: flag(8),
    /** Who received the inspectors: rank and post. */
    met: maybe(text(9, { personal: true })),
    status: oneOf(10, inspectionStatuses, { group: 'status' }),
    submitted_at: maybe(instant(11, { group: 'status' })),
    summary: maybe(note(12)),
    entered_by: id(13, { ref: 'advisor' }),
    entered_at: instant(14),
  },
});

export const inspectionInspector = defineTable({
  id: 51,
  name: 'inspection_inspector',
  scope: 'site',
  key: ['inspection_id', 'advisor_id'],
  fields: {
    inspection_id: id(1, { ref: 'inspection' }),
    advisor_id: id(2, { ref: 'advisor' }),
    site: code(3, { ref: 'site' }),
  },
});

/** The phases of a visit: preparation, opening talk, tour, registers, private interviews, closing talk. */
export const inspectionPhase = defineTable({
  id: 52,
  name: 'inspection_phase',
  scope: 'site',
  key: ['inspection_id', 'phase'],
  fields: {
    inspection_id: id(1, { ref: 'inspection' }),
    phase: oneOf(2, inspectionPhases),
    site: code(3, { ref: 'site' }),
    done_at: maybe(instant(4)),
    notes: maybe(note(5)),
  },
});

/** Unanswered (no row or all three null), not applicable and no are three different things. */
export const answer = defineTable({
  id: 53,
  name: 'answer',
  scope: 'site',
  key: ['inspection_id', 'question_code', 'repeat'],
  fields: {
    inspection_id: id(1, { ref: 'inspection' }),
    question_code: code(2),
    /** 0 outside repeats; else the block: its number from 1 where another answer counts them, or its record's id. */
    repeat: int(3),
    site: code(4, { ref: 'site' }),
    choice: maybe(oneOf(5, answerChoices, { group: 'value' })),
    number: maybe(real(6, { group: 'value' })),
    words: maybe(note(7, { group: 'value' })),
    comment: maybe(note(8)),
    evidence: set(9, { vocabulary: evidenceTypes }),
  },
});

export const finding = defineTable({
  id: 54,
  name: 'finding',
  scope: 'site',
  key: ['id'],
  fields: {
    id: id(1),
    site: code(2, { ref: 'site' }),
    inspection_id: id(3, { ref: 'inspection' }),
    question_code: maybe(code(4)),
    repeat: int(5),
    severity: oneOf(6, severities),
    description: note(7),
    rule_ref: text(8),
    recurrence: oneOf(9, findingRecurrences),
    /** Nelson Mandela Rule 85: the administration must say whether it will act. */
    reply: oneOf(10, administrationReplies, { group: 'reply' }),
    reply_text: maybe(note(11, { group: 'reply' })),
    reply_on: maybe(date(12, { group: 'reply' })),
    entered_by: id(13, { ref: 'advisor' }),
    entered_at: instant(14),
  },
});

/** A change to a submitted inspection, with its reason. */
export const amendment = defineTable({
  id: 55,
  name: 'amendment',
  scope: 'site',
  key: ['id'],
  fields: {
    id: id(1),
    site: code(2, { ref: 'site' }),
    inspection_id: id(3, { ref: 'inspection' }),
    reason: note(4),
    made_by: id(5, { ref: 'advisor' }),
    made_at: instant(6),
  },
});

/** Figures of one facility at one time; derived indicators are computed, never stored. */
export const census = defineTable({
  id: 56,
  name: 'census',
  scope: 'site',
  key: ['id'],
  fields: {
    id: id(1),
    site: code(2, { ref: 'site' }),
    facility_id: id(3, { ref: 'facility' }),
    inspection_id: maybe(id(4, { ref: 'inspection' })),
    taken_at: instant(5),
    source: oneOf(6, censusSources),
    official_capacity: maybe(int(7)),
    operational_capacity: maybe(int(8)),
    /** Square metres. */
    net_living_area: maybe(real(9)),
    beds: maybe(int(10)),
    working_toilets: maybe(int(11)),
    working_showers: maybe(int(12)),
    /** Litres a day. */
    water_litres: maybe(int(13)),
    foreigners: maybe(int(14)),
    disabled: maybe(int(15)),
    pregnant_or_nursing: maybe(int(16)),
    children_with_mothers: maybe(int(17)),
    untried_over_6_months: maybe(int(18)),
    held_past_release: maybe(int(19)),
    solitary: maybe(int(20)),
    solitary_over_15_days: maybe(int(21)),
    admissions_12_months: maybe(int(22)),
    releases_12_months: maybe(int(23)),
    deaths_12_months: maybe(int(24)),
    escapes_12_months: maybe(int(25)),
    erroneous_releases_12_months: maybe(int(26)),
    staff_authorised: maybe(int(27)),
    staff_on_payroll: maybe(int(28)),
    staff_present: maybe(int(29)),
    staff_female: maybe(int(30)),
    staff_medical: maybe(int(31)),
    staff_trained: maybe(int(32)),
    register_population: maybe(int(33)),
    counted_population: maybe(int(34)),
    entered_by: id(35, { ref: 'advisor' }),
    entered_at: instant(36),
  },
});

/** One cell of the population cross-table of a census. */
export const censusCount = defineTable({
  id: 57,
  name: 'census_count',
  scope: 'site',
  key: ['census_id', 'sex', 'age_band', 'legal_status'],
  fields: {
    census_id: id(1, { ref: 'census' }),
    sex: oneOf(2, sexes),
    age_band: oneOf(3, ageBands),
    legal_status: oneOf(4, legalStatuses),
    site: code(5, { ref: 'site' }),
    persons: maybe(int(6)),
  },
});

/** A block of a repeat that an inspector added: one cell block, one room. Two laptops never add the same one. */
export const inspectionBlock = defineTable({
  id: 58,
  name: 'inspection_block',
  scope: 'site',
  key: ['id'],
  fields: {
    id: id(1),
    site: code(2, { ref: 'site' }),
    inspection_id: id(3, { ref: 'inspection' }),
    /** Name of the repeat in the form. */
    repeat_code: code(4),
    entered_by: id(5, { ref: 'advisor' }),
    entered_at: instant(6),
  },
});
