import { tables } from '#shared/domain/registry.ts';
import type { RowOf } from '#shared/domain/table.ts';
import type { PersonVerdict } from '#shared/domain/vocabularies.ts';
import { OutpostError } from '#shared/errors.ts';
import type { ReadableDb, WritableDb } from './database.ts';
import { notFound } from './refusal.ts';

/** What somebody says, or had said, of two records; null: nothing. */
export interface SaidOfPair {
  readonly a: number;
  readonly b: number;
  readonly verdict: PersonVerdict | null;
}

/**
 * Says that two records are of one person. What stood between the two, that some of their records were held to be of
 * different people, is taken back.
 *
 * @param tx the transaction
 * @param a a record of the person
 * @param b another
 * @returns what had been said before, to undo with
 * @throws OutpostError `not_found`; `conflicting_state` when they are one person already
 */
export function mergePeople(tx: WritableDb, a: number, b: number): readonly SaidOfPair[] {
  const [left, right] = [recordsOf(tx, a), recordsOf(tx, b)];
  if (left.includes(b)) throw alreadyOne();
  const against = saidBetween(tx, left, right).filter(({ verdict }) => verdict === 'different');
  return sayAll(tx, [...against.map((pair) => ({ ...pair, verdict: null })), { a, b, verdict: 'same' }]);
}

/**
 * Says that two people are not the same, however alike they are: nobody is asked about them again.
 *
 * @param tx the transaction
 * @param a a person
 * @param b another
 * @returns what had been said before, to undo with
 * @throws OutpostError `not_found`; `conflicting_state` when they are one person: then `splitPerson` parts them
 */
export function tellApart(tx: WritableDb, a: number, b: number): readonly SaidOfPair[] {
  if (recordsOf(tx, a).includes(b)) throw alreadyOne();
  return sayAll(tx, [{ a, b, verdict: 'different' }]);
}

/**
 * Takes one record out of a person: it is somebody else. The others stay together.
 *
 * @param tx the transaction
 * @param id the record
 * @returns what had been said before, to undo with
 * @throws OutpostError `not_found`; `conflicting_state` when no other record is of this person
 */
export function splitPerson(tx: WritableDb, id: number): readonly SaidOfPair[] {
  requirePerson(tx, id);
  const links = sameLinks(tx, recordsOf(tx, id));
  const own = links.filter(({ a, b }) => a === id || b === id);
  if (own.length === 0) {
    throw new OutpostError('conflicting_state', 'This person has no other record.', {
      details: { table: 'person' },
    });
  }
  const rest = [...new Set(own.map(({ a, b }) => (a === id ? b : a)))].sort((x, y) => x - y);
  const kept = links.filter((link) => !own.includes(link));
  return sayAll(tx, [
    ...own.map((link) => ({ ...link, verdict: 'different' as const })),
    ...bridges(rest, kept),
  ]);
}

/**
 * Says again what had been said before a merge, a split or a telling apart.
 *
 * @param tx the transaction
 * @param before what that gave
 * @throws OutpostError `not_found` for a person who is not here any more
 */
export function restorePeople(tx: WritableDb, before: readonly SaidOfPair[]): void {
  sayAll(tx, before);
}

/**
 * @param read the open database
 * @param id a person
 * @returns ids of all records of this person, itself among them
 */
export function recordsOf(read: ReadableDb, id: number): readonly number[] {
  const rows = read.all<{ id: number }>(
    `SELECT other.person_id AS id FROM person_group own JOIN person_group other ON other.shown_id = own.shown_id
      WHERE own.person_id = ?`,
    id,
  );
  return rows.length === 0 ? [id] : rows.map((row) => row.id);
}

/**
 * @param read the open database
 * @param id a record of a person
 * @returns the record that stands for this person: itself, unless it was joined to another
 */
export function shownRecord(read: ReadableDb, id: number): number {
  return (
    read.one<{ id: number }>('SELECT shown_id AS id FROM person_group WHERE person_id = ?', id)?.id ?? id
  );
}

function alreadyOne(): OutpostError {
  return new OutpostError('conflicting_state', 'These records are of one person already.', {
    details: { table: 'person' },
  });
}

function requirePerson(read: ReadableDb, id: number): RowOf<typeof tables.person> {
  const person = read.get(tables.person, { id });
  if (!person) throw notFound('person');
  return person;
}

/** Writes what is said, pair by pair; returns what had been said of the same pairs. */
function sayAll(tx: WritableDb, pairs: readonly SaidOfPair[]): readonly SaidOfPair[] {
  return pairs.map(({ a, b, verdict }) => {
    const [low, high] = a < b ? [a, b] : [b, a];
    const { site } = requirePerson(tx, low);
    requirePerson(tx, high);
    const key = { low_id: low, high_id: high };
    const before = tx.get(tables.personLink, key)?.verdict ?? null;
    if (before !== verdict) tx.upsert(tables.personLink, { ...key, site, verdict });
    return { a: low, b: high, verdict: before };
  });
}

function saidBetween(
  read: ReadableDb,
  left: readonly number[],
  right: readonly number[],
): readonly SaidOfPair[] {
  return read.all<SaidOfPair>(
    `SELECT low_id AS a, high_id AS b, verdict FROM person_link
      WHERE deleted = 0 AND ((low_id IN (SELECT value FROM json_each(?)) AND high_id IN (SELECT value FROM json_each(?)))
        OR (low_id IN (SELECT value FROM json_each(?)) AND high_id IN (SELECT value FROM json_each(?))))`,
    ...[left, right, right, left].map((ids) => JSON.stringify(ids)),
  );
}

function sameLinks(read: ReadableDb, records: readonly number[]): readonly SaidOfPair[] {
  return saidBetween(read, records, records).filter(({ verdict }) => verdict === 'same');
}

/** Joins anew what only hung together by the record that goes. */
function bridges(records: readonly number[], links: readonly SaidOfPair[]): readonly SaidOfPair[] {
  const [first, ...others] = records;
  if (first === undefined) return [];
  const together = new Set(reachable(first, links));
  return others.flatMap((b) => {
    if (together.has(b)) return [];
    for (const id of reachable(b, links)) together.add(id);
    return [{ a: first, b, verdict: 'same' as const }];
  });
}

function reachable(from: number, links: readonly SaidOfPair[]): Iterable<number> {
  const reached = new Set([from]);
  for (const id of reached) {
    for (const { a, b } of links) {
      if (a === id) reached.add(b);
      if (b === id) reached.add(a);
    }
  }
  return reached;
}
