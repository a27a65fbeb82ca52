import {
  drawCheckCode,
  drawLetters,
  formatCertificateNumber,
  parseCertificateNumber,
} from '#shared/domain/certificate.ts';
import { tables } from '#shared/domain/registry.ts';
import type { RowOf } from '#shared/domain/table.ts';
import { OutpostError } from '#shared/errors.ts';
import type { Author, ReadableDb, WritableDb } from './database.ts';
import { invalidField, notFound } from './refusal.ts';
import { type EnrolmentRow, requireHeldEvent } from './training-access.ts';

export type CertificateRow = RowOf<typeof tables.certificate>;

/** Where and when certificates are issued. */
export interface Issuing {
  readonly author: Author;
  /** Number of this laptop: its block of numbers. */
  readonly device: number;
  /** Today in this laptop's zone, `YYYY-MM-DD`. */
  readonly today: string;
  readonly now: Date;
  readonly random: (count: number) => Uint8Array;
}

/**
 * Gives certificates to those who completed a training and have no valid one. Numbers count up within site, year and
 * laptop; what is drawn at their end keeps apart two copies of a laptop that do not know of each other yet.
 *
 * @param tx the transaction
 * @param issuing where and when
 * @param eventId a training
 * @param personIds those who get one, in the order in which numbers are given
 * @returns the new numbers
 * @throws OutpostError `not_found`; `conflicting_state` for somebody who did not complete it or has one, and for a
 *   cancelled training
 */
export function issueCertificates(
  tx: WritableDb,
  issuing: Issuing,
  eventId: number,
  personIds: readonly number[],
): readonly string[] {
  const { site } = requireHeldEvent(tx, eventId);
  const year = Number(issuing.today.slice(0, 4));
  let count = lastCount(tx, `${site}-${year}-${issuing.device}-`);
  return [...new Set(personIds)].map((personId) => {
    requireCompleted(tx, eventId, personId);
    requireNoValid(tx, eventId, personId);
    const person = tx.get(tables.person, { id: personId });
    if (!person) throw notFound('person');
    count += 1;
    const number = formatCertificateNumber({
      ...{ site, year, device: issuing.device, count },
      drawn: drawLetters(issuing.random),
    });
    tx.insert(tables.certificate, {
      ...{ number, site, event_id: eventId, person_id: personId },
      issued_on: issuing.today,
      issued_by: issuing.author.advisorId,
      issued_at: issuing.now.toISOString(),
      check_code: drawCheckCode(issuing.random),
      name_ar: person.name_ar,
      name_latin: person.name_latin,
      ...{ status: 'valid', withdrawn_on: null, withdrawn_reason: null },
    });
    nameOnRoster(tx, eventId, personId, { number, on: issuing.today });
    return number;
  });
}

/**
 * Takes a certificate back: it stays known, and headquarters says of it that it was withdrawn.
 *
 * @param tx the transaction
 * @param number the certificate
 * @param reason why, for whoever asks
 * @param today today in this laptop's zone, `YYYY-MM-DD`
 * @throws OutpostError `not_found`; `invalid_request` without a reason; `conflicting_state` when it is withdrawn already
 */
export function withdrawCertificate(tx: WritableDb, number: string, reason: string, today: string): void {
  const row = requireCertificate(tx, number);
  const why = reason.trim();
  if (why === '') throw invalidField('reason', 'A withdrawn certificate needs its reason.');
  if (row.status === 'withdrawn') throw taken('It is withdrawn already.');
  tx.update(
    tables.certificate,
    { number },
    { status: 'withdrawn', withdrawn_on: today, withdrawn_reason: why },
  );
  nameOnRoster(tx, row.event_id, row.person_id, null);
}

/**
 * Takes a withdrawal back.
 *
 * @param tx the transaction
 * @param number a withdrawn certificate
 * @throws OutpostError `not_found`; `conflicting_state` when it is valid or another one was issued meanwhile
 */
export function restoreCertificate(tx: WritableDb, number: string): void {
  const row = requireCertificate(tx, number);
  if (row.status === 'valid') throw taken('It is valid.');
  requireNoValid(tx, row.event_id, row.person_id);
  tx.update(tables.certificate, { number }, { status: 'valid', withdrawn_on: null, withdrawn_reason: null });
  nameOnRoster(tx, row.event_id, row.person_id, { number, on: row.issued_on });
}

/**
 * Writes down that certificates are printed now, before any paper can exist: what was printed once is a copy from then
 * on, on this laptop and on all that hear of it.
 *
 * @param tx the transaction
 * @param author who prints
 * @param numbers the certificates, in the order of the pages
 * @param now the moment
 * @returns the certificates, each with the number of this copy: 1 is the first paper
 * @throws OutpostError `not_found`; `conflicting_state` for a withdrawn one
 */
export function recordPrints(
  tx: WritableDb,
  author: Author,
  numbers: readonly string[],
  now: Date,
): readonly { readonly row: CertificateRow; readonly copy: number }[] {
  return [...new Set(numbers)].map((number) => {
    const row = requireCertificate(tx, number);
    if (row.status === 'withdrawn') throw taken('A withdrawn certificate is not printed.');
    const before = tx.one<{ n: number; last: number | null }>(
      `SELECT count(*) AS n, max(copy) AS last FROM certificate_print
        WHERE certificate_number = ? AND deleted = 0`,
      number,
    );
    const copy = Math.max(before?.n ?? 0, before?.last ?? 0) + 1;
    tx.insert(tables.certificatePrint, {
      id: tx.newId(),
      site: row.site,
      certificate_number: number,
      copy,
      printed_by: author.advisorId,
      printed_at: now.toISOString(),
    });
    return { row, copy };
  });
}

function requireCertificate(read: ReadableDb, number: string): CertificateRow {
  const row = read.get(tables.certificate, { number });
  if (!row) throw notFound('certificate');
  return row;
}

function requireCompleted(read: ReadableDb, eventId: number, personId: number): void {
  const enrolment = read.get(tables.enrolment, { event_id: eventId, person_id: personId });
  if (!enrolment) throw notFound('enrolment');
  if (resultOf(enrolment) !== 'completed') throw taken('This trainee did not complete the training.');
}

/**
 * @param enrolment somebody on a roster
 * @returns what came of it: a supervisor's word before the rule's
 */
export function resultOf(
  enrolment: Pick<EnrolmentRow, 'status' | 'result_override'>,
): EnrolmentRow['status'] {
  return enrolment.status === 'withdrawn' ? 'withdrawn' : (enrolment.result_override ?? enrolment.status);
}

function requireNoValid(read: ReadableDb, eventId: number, personId: number): void {
  const valid = read.one(
    `SELECT 1 FROM certificate WHERE event_id = ? AND person_id = ? AND deleted = 0 AND status = 'valid'`,
    eventId,
    personId,
  );
  if (valid) throw taken('This trainee has a certificate already.');
}

/** The last count of a block; certificates of other laptops that came by sync have blocks of their own. */
function lastCount(read: ReadableDb, block: string): number {
  // From the block's first number to the first that no longer begins like it: by the key.
  const rows = read.all<{ number: string }>(
    'SELECT number FROM certificate WHERE number >= ? AND number < ?',
    block,
    `${block}~`,
  );
  return Math.max(0, ...rows.map(({ number }) => parseCertificateNumber(number)?.count ?? 0));
}

/** The roster names the certificate too, so that two laptops which issue one each are asked which stands. */
function nameOnRoster(
  tx: WritableDb,
  eventId: number,
  personId: number,
  named: { readonly number: string; readonly on: string } | null,
): void {
  const key = { event_id: eventId, person_id: personId };
  if (!tx.get(tables.enrolment, key)) return;
  tx.update(tables.enrolment, key, {
    certificate_number: named?.number ?? null,
    certificate_on: named?.on ?? null,
  });
}

function taken(message: string): OutpostError {
  return new OutpostError('conflicting_state', message, { details: { table: 'certificate' } });
}
