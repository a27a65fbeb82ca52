import type { ReadableDb } from '#db/database.ts';
import { type PeopleReader, personSummaries } from '#db/person-views.ts';
import { nameKeys, similarUnits } from '#shared/i18n/name-folding.ts';
import { type NameUnit, nameUnits } from '#shared/i18n/name-units.ts';
import type { RosterRow } from '#shared/ipc/imports.ts';
import { findTwins } from './find-twins.ts';
import type { ReadRow } from './roster-rows.ts';

interface KnownPerson {
  readonly id: number;
  readonly badge: string | null;
  readonly rank: string | null;
  readonly unit: string | null;
  readonly names: readonly (readonly NameUnit[])[];
}

/** Matches shown beside a row. */
const shownMatches = 3;
/** From this score on, import proposes to use the known person. */
const proposalScore = 0.9;
/** Below this score a likeness isn't worth a look. */
const leastScore = 0.6;

/**
 * Finds known people that rows may be: by badge, and by names whose parts agree in order; rank and unit support.
 * Only proposes; the person who imports decides.
 *
 * @param read the open database
 * @param reader who reads
 * @param rows rows as read
 * @returns each row with its likely matches and what import does unless told otherwise
 */
export function matchPeople(
  read: ReadableDb,
  reader: PeopleReader,
  rows: readonly ReadRow[],
): readonly RosterRow[] {
  const known = indexPeople(read);
  const twins = findTwins(rows);
  const matched = rows.map((row) => ({ row, found: findMatches(known, row) }));
  const summaries = personSummaries(read, reader, [
    ...new Set(matched.flatMap(({ found }) => found.map(({ id }) => id))),
  ]);
  const taken = new Set<number>();
  return matched.map(({ row, found }) => {
    const matches = found.flatMap(({ id, score, reasons }) => {
      const person = summaries.get(id);
      return person ? [{ person, score, reasons: [...reasons] }] : [];
    });
    const best = matches[0];
    const twin = twins.get(row.row);
    const leave = row.leftOut !== undefined || twin?.certain === true;
    // One person stands on a roster once: a second row that looks like them is somebody else until told otherwise.
    const use = !leave && best !== undefined && best.score >= proposalScore && !taken.has(best.person.id);
    if (use) taken.add(best.person.id);
    return {
      row: row.row,
      values: { ...row.values },
      twin: twin ? { row: twin.row, reasons: [...twin.reasons] } : null,
      matches,
      proposal: leave ? 'skip' : use ? 'use_existing' : 'create',
    };
  });
}

interface PeopleIndex {
  readonly byBadge: ReadonlyMap<string, readonly KnownPerson[]>;
  /** By the sound of given name, and of the father's: two people whose both differ are never the same. */
  readonly bySound: ReadonlyMap<string, readonly KnownPerson[]>;
}

function indexPeople(read: ReadableDb): PeopleIndex {
  const byBadge = new Map<string, KnownPerson[]>();
  const bySound = new Map<string, KnownPerson[]>();
  for (const row of read.each<{
    id: number;
    name_ar: string | null;
    name_latin: string | null;
    badge: string | null;
    rank: string | null;
    unit: string | null;
  }>(
    'SELECT id, name_ar, name_latin, badge, rank_code AS rank, unit FROM person WHERE deleted = 0 AND merged_into IS NULL',
  )) {
    const spellings = [row.name_ar, row.name_latin].filter((name): name is string => Boolean(name));
    const person = { ...row, names: spellings.map(nameUnits) };
    if (row.badge) push(byBadge, row.badge, person);
    for (const key of new Set(spellings.flatMap(soundKeys))) push(bySound, key, person);
  }
  return { byBadge, bySound };
}

function push<T>(map: Map<string, T[]>, key: string, item: T): void {
  const items = map.get(key);
  if (items) items.push(item);
  else map.set(key, [item]);
}

/** Given name and father, as they sound: what two spellings of one name have in common. */
function soundKeys(name: string): readonly string[] {
  const [given, father] = nameKeys(name).latin.split(' ');
  return given ? [father ? `${given} ${father}` : given] : [];
}

interface Match {
  readonly id: number;
  readonly score: number;
  readonly reasons: readonly string[];
}

function findMatches(index: PeopleIndex, { values }: ReadRow): readonly Match[] {
  const spellings = [values.name_ar, values.name_latin].filter((name): name is string => Boolean(name));
  const candidates = new Map<number, KnownPerson>();
  for (const person of index.byBadge.get(values.badge ?? '') ?? []) candidates.set(person.id, person);
  for (const key of spellings.flatMap(soundKeys)) {
    for (const person of index.bySound.get(key) ?? []) candidates.set(person.id, person);
  }
  const names = spellings.map(nameUnits);
  return [...candidates.values()]
    .map((person) => weigh(person, names, values))
    .filter(({ score }) => score >= leastScore)
    .sort((a, b) => b.score - a.score || a.id - b.id)
    .slice(0, shownMatches);
}

function weigh(
  person: KnownPerson,
  names: readonly (readonly NameUnit[])[],
  values: ReadRow['values'],
): Match {
  const likeness = names
    .flatMap((name) => person.names.map((known) => similarUnits(name, known)))
    .reduce((best, next) => (next.score > best.score ? next : best), { same: false, score: 0, why: [] });
  const sameBadge = Boolean(values.badge) && values.badge === person.badge;
  // Two numbers that differ speak against one person, however alike the names are.
  const otherBadge = Boolean(values.badge) && person.badge !== null && !sameBadge;
  const sameRank = values.rank !== undefined && values.rank === person.rank;
  const sameUnit = values.unit !== undefined && values.unit === person.unit;
  const support = (sameRank ? 0.03 : 0) + (sameUnit ? 0.05 : 0);
  // Two parts of a name are shared by hundreds of people: then a person looks before one is taken for another.
  const wholeName = names.some((name) => name.length >= 3);
  const trust = otherBadge ? 0.75 : wholeName ? 0.92 : 0.8;
  const base = sameBadge ? 0.7 + 0.3 * likeness.score : likeness.score * trust;
  return {
    id: person.id,
    score: Math.min(1, base + (likeness.score > 0 ? support : 0)),
    reasons: [
      ...(sameBadge ? ['badge'] : []),
      ...likeness.why,
      ...(sameRank ? ['rank'] : []),
      ...(sameUnit ? ['unit'] : []),
      ...(otherBadge ? ['badge_differs'] : []),
    ],
  };
}
