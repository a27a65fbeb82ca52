import type { tables } from '#shared/domain/registry.ts';
import type { RowOf } from '#shared/domain/table.ts';
import variants from '#shared/reference/name-variants.json' with { type: 'json' };
import { sampleName } from '#shared/sample/names.ts';
import { createRandom, type Random } from '#shared/sample/random.ts';

/** Letters of made-up family names, as both scripts write them. */
const letters = [
  ['ب', 'b'],
  ['د', 'd'],
  ['ر', 'r'],
  ['س', 's'],
  ['ف', 'f'],
  ['ك', 'k'],
  ['ل', 'l'],
  ['م', 'm'],
  ['ن', 'n'],
  ['ه', 'h'],
  ['ز', 'z'],
  ['ج', 'j'],
] as const;
const vowels = [
  ['ا', 'a'],
  ['ي', 'i'],
  ['و', 'u'],
] as const;

/** Given names with every spelling that people use of them. */
const spellings = new Map<string, readonly string[]>();
for (const { canonical_ar, variant, script, relation } of variants) {
  if (relation === 'same' && script === 'latin') {
    spellings.set(canonical_ar, [...(spellings.get(canonical_ar) ?? []), variant]);
  }
}
const given = [...spellings.keys()];

/** A made-up person, with the spelling under which somebody else may look for them. */
export interface Inhabitant {
  readonly row: RowOf<typeof tables.person>;
  readonly otherSpelling: string;
}

/**
 * Made-up people: some names are those of many, some family names those of few; Latin spellings vary as clerks do, and
 * a third of the people have a name in one script alone.
 *
 * @param count how many
 * @param seed of the draws
 * @returns the people, one by one
 */
export function* population(count: number, seed: number): Generator<Inhabitant> {
  const random = createRandom(seed);
  for (let n = 1; n <= count; n += 1) yield inhabitant(random, n);
}

function inhabitant(random: Random, n: number): Inhabitant {
  const name = nameOf(random);
  const scripts = random.pick(['both', 'both', 'both', 'both', 'arabic', 'latin'] as const);
  return {
    row: {
      id: n,
      site: 'BAS',
      name_ar: scripts === 'latin' ? '' : name.arabic,
      given_ar: null,
      father_ar: null,
      grandfather_ar: null,
      great_grandfather_ar: null,
      laqab_ar: null,
      name_latin: scripts === 'arabic' ? '' : name.latin,
      sex: 'male',
      birth_date: null,
      birth_placeholder: 0,
      rank_code: null,
      post: null,
      institution_id: null,
      governorate_code: null,
      badge: `B-${100_000 + n}`,
      other_id: null,
      phone: `0770 ${String(1_000_000 + n)}`,
      unit: `Patrol ${random.between(1, 400)}`,
      note: null,
      merged_into: null,
      entered_by: 7,
      entered_at: '2009-03-01T08:00:00.000Z',
    },
    otherSpelling: name.other,
  };
}

function nameOf(random: Random): { readonly arabic: string; readonly latin: string; readonly other: string } {
  const usual = sampleName(random, 0.1);
  const arabic = usual.arabic.split(' ');
  const parts = [0, 1, 2].map(() => {
    const name = random.pick(given);
    return {
      arabic: name,
      latin: random.pick(spellings.get(name) ?? []),
      other: random.pick(spellings.get(name) ?? []),
    };
  });
  if (random.chance(0.4)) return { arabic: usual.arabic, latin: usual.latin, other: usual.latin };
  const family = random.chance(0.5)
    ? { arabic: arabic.at(-1) ?? '', latin: usual.latin.split(' ').at(-1) ?? '' }
    : rareFamily(random);
  const of = (key: 'arabic' | 'latin' | 'other') =>
    [...parts.map((part) => part[key]), key === 'arabic' ? family.arabic : family.latin].join(' ');
  return { arabic: of('arabic'), latin: of('latin'), other: of('other') };
}

function rareFamily(random: Random): { readonly arabic: string; readonly latin: string } {
  const draw = [
    random.pick(letters),
    random.pick(vowels),
    random.pick(letters),
    random.pick(vowels),
    random.pick(letters),
  ];
  return {
    arabic: `ال${draw.map(([letter]) => letter).join('')}ي`,
    latin: `Al-${draw.map(([, letter]) => letter).join('')}i`,
  };
}
