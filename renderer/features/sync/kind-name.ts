import type { MessageKey } from '#shared/i18n/catalogues.ts';

/** How the kinds of record that wait are called; the key is a table's name. */
const names: Readonly<Record<string, MessageKey>> = {
  person: 'sync.kind.person',
  vetting: 'sync.kind.vetting',
  training_event: 'sync.kind.training',
  event_instructor: 'sync.kind.training',
  session: 'sync.kind.session',
  enrolment: 'sync.kind.enrolment',
  attendance_mark: 'sync.kind.attendance',
  mentoring_visit: 'sync.kind.visit',
  visit_advisor: 'sync.kind.visitDetail',
  visit_counterpart: 'sync.kind.visitDetail',
  visit_topic: 'sync.kind.visitDetail',
  visit_issue: 'sync.kind.visitDetail',
  capability_rating: 'sync.kind.rating',
  action_item: 'sync.kind.action',
  inspection: 'sync.kind.inspection',
  inspection_inspector: 'sync.kind.inspectionDetail',
  inspection_phase: 'sync.kind.inspectionDetail',
  answer: 'sync.kind.answer',
  finding: 'sync.kind.finding',
  amendment: 'sync.kind.inspectionDetail',
  census: 'sync.kind.census',
  census_count: 'sync.kind.census',
};

/**
 * @param kind a table's name, as the core counts what waits
 * @returns the key of its name; a common one for kinds that this version does not know
 */
export function kindName(kind: string): MessageKey {
  return names[kind] ?? 'sync.kind.other';
}
