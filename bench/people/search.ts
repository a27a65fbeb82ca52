import { searchPeople } from '#db/find-people.ts';
import { openTestDatabase, type TestDatabase } from '#db/test-database.ts';
import { tables } from '#shared/domain/registry.ts';
import { createRandom } from '#shared/sample/random.ts';
import { quantile } from '../distribution.ts';
import type { Inhabitant } from './population.ts';

/** Of one way to search: milliseconds a key, and the share of people who stood among the first five in the end. */
interface Timing {
  readonly p50: number;
  readonly p95: number;
  readonly found: number;
}

/** One way of typing a name, by both searches. */
export interface SearchFigures {
  readonly what: string;
  readonly keys: number;
  readonly ours: Timing;
  readonly plain: Timing;
}

const author = { advisorId: 7, site: 'BAS' };
const reader = { advisorId: 7, mayReadRestricted: false, mayReadContact: true };
const shown = 50;
const soughtPeople = 60;

/**
 * @param people everybody
 * @returns an encrypted database with them in the registry, and in a plain FTS5 table `plain_person`; dispose of it
 */
export function fillRegistry(people: readonly Inhabitant[]): TestDatabase {
  const db = openTestDatabase();
  for (let from = 0; from < people.length; from += 5000) {
    db.commit(author, (tx) => {
      for (const { row } of people.slice(from, from + 5000)) tx.insert(tables.person, row);
    });
  }
  db.store.raw.exec(
    `CREATE VIRTUAL TABLE plain_person USING fts5 (name_ar, name_latin, badge, unit, prefix = '2 3');
     INSERT INTO plain_person (rowid, name_ar, name_latin, badge, unit)
       SELECT id, name_ar, name_latin, badge, unit FROM person`,
  );
  return db;
}

/** How somebody is looked for: what is typed, from the first letters to the whole. */
const ways: readonly (readonly [string, (person: Inhabitant) => string])[] = [
  ['as it is written', ({ row }) => row.name_ar || row.name_latin],
  ['another spelling or script', ({ row, otherSpelling }) => (row.name_ar ? otherSpelling : row.name_latin)],
  ['given name, father and family', ({ row }) => withoutGrandfather(row.name_latin || row.name_ar)],
  ['badge', ({ row }) => row.badge ?? ''],
];

/**
 * Types the names of some people, key by key; both searches take turns at every name, so that a noisy machine disturbs
 * both alike. Ours gives what the screen shows; plain FTS5 gives the rows.
 *
 * @param db what `fillRegistry` gave
 * @param people everybody
 * @returns figures for each way of typing
 */
export function measureSearch(db: TestDatabase, people: readonly Inhabitant[]): readonly SearchFigures[] {
  return ways.map(([what, typed]) => {
    const random = createRandom(7);
    const ours: number[] = [];
    const plain: number[] = [];
    let [oursFound, plainFound] = [0, 0];
    for (let turn = 0; turn < soughtPeople; turn += 1) {
      const sought = random.pick(people);
      const whole = typed(sought);
      const isFound = (last: readonly { readonly id: number }[] | undefined): boolean =>
        last?.slice(0, 5).some(({ id }) => id === sought.row.id) ?? false;
      const keys = keysOf(whole);
      const own = keys.map((text) => timed(() => searchPeople(db.read, reader, text, shown), ours));
      const peer = keys.map((text) => timed(() => plainSearch(db, text), plain));
      if (isFound(own.at(-1))) oursFound += 1;
      if (isFound(peer.at(-1))) plainFound += 1;
    }
    const timing = (times: readonly number[], found: number): Timing => ({
      p50: quantile(times, 0.5),
      p95: quantile(times, 0.95),
      found: found / soughtPeople,
    });
    return { what, keys: ours.length, ours: timing(ours, oursFound), plain: timing(plain, plainFound) };
  });
}

/** As people are called at work: the grandfather is left out. */
function withoutGrandfather(name: string): string {
  const words = name.split(' ');
  return [...words.slice(0, 2), words.at(-1)].join(' ');
}

/** What is in the field after each key, from the second on. */
function keysOf(text: string): readonly string[] {
  return Array.from({ length: Math.max(1, text.length - 1) }, (_, index) => text.slice(0, index + 2));
}

function plainSearch(db: TestDatabase, text: string): readonly { readonly id: number }[] {
  const words = text.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
  if (words.length === 0) return [];
  return db.read.all<{ id: number }>(
    `SELECT p.id, p.name_ar, p.name_latin, p.badge, p.unit FROM plain_person s JOIN person p ON p.id = s.rowid
      WHERE plain_person MATCH ? ORDER BY rank LIMIT ?`,
    words.map((word) => `"${word}"*`).join(' '),
    shown,
  );
}

function timed<R>(work: () => R, times: number[]): R {
  const start = performance.now();
  const result = work();
  times.push(performance.now() - start);
  return result;
}
