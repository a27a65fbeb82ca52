import { listCertificates } from '#db/certificate-views.ts';
import { type CertificateRow, recordPrints } from '#db/certificates.ts';
import { personSummaries } from '#db/person-views.ts';
import type { CertificateSection, CertificateSide, PaperDocument } from '#shared/documents/document.ts';
import { certificateQr, spacedCode } from '#shared/domain/certificate.ts';
import type { Language } from '#shared/domain/vocabularies.ts';
import { OutpostError } from '#shared/errors.ts';
import type { ParsedRequestOf } from '#shared/ipc/channels.ts';
import type { Bilingual } from '#shared/ipc/common.ts';
import type { PersonSummary } from '#shared/ipc/people.ts';
import type { TrainingDetail } from '#shared/ipc/training.ts';
import type { Records } from '../handler.ts';
import { paperFrame } from './paper-frame.ts';
import { createPaperWords, type PaperWords } from './paper-words.ts';
import { runName } from './training-lines.ts';

/**
 * Certificates of a training, a page each, in the order of its roster. That they are printed is written down before the
 * document exists: what was printed before says that it is a copy.
 *
 * @param records the open records
 * @param training as its screens show it
 * @param request which certificates
 * @returns the document
 * @throws OutpostError `not_found` for a certificate of another training; `conflicting_state` for a withdrawn one
 */
export function certificatePages(
  records: Records,
  training: TrainingDetail,
  request: ParsedRequestOf<'documents.certificates'>,
): PaperDocument {
  const words = createPaperWords(request.language, true);
  const { db, author } = records;
  const numbers = inRosterOrder(records, request.eventId, request.numbers);
  const printed = db.commit(author, (tx) => recordPrints(tx, author, numbers, records.now())).value;
  const reader = { advisorId: author.advisorId, mayReadRestricted: false, mayReadContact: false };
  const people = personSummaries(
    db.read,
    reader,
    printed.map(({ row }) => row.person_id),
  );
  const run = { training, site: siteName(records), lead: leadInstructor(records, request.eventId) };
  return {
    language: request.language,
    orientation: 'landscape',
    title: `${words.main('papers.certificate.title')} ${runName(training)}`,
    frame: paperFrame(records, words, request),
    sections: printed.map(({ row, copy }) =>
      certificatePage(words, run, row, people.get(row.person_id), {
        copy,
        today: records.today(),
      }),
    ),
  };
}

interface Run {
  readonly training: TrainingDetail;
  readonly site: Bilingual;
  readonly lead: string | null;
}

function certificatePage(
  words: PaperWords,
  run: Run,
  row: CertificateRow,
  person: PersonSummary | undefined,
  print: { readonly copy: number; readonly today: string },
): CertificateSection {
  const instructor = words.say('papers.certificate.instructor');
  return {
    layout: 'certificate',
    en: side('en', run, row, person),
    ar: side('ar', run, row, person),
    facts: [
      { label: words.say('papers.certificate.number'), value: row.number },
      { label: words.say('papers.certificate.issuedOn'), value: words.day(row.issued_on) },
      { label: words.say('papers.certificate.code'), value: spacedCode(row.check_code) },
    ],
    qr: certificateQr({ number: row.number, code: row.check_code }),
    qrHint: words.say('papers.certificate.verify'),
    signatures: [
      run.lead === null ? instructor : { ...instructor, main: `${instructor.main} · ${run.lead}` },
      words.say('papers.certificate.director'),
    ],
    reprint:
      print.copy === 1
        ? null
        : words.say('papers.certificate.reprint', (language) => ({
            copy: print.copy,
            day: words.day(print.today, language),
          })),
  };
}

function side(
  language: Language,
  { training, site }: Run,
  row: CertificateRow,
  person: PersonSummary | undefined,
): CertificateSide {
  const words = createPaperWords(language, false);
  const { summary, sessions } = training;
  const hours = sessions
    .filter(({ status }) => status !== 'cancelled')
    .reduce((sum, session) => sum + session.hours, 0);
  const name = words.mainName({ en: row.name_latin, ar: row.name_ar });
  const rank = person?.rank ? `${words.mainName(person.rank)} ` : '';
  return {
    heading: words.main('papers.certificate.heading', {
      programme: words.main(`vocabulary.programmes.${summary.programme}`),
      site: words.mainName(site),
    }),
    title: words.main('papers.certificate.title'),
    intro: words.main('papers.certificate.intro'),
    name: `${rank}${name}`,
    statement: words.main('papers.certificate.statement', { sex: person?.sex ?? 'male' }),
    course: words.mainName(summary.course),
    detail: words.main('papers.certificate.detail', {
      venue: `\u2068${summary.venue}\u2069`,
      dates: words.period(summary.startDate, summary.endDate),
      hours,
    }),
  };
}

function inRosterOrder(records: Records, eventId: number, wanted: readonly string[]): readonly string[] {
  const known = listCertificates(records.db.read, eventId).flatMap(({ certificates }) =>
    certificates.map(({ number }) => number),
  );
  if (wanted.some((number) => !known.includes(number))) {
    throw new OutpostError('not_found', 'There is no such certificate of this training.', {
      details: { table: 'certificate' },
    });
  }
  return known.filter((number) => wanted.includes(number));
}

function siteName(records: Records): Bilingual {
  const { site } = records.author;
  const row = records.db.read.one<{ en: string | null; ar: string | null }>(
    'SELECT name_en AS en, name_ar AS ar FROM site WHERE code = ? AND deleted = 0',
    site,
  );
  return { en: row?.en ?? site, ar: row?.ar ?? site };
}

function leadInstructor(records: Records, eventId: number): string | null {
  const row = records.db.read.one<{ name: string | null }>(
    `SELECT coalesce(a.display_name, nullif(p.name_latin, ''), p.name_ar, i.name) AS name
      FROM event_instructor i
      LEFT JOIN advisor a ON a.id = i.advisor_id AND a.deleted = 0
      LEFT JOIN person p ON p.id = i.person_id AND p.deleted = 0
      WHERE i.event_id = ? AND i.role = 'lead' AND i.deleted = 0 ORDER BY i.id LIMIT 1`,
    eventId,
  );
  return row?.name ?? null;
}
