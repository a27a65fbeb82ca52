import type { FieldValue } from '../domain/field.ts';
import { tables } from '../domain/registry.ts';
import type { AnyRow, Table } from '../domain/table.ts';
import type { Bilingual } from '../ipc/common.ts';
import type { ConflictFacts } from '../ipc/conflicts.ts';
import { follow, nameOfRow, type RowReader } from './row-reader.ts';

type Link = NonNullable<ConflictFacts['record']['link']>;

/** How the rows of a table are called, by the rows that they name: reference fields one after the other. */
interface Naming {
  /** Leads to the row whose name stands first; empty: the row itself. */
  readonly name: readonly string[];
  /** Leads to the row whose name stands second. */
  readonly about?: readonly string[];
  /** A text of the row itself that stands second. */
  readonly words?: string;
  /** Leads to a date: the last step is its field. */
  readonly day?: readonly string[];
  /** Kind of the screen, and what leads to the id of its record. */
  readonly link?: readonly [Link['kind'], readonly string[]];
}

const ofVisit: Naming = {
  name: ['visit_id', 'institution_id'],
  day: ['visit_id', 'day'],
  link: ['visit', ['visit_id']],
};
const ofInspection: Naming = {
  name: ['inspection_id', 'facility_id'],
  day: ['inspection_id', 'start_date'],
  link: ['inspection', ['inspection_id']],
};

const namings: ReadonlyMap<Table, Naming> = new Map<Table, Naming>([
  [tables.advisor, { name: [] }],
  [tables.person, { name: [], link: ['person', ['id']] }],
  [tables.vetting, { name: ['person_id'], link: ['person', ['person_id']] }],
  [tables.personLink, { name: ['low_id'], about: ['high_id'], link: ['person', ['low_id']] }],
  [tables.trainingEvent, { name: ['course_code'], day: ['start_date'], link: ['training', ['id']] }],
  [
    tables.eventInstructor,
    {
      name: ['event_id', 'course_code'],
      words: 'name',
      day: ['event_id', 'start_date'],
      link: ['training', ['event_id']],
    },
  ],
  [
    tables.session,
    { name: ['event_id', 'course_code'], words: 'topic', day: ['day'], link: ['training', ['event_id']] },
  ],
  [
    tables.enrolment,
    {
      name: ['person_id'],
      about: ['event_id', 'course_code'],
      day: ['event_id', 'start_date'],
      link: ['training', ['event_id']],
    },
  ],
  [
    tables.attendanceMark,
    {
      name: ['person_id'],
      about: ['session_id', 'event_id', 'course_code'],
      day: ['session_id', 'day'],
      link: ['training', ['session_id', 'event_id']],
    },
  ],
  [
    tables.feedbackForm,
    {
      name: ['event_id', 'course_code'],
      day: ['event_id', 'start_date'],
      link: ['training', ['event_id']],
    },
  ],
  [
    tables.certificate,
    {
      name: ['person_id'],
      about: ['event_id', 'course_code'],
      day: ['issued_on'],
      link: ['training', ['event_id']],
    },
  ],
  [
    tables.certificatePrint,
    {
      name: ['certificate_number', 'person_id'],
      about: ['certificate_number', 'event_id', 'course_code'],
      link: ['training', ['certificate_number', 'event_id']],
    },
  ],
  [tables.mentoringVisit, { name: ['institution_id'], day: ['day'], link: ['visit', ['id']] }],
  [tables.visitAdvisor, { ...ofVisit, about: ['advisor_id'] }],
  [tables.visitCounterpart, { ...ofVisit, words: 'post' }],
  [tables.visitTopic, { ...ofVisit, words: 'topic' }],
  [tables.visitIssue, { ...ofVisit, words: 'description' }],
  [tables.capabilityRating, { ...ofVisit, about: ['area_code'] }],
  [
    tables.actionItem,
    { name: ['institution_id'], words: 'description', day: ['due'], link: ['action', ['id']] },
  ],
  [tables.situationReport, { name: ['site'], day: ['week_start'] }],
  [tables.inspection, { name: ['facility_id'], day: ['start_date'], link: ['inspection', ['id']] }],
  [tables.inspectionInspector, { ...ofInspection, about: ['advisor_id'] }],
  [tables.inspectionPhase, ofInspection],
  [tables.answer, ofInspection],
  [tables.finding, { ...ofInspection, words: 'description' }],
  [tables.inspectionBlock, ofInspection],
  [tables.amendment, { ...ofInspection, words: 'reason' }],
  [tables.census, { name: ['facility_id'], link: ['inspection', ['inspection_id']] }],
  [
    tables.censusCount,
    { name: ['census_id', 'facility_id'], link: ['inspection', ['census_id', 'inspection_id']] },
  ],
  [tables.attachment, { ...ofInspection, words: 'caption' }],
  [tables.project, { name: [] }],
  [tables.projectMilestone, { name: ['project_id'], words: 'title' }],
  [tables.caseloadSnapshot, { name: ['institution_id'], day: ['day'] }],
]);

/**
 * How a record is told from others in a list of conflicts.
 *
 * @param table of the record
 * @param row the record; of one that is not here, its key at least
 * @param rowOf reads the rows that it names
 * @param withheld true: words that its author typed stay out
 * @returns its names, day and screen, as far as they are known here
 */
export function subjectOf(
  table: Table,
  row: AnyRow,
  rowOf: RowReader,
  withheld: boolean,
): ConflictFacts['record'] {
  const naming = namings.get(table);
  if (!naming) return { name: null, about: null, day: null, link: null };
  const nameAt = (path: readonly string[] | undefined): Bilingual | null => {
    const found = path && follow(table, row, path, rowOf);
    return (found && nameOfRow(found.table, found.row, rowOf)) ?? null;
  };
  const valueAt = (path: readonly string[]): FieldValue => {
    const field = path.at(-1) ?? '';
    return follow(table, row, path.slice(0, -1), rowOf)?.row[field] ?? null;
  };
  const typed = naming.words && !withheld ? row[naming.words] : null;
  const words = typeof typed === 'string' && typed !== '' ? { en: typed, ar: typed } : null;
  const day = naming.day ? valueAt(naming.day) : null;
  return {
    name: nameAt(naming.name),
    about: words ?? nameAt(naming.about) ?? questionOf(table, row, rowOf),
    day: typeof day === 'string' ? day : null,
    link: linkOf(naming.link, valueAt),
  };
}

function linkOf(link: Naming['link'], valueAt: (path: readonly string[]) => FieldValue): Link | null {
  if (!link) return null;
  const [kind, path] = link;
  const id = valueAt(path);
  return typeof id === 'number' ? { kind, id } : null;
}

/** The question that an answer answers. */
function questionOf(table: Table, row: AnyRow, rowOf: RowReader): Bilingual | null {
  if (table !== tables.answer) return null;
  const question = questionRow(row.inspection_id ?? null, row.question_code ?? null, rowOf);
  const [en, ar] = [question?.label_en, question?.label_ar];
  return typeof en === 'string' && typeof ar === 'string' ? { en, ar } : null;
}

/**
 * @param inspectionId an inspection
 * @param code of a question of its checklist
 * @param rowOf reads rows
 * @returns the question as its checklist has it; undefined when it is not known here
 */
export function questionRow(
  inspectionId: FieldValue,
  code: FieldValue,
  rowOf: RowReader,
): AnyRow | undefined {
  const inspection = rowOf(tables.inspection, [inspectionId]);
  if (!inspection) return undefined;
  const { template_code, template_version } = inspection;
  return rowOf(tables.templateQuestion, [template_code ?? null, template_version ?? null, code]);
}
