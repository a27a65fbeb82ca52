import { tables } from '#shared/domain/registry.ts';
import { foldText } from '#shared/i18n/fold-text.ts';
import { nameKeys } from '#shared/i18n/name-folding.ts';
import type { SearchHit } from '#shared/ipc/today.ts';
import type { ReadableDb } from './database.ts';

export { rebuildSearch } from './search-index.ts';

/** A kind of record that can be found. */
export type SearchKind = SearchHit['kind'];

/** A record that was found. */
export interface FoundRecord extends SearchHit {
  /** Its row key in its table. */
  readonly key: string;
  readonly site: string | null;
}

interface Kind {
  readonly kind: SearchKind;
  readonly table: number;
  /** Title in both scripts and a line of where and when, by id. */
  readonly sql: string;
}

const kinds: readonly Kind[] = [
  {
    kind: 'person',
    table: tables.person.id,
    sql: 'SELECT name_latin AS title, name_ar AS titleAr, unit AS subtitle FROM person WHERE id = ?',
  },
  {
    kind: 'training',
    table: tables.trainingEvent.id,
    sql: `SELECT concat(coalesce(c.name_en, e.course_code), ' ', e.run_number) AS title,
        concat(coalesce(c.name_ar, e.course_code), ' ', e.run_number) AS titleAr,
        concat_ws(' · ', e.venue, e.start_date) AS subtitle
      FROM training_event e LEFT JOIN course c ON c.code = e.course_code WHERE e.id = ?`,
  },
  {
    kind: 'visit',
    table: tables.mentoringVisit.id,
    sql: `SELECT n.name_en AS title, n.name_ar AS titleAr, v.day AS subtitle
      FROM mentoring_visit v LEFT JOIN institution n ON n.id = v.institution_id WHERE v.id = ?`,
  },
  {
    kind: 'inspection',
    table: tables.inspection.id,
    sql: `SELECT n.name_en AS title, n.name_ar AS titleAr, i.start_date AS subtitle
      FROM inspection i LEFT JOIN institution n ON n.id = i.facility_id WHERE i.id = ?`,
  },
  {
    kind: 'action',
    table: tables.actionItem.id,
    sql: `SELECT description AS title, description AS titleAr, concat_ws(' · ', owner, due) AS subtitle
      FROM action_item WHERE id = ?`,
  },
  {
    kind: 'institution',
    table: tables.institution.id,
    sql: `SELECT n.name_en AS title, n.name_ar AS titleAr, coalesce(t.name_en, '') AS subtitle
      FROM institution n LEFT JOIN institution_type t ON t.code = n.type_code WHERE n.id = ?`,
  },
];

const byTable: ReadonlyMap<number, Kind> = new Map(kinds.map((kind) => [kind.table, kind]));

/**
 * Finds records by words in either script, begun words too. Confidential visits, answers of inspections, and actions
 * out of either are not in the index, whoever asks.
 *
 * @param read the field database
 * @param text what somebody typed
 * @param options how many at most, and of which kinds; left out: all
 * @returns the best first: words as written before names that only sound like them
 */
export function searchEverywhere(
  read: ReadableDb,
  text: string,
  options: { readonly limit: number; readonly kinds?: readonly SearchKind[] },
): readonly FoundRecord[] {
  const query = searchQuery(text);
  if (query === undefined) return [];
  const wanted = kinds.filter(({ kind }) => options.kinds?.includes(kind) ?? true).map(({ table }) => table);
  const rows = read.all<{ table_id: number; row_key: string; site: string | null }>(
    `SELECT e.table_id, e.row_key, e.site FROM search s JOIN search_entry e ON e.id = s.rowid
      WHERE search MATCH ? AND e.table_id IN (SELECT value FROM json_each(?))
      ORDER BY bm25(search, 10.0, 1.0), e.table_id, e.id LIMIT ?`,
    query,
    JSON.stringify(wanted),
    options.limit,
  );
  return rows.flatMap((row) => {
    const kind = byTable.get(row.table_id);
    const id = Number(row.row_key);
    const shown =
      kind &&
      read.one<{ title: string | null; titleAr: string | null; subtitle: string | null }>(kind.sql, id);
    if (!kind || !shown) return [];
    return [
      {
        kind: kind.kind,
        id,
        key: row.row_key,
        site: row.site,
        title: shown.title ?? '',
        titleAr: shown.titleAr ?? '',
        subtitle: shown.subtitle ?? '',
      },
    ];
  });
}

/**
 * @param text what somebody typed
 * @returns the query of the full-text index: the words as written, or as names, or as names sound; undefined when the
 *   text has no letter and no digit
 */
export function searchQuery(text: string): string | undefined {
  const keys = nameKeys(text);
  const ways = [
    ['words', foldText(text)],
    ['words', keys.strong],
    ['words', keys.weak],
    ['sounds', keys.latin],
  ] as const;
  const queries = ways.flatMap(([column, words]) => {
    const begun = words.split(' ').filter((word) => word !== '');
    // One consonant alone sounds like half of all names.
    if (begun.length === 0 || (column === 'sounds' && begun.some((word) => word.length < 2))) return [];
    return [`{${column}} : (${begun.map((word) => `"${word.replaceAll('"', '""')}"*`).join(' AND ')})`];
  });
  return queries.length === 0 ? undefined : [...new Set(queries)].join(' OR ');
}
