import { numberKey } from '#shared/domain/person-number.ts';
import { skeleton } from '#shared/i18n/name-sound.ts';
import { type NameUnit, nameUnits } from '#shared/i18n/name-units.ts';
import type { ReadableDb } from './database.ts';
import { unitOfWord } from './people-index.ts';

/** A name cut into parts, and how each sounds. */
export interface SoundedName {
  readonly units: readonly NameUnit[];
  /** Sounds in their order; parts without consonants have none. */
  readonly sounds: readonly string[];
}

/** Somebody who has a name. */
export interface NamedPerson {
  /** The record that stands for them. */
  readonly personId: number;
  readonly name: SoundedName;
}

/**
 * @param name in either script
 * @returns its parts and their sounds
 */
export function soundedName(name: string): SoundedName {
  const units = nameUnits(name);
  return { units, sounds: units.map(skeleton).filter((sound) => sound !== '') };
}

/**
 * @param name a name
 * @returns how given name and father sound together: two people of whom both differ are never the same
 */
export function soundKey({ sounds }: SoundedName): string {
  return sounds.slice(0, 2).join(' ');
}

/**
 * Finds people by the sound of given name and father, for many names at once: one walk through the index, which hears
 * each part that occurs once.
 *
 * @param read the open database
 * @param keys what `soundKey` gave for the names that are looked for
 * @returns those who have such a name, by key
 */
export function peopleBySound(
  read: ReadableDb,
  keys: ReadonlySet<string>,
): ReadonlyMap<string, readonly NamedPerson[]> {
  const sounds = new Map(
    read
      .all<{ word: string; sound: string }>('SELECT word, sound FROM name_word')
      .map(({ word, sound }) => [word, sound]),
  );
  const found = new Map<string, NamedPerson[]>();
  for (const row of read.each<{ id: number; line: string }>('SELECT person_id AS id, line FROM name_line')) {
    const words = row.line.split(' ');
    const heard = words.map((word) => sounds.get(word) ?? '').filter((sound) => sound !== '');
    const key = heard.slice(0, 2).join(' ');
    if (!keys.has(key)) continue;
    const person = { personId: row.id, name: { units: words.map(unitOfWord), sounds: heard } };
    const others = found.get(key);
    if (others) others.push(person);
    else found.set(key, [person]);
  }
  return found;
}

/**
 * @param read the open database
 * @param badges badge numbers, as somebody wrote them
 * @returns the people who have them, by the number's `numberKey`
 */
export function peopleByBadge(
  read: ReadableDb,
  badges: readonly string[],
): ReadonlyMap<string, readonly number[]> {
  const rows = read.all<{ number: string; id: number }>(
    `SELECT n.number, n.person_id AS id FROM json_each(?) wanted
      CROSS JOIN person_number n ON n.number = wanted.value AND n.kind = 'badge'`,
    JSON.stringify([...new Set(badges.map(numberKey))]),
  );
  const found = new Map<string, number[]>();
  for (const { number, id } of rows) {
    const others = found.get(number);
    if (others) others.push(id);
    else found.set(number, [id]);
  }
  return found;
}
