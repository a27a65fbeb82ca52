import { numberKey, phoneKey } from '#shared/domain/person-number.ts';
import { tables } from '#shared/domain/registry.ts';
import { searchWords } from '#shared/i18n/name-folding.ts';
import { type NameUnit, nameUnits } from '#shared/i18n/name-units.ts';
import type { PersonSummary } from '#shared/ipc/people.ts';
import type { ReadableDb } from './database.ts';
import { type Spellings, spellingsOf } from './name-words.ts';
import { isShownPerson } from './person-groups.ts';
import { type PeopleReader, personSummaries } from './person-views.ts';

// People are found in two steps: the parts of what was typed become the spellings that occur here (`name-words.ts`), and
// those lead to people. First to those whose name goes as it was typed, from the given name on, in the sorted lines of
// names; then, by the full-text index, to those who have the parts anywhere, in a unit or a post too. Numbers are looked
// up beside it, for those who may see them.

/** Most lines of names and entries of the index that are looked at: then nearness sorts. */
const lookedAt = 400;
/** Of one spelling, so that another one has its turn. */
const lookedAtEach = 120;
/** Beginnings of names that are followed: the nearest spellings of each part. */
const followed = 30;
/** Spellings of a part that the full-text index is asked for. */
const asked = 10;

/** A person was found by what is no name: the unit, the post. */
const byOtherWords = 0.3;
const byWholeNumber = 3;
const byBegunNumber = 2;

/** Parts of a name that stand out of order or apart. */
const outOfOrder = 0.7;
const gap = 0.04;
const wholeName = 0.3;
const notGiven = 0.06;

/** A person who was found, and how near; the greater, the nearer. */
export interface FoundPerson {
  readonly id: number;
  readonly score: number;
}

/**
 * Finds people by name in either script, unit or post and, for those who may see them, badge or phone number.
 *
 * @param read the open database
 * @param reader who reads
 * @param text what somebody typed; empty: those entered last
 * @param limit how many at most
 * @returns the nearest first; each person once, however many records are of them
 */
export function searchPeople(
  read: ReadableDb,
  reader: PeopleReader,
  text: string,
  limit: number,
): readonly PersonSummary[] {
  const ids =
    text.trim() === '' ? latest(read, limit) : findPeople(read, reader, text, limit).map(({ id }) => id);
  const summaries = personSummaries(read, reader, ids);
  return ids.flatMap((id) => summaries.get(id) ?? []);
}

/**
 * As `searchPeople`, without reading anything of the people who are found.
 *
 * @param read the open database
 * @param reader who reads
 * @param text what somebody typed
 * @param limit how many at most
 * @returns the nearest first
 */
export function findPeople(
  read: ReadableDb,
  reader: Pick<PeopleReader, 'mayReadContact'>,
  text: string,
  limit: number,
): readonly FoundPerson[] {
  const parts = nameUnits(text).map((unit, index, all) => ({
    unit,
    spellings: spellingsOf(read, unit, index === all.length - 1),
  }));
  const best = new Map<number, { score: number; line: string }>();
  const note = (id: number, score: number, line: string): void => {
    const known = best.get(id);
    if (!known || score > known.score) best.set(id, { score, line });
  };
  for (const { id, line } of calledSo(read, parts)) note(id, nearness(line, parts), line);
  if (best.size < limit) {
    for (const { id, line } of mentioning(read, parts)) note(id, nearness(line, parts), line);
  }
  if (reader.mayReadContact) {
    for (const { id, score } of byNumber(read, text)) note(id, score + (best.get(id)?.score ?? 0), '');
  }
  return [...best]
    .map(([id, { score, line }]) => ({ id, score, line }))
    .sort((a, b) => b.score - a.score || compare(a.line, b.line) || a.id - b.id)
    .slice(0, limit)
    .map(({ id, score }) => ({ id, score }));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function latest(read: ReadableDb, limit: number): readonly number[] {
  return read
    .all<{ id: number }>(
      `SELECT p.id FROM person p WHERE p.deleted = 0 AND ${isShownPerson}
        ORDER BY p.entered_at DESC, p.id DESC LIMIT ?`,
      limit,
    )
    .map(({ id }) => id);
}

/** A part of what was typed. */
interface Part {
  readonly unit: NameUnit;
  readonly spellings: Spellings;
}

interface NamedPerson {
  readonly id: number;
  readonly line: string;
}

/** People whose name begins as it was typed; the nearest spellings first, and the shortest names of each. */
function calledSo(read: ReadableDb, parts: readonly Part[]): readonly NamedPerson[] {
  const last = parts.at(-1);
  if (!last) return [];
  const found: NamedPerson[] = [];
  for (const beginning of beginnings(read, parts.slice(0, -1))) {
    for (const [word] of nearestFirst(last.spellings)) {
      found.push(...linesFrom(read, beginning + word, '!', lookedAtEach));
      if (found.length >= lookedAt) return found;
    }
    found.push(...linesFrom(read, beginning + last.unit.text, '\u{10ffff}', lookedAtEach));
  }
  return found;
}

/** The first parts of names as they occur here: `محمد علي `, `mohammed ali `, the nearest first. */
function beginnings(read: ReadableDb, parts: readonly Part[]): readonly string[] {
  let open: readonly (readonly [string, number])[] = [['', 0]];
  for (const { spellings } of parts) {
    const longer = open.flatMap(([begun, score]) =>
      nearestFirst(spellings)
        .slice(0, followed)
        .map(([word, weight]) => [`${begun}${word} `, score + weight] as const),
    );
    open = longer
      .filter(([begun]) => linesFrom(read, begun, '\u{10ffff}', 1).length > 0)
      .sort(([, a], [, b]) => b - a)
      .slice(0, followed);
  }
  return open.map(([begun]) => begun);
}

function nearestFirst(spellings: Spellings): readonly (readonly [string, number])[] {
  return [...spellings].sort(([, a], [, b]) => b - a);
}

/** Lines that begin with these words; `end` is what follows the last that counts: `!` ends a word, as it follows space. */
function linesFrom(read: ReadableDb, begun: string, end: string, limit: number): readonly NamedPerson[] {
  return read.all<NamedPerson>(
    'SELECT person_id AS id, line FROM name_line WHERE line >= ? AND line < ? ORDER BY line LIMIT ?',
    begun,
    begun + end,
    limit,
  );
}

/** People who have every part somewhere in a name, a unit or a post. */
function mentioning(read: ReadableDb, parts: readonly Part[]): readonly NamedPerson[] {
  const words = parts.map(({ unit, spellings }) => {
    const written = searchWords(unit.text).join(' ');
    const ways = new Set([...nearestFirst(spellings)].slice(0, asked).map(([word]) => quoted(word)));
    // One letter begins half of all words.
    if (written.length > 1) ways.add(`${quoted(written)}*`);
    return [...ways];
  });
  const known = words.filter((ways) => ways.length > 0);
  if (known.length === 0 || known.length < words.length) return [];
  return read.all<NamedPerson>(
    `SELECT l.person_id AS id, l.line FROM (
        SELECT CAST(e.row_key AS INTEGER) AS id FROM search s CROSS JOIN search_entry e ON e.id = s.rowid
        WHERE search MATCH ? AND e.table_id = ${tables.person.id} LIMIT ${lookedAt}) found
      CROSS JOIN name_line l ON l.person_id = found.id`,
    `{words} : (${known.map((ways) => `(${ways.join(' OR ')})`).join(' AND ')})`,
  );
}

function quoted(word: string): string {
  return `"${word.replaceAll('ى', 'ي').replaceAll('"', '""')}"`;
}

/** How near a name is to what was typed: the parts by their spelling, in order, from the given name on. */
function nearness(line: string, parts: readonly Part[]): number {
  const words = line.split(' ');
  const taken = new Set<number>();
  let from = 0;
  let score = 0;
  for (const { spellings } of parts) {
    const fits = (word: string, index: number): boolean => !taken.has(index) && spellings.has(word);
    const ahead = words.findIndex((word, index) => index >= from && fits(word, index));
    const at = ahead >= 0 ? ahead : words.findIndex(fits);
    if (at < 0) {
      score += byOtherWords;
      continue;
    }
    const weight = spellings.get(words[at] ?? '') ?? 0;
    const apart = from === 0 ? (at > 0 ? notGiven : 0) : (at - from) * gap;
    score += ahead >= 0 ? weight - apart : weight * outOfOrder;
    taken.add(at);
    from = Math.max(from, at + 1);
  }
  const whole = taken.size === parts.length && words.length === parts.length ? wholeName : 0;
  return score / Math.max(1, parts.length) + whole - words.length / 1000;
}

/** People with a number that is, or begins, as it was typed; a phone with or without the code of the country. */
function byNumber(read: ReadableDb, text: string): readonly FoundPerson[] {
  const found: FoundPerson[] = [];
  const whole = numberKey(text);
  const typed = new Set([whole, ...searchWords(text)]);
  for (const key of typed) {
    if (!/\d/u.test(key) || key.length < 2) continue;
    for (const [begun, isPhone] of [
      [key, false],
      [phoneKey(key), true],
    ] as const) {
      if (begun.length < (isPhone ? 4 : 2)) continue;
      const rows = read.all<{ id: number; number: string; phone: number }>(
        `SELECT person_id AS id, number, kind = 'phone' AS phone FROM person_number
          WHERE number >= ? AND number < ? LIMIT ?`,
        begun,
        `${begun}\u{10ffff}`,
        lookedAtEach,
      );
      for (const row of rows) {
        if ((row.phone === 1) !== isPhone) continue;
        found.push({ id: row.id, score: row.number === begun ? byWholeNumber : byBegunNumber });
      }
    }
  }
  return found;
}
