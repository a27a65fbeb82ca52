import type { WritableDb } from '#db/database.ts';
import { hqDevice, makeId } from '#shared/domain/ids.ts';
import { tables } from '#shared/domain/registry.ts';
import type { RowOf } from '#shared/domain/table.ts';
import { inspectionPhases } from '#shared/domain/vocabularies.ts';
import type { Random } from '#shared/sample/random.ts';

/** Where an edit takes place. */
export interface Place {
  readonly random: Random;
  /** Sites that the laptop may write for; the first is its own. */
  readonly sites: readonly string[];
  /** Every site there is. */
  readonly allSites: readonly string[];
}

/** Something that a person does on a laptop; says what it was. */
export type Edit = (tx: WritableDb, place: Place) => string;

const posts = ['Clerk', 'Guard', 'Driver', 'Officer', null] as const;
const marks = ['present', 'late', 'absent', null] as const;
const choices = ['yes', 'no', 'partial'] as const;
const words = ['Clean', 'Needs paint', 'Locked', null] as const;
const enteredAt = '2026-05-03T08:00:00.000Z';
const sessionsPerSite = 2;
const peoplePerSite = 4;
const phases = inspectionPhases.slice(0, 2);
const questions = ['HEA-10', 'INS-05'] as const;
/** More rows than one op holds, so that one transaction makes several. */
const bulkRows = 203;

const weighted: readonly (readonly [weight: number, edit: Edit])[] = [
  [12, addPerson],
  [26, changePerson],
  [4, removePerson],
  [3, revivePerson],
  [5, movePerson],
  [22, markAttendance],
  [14, answerQuestion],
  [4, changeAdvisor],
  [5, doPhase],
  [6, severalAtOnce],
];
const total = weighted.reduce((sum, [weight]) => sum + weight, 0);

/**
 * @param random draws
 * @returns what somebody does next
 */
export function chooseEdit(random: Random): Edit {
  let left = random.share() * total;
  for (const [weight, edit] of weighted) {
    left -= weight;
    if (left < 0) return edit;
  }
  return changePerson;
}

interface PersonRow {
  readonly id: number;
  readonly site: string;
}

function somePerson(tx: WritableDb, { random }: Place, deleted: 0 | 1 = 0): PersonRow | undefined {
  const people = tx.all<PersonRow>('SELECT id, site FROM person WHERE deleted = ? ORDER BY id', deleted);
  return people.length > 0 ? random.pick(people) : undefined;
}

function addPerson(tx: WritableDb, place: Place): string {
  const id = tx.newId();
  insertPerson(tx, place, id);
  return `adds person ${shortId(id)}`;
}

function insertPerson(tx: WritableDb, { random, sites }: Place, id: number): void {
  const name = `Person ${random.between(1, 99)}`;
  const row: RowOf<typeof tables.person> = {
    ...{ id, site: random.pick(sites), name_ar: name, name_latin: name, post: random.pick(posts) },
    ...{ given_ar: null, father_ar: null, grandfather_ar: null, great_grandfather_ar: null, laqab_ar: null },
    ...{ sex: null, birth_date: null, birth_placeholder: 0, rank_code: null, institution_id: null },
    ...{ governorate_code: null, badge: null, other_id: null, phone: null, unit: null, note: null },
    ...{ merged_into: null, entered_by: 1, entered_at: enteredAt },
  };
  tx.upsert(tables.person, knownOf(tables.person, row));
}

/** Older versions lack some fields: what is about them alone is left out. */
function knownOf<T extends object>(table: { readonly fields: object }, values: T): T {
  return Object.fromEntries(Object.entries(values).filter(([name]) => name in table.fields)) as T;
}

function changePerson(tx: WritableDb, place: Place): string {
  const person = somePerson(tx, place);
  if (!person) return addPerson(tx, place);
  const { random } = place;
  const patches = [
    { post: random.pick(posts) },
    { unit: random.pick(['Traffic', 'Patrol', 'Court']) },
    { note: `Note ${random.between(1, 30)}` },
    { birth_date: `19${random.between(60, 90)}-01-01`, birth_placeholder: 1 as const },
    { post: random.pick(posts), unit: random.pick(['Traffic', 'Patrol', null]) },
    { name_ar: `Name ${random.between(1, 30)}` },
  ];
  const patch = knownOf(tables.person, random.pick(patches));
  if (Object.keys(patch).length === 0) return markAttendance(tx, place);
  tx.update(tables.person, { id: person.id }, patch);
  return `changes person ${shortId(person.id)} to ${JSON.stringify(patch)}`;
}

function removePerson(tx: WritableDb, place: Place): string {
  const person = somePerson(tx, place);
  if (!person) return addPerson(tx, place);
  tx.remove(tables.person, { id: person.id });
  return `deletes person ${shortId(person.id)}`;
}

function revivePerson(tx: WritableDb, place: Place): string {
  const person = somePerson(tx, place, 1);
  if (!person) return addPerson(tx, place);
  insertPerson(tx, place, person.id);
  return `brings person ${shortId(person.id)} back`;
}

function movePerson(tx: WritableDb, place: Place): string {
  const person = somePerson(tx, place);
  if (!person || place.sites.length < 2) return changePerson(tx, place);
  const site = place.random.pick(place.sites);
  tx.update(tables.person, { id: person.id }, { site });
  return `moves person ${shortId(person.id)} from ${person.site} to ${site}`;
}

/** Sessions and people that every laptop of a site knows, so that they meet in one mark. */
function markAttendance(tx: WritableDb, place: Place): string {
  const { random } = place;
  const site = random.chance(0.97) ? random.pick(place.sites) : random.pick(place.allSites);
  const at = place.allSites.indexOf(site);
  const session = makeId(hqDevice, 1000 + at * 10 + random.between(1, sessionsPerSite));
  const person = makeId(hqDevice, 2000 + at * 10 + random.between(1, peoplePerSite));
  const mark = random.pick(marks);
  const minutes = mark === 'late' ? random.between(1, 30) : null;
  // Somebody may guess a number of another site: the mark is then for the own site.
  const home = place.sites.includes(site) ? site : (place.sites[0] ?? site);
  tx.upsert(tables.attendanceMark, { session_id: session, person_id: person, site: home, mark, minutes });
  return `marks ${shortId(session)} ${shortId(person)} ${mark} ${minutes ?? ''}`;
}

function answerQuestion(tx: WritableDb, place: Place): string {
  const { random, sites, allSites } = place;
  const site = random.pick(sites);
  const inspection = makeId(hqDevice, 3000 + allSites.indexOf(site));
  const key = { inspection_id: inspection, question_code: random.pick(questions), repeat: 0 };
  const known = tx.get(tables.answer, key);
  if (known && 'comment' in tables.answer.fields && random.chance(0.5)) {
    const comment = random.pick(words);
    tx.update(tables.answer, key, { comment });
    return `comments ${key.question_code} of ${site}: ${comment}`;
  }
  const value = { choice: random.pick(choices), number: null, words: random.pick(words) };
  const row = { ...key, site: known?.site ?? site, comment: null, evidence: '' };
  tx.upsert(tables.answer, knownOf(tables.answer, { ...row, ...value }));
  return `answers ${key.question_code} of ${site}: ${JSON.stringify(value)}`;
}

/** A table that older versions lack. Its rows may move with their inspection. */
function doPhase(tx: WritableDb, place: Place): string {
  if (!('inspectionPhase' in tables)) return markAttendance(tx, place);
  const { random, sites, allSites } = place;
  const inspection = makeId(hqDevice, 3000 + allSites.indexOf(random.pick(sites)));
  const key = { inspection_id: inspection, phase: random.pick(phases) };
  const known = tx.get(tables.inspectionPhase, key);
  const notes = random.pick(words);
  if (known && random.chance(0.2)) {
    tx.remove(tables.inspectionPhase, key);
    return `takes phase ${key.phase} of ${shortId(inspection)} back`;
  }
  const site = known && random.chance(0.7) ? known.site : random.pick(sites);
  tx.upsert(tables.inspectionPhase, { ...key, site, done_at: enteredAt, notes });
  return `does phase ${key.phase} of ${shortId(inspection)} at ${site}: ${notes}`;
}

/** Advisors are everybody's to see and their home site's to keep. */
function changeAdvisor(tx: WritableDb, { random, sites }: Place): string {
  const own = tx.all<{ id: number }>(
    `SELECT id FROM advisor WHERE deleted = 0 AND home_site IN (${sites.map((site) => `'${site}'`).join()}) ORDER BY id`,
  );
  if (own.length < 2) {
    const id = tx.newId();
    tx.insert(tables.advisor, {
      ...{
        id,
        display_name: `Advisor ${random.between(1, 99)}`,
        role: 'advisor',
        home_site: random.pick(sites),
      },
      ...{ programme_code: 'police', active: 1 },
    });
    return `adds advisor ${shortId(id)}`;
  }
  const { id } = random.pick(own);
  const display_name = `Advisor ${random.between(1, 99)}`;
  tx.update(tables.advisor, { id }, { display_name });
  return `renames advisor ${shortId(id)} to ${display_name}`;
}

function severalAtOnce(tx: WritableDb, place: Place): string {
  if (place.random.chance(0.03)) {
    for (let row = 0; row < bulkRows; row++) {
      const [session_id, person_id] = [makeId(hqDevice, 9000), tx.newId()];
      const site = place.sites[0] ?? '';
      tx.upsert(tables.attendanceMark, { session_id, person_id, site, mark: 'present', minutes: null });
    }
    return `marks ${bulkRows} at once`;
  }
  return [markAttendance, changePerson, answerQuestion].map((edit) => edit(tx, place)).join('; ');
}

/** `device:counter` of a record id. */
function shortId(id: number): string {
  const counter = id % 2 ** 33;
  return `${(id - counter) / 2 ** 33}:${counter}`;
}
