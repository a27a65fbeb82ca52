import { foldText } from '#shared/i18n/fold-text.ts';
import { nameKeys, similarUnits } from '#shared/i18n/name-folding.ts';
import { type NameUnit, nameUnits } from '#shared/i18n/name-units.ts';
import type { ReadRow, RosterValues } from './roster-rows.ts';

/** An earlier row of the same file that may be the same person. */
export interface Twin {
  /** As the spreadsheet shows it. */
  readonly row: number;
  readonly reasons: readonly string[];
  /** Both have one badge number. */
  readonly sameBadge: boolean;
  /** Nothing in the rows speaks against one person: the later row says nothing of its own. */
  readonly certain: boolean;
}

/** From this likeness on, two names may be one. */
const alike = 0.9;

interface Seen {
  readonly row: number;
  readonly values: RosterValues;
  readonly names: readonly (readonly NameUnit[])[];
}

/**
 * Finds rows that name a person of an earlier row: by badge number, or by a name that is spelled or sounds the same.
 * Rows that are left out anyway are nobody's twin.
 *
 * @param rows rows as read, in their order
 * @returns the earlier row, by the number of the later one
 */
export function findTwins(rows: readonly ReadRow[]): ReadonlyMap<number, Twin> {
  const byBadge = new Map<string, Seen>();
  const bySound = new Map<string, Seen[]>();
  const twins = new Map<number, Twin>();
  for (const { row, values, leftOut } of rows) {
    if (leftOut) continue;
    const spellings = [values.name_ar, values.name_latin].filter(
      (name): name is string => name !== undefined,
    );
    const own: Seen = { row, values, names: spellings.map(nameUnits) };
    const keys = spellings.map(soundKey);
    const earlier =
      (values.badge === undefined ? undefined : byBadge.get(values.badge)) ?? nearest(own, keys, bySound);
    if (earlier) twins.set(row, twinOf(earlier, own));
    if (values.badge !== undefined && !byBadge.has(values.badge)) byBadge.set(values.badge, own);
    for (const key of new Set(keys)) bySound.set(key, [...(bySound.get(key) ?? []), own]);
  }
  return twins;
}

function soundKey(name: string): string {
  return nameKeys(name).latin.split(' ').slice(0, 2).join(' ');
}

function nearest(
  own: Seen,
  keys: readonly string[],
  bySound: ReadonlyMap<string, readonly Seen[]>,
): Seen | undefined {
  return keys
    .flatMap((key) => bySound.get(key) ?? [])
    .find((earlier) => !contradicts(earlier.values, own.values) && likeness(earlier, own).score >= alike);
}

/** Two badge numbers, two dates of birth or two sexes are two people. */
function contradicts(a: RosterValues, b: RosterValues): boolean {
  return (['badge', 'birth_date', 'sex'] as const).some(
    (field) => a[field] !== undefined && b[field] !== undefined && a[field] !== b[field],
  );
}

function likeness(a: Seen, b: Seen): ReturnType<typeof similarUnits> {
  const none: ReturnType<typeof similarUnits> = { same: false, score: 0, why: [] };
  return a.names
    .flatMap((name) => b.names.map((other) => similarUnits(name, other)))
    .reduce((best, next) => (next.same && next.score > best.score ? next : best), none);
}

function twinOf(earlier: Seen, own: Seen): Twin {
  const { score, why } = likeness(earlier, own);
  const sameBadge = own.values.badge !== undefined && own.values.badge === earlier.values.badge;
  return {
    row: earlier.row,
    reasons: [...(sameBadge ? ['badge'] : []), ...why],
    sameBadge,
    certain: score >= alike && (sameBadge || saysNothingNew(earlier.values, own.values)),
  };
}

function saysNothingNew(earlier: RosterValues, own: RosterValues): boolean {
  return Object.entries(own).every(
    ([field, value]) => foldText(value) === foldText(earlier[field as keyof RosterValues] ?? ''),
  );
}
