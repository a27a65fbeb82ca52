import { numberKey, type PersonNumberKind, phoneKey } from '#shared/domain/person-number.ts';
import { skeleton } from '#shared/i18n/name-sound.ts';
import { type NameUnit, nameUnits } from '#shared/i18n/name-units.ts';
import { isShownPerson, recordsOfPerson } from './person-groups.ts';
import type { Store } from './store.ts';

// Three derived tables find people fast among hundreds of thousands. `name_line` has the parts of each name in order,
// sorted, so that whoever is called what is typed, and goes on as it may, lies together. `name_word` has every part that
// occurs once, by its sound: the spellings of one name are looked up there, not among all people. `person_number` has
// badges and phones.

/** What is found of a person who stands for themselves. */
interface PersonEntry {
  readonly lines: readonly string[];
  readonly numbers: readonly (readonly [kind: PersonNumberKind, number: string])[];
}

interface NamedRow {
  readonly name_ar: string | null;
  readonly name_latin: string | null;
  readonly badge: string | null;
  readonly other_id: string | null;
  readonly phone: string | null;
}

/** Every record of a person, for the record that stands for them; nothing for one that does not live or is hidden. */
const recordsSql = `SELECT r.name_ar, r.name_latin, r.badge, r.other_id, r.phone
  FROM person p JOIN person r ON r.id IN ${recordsOfPerson('p.id')} AND r.deleted = 0
  WHERE p.id = ? AND p.deleted = 0 AND ${isShownPerson}`;

/**
 * @param unit a part of a name
 * @returns it as one word: folded, but for a final alef maqsura that sounds as a
 */
export function wordOfUnit({ text, endsInA }: NameUnit): string {
  return endsInA && text.endsWith('ي') ? `${text.slice(0, -1)}ى` : text;
}

/**
 * @param word what `wordOfUnit` gave
 * @returns the part of a name
 */
export function unitOfWord(word: string): NameUnit {
  const endsInA = word.endsWith('ى');
  return {
    script: /\p{Script=Arabic}/u.test(word) ? 'arabic' : 'latin',
    text: endsInA ? `${word.slice(0, -1)}ي` : word,
    endsInA,
  };
}

/**
 * @param name a name in either script
 * @returns its parts in order, as words with one space between them
 */
export function nameLine(name: string): string {
  return nameUnits(name).map(wordOfUnit).join(' ');
}

/** Keeps what people are found by, for the people of one transaction. */
export class PeopleIndex {
  readonly #store: Store;
  readonly #uses = new Map<string, number>();

  constructor(store: Store) {
    this.#store = store;
  }

  /** Brings the index of one person up to date. */
  index(id: number): void {
    const store = this.#store;
    const entry = entryOf(store, id);
    const kept = keptEntry(store, id);
    for (const line of missing(entry.lines, kept.lines)) {
      store.run('INSERT INTO name_line (person_id, line) VALUES (?, ?)', id, line);
      this.#count(line, 1);
    }
    for (const line of missing(kept.lines, entry.lines)) {
      store.run('DELETE FROM name_line WHERE person_id = ? AND line = ?', id, line);
      this.#count(line, -1);
    }
    const [wanted, there] = [entry.numbers.map(numberName), kept.numbers.map(numberName)];
    for (const number of missing(wanted, there)) {
      store.run('INSERT INTO person_number (person_id, kind, number) VALUES (?, ?, ?)', id, ...split(number));
    }
    for (const number of missing(there, wanted)) {
      store.run(
        'DELETE FROM person_number WHERE person_id = ? AND kind = ? AND number = ?',
        id,
        ...split(number),
      );
    }
  }

  /** Counts the words of the lines that came and went; call once, at the end. */
  finish(): void {
    const store = this.#store;
    for (const [word, uses] of this.#uses) {
      if (uses === 0) continue;
      store.run(
        `INSERT INTO name_word (word, sound, uses) VALUES (?, ?, ?)
          ON CONFLICT DO UPDATE SET uses = uses + excluded.uses`,
        word,
        skeleton(unitOfWord(word)),
        uses,
      );
      if (uses < 0) store.run('DELETE FROM name_word WHERE word = ? AND uses <= 0', word);
    }
    this.#uses.clear();
  }

  #count(line: string, by: 1 | -1): void {
    for (const word of line.split(' ')) this.#uses.set(word, (this.#uses.get(word) ?? 0) + by);
  }
}

/**
 * Empties the index, before all people are put into it anew.
 *
 * @param store the open database, in a transaction
 */
export function emptyPeopleIndex(store: Store): void {
  for (const table of ['name_line', 'name_word', 'person_number']) store.run(`DELETE FROM ${table}`);
}

/**
 * @param store the open database
 * @returns people whose index is not what their records say, and words that are counted wrongly
 */
export function stalePeople(store: Store): readonly string[] {
  const people = store.all<{ id: number }>(
    'SELECT id FROM person UNION SELECT person_id FROM name_line UNION SELECT person_id FROM person_number',
  );
  const uses = new Map<string, number>();
  const stale = people.flatMap(({ id }) => {
    const entry = entryOf(store, id);
    for (const word of entry.lines.flatMap((line) => line.split(' '))) {
      uses.set(word, (uses.get(word) ?? 0) + 1);
    }
    return sameEntry(entry, keptEntry(store, id)) ? [] : [`person ${id}`];
  });
  const counted = store.all<{ word: string; uses: number }>('SELECT word, uses FROM name_word');
  const wrong = counted.filter((row) => uses.get(row.word) !== row.uses).length;
  return wrong === 0 && counted.length === uses.size ? stale : [...stale, 'words of names'];
}

function entryOf(store: Store, id: number): PersonEntry {
  const lines = new Set<string>();
  const numbers = new Map<string, readonly [PersonNumberKind, string]>();
  const note = (kind: PersonNumberKind, number: string): void => {
    if (number !== '') numbers.set(`${kind} ${number}`, [kind, number]);
  };
  for (const row of store.all<NamedRow>(recordsSql, id)) {
    for (const name of [row.name_ar, row.name_latin]) if (name) lines.add(nameLine(name));
    if (row.badge) note('badge', numberKey(row.badge));
    if (row.other_id) note('other_id', numberKey(row.other_id));
    if (row.phone) note('phone', phoneKey(row.phone));
  }
  lines.delete('');
  return { lines: [...lines], numbers: [...numbers.values()] };
}

function keptEntry(store: Store, id: number): PersonEntry {
  const lines = store.all<{ line: string }>('SELECT line FROM name_line WHERE person_id = ?', id);
  const numbers = store.all<{ kind: PersonNumberKind; number: string }>(
    'SELECT kind, number FROM person_number WHERE person_id = ?',
    id,
  );
  return {
    lines: lines.map(({ line }) => line),
    numbers: numbers.map(({ kind, number }) => [kind, number]),
  };
}

function sameEntry(a: PersonEntry, b: PersonEntry): boolean {
  const named = ({ lines, numbers }: PersonEntry) => [...lines, ...numbers.map(numberName)];
  return missing(named(a), named(b)).length === 0 && missing(named(b), named(a)).length === 0;
}

function missing(wanted: readonly string[], there: readonly string[]): readonly string[] {
  return wanted.filter((each) => !there.includes(each));
}

function numberName([kind, number]: readonly [string, string]): string {
  return `${kind} ${number}`;
}

function split(number: string): readonly [string, string] {
  const [kind = '', ...rest] = number.split(' ');
  return [kind, rest.join(' ')];
}
