import { randomBytes } from 'node:crypto';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseCertificateNumber } from '#shared/domain/certificate.ts';
import { tables } from '#shared/domain/registry.ts';
import { certificateListSql, listCertificates } from './certificate-views.ts';
import {
  type Issuing,
  issueCertificates,
  recordPrints,
  restoreCertificate,
  withdrawCertificate,
} from './certificates.ts';
import type { FieldDatabase } from './database.ts';
import { advisor, entry, openRecords, planOfQuery } from './records-fixture.ts';
import { emptyRow } from './sample-rows.ts';
import { openTestDatabase, type TestDatabase } from './test-database.ts';

const eventId = 900;
const people = Array.from({ length: 12 }, (_, index) => 1000 + index);
const [first = 0, second = 0, failed = 0] = people;

const issuing = (db: FieldDatabase, today = '2009-03-06'): Issuing => ({
  ...{ author: advisor, device: db.device ?? 0, today, now: entry.now },
  random: (count) => new Uint8Array(randomBytes(count)),
});

let db: TestDatabase;
beforeEach(() => {
  db = openRecords();
  db.commit(advisor, (tx) => {
    const event = { ...emptyRow(tables.trainingEvent), id: eventId, status: 'completed' as const };
    tx.insert(tables.trainingEvent, { ...event, site: 'NIN', course_code: 'IPS-BAS' });
    for (const [position, id] of people.entries()) {
      tx.insert(tables.person, {
        ...emptyRow(tables.person),
        ...{ id, site: 'NIN', name_ar: `علي ${position}`, name_latin: `Ali ${position}` },
      });
      tx.insert(tables.enrolment, {
        ...emptyRow(tables.enrolment),
        ...{ event_id: eventId, person_id: id, site: 'NIN', position, result_override: null },
        status: id === failed ? 'failed' : 'completed',
      });
    }
  });
});
afterEach(() => db.dispose());

const issue = (ids: readonly number[], on = db): readonly string[] =>
  on.commit(advisor, (tx) => issueCertificates(tx, issuing(on), eventId, ids)).value;
const holderOf = (id: number) => listCertificates(db.read, eventId).find(({ personId }) => personId === id);

describe('a certificate', () => {
  it('is numbered by site, year and laptop, from 1 upwards, and named on the roster', () => {
    const numbers = issue([first, second]).map((number) => parseCertificateNumber(number));
    expect(numbers).toMatchObject([
      { site: 'NIN', year: 2009, device: 16, count: 1 },
      { site: 'NIN', year: 2009, device: 16, count: 2 },
    ]);
    const enrolment = db.read.get(tables.enrolment, { event_id: eventId, person_id: first });
    expect(enrolment).toMatchObject({
      certificate_number: holderOf(first)?.certificates[0]?.number,
      certificate_on: '2009-03-06',
    });
  });

  it('is for those alone who completed the training, by the rule or by a supervisor’s word, and only one', () => {
    expect(() => issue([first, failed])).toThrow('did not complete');
    expect(holderOf(first)?.certificates).toEqual([]);
    db.commit(advisor, (tx) =>
      tx.update(
        tables.enrolment,
        { event_id: eventId, person_id: failed },
        { result_override: 'completed', result_reason: 'Sat the test again' },
      ),
    );
    expect(issue([failed])).toHaveLength(1);
    expect(() => issue([failed])).toThrow('has a certificate already');
  });

  it('keeps the name it was issued with, and says when the record says another one', () => {
    issue([first]);
    db.commit(advisor, (tx) => tx.update(tables.person, { id: first }, { name_latin: 'Aly' }));
    expect(holderOf(first)?.certificates).toMatchObject([{ nameLatin: 'Ali 0', nameChanged: true }]);
  });

  it('is withdrawn with a reason, stays known, and makes way for another', () => {
    const [number = ''] = issue([first]);
    const withdraw = (reason: string) =>
      db.commit(advisor, (tx) => withdrawCertificate(tx, number, reason, '2009-03-08'));
    expect(() => withdraw('  ')).toThrow('needs its reason');
    withdraw('Name misspelt');
    expect(() => withdraw('again')).toThrow('withdrawn already');
    const [again] = issue([first]);
    expect(parseCertificateNumber(again ?? '')?.count).toBe(2);
    expect(
      holderOf(first)?.certificates.map(({ status, withdrawnReason }) => [status, withdrawnReason]),
    ).toEqual([
      ['valid', null],
      ['withdrawn', 'Name misspelt'],
    ]);
    expect(() => db.commit(advisor, (tx) => restoreCertificate(tx, number))).toThrow('already');
  });

  it('is valid again when the withdrawal is taken back', () => {
    const [number = ''] = issue([first]);
    db.commit(advisor, (tx) => withdrawCertificate(tx, number, 'By mistake', '2009-03-08'));
    db.commit(advisor, (tx) => restoreCertificate(tx, number));
    expect(holderOf(first)?.certificates).toMatchObject([{ status: 'valid', withdrawnOn: null }]);
  });

  it('that is printed again is a copy, and a withdrawn one is not printed', () => {
    const [number = ''] = issue([first]);
    const print = () =>
      db.commit(advisor, (tx) => recordPrints(tx, advisor, [number], entry.now)).value[0]?.copy;
    expect([print(), print(), print()]).toEqual([1, 2, 3]);
    expect(holderOf(first)?.certificates).toMatchObject([
      { copies: 3, lastPrintedAt: entry.now.toISOString() },
    ]);
    db.commit(advisor, (tx) => withdrawCertificate(tx, number, 'Wrong course', '2009-03-08'));
    expect(print).toThrow('not printed');
  });

  it('is found by its training without reading the others', () => {
    expect(planOfQuery(db, certificateListSql, eventId)).toContain('certificate_by_event_id');
  });
});

describe('numbers of certificates', () => {
  it('clash on no two laptops, nor on copies of one that do not know of each other', {
    timeout: 60_000,
  }, () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'outpost-certificates-'));
    db.close();
    let run = 0;
    // Which laptop goes on, how many it issues; the first three are copies of one, the others are laptops of their own.
    const steps = fc.array(fc.tuple(fc.nat(4), fc.integer({ min: 1, max: 4 })), {
      minLength: 6,
      maxLength: 16,
    });
    try {
      fc.assert(
        fc.property(steps, (order) => {
          run += 1;
          const laptops = Array.from({ length: 5 }, (_, index) => {
            const file = path.join(folder, `${run}-${index}.db`);
            cpSync(db.file, file);
            const laptop = openTestDatabase({ file, key: db.key });
            if (index > 2) laptop.store.run('UPDATE sync_state SET device = ?', 20 + index);
            return laptop;
          });
          const numbers: string[] = [];
          for (const [at, count] of order) {
            const laptop = laptops[at];
            if (!laptop) continue;
            const without = listCertificates(laptop.read, eventId)
              .filter(({ result, certificates }) => result === 'completed' && certificates.length === 0)
              .slice(0, count);
            if (without.length > 0)
              numbers.push(
                ...issue(
                  without.map(({ personId }) => personId),
                  laptop,
                ),
              );
          }
          for (const laptop of laptops) laptop.dispose();
          expect(new Set(numbers).size).toBe(numbers.length);
        }),
        { numRuns: 6 },
      );
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
