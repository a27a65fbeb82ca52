import { code, date, id, int, maybe, note, oneOf, real, text } from '../field.ts';
import { defineTable } from '../table.ts';
import { programmes, projectStatuses } from '../vocabularies.ts';

/** A project of the team: construction, equipment, courts. */
export const project = defineTable({
  id: 60,
  name: 'project',
  scope: 'site',
  key: ['id'],
  fields: {
    id: id(1),
    site: code(2, { ref: 'site' }),
    title: text(3),
    programme_code: oneOf(4, programmes),
    institution_id: maybe(id(5, { ref: 'institution' })),
    partner: maybe(text(6)),
    /** US dollars. */
    budget: maybe(real(7)),
    planned_start: maybe(date(8, { group: 'planned' })),
    planned_end: maybe(date(9, { group: 'planned' })),
    actual_start: maybe(date(10, { group: 'actual' })),
    actual_end: maybe(date(11, { group: 'actual' })),
    beds_added: maybe(int(12)),
    /** Percent. */
    progress: maybe(int(13)),
    status: oneOf(14, projectStatuses),
    issues: maybe(note(15)),
  },
});

export const projectMilestone = defineTable({
  id: 61,
  name: 'project_milestone',
  scope: 'site',
  key: ['id'],
  fields: {
    id: id(1),
    site: code(2, { ref: 'site' }),
    project_id: id(3, { ref: 'project' }),
    title: text(4),
    due: maybe(date(5)),
    done_on: maybe(date(6)),
  },
});

/** Defendant tracking in aggregate: no names. */
export const caseloadSnapshot = defineTable({
  id: 62,
  name: 'caseload_snapshot',
  scope: 'site',
  key: ['id'],
  fields: {
    id: id(1),
    site: code(2, { ref: 'site' }),
    institution_id: id(3, { ref: 'institution' }),
    day: date(4),
    awaiting_first_hearing: maybe(int(5)),
    over_24_hours_without_judge: maybe(int(6)),
    in_15_day_renewals: maybe(int(7)),
    over_6_months: maybe(int(8)),
    ordered_released_but_held: maybe(int(9)),
    note: maybe(note(10)),
  },
});
