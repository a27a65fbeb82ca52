import { addDays } from '#shared/domain/calendar-day.ts';
import { tables } from '#shared/domain/registry.ts';
import type { RowOf } from '#shared/domain/table.ts';
import {
  isOpenVetting,
  problemsOfVetting,
  type VettingFacts,
  type VettingProblem,
  vettingProblemFields,
} from '#shared/domain/vetting.ts';
import { OutpostError } from '#shared/errors.ts';
import type { WritableDb } from './database.ts';
import { recordsOfPerson } from './person-groups.ts';
import { settingNumber } from './reference.ts';
import { invalidField, notFound } from './refusal.ts';

type VettingRow = RowOf<typeof tables.vetting>;

/** A case of a person: a known one that changes, or, with null, a new one. */
export interface VettingRecord extends VettingFacts {
  readonly personId: number;
  readonly caseId: number | null;
}

type CaseColumns = Omit<VettingRow, 'id' | 'site' | 'person_id'>;

/** What recording a case changed; `before` is null for a case that is new. */
export interface RecordedCase {
  readonly id: number;
  readonly before: CaseColumns | null;
  readonly after: CaseColumns;
}

/**
 * The case by which a person is judged: the one decided last; but a renewal that is only asked for does not end what was
 * approved before it.
 *
 * @param person SQL that gives the person's id
 * @returns SQL that gives the id of the case, null when there is none
 */
export function standingVettingSql(person: string): string {
  const cases = (of: string): string =>
    `FROM vetting c WHERE c.person_id IN ${recordsOfPerson(person)} AND c.deleted = 0 AND ${of}
      ORDER BY coalesce(c.decided_on, c.submitted_on, '') DESC, c.id DESC LIMIT 1`;
  return `coalesce(
    (SELECT d.id FROM (SELECT c.id, c.status ${cases("c.status NOT IN ('not_submitted', 'submitted')")}) d
      WHERE d.status IN ('approved', 'not_required')),
    (SELECT c.id ${cases('c.status IS NOT NULL')}))`;
}

/**
 * The case that waits for the vetting office.
 *
 * @param person SQL that gives the person's id
 * @returns SQL that gives the id of the one submitted last, null when none waits or another was decided since
 */
export function waitingVettingSql(person: string): string {
  return `(SELECT c.id FROM vetting c
    WHERE c.person_id IN ${recordsOfPerson(person)} AND c.deleted = 0 AND c.status = 'submitted' AND NOT EXISTS (
      SELECT 1 FROM vetting later WHERE later.person_id IN ${recordsOfPerson(person)} AND later.deleted = 0
        AND later.status NOT IN ('not_submitted', 'submitted') AND later.decided_on >= c.submitted_on)
    ORDER BY coalesce(c.submitted_on, '') DESC, c.id DESC LIMIT 1)`;
}

/**
 * Enters a case, a decision about one, or a correction.
 *
 * @param tx the transaction
 * @param fields the case. What is submitted or decided without a day is so today; an approval without an end is valid
 *   for `vetting.valid_days` from its decision
 * @param today today in this laptop's zone, `YYYY-MM-DD`
 * @returns the case, and what it was before
 * @throws OutpostError `not_found` for a person or case that is not here; `invalid_request` when days run backwards or
 *   the reason does not belong there
 */
export function recordVetting(tx: WritableDb, fields: VettingRecord, today: string): RecordedCase {
  const person = tx.get(tables.person, { id: fields.personId });
  if (!person) throw notFound('person');
  const columns = columnsOf(tx, fields, today);
  if (fields.caseId === null) {
    const id = tx.newId();
    tx.insert(tables.vetting, { id, site: person.site, person_id: person.id, ...columns });
    return { id, before: null, after: columns };
  }
  const known = tx.get(tables.vetting, { id: fields.caseId });
  if (known?.person_id !== person.id) throw notFound('vetting');
  const { id, site: _site, person_id: _person, ...before } = known;
  tx.update(tables.vetting, { id }, columns);
  return { id, before, after: columns };
}

/**
 * Puts cases back to what they were.
 *
 * @param tx the transaction
 * @param recorded what `recordVetting` gave, of one or more cases
 * @throws OutpostError `conflicting_state` when one of them was changed or removed since: nothing is put back
 */
export function takeBackVetting(tx: WritableDb, recorded: readonly RecordedCase[]): void {
  for (const { id, before, after } of recorded) {
    const now = tx.get(tables.vetting, { id });
    if (!now || caseColumns.some((column) => now[column] !== after[column])) {
      throw new OutpostError('conflicting_state', 'A vetting case was changed since.', { details: { id } });
    }
    if (before === null) tx.remove(tables.vetting, { id });
    else tx.update(tables.vetting, { id }, before);
  }
}

const caseColumns = [
  'status',
  'case_number',
  'submitted_on',
  'decided_on',
  'valid_until',
  'reason',
] as const satisfies readonly (keyof CaseColumns)[];

function columnsOf(tx: WritableDb, fields: VettingRecord, today: string): CaseColumns {
  const { status } = fields;
  const open = isOpenVetting(status);
  const facts = {
    status,
    caseNumber: trimmed(fields.caseNumber),
    submittedOn: status === 'submitted' ? (fields.submittedOn ?? today) : fields.submittedOn,
    decidedOn: open ? null : (fields.decidedOn ?? today),
    validUntil: fields.validUntil,
    reason: trimmed(fields.reason),
  };
  refuse(problemsOfVetting(facts)[0]);
  const validUntil =
    status === 'approved' && facts.validUntil === null && facts.decidedOn !== null
      ? addDays(facts.decidedOn, settingNumber(tx, 'vetting.valid_days', 365))
      : facts.validUntil;
  return {
    status,
    case_number: facts.caseNumber,
    submitted_on: facts.submittedOn,
    decided_on: facts.decidedOn,
    valid_until: validUntil,
    reason: facts.reason,
  };
}

const problemWords: Readonly<Record<VettingProblem, string>> = {
  reason_missing: 'Say why vetting is not required.',
  reason_misplaced: 'Only "not required" has a reason.',
  decided_before_submitted: 'The vetting was decided before it was submitted.',
  ends_before_decision: 'The vetting ends before it was decided.',
  ends_without_approval: 'Only an approval has an end.',
};

function refuse(problem: VettingProblem | undefined): void {
  if (problem) throw invalidField(vettingProblemFields[problem], problemWords[problem], { problem });
}

function trimmed(text: string | null): string | null {
  const kept = text?.trim() ?? '';
  return kept === '' ? null : kept;
}
