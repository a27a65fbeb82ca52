import type { ChannelName } from '#shared/ipc/channels.ts';

/** Beginning of a channel's name, up to its dot. */
export type ChannelPrefix = ChannelName extends infer C
  ? C extends `${infer P}.${string}`
    ? P
    : never
  : never;

const training: readonly ChannelPrefix[] = [
  'training',
  'courses',
  'evaluation',
  'figures',
  'people',
  'import',
  'today',
  'search',
];
const people: readonly ChannelPrefix[] = [
  'people',
  'training',
  'figures',
  'import',
  'mentoring',
  'today',
  'search',
];
const mentoring: readonly ChannelPrefix[] = ['mentoring', 'actions', 'people', 'today', 'search'];
const photos: readonly ChannelPrefix[] = ['attachments', 'inspections', 'mentoring'];
const certificates: readonly ChannelPrefix[] = ['certificates', 'training', 'people'];
const inspections: readonly ChannelPrefix[] = ['inspections', 'actions', 'today', 'search'];

/** Which replies may be out of date once a table changed. A table that is not here touches every record. */
const prefixesByTable: Readonly<Record<string, readonly ChannelPrefix[]>> = {
  training_event: training,
  event_instructor: training,
  session: training,
  enrolment: training,
  attendance_mark: training,
  feedback_form: training,
  certificate: certificates,
  certificate_print: certificates,
  person: people,
  vetting: people,
  person_link: people,
  mentoring_visit: mentoring,
  visit_advisor: mentoring,
  visit_counterpart: mentoring,
  visit_topic: mentoring,
  visit_issue: mentoring,
  capability_rating: mentoring,
  action_item: ['actions', 'mentoring', 'inspections', 'today', 'search'],
  inspection: inspections,
  inspection_inspector: inspections,
  inspection_phase: inspections,
  answer: inspections,
  finding: inspections,
  amendment: inspections,
  census: inspections,
  census_count: inspections,
  inspection_block: inspections,
  attachment: photos,
  attachment_receipt: photos,
};

const everyRecord: readonly ChannelPrefix[] = [
  ...new Set([...training, ...people, ...mentoring, ...inspections, ...photos, 'reference' as const]),
];

/**
 * @param tables tables that changed, as the core names them
 * @returns the prefixes of the channels whose replies must be asked for again
 */
export function staleChannels(tables: readonly string[]): ReadonlySet<ChannelPrefix> {
  // What disagrees shows the record as it is and the names of what it mentions: any table may be one of them. Files for
  // carrying hold any of them.
  return new Set(['conflicts', 'carry', ...tables.flatMap((table) => prefixesByTable[table] ?? everyRecord)]);
}
