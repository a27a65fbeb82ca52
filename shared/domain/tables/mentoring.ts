import { code, date, id, instant, int, maybe, note, oneOf, text, time } from '../field.ts';
import { defineTable } from '../table.ts';
import {
  actionSides,
  actionStatuses,
  issueStatuses,
  programmes,
  reportStatuses,
  scaleDirections,
  sensitivities,
  severities,
  visitModes,
} from '../vocabularies.ts';

export const mentoringVisit = defineTable({
  id: 40,
  name: 'mentoring_visit',
  scope: 'site',
  key: ['id'],
  fields: {
    id: id(1),
    site: code(2, { ref: 'site' }),
    programme_code: oneOf(3, programmes),
    institution_id: id(4, { ref: 'institution' }),
    day: date(5, { group: 'when' }),
    start_time: maybe(time(6, { group: 'when' })),
    end_time: maybe(time(7, { group: 'when' })),
    /** IANA zone of the laptop when the times were entered. */
    zone: code(8, { group: 'when' }),
    mode: oneOf(9, visitModes, { group: 'mode' }),
    cancel_reason: maybe(text(10, { group: 'mode' })),
    interpreter: maybe(text(11)),
    objectives: maybe(note(12)),
    activities: maybe(note(13)),
    observations: maybe(note(14)),
    recommendations: maybe(note(15)),
    equipment_seen: maybe(note(16)),
    training_needs: maybe(note(17)),
    next_visit: maybe(date(18)),
    sensitivity: oneOf(19, sensitivities),
    entered_by: id(20, { ref: 'advisor' }),
    entered_at: instant(21),
  },
});

export const visitAdvisor = defineTable({
  id: 41,
  name: 'visit_advisor',
  scope: 'site',
  key: ['visit_id', 'advisor_id'],
  fields: {
    visit_id: id(1, { ref: 'mentoring_visit' }),
    advisor_id: id(2, { ref: 'advisor' }),
    site: code(3, { ref: 'site' }),
  },
});

export const visitCounterpart = defineTable({
  id: 42,
  name: 'visit_counterpart',
  scope: 'site',
  key: ['id'],
  fields: {
    id: id(1),
    site: code(2, { ref: 'site' }),
    visit_id: id(3, { ref: 'mentoring_visit' }),
    person_id: maybe(id(4, { ref: 'person', group: 'who' })),
    /** Optional: rank and post are enough. */
    name: maybe(text(5, { personal: true, group: 'who' })),
    rank_code: maybe(code(6, { ref: 'rank' })),
    post: maybe(text(7)),
  },
});

export const visitTopic = defineTable({
  id: 43,
  name: 'visit_topic',
  scope: 'site',
  key: ['id'],
  fields: {
    id: id(1),
    site: code(2, { ref: 'site' }),
    visit_id: id(3, { ref: 'mentoring_visit' }),
    topic: text(4),
  },
});

export const visitIssue = defineTable({
  id: 44,
  name: 'visit_issue',
  scope: 'site',
  key: ['id'],
  fields: {
    id: id(1),
    site: code(2, { ref: 'site' }),
    visit_id: id(3, { ref: 'mentoring_visit' }),
    description: note(4),
    severity: oneOf(5, severities),
    status: oneOf(6, issueStatuses),
  },
});

/** Scales differ in direction, so each rating keeps the scale and direction under which it was given. */
export const capabilityRating = defineTable({
  id: 45,
  name: 'capability_rating',
  scope: 'site',
  key: ['visit_id', 'area_code'],
  fields: {
    visit_id: id(1, { ref: 'mentoring_visit' }),
    area_code: code(2, { ref: 'capability_area' }),
    site: code(3, { ref: 'site' }),
    institution_id: id(4, { ref: 'institution' }),
    scale_code: code(5, { ref: 'capability_scale', group: 'rating' }),
    direction: oneOf(6, scaleDirections, { group: 'rating' }),
    level: int(7, { group: 'rating' }),
    evidence: note(8),
  },
});

/** Something owed, agreed in a visit or asked for by a finding (then it is the corrective action). */
export const actionItem = defineTable({
  id: 46,
  name: 'action_item',
  scope: 'site',
  key: ['id'],
  fields: {
    id: id(1),
    site: code(2, { ref: 'site' }),
    programme_code: oneOf(3, programmes),
    visit_id: maybe(id(4, { ref: 'mentoring_visit' })),
    finding_id: maybe(id(5, { ref: 'finding' })),
    institution_id: maybe(id(6, { ref: 'institution' })),
    description: note(7),
    owner: text(8, { personal: true }),
    side: oneOf(9, actionSides),
    due: maybe(date(10)),
    status: oneOf(11, actionStatuses, { group: 'status' }),
    closed_on: maybe(date(12, { group: 'status' })),
    evidence: maybe(note(13, { group: 'status' })),
    entered_by: id(14, { ref: 'advisor' }),
    entered_at: instant(15),
  },
});

/** Weekly, per site and programme. */
export const situationReport = defineTable({
  id: 47,
  name: 'situation_report',
  scope: 'site',
  key: ['site', 'programme_code', 'week_start'],
  fields: {
    site: code(1, { ref: 'site' }),
    programme_code: oneOf(2, programmes),
    /** A Sunday: the work week is Sunday to Thursday. */
    week_start: date(3),
    status: oneOf(4, reportStatuses, { group: 'status' }),
    frozen_at: maybe(instant(5, { group: 'status' })),
    done: maybe(note(6)),
    issues: maybe(note(7)),
    next: maybe(note(8)),
  },
});
