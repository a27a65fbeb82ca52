import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tables } from '#shared/domain/registry.ts';
import type { RowOf } from '#shared/domain/table.ts';
import variants from '#shared/reference/name-variants.json' with { type: 'json' };
import { sampleName } from '#shared/sample/names.ts';
import { createRandom } from '#shared/sample/random.ts';
import { findPeople, searchPeople } from './find-people.ts';
import { mergePeople } from './person-merge.ts';
import { emptyRow } from './sample-rows.ts';
import { openTestDatabase, type TestDatabase } from './test-database.ts';

const author = { advisorId: 7, site: 'BAS' };
const reader = { advisorId: 7, mayReadRestricted: false, mayReadContact: true };
const viewer = { ...reader, mayReadContact: false };
const crowd = 4000;

const canonical = [...new Set(variants.map(({ canonical_ar }) => canonical_ar))];
const others = variants.filter(({ relation }) => relation === 'different').map(({ variant }) => variant);
const isArabic = (name: string): boolean => /\p{Script=Arabic}/u.test(name);
/** A whole name with this one in it: a family name comes last. */
const whole = (name: string): string => {
  const isFamily = /^(?:ال(?!له)|[Aa][ls][- ]?[Ss]am|Samar|سامر)/u.test(name);
  const rest = isArabic(name) ? 'زيدون قصاب' : 'Zaidoon Qassab';
  return isFamily ? `${rest} ${name}` : `${name} ${rest}`;
};
/** Called by the name alone; by a whole name; by a whole name that must not be taken for the other. */
const alone = (name: string): number => 10_001 + canonical.indexOf(name);
const named = (name: string): number => 20_001 + canonical.indexOf(name);
const apart = (name: string): number => 40_001 + others.indexOf(name);

let db: TestDatabase;
beforeAll(() => {
  db = openTestDatabase();
  const random = createRandom(4);
  const person = (id: number, fields: Partial<RowOf<typeof tables.person>>) => ({
    ...{ ...emptyRow(tables.person), id, site: 'BAS' },
    ...fields,
  });
  db.commit(author, (tx) => {
    for (let id = 1; id <= crowd; id += 1) {
      const { arabic, latin } = sampleName(random, 0.1);
      const [name_ar, name_latin] = [id % 3 === 0 ? '' : arabic, id % 3 === 1 ? '' : latin];
      tx.insert(tables.person, person(id, { name_ar, name_latin, badge: String(50_000 + id) }));
    }
    for (const name of canonical) {
      tx.insert(tables.person, person(alone(name), { name_ar: name }));
      tx.insert(tables.person, person(named(name), { name_ar: whole(name) }));
    }
    for (const name of others) {
      const column = isArabic(name) ? 'name_ar' : 'name_latin';
      tx.insert(tables.person, person(apart(name), { [column]: whole(name) }));
    }
    tx.insert(tables.person, {
      ...person(30_001, {
        name_ar: 'لطفي سركيس',
        name_latin: 'Lutfi Sarkis',
        badge: 'B-77',
        unit: 'River police',
      }),
      phone: '0770 123 4567',
    });
    tx.insert(
      tables.person,
      person(30_002, { name_latin: 'Nabhan Shamoun', badge: '٩٩٨٨', post: 'Armourer' }),
    );
  });
});
afterAll(() => db.dispose());

const firstFive = (text: string) => findPeople(db.read, reader, text, 5).map(({ id }) => id);
const first = (text: string, who = reader) => searchPeople(db.read, who, text, 5)[0]?.id;

describe('among thousands of people, a name is found in the first five by every spelling of it', () => {
  const same = variants.filter(({ relation }) => relation === 'same');
  it.each(same.map(({ canonical_ar, variant }) => [variant, canonical_ar] as const))(
    '%s: %s',
    (variant, name) => {
      expect(firstFive(variant)).toContain(alone(name));
      expect(firstFive(whole(variant))).toContain(named(name));
    },
  );

  it.each(others)('%s leads to who is called so, before those with a name that is only near', (name) => {
    expect([apart(name), named(name)]).toContain(firstFive(whole(name))[0]);
  });
});

describe('search as somebody types', () => {
  it('leads to the person before the name is whole, in either script', () => {
    for (const text of ['Lutf', 'lutfi s', 'لطف', 'لطفي سرك', 'Loutfi Sark'])
      expect(first(text), text).toBe(30_001);
  });

  it('finds by unit and by post, also together with a name', () => {
    expect(first('river pol')).toBe(30_001);
    expect(first('Lutfy river')).toBe(30_001);
    expect(first('armourer')).toBe(30_002);
  });

  it('finds badge and phone in any digits and spelling, for those alone who may see them', () => {
    for (const text of ['B-77', 'b77', '0770 123', '+964 770 1234567', '٠٧٧٠١٢٣٤٥٦٧']) {
      expect(first(text), text).toBe(30_001);
      expect(searchPeople(db.read, viewer, text, 5), text).toEqual([]);
    }
    expect(first('9988')).toBe(30_002);
    expect(first('Nabhan 9988')).toBe(30_002);
  });

  it('takes whatever somebody types', () => {
    for (const text of ['"', 'a"b*', ') OR (', '{words}:', 'ال', 'ا', 'عبد', 'abd al', '  ', '٣'])
      firstFive(text);
  });

  it('lists a person once whose records were joined, by the names and numbers of all of them', () => {
    db.commit(author, (tx) => mergePeople(tx, 30_001, 30_002));
    expect(searchPeople(db.read, reader, 'Lutfi', 5).map(({ id }) => id)).toEqual([30_001]);
    expect(first('9988')).toBe(30_001);
    expect(first('armourer')).toBe(30_001);
  });
});
