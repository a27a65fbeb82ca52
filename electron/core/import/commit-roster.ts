import type { Author, WritableDb } from '#db/database.ts';
import { enrol, type Scores } from '#db/enrolments.ts';
import { createPerson, setVetting } from '#db/people.ts';
import { sexes, vettingStatuses } from '#shared/domain/vocabularies.ts';
import { OutpostError } from '#shared/errors.ts';
import type { RosterRow } from '#shared/ipc/imports.ts';
import { decisionOf, type RowDecisions } from '#shared/roster/decisions.ts';
import type { MadeByImport } from './pending-imports.ts';

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
  decisions: RowDecisions,
  eventId: number,
  importing: ImportingNow,
): {
  readonly made: MadeByImport;
  readonly matched: number;
  readonly skipped: number;
  readonly enrolled: number;
} {
  const added: MadeByImport['added'][number][] = [];
  const scores = new Map<number, Scores>();
  const personIds: number[] = [];
  let skipped = 0;
  for (const row of rows) {
    const decision = decisionOf(row, decisions);
    if (decision === 'skip') {
      skipped += 1;
      continue;
    }
    let personId: number;
    if (decision === 'create') {
      personId = addPerson(tx, row.values, importing);
      added.push({ personId, vettingId: addVetting(tx, personId, row.values, importing) });
    } else {
      personId = decision.use;
      if (scores.has(personId)) throw usedTwice(row);
    }
    personIds.push(personId);
    scores.set(personId, { preTest: score(row.values.pre_test), postTest: score(row.values.post_test) });
  }
  const before = rosterOf(tx, eventId);
  const enrolled = enrol(tx, eventId, personIds, scores);
  return {
    made: {
      eventId,
      added,
      enrolled: personIds.filter((personId) => !before.has(personId)),
      returned: personIds.filter((personId) => before.get(personId) === 'withdrawn'),
    },
    matched: personIds.length - added.length,
    skipped,
    enrolled,
  };
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
): number | undefined {
  const status = vettingStatuses.find((known) => known === values.vetting_status);
  // A file cannot say why vetting is not required, and without a reason it may not be entered.
  if (!status || status === 'not_required') return undefined;
  const empty = { caseNumber: null, decidedOn: null, validUntil: null, reason: null };
  return setVetting(tx, { personId, status, ...empty }, today);
}

function score(text: string | undefined): number | null {
  return text === undefined ? null : Number(text);
}

/** Status of everybody who is or was on the roster. */
function rosterOf(tx: WritableDb, eventId: number): ReadonlyMap<number, string> {
  const rows = tx.all<{ id: number; status: string | null }>(
    'SELECT person_id AS id, status FROM enrolment WHERE event_id = ? AND deleted = 0',
    eventId,
  );
  return new Map(rows.map(({ id, status }) => [id, status ?? '']));
}
