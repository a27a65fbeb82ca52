import { randomBytes } from 'node:crypto';
import { listCertificates } from '#db/certificate-views.ts';
import { issueCertificates, restoreCertificate, withdrawCertificate } from '#db/certificates.ts';
import type { WritableDb } from '#db/database.ts';
import { OutpostError } from '#shared/errors.ts';
import type { HandlersOf, Records } from '../handler.ts';

/** Handlers of certificates: who has one, giving and taking back. What is printed of them is among the documents. */
export const certificateHandlers: HandlersOf<'certificates'> = {
  'certificates.list': ({ eventId }, records) => {
    records.permit('records.read');
    return [...listCertificates(records.db.read, eventId)];
  },
  'certificates.issue': ({ eventId, personIds }, records) => {
    const { author, db } = records;
    const { device } = db;
    if (device === undefined) throw new OutpostError('not_enrolled', 'This laptop has no number yet.');
    const issuing = {
      ...{ author, device, today: records.today(), now: records.now() },
      random: (count: number) => new Uint8Array(randomBytes(count)),
    };
    return write(records, (tx) => ({ issued: [...issueCertificates(tx, issuing, eventId, personIds)] }));
  },
  'certificates.withdraw': ({ number, reason }, records) =>
    write(records, (tx) => withdrawCertificate(tx, number, reason, records.today())),
  'certificates.restore': ({ number }, records) => write(records, (tx) => restoreCertificate(tx, number)),
};

function write<R>(records: Records, work: (tx: WritableDb) => R): R {
  records.permit('records.write');
  return records.db.commit(records.author, work).value;
}
