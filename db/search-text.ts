import type { FieldValue } from '#shared/domain/field.ts';
import { tables } from '#shared/domain/registry.ts';
import type { Table } from '#shared/domain/table.ts';
import { foldText } from '#shared/i18n/fold-text.ts';
import { nameKeys } from '#shared/i18n/name-folding.ts';
import { isShownPerson, recordsOfPerson } from './person-groups.ts';
import type { Store } from './store.ts';
import { unrestricted } from './unrestricted.ts';

/** What the index holds of a row. */
export interface SearchText {
  readonly site: string | null;
  /** Folded words as they are written. */
  readonly words: string;
  /** Consonants of names, by which either script finds the other. */
  readonly sounds: string;
}

/** A table whose rows can be found, and how. All are keyed by one id. */
export interface Searchable {
  readonly table: Table;
  /** Reads what may be found of a live row, in one row or several; what must not be found is left out by the query. */
  readonly sql: string;
  /** Columns of the query that are people's names. */
  readonly names: readonly string[];
}

/** Rows of `table` whose text depends on a row of `source`. */
export interface Dependent {
  readonly source: Table;
  readonly table: Table;
  /** Selects their ids by the source's key. */
  readonly sql: string;
}

type TextRow = Readonly<Record<string, FieldValue>> & { readonly site: string | null };

/** A person is found by what any of their records says; by a number in `people-index.ts` alone, with the right to it. */
export const personSearch: Searchable = {
  table: tables.person,
  sql: `SELECT r.site, r.name_ar, r.name_latin, r.unit, r.post
    FROM person p JOIN person r ON r.id IN ${recordsOfPerson('p.id')} AND r.deleted = 0
    WHERE p.id = ? AND p.deleted = 0 AND ${isShownPerson} ORDER BY r.id <> p.id, r.id`,
  names: ['name_ar', 'name_latin'],
};

/** Everything that can be found. Contact details and answers to checklists cannot. */
export const searchables: readonly Searchable[] = [
  personSearch,
  {
    table: tables.trainingEvent,
    sql: `SELECT e.site, e.course_code, c.name_en, c.name_ar, e.venue, e.provider, e.start_date
      FROM training_event e LEFT JOIN course c ON c.code = e.course_code WHERE e.id = ? AND e.deleted = 0`,
    names: [],
  },
  {
    table: tables.mentoringVisit,
    sql: `SELECT r.site, n.name_en, n.name_ar, r.day, r.objectives, r.activities, r.observations, r.recommendations,
        (SELECT group_concat(t.topic, ' ') FROM visit_topic t WHERE t.visit_id = r.id AND t.deleted = 0) AS topics
      FROM mentoring_visit r LEFT JOIN institution n ON n.id = r.institution_id
      WHERE r.id = ? AND r.deleted = 0 AND ${unrestricted(tables.mentoringVisit)}`,
    names: [],
  },
  {
    table: tables.inspection,
    sql: `SELECT i.site, n.name_en, n.name_ar, n.aliases, i.start_date
      FROM inspection i LEFT JOIN institution n ON n.id = i.facility_id WHERE i.id = ? AND i.deleted = 0`,
    names: [],
  },
  {
    table: tables.actionItem,
    sql: `SELECT r.site, r.description, r.owner FROM action_item r
      WHERE r.id = ? AND r.deleted = 0 AND ${unrestricted(tables.actionItem)}`,
    names: ['owner'],
  },
  {
    table: tables.institution,
    sql: `SELECT serving_site AS site, name_en, name_ar, aliases FROM institution
      WHERE id = ? AND deleted = 0 AND merged_into IS NULL`,
    names: [],
  },
];

/** What must be looked at again when another row changes. */
export const dependents: readonly Dependent[] = [
  {
    source: tables.course,
    table: tables.trainingEvent,
    sql: 'SELECT id FROM training_event WHERE course_code = ?',
  },
  {
    source: tables.institution,
    table: tables.mentoringVisit,
    sql: 'SELECT id FROM mentoring_visit WHERE institution_id = ?',
  },
  {
    source: tables.institution,
    table: tables.inspection,
    sql: 'SELECT id FROM inspection WHERE facility_id = ?',
  },
  {
    source: tables.visitTopic,
    table: tables.mentoringVisit,
    sql: 'SELECT visit_id AS id FROM visit_topic WHERE id = ? AND visit_id IS NOT NULL',
  },
  {
    source: tables.mentoringVisit,
    table: tables.actionItem,
    sql: 'SELECT id FROM action_item WHERE visit_id = ?',
  },
  {
    source: tables.finding,
    table: tables.actionItem,
    sql: 'SELECT id FROM action_item WHERE finding_id = ?',
  },
  {
    source: tables.inspection,
    table: tables.actionItem,
    sql: `SELECT a.id FROM finding f JOIN action_item a ON a.finding_id = f.id WHERE f.inspection_id = ?`,
  },
  {
    source: tables.templateQuestion,
    table: tables.actionItem,
    sql: `SELECT a.id FROM inspection i JOIN finding f ON f.inspection_id = i.id
        JOIN action_item a ON a.finding_id = f.id
      WHERE i.template_code = ? AND i.template_version = ? AND f.question_code = ?`,
  },
];

/**
 * @param store the open database
 * @param searchable its table
 * @param id the row's id
 * @returns what may be found of the row; undefined when nothing may
 */
export function searchText(store: Store, searchable: Searchable, id: FieldValue): SearchText | undefined {
  const rows = store.all<TextRow>(searchable.sql, id);
  const [first] = rows;
  if (!first) return undefined;
  const words: string[] = [];
  const sounds: string[] = [];
  const texts = rows.flatMap(({ site: _, ...columns }) => Object.entries(columns));
  for (const [column, text] of texts) {
    if (typeof text !== 'string' || text === '') continue;
    words.push(foldText(text));
    if (!searchable.names.includes(column)) continue;
    const keys = nameKeys(text);
    words.push(keys.strong, keys.weak);
    sounds.push(keys.latin);
  }
  return { site: first.site, words: distinct(words), sounds: distinct(sounds) };
}

function distinct(texts: readonly string[]): string {
  return [...new Set(texts.join(' ').split(' '))].filter((word) => word !== '').join(' ');
}
