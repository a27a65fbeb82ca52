import type { Store } from './store.ts';

// Records of one person hang together by what people said of pairs of them. Of those that live, the one with the lowest
// number stands for all: every laptop that has the same rows comes to the same answer, whatever came first, and there
// is no direction in which a circle could close. Nothing but this derived table changes when records are joined.

/**
 * @param person SQL for a person's id
 * @returns SQL for the id of the record that stands for this person
 */
export const shownPerson = (person: string): string =>
  `coalesce((SELECT shown.shown_id FROM person_group shown WHERE shown.person_id = ${person}), ${person})`;

/**
 * @param person SQL for the id of a record of a person
 * @returns SQL for the ids of all records of this person, itself among them
 */
export const recordsOfPerson = (person: string): string =>
  `(SELECT ${person} UNION SELECT member.person_id FROM person_group own
    JOIN person_group member ON member.shown_id = own.shown_id WHERE own.person_id = ${person})`;

/** SQL condition for people (as `p`): the record stands for itself. */
export const isShownPerson =
  'NOT EXISTS (SELECT 1 FROM person_group hidden WHERE hidden.person_id = p.id AND hidden.shown_id <> p.id)';

/** Ids of people who are joined with a person directly. */
const joinedSql = `SELECT high_id AS id FROM person_link WHERE low_id = ? AND deleted = 0 AND verdict = 'same'
  UNION ALL SELECT low_id AS id FROM person_link WHERE high_id = ? AND deleted = 0 AND verdict = 'same'`;

/**
 * Joins and parts people after rows about them were written, in the same transaction.
 *
 * @param store the open database, in a transaction
 * @param seeds people who were written or of whom something was said
 * @returns those among whom anything may have changed: what is found of them must be looked at again
 */
export function regroupPeople(store: Store, seeds: Iterable<number>): ReadonlySet<number> {
  const looked = new Set<number>();
  const waiting = [...seeds].flatMap((id) => [id, ...groupedWith(store, id)]);
  for (const id of waiting) {
    if (looked.has(id)) continue;
    const group = joinedWith(store, id);
    for (const member of group) looked.add(member);
    keepGroup(store, group);
  }
  return looked;
}

/**
 * Joins all people anew, in the caller's transaction.
 *
 * @param store the open database, in a transaction
 * @returns people who stood for themselves or for others in another way before
 */
export function regroupEverybody(store: Store): ReadonlySet<number> {
  const before = groups(store);
  store.run('DELETE FROM person_group');
  regroupPeople(store, everybodyJoined(store));
  const after = groups(store);
  const changed = [...before.keys(), ...after.keys()].filter((id) => before.get(id) !== after.get(id));
  // A record that stands for others is found by their names too.
  return new Set(
    changed.flatMap((id) => [id, before.get(id), after.get(id)]).filter((id) => id !== undefined),
  );
}

/**
 * @param store the open database
 * @returns people who do not stand for whom they should, for the check of the vault
 */
export function staleGroups(store: Store): readonly number[] {
  const kept = groups(store);
  const people = new Set([...kept.keys(), ...everybodyJoined(store)]);
  return [...people].filter((id) => kept.get(id) !== standIn(store, joinedWith(store, id)));
}

function groups(store: Store): ReadonlyMap<number, number> {
  const rows = store.all<{ person_id: number; shown_id: number }>(
    'SELECT person_id, shown_id FROM person_group',
  );
  return new Map(rows.map((row) => [row.person_id, row.shown_id]));
}

function everybodyJoined(store: Store): readonly number[] {
  const rows = store.all<{ id: number }>(
    `SELECT low_id AS id FROM person_link WHERE deleted = 0 AND verdict = 'same'
      UNION SELECT high_id AS id FROM person_link WHERE deleted = 0 AND verdict = 'same'`,
  );
  return rows.map(({ id }) => id);
}

/** Who was in one group with them until now. */
function groupedWith(store: Store, id: number): readonly number[] {
  const rows = store.all<{ person_id: number }>(
    `SELECT other.person_id FROM person_group own JOIN person_group other ON other.shown_id = own.shown_id
      WHERE own.person_id = ?`,
    id,
  );
  return rows.map((row) => row.person_id);
}

function joinedWith(store: Store, id: number): ReadonlySet<number> {
  const group = new Set([id]);
  // A set gives what is added to it while it is walked.
  for (const member of group) {
    for (const other of store.all<{ id: number }>(joinedSql, member, member)) group.add(other.id);
  }
  return group;
}

function keepGroup(store: Store, group: ReadonlySet<number>): void {
  const shown = standIn(store, group);
  for (const id of group) {
    if (shown === undefined) store.run('DELETE FROM person_group WHERE person_id = ?', id);
    else
      store.run(
        `INSERT INTO person_group (person_id, shown_id) VALUES (?, ?)
          ON CONFLICT DO UPDATE SET shown_id = excluded.shown_id`,
        id,
        shown,
      );
  }
}

/** Who stands for a group; undefined for somebody alone, and where nobody of the group is here. */
function standIn(store: Store, group: ReadonlySet<number>): number | undefined {
  if (group.size < 2) return undefined;
  const row = store.one<{ id: number | null }>(
    'SELECT min(p.id) AS id FROM json_each(?) wanted CROSS JOIN person p ON p.id = wanted.value WHERE p.deleted = 0',
    JSON.stringify([...group]),
  );
  return row?.id ?? undefined;
}
