import { tables } from '#shared/domain/registry.ts';
import type { RowOf } from '#shared/domain/table.ts';
import type { PersonDetail } from '#shared/ipc/people.ts';
import type { ReadableDb } from './database.ts';
import { recordsOf } from './person-merge.ts';
import type { PeopleReader } from './person-views.ts';
import { rowAuthor } from './row-author.ts';

type PersonRow = RowOf<typeof tables.person>;
/** A record, or a part of one; rows may still be on their way. */
type MaybeSaid = { readonly [F in keyof PersonRow]?: PersonRow[F] | null };
type RecordView = PersonDetail['records'][number];

/** Fields of which another record of the same person is asked where the one that is shown says nothing. */
const filled = [
  'name_ar',
  'name_latin',
  'sex',
  'rank_code',
  'post',
  'institution_id',
  'governorate_code',
  'badge',
  'other_id',
  'phone',
  'unit',
  'note',
] as const satisfies readonly (keyof PersonRow)[];

/**
 * @param read the open database
 * @param shownId the record that stands for the person
 * @returns all records of the person that are here, that one first
 */
export function livingRecords(read: ReadableDb, shownId: number): readonly PersonRow[] {
  const others = recordsOf(read, shownId).filter((id) => id !== shownId);
  return [shownId, ...others.sort((a, b) => a - b)].flatMap((id) => read.get(tables.person, { id }) ?? []);
}

/**
 * @param records of one person, that which is shown first; at least one
 * @returns what it says, and where it says nothing, what the first of the others says
 */
export function combinedRecord<R extends MaybeSaid>(records: readonly [R, ...R[]]): R {
  const [shown, ...others] = records;
  const said: Partial<Record<keyof PersonRow, unknown>> = {};
  for (const name of filled) {
    if (isSaid(shown[name])) continue;
    const other = others.find((record) => isSaid(record[name]));
    if (other) said[name] = other[name];
  }
  const born = isSaid(shown.birth_date) ? undefined : others.find((record) => isSaid(record.birth_date));
  if (born) {
    said.birth_date = born.birth_date;
    said.birth_placeholder = born.birth_placeholder;
  }
  return { ...shown, ...said };
}

function isSaid(value: unknown): boolean {
  return value !== null && value !== undefined && value !== '';
}

/**
 * @param read the open database
 * @param reader who reads
 * @param records of one person, that which is shown first
 * @returns each as it was entered; none for a person with one record
 */
export function recordViews(
  read: ReadableDb,
  reader: PeopleReader,
  records: readonly PersonRow[],
): readonly RecordView[] {
  if (records.length < 2) return [];
  const contact = <T>(value: T): T | null => (reader.mayReadContact ? value : null);
  return records.map((record) => ({
    id: record.id,
    nameAr: record.name_ar ?? '',
    nameLatin: record.name_latin ?? '',
    badge: contact(record.badge),
    phone: contact(record.phone),
    birthDate: contact(record.birth_date),
    unit: record.unit,
    enteredAt: record.entered_at,
    enteredBy: advisorName(read, record.entered_by),
    joined: joinedBy(read, record.id),
  }));
}

/** Who joined a record with another one last, and when. */
function joinedBy(read: ReadableDb, id: number): RecordView['joined'] {
  const keys = read.all<{ key: string }>(
    `SELECT low_id || '|' || high_id AS key FROM person_link
      WHERE (low_id = ? OR high_id = ?) AND deleted = 0 AND verdict = 'same'`,
    id,
    id,
  );
  const marks = keys.flatMap(({ key }) => rowAuthor(read, tables.personLink, key) ?? []);
  const last = marks.toSorted((a, b) => a.at.localeCompare(b.at)).at(-1);
  if (!last) return null;
  const laptop = last.device === undefined ? null : read.get(tables.laptop, { device: last.device });
  return { author: advisorName(read, last.advisorId), laptop: laptop?.label ?? null, at: last.at };
}

function advisorName(read: ReadableDb, id: number | null): string | null {
  return id === null ? null : (read.get(tables.advisor, { id })?.display_name ?? null);
}
