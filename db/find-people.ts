import { similarNames } from '#shared/i18n/name-folding.ts';
import type { PersonSummary } from '#shared/ipc/people.ts';
import type { ReadableDb } from './database.ts';
import { type PeopleReader, personSummaries } from './person-views.ts';
import { searchEverywhere } from './search.ts';

/** More are looked at than shown: the index finds by consonants, nearness then sorts. */
const lookedAt = 300;

/**
 * Finds people by name in either script, unit or, for those who may see it, badge number.
 *
 * @param read the open database
 * @param reader who reads
 * @param text what somebody typed; empty: those entered last
 * @param limit how many at most
 * @returns the nearest names first
 */
export function searchPeople(
  read: ReadableDb,
  reader: PeopleReader,
  text: string,
  limit: number,
): readonly PersonSummary[] {
  const ids = text.trim() === '' ? latest(read, limit) : found(read, text);
  const summaries = personSummaries(read, reader, ids);
  const people = ids.flatMap((id) => summaries.get(id) ?? []);
  if (text.trim() === '') return people;
  const near = people.map((person) => ({ person, score: nearness(person, text) }));
  return near
    .sort((a, b) => b.score - a.score)
    .slice(0, limit)
    .map(({ person }) => person);
}

function latest(read: ReadableDb, limit: number): readonly number[] {
  return read
    .all<{ id: number }>(
      'SELECT id FROM person WHERE deleted = 0 AND merged_into IS NULL ORDER BY entered_at DESC, id DESC LIMIT ?',
      limit,
    )
    .map(({ id }) => id);
}

function found(read: ReadableDb, text: string): readonly number[] {
  const ids = searchEverywhere(read, text, { limit: lookedAt, kinds: ['person'] }).map(({ id }) => id);
  const merged = new Set(
    read
      .all<{ id: number }>(
        'SELECT p.id FROM json_each(?) wanted CROSS JOIN person p ON p.id = wanted.value WHERE p.merged_into IS NOT NULL',
        JSON.stringify(ids),
      )
      .map(({ id }) => id),
  );
  return ids.filter((id) => !merged.has(id));
}

function nearness(person: PersonSummary, text: string): number {
  return Math.max(similarNames(text, person.nameAr).score, similarNames(text, person.nameLatin).score);
}
