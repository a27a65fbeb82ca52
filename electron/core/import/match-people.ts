import type { ReadableDb } from '#db/database.ts';
import {
  type NamedPerson,
  peopleByBadge,
  peopleBySound,
  type SoundedName,
  soundedName,
  soundKey,
} from '#db/people-by-sound.ts';
import { type PeopleReader, personSummaries } from '#db/person-views.ts';
import { numberKey } from '#shared/domain/person-number.ts';
import { type NameSimilarity, similarUnits } from '#shared/i18n/name-folding.ts';
import type { RosterRow } from '#shared/ipc/imports.ts';
import { findTwins } from './find-twins.ts';
import type { ReadRow } from './roster-rows.ts';

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
  const twins = findTwins(rows);
  const matched = findMatches(read, rows);
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

interface Match {
  readonly id: number;
  readonly score: number;
  readonly reasons: readonly string[];
}

/** Somebody whom a row may be, before rank and unit are looked at. */
interface Candidate {
  readonly likeness: NameSimilarity;
  readonly sameBadge: boolean;
}

/** What supports or speaks against a likeness of names. */
interface Known {
  readonly badge: string | null;
  readonly rank: string | null;
  readonly unit: string | null;
}

const unlike: NameSimilarity = { same: false, score: 0, why: [] };

function findMatches(
  read: ReadableDb,
  rows: readonly ReadRow[],
): readonly { readonly row: ReadRow; readonly found: readonly Match[] }[] {
  const named = rows.map((row) => ({ row, names: namesOf(row) }));
  const bySound = peopleBySound(read, new Set(named.flatMap(({ names }) => names.map(soundKey))));
  const byBadge = peopleByBadge(
    read,
    rows.flatMap(({ values }) => values.badge ?? []),
  );
  const candidates = named.map(({ row, names }) => ({
    row,
    names,
    found: candidatesOf(names, row.values.badge, bySound, byBadge),
  }));
  const known = readKnown(read, new Set(candidates.flatMap(({ found }) => [...found.keys()])));
  return candidates.map(({ row, names, found }) => ({
    row,
    found: [...found]
      .flatMap(([id, candidate]) => {
        const person = known.get(id);
        return person ? [weigh(id, person, candidate, names, row.values)] : [];
      })
      .filter(({ score }) => score >= leastScore)
      .sort((a, b) => b.score - a.score || a.id - b.id)
      .slice(0, shownMatches),
  }));
}

function namesOf({ values }: ReadRow): readonly SoundedName[] {
  return [values.name_ar, values.name_latin].filter((name): name is string => Boolean(name)).map(soundedName);
}

function candidatesOf(
  names: readonly SoundedName[],
  badge: string | undefined,
  bySound: ReadonlyMap<string, readonly NamedPerson[]>,
  byBadge: ReadonlyMap<string, readonly number[]>,
): ReadonlyMap<number, Candidate> {
  const found = new Map<number, Candidate>();
  for (const id of badge === undefined ? [] : (byBadge.get(numberKey(badge)) ?? [])) {
    found.set(id, { likeness: unlike, sameBadge: true });
  }
  for (const name of names) {
    for (const person of bySound.get(soundKey(name)) ?? []) {
      if (!soundsIn(name, person.name)) continue;
      const likeness = similarUnits(name.units, person.name.units);
      const before = found.get(person.personId);
      if (likeness.score > (before?.likeness.score ?? 0)) {
        found.set(person.personId, { likeness, sameBadge: before?.sameBadge ?? false });
      }
    }
  }
  return found;
}

/** Whether every part of the shorter name sounds in the longer one, in its order: else they are too far apart to compare. */
function soundsIn(a: SoundedName, b: SoundedName): boolean {
  const [short, long] = a.sounds.length <= b.sounds.length ? [a.sounds, b.sounds] : [b.sounds, a.sounds];
  let from = 0;
  for (const sound of short) {
    const place = long.indexOf(sound, from);
    if (place === -1) return false;
    from = place + 1;
  }
  return true;
}

function readKnown(read: ReadableDb, ids: ReadonlySet<number>): ReadonlyMap<number, Known> {
  const rows = read.all<Known & { readonly id: number }>(
    `SELECT p.id, p.badge, p.rank_code AS rank, p.unit
      FROM json_each(?) wanted CROSS JOIN person p ON p.id = wanted.value WHERE p.deleted = 0`,
    JSON.stringify([...ids]),
  );
  return new Map(rows.map(({ id, ...person }) => [id, person]));
}

function weigh(
  id: number,
  person: Known,
  { likeness, sameBadge }: Candidate,
  names: readonly SoundedName[],
  values: ReadRow['values'],
): Match {
  // Two numbers that differ speak against one person, however alike the names are.
  const otherBadge = Boolean(values.badge) && person.badge !== null && !sameBadge;
  const sameRank = values.rank !== undefined && values.rank === person.rank;
  const sameUnit = values.unit !== undefined && values.unit === person.unit;
  const support = (sameRank ? 0.03 : 0) + (sameUnit ? 0.05 : 0);
  // Two parts of a name are shared by hundreds of people: then a person looks before one is taken for another.
  const wholeName = names.some(({ units }) => units.length >= 3);
  const trust = otherBadge ? 0.75 : wholeName ? 0.92 : 0.8;
  const base = sameBadge ? 0.7 + 0.3 * likeness.score : likeness.score * trust;
  return {
    id,
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
