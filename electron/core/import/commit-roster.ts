import type { Author, WritableDb } from '#db/database.ts';
import { enrol, type Scores } from '#db/enrolments.ts';
import { createPerson, setVetting } from '#db/people.ts';
import { tables } from '#shared/domain/registry.ts';
import { sexes, vettingStatuses } from '#shared/domain/vocabularies.ts';
import { OutpostError } from '#shared/errors.ts';
import type { RosterRow } from '#shared/ipc/training.ts';
import type { FinishedImport } from './pending-imports.ts';

/** What to do with a row, where it differs from its proposal. */
export type RowDecision = 'create' | 'skip' | { readonly use: number };

/** Who imports, and when. */
export interface ImportingNow {
  readonly author: Author;
  readonly now: Date;
  /** Today in this laptop's zone, `YYYY-MM-DD`. */
  readonly today: string;
}

/**
 * Puts the people of a roster on a training, in one transaction: new ones are added, known ones are used.
 *
 * @param tx the transaction
 * @param rows the rows as they were previewed
 * @param decisions by row number, where they differ from the proposal
 * @param eventId the training
 * @param importing who, and when
 * @returns what was made, and how many rows were matched or left out
 * @throws OutpostError `not_found` for the training or a person that is gone; `invalid_request` for a row decided
 *   twice for one person
 */
export function commitRoster(
  tx: WritableDb,
  rows: readonly RosterRow[],
  decisions: Readonly<Record<string, RowDecision>>,
  eventId: number,
  importing: ImportingNow,
): {
  readonly made: FinishedImport;
  readonly matched: number;
  readonly skipped: number;
  readonly enrolled: number;
} {
  const createdPersons: number[] = [];
  const createdVettings: number[] = [];
  const scores = new Map<number, Scores>();
  const personIds: number[] = [];
  let skipped = 0;
  for (const row of rows) {
    const decision = decisions[String(row.row)] ?? proposalOf(row);
    if (decision === 'skip') {
      skipped += 1;
      continue;
    }
    let personId: number;
    if (decision === 'create') {
      personId = addPerson(tx, row.values, importing);
      createdPersons.push(personId);
      createdVettings.push(...addVetting(tx, personId, row.values, importing));
    } else {
      personId = decision.use;
      if (scores.has(personId)) throw usedTwice(row);
    }
    personIds.push(personId);
    scores.set(personId, { preTest: score(row.values.pre_test), postTest: score(row.values.post_test) });
  }
  const before = new Set(rosterOf(tx, eventId));
  const enrolled = enrol(tx, eventId, personIds, scores);
  return {
    made: {
      eventId,
      createdPersons,
      createdVettings,
      enrolled: personIds.filter((personId) => !before.has(personId)),
    },
    matched: personIds.length - createdPersons.length,
    skipped,
    enrolled,
  };
}

function proposalOf(row: RosterRow): RowDecision {
  const best = row.matches[0];
  return row.proposal === 'use_existing' && best
    ? { use: best.person.id }
    : row.proposal === 'skip'
      ? 'skip'
      : 'create';
}

function usedTwice(row: RosterRow): OutpostError {
  return new OutpostError('invalid_request', `Row ${row.row} names a person that another row uses already.`, {
    details: { field: 'decisions', row: row.row },
    issues: [{ path: `decisions.${row.row}`, message: 'another row uses this person already' }],
  });
}

function addPerson(tx: WritableDb, values: RosterRow['values'], { author, now }: ImportingNow): number {
  return createPerson(
    tx,
    author,
    {
      nameAr: values.name_ar ?? '',
      nameLatin: values.name_latin ?? '',
      sex: sexes.find((sex) => sex === values.sex) ?? null,
      birthDate: values.birth_date ?? null,
      rankCode: values.rank ?? null,
      post: null,
      unit: values.unit ?? null,
      institutionId: null,
      governorateCode: values.governorate ?? null,
      badge: values.badge ?? null,
      phone: values.phone ?? null,
      note: null,
    },
    now,
  );
}

function addVetting(
  tx: WritableDb,
  personId: number,
  values: RosterRow['values'],
  { today }: ImportingNow,
): readonly number[] {
  const status = vettingStatuses.find((known) => known === values.vetting_status);
  // A file cannot say why vetting is not required, and without a reason it may not be entered.
  if (!status || status === 'not_required') return [];
  const empty = { caseNumber: null, decidedOn: null, validUntil: null, reason: null };
  return [setVetting(tx, { personId, status, ...empty }, today)];
}

function score(text: string | undefined): number | null {
  return text === undefined ? null : Number(text);
}

function rosterOf(tx: WritableDb, eventId: number): readonly number[] {
  return tx
    .all<{ id: number }>(
      `SELECT person_id AS id FROM enrolment
        WHERE event_id = ? AND deleted = 0 AND coalesce(status, '') <> 'withdrawn'`,
      eventId,
    )
    .map(({ id }) => id);
}

/**
 * Takes an import back: off the roster with whom it brought on, and away with the people that it added, unless
 * something was recorded of them since.
 *
 * @param tx the transaction
 * @param made what the import made
 * @throws OutpostError `conflicting_state` when attendance was marked for one of them since: nothing is taken back
 */
export function takeBackRoster(tx: WritableDb, made: FinishedImport): void {
  const marked = tx.one<{ marks: number }>(
    `SELECT count(*) AS marks FROM attendance_mark m JOIN session s ON s.id = m.session_id
      WHERE s.event_id = ? AND m.deleted = 0 AND m.mark IS NOT NULL
        AND m.person_id IN (SELECT value FROM json_each(?))`,
    made.eventId,
    JSON.stringify(made.enrolled),
  );
  if (marked && marked.marks > 0) {
    throw new OutpostError(
      'conflicting_state',
      'Attendance was marked since the import: take people off the roster one by one.',
      { details: { marks: marked.marks } },
    );
  }
  for (const personId of made.enrolled) {
    const key = { event_id: made.eventId, person_id: personId };
    if (tx.get(tables.enrolment, key)) tx.remove(tables.enrolment, key);
  }
  for (const id of made.createdVettings)
    if (tx.get(tables.vetting, { id })) tx.remove(tables.vetting, { id });
  for (const id of made.createdPersons) {
    if (tx.get(tables.person, { id }) && !isUsed(tx, id)) tx.remove(tables.person, { id });
  }
}

function isUsed(tx: WritableDb, personId: number): boolean {
  const use = tx.one<{ used: number }>(
    `SELECT EXISTS (SELECT 1 FROM enrolment WHERE person_id = ?1 AND deleted = 0)
       OR EXISTS (SELECT 1 FROM vetting WHERE person_id = ?1 AND deleted = 0)
       OR EXISTS (SELECT 1 FROM visit_counterpart WHERE person_id = ?1 AND deleted = 0) AS used`,
    personId,
  );
  return use?.used === 1;
}
