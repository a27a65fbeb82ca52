import type { MessageKey } from '#shared/i18n/catalogues.ts';
import type { SyncStatus } from '#shared/ipc/sync.ts';

/** How the kinds of record that wait are called; the key is a table's name. */
const names: Readonly<Record<string, MessageKey>> = {
  person: 'sync.kind.person',
  vetting: 'sync.kind.vetting',
  person_link: 'sync.kind.person',
  training_event: 'sync.kind.training',
  event_instructor: 'sync.kind.training',
  session: 'sync.kind.session',
  enrolment: 'sync.kind.enrolment',
  attendance_mark: 'sync.kind.attendance',
  feedback_form: 'sync.kind.training',
  certificate: 'sync.kind.certificate',
  certificate_print: 'sync.kind.certificate',
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
  inspection_block: 'sync.kind.inspectionDetail',
  census: 'sync.kind.census',
  census_count: 'sync.kind.census',
  attachment: 'sync.kind.photo',
  institution: 'sync.kind.institution',
  facility: 'sync.kind.institution',
  advisor: 'sync.kind.advisor',
  situation_report: 'sync.kind.report',
  conflict: 'sync.kind.decision',
};

/** What waits under one name. */
export interface NamedCount {
  readonly name: MessageKey;
  readonly count: number;
}

/**
 * Several tables may have one name for a reader, and those without a name of their own share one.
 *
 * @param waiting what waits by table, as the core counts it
 * @returns what waits by name, the most first
 */
export function countsByName(waiting: SyncStatus['waiting']): readonly NamedCount[] {
  const counts = new Map<MessageKey, number>();
  for (const { kind, count } of waiting) {
    const name = names[kind] ?? 'sync.kind.other';
    counts.set(name, (counts.get(name) ?? 0) + count);
  }
  return Array.from(counts, ([name, count]) => ({ name, count })).sort((a, b) => b.count - a.count);
}
