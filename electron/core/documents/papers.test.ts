import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { paperDocument } from '#shared/documents/document.ts';
import { readCertificateProof } from '#shared/domain/certificate.ts';
import { languages } from '#shared/domain/vocabularies.ts';
import { exportLog } from '../export/export-log.ts';
import { certificateHandlers } from '../handlers/certificates.ts';
import { documentHandlers } from '../handlers/documents.ts';
import { peopleHandlers } from '../handlers/people.ts';
import { trainingHandlers } from '../handlers/training.ts';
import { type TestRecords, testRecords } from '../records-fixture.ts';

let records: TestRecords;
let eventId: number;
let sessionId: number;

const hostile = '<img src=x onerror=alert(1)> </script>';
const choices = { language: 'ar', classification: 'official_use' } as const;

beforeEach(async () => {
  records = testRecords();
  const empty = { provider: null, funding: null, interpreter: null, governorateCode: null, capacity: null };
  const session = {
    ...{ day: '2009-03-01', slot: 'am' as const, hours: 3, topic: hostile },
    ...{ startTime: null, endTime: null, instructor: null },
  };
  ({ id: eventId } = await trainingHandlers['training.create'](
    {
      event: {
        ...{ courseCode: 'IPS-TIP', programme: 'police', venue: 'Academy', language: 'ar' },
        ...{ startDate: '2009-03-01', endDate: '2009-03-05', ...empty },
      },
      sessions: [session],
    },
    records,
  ));
  const nobody = { sex: null, birthDate: null, rankCode: null, post: null, unit: null, institutionId: null };
  const people = [];
  for (const [nameAr, nameLatin, sex] of [
    ['هدى سعد علي', 'Huda Saad Ali', 'female'],
    ['علي حسن محمد', hostile, 'male'],
  ] as const) {
    const contact = { governorateCode: null, badge: 'B-4711', phone: '+9647701234567', note: null };
    const fields = { ...nobody, ...contact, nameAr, nameLatin, sex, birthDate: '1985-07-02' };
    people.push((await peopleHandlers['people.create'](fields, records)).id);
  }
  await trainingHandlers['training.enrol']({ eventId, personIds: people, unvetted: 'wait' }, records);
  const training = await trainingHandlers['training.get']({ eventId }, records);
  sessionId = training.sessions[0]?.id ?? 0;
  for (const personId of people) {
    const marks = [{ sessionId, personId, mark: 'present', minutes: null } as const];
    await trainingHandlers['training.mark']({ marks }, records);
    await trainingHandlers['training.setEnrolment']({ eventId, personId, postTest: 90 }, records);
  }
  await trainingHandlers['training.setStatus']({ eventId, status: 'completed', reason: null }, records);
});
afterEach(() => records.db.dispose());

const signIn = (blankRows = 3) =>
  documentHandlers['documents.signIn']({ ...choices, eventId, sessionIds: [sessionId], blankRows }, records);
const scores = () =>
  documentHandlers['documents.scores']({ ...choices, eventId, test: 'postTest', blankRows: 0 }, records);

async function issued(): Promise<string[]> {
  const holders = await certificateHandlers['certificates.list']({ eventId }, records);
  const personIds = holders.map(({ personId }) => personId);
  return (await certificateHandlers['certificates.issue']({ eventId, personIds }, records)).issued;
}
const print = (numbers: string[]) =>
  documentHandlers['documents.certificates']({ ...choices, eventId, numbers }, records);

describe('a document', () => {
  it('holds what was entered as text, whatever it looks like, and is parsed again where it is printed', async () => {
    for (const paper of [await signIn(), await scores(), await print(await issued())]) {
      expect(paperDocument.parse(JSON.parse(JSON.stringify(paper)))).toEqual(paper);
      expect(JSON.stringify(paper)).toContain(JSON.stringify(hostile).slice(1, -1));
    }
  });

  it('never holds badge numbers, phones or dates of birth', async () => {
    const all = JSON.stringify([await signIn(), await scores(), await print(await issued())]);
    for (const secret of ['4711', '9647701234567', '1985']) expect(all).not.toContain(secret);
  });

  it('carries its classification in both languages, and comes in the language that was asked for', async () => {
    for (const language of languages) {
      const { frame } = await documentHandlers['documents.signIn'](
        { language, classification: 'restricted', eventId, sessionIds: [sessionId], blankRows: 0 },
        records,
      );
      const both = ['Restricted', 'محدود التداول'];
      const [main, other] = language === 'en' ? both : both.toReversed();
      expect(frame.classification).toEqual({ main, other });
    }
  });

  it('is for those who may export, and each one is written down', async () => {
    const viewer = testRecords('viewer', records.db);
    const wish = { ...choices, eventId, sessionIds: [sessionId], blankRows: 0 };
    await expect(async () => documentHandlers['documents.signIn'](wish, viewer)).rejects.toMatchObject({
      code: 'not_permitted',
    });
    await signIn();
    await print(await issued());
    expect(exportLog(records.store).map(({ what, rows }) => [what, rows])).toEqual([
      [`certificates:${eventId}`, 2],
      [`sign-in:${eventId}`, 2],
    ]);
  });
});

describe('a sign-in sheet', () => {
  it('has a row for everybody on the roster and empty ones after them, numbered through', async () => {
    const [section] = (await signIn(3)).sections;
    const blocks = section?.layout === 'flow' ? section.blocks : [];
    const table = blocks.find((block) => block.kind === 'table');
    expect(table?.rows.map(([number]) => number)).toEqual(
      ['1', '2', '3', '4', '5'].map((text) => ({ kind: 'code', text })),
    );
    expect(table?.rows[0]?.[1]).toEqual({ kind: 'text', text: 'هدى سعد علي', below: 'Huda Saad Ali' });
    expect(table?.rows[4]?.slice(1).every(({ kind }) => kind === 'blank')).toBe(true);
  });
});

describe('a certificate on paper', () => {
  it('says the same number and check code in words and in its square', async () => {
    const [number = ''] = await issued();
    const [page] = (await print([number])).sections;
    if (page?.layout !== 'certificate') throw new Error('no certificate');
    const proof = readCertificateProof(page.qr);
    expect(proof?.number).toBe(number);
    const [first, , third] = page.facts.map(({ value }) => value);
    expect(readCertificateProof(`${first} ${third}`)).toEqual(proof);
  });

  it('speaks of a woman as of a woman', async () => {
    const pages = (await print(await issued())).sections;
    const statements = pages.map((page) => (page.layout === 'certificate' ? page.ar.statement : ''));
    expect(statements).toEqual(['قد أكملت بنجاح متطلبات دورة', 'قد أكمل بنجاح متطلبات دورة']);
  });

  it('says from the second print on that it is a copy', async () => {
    const [number = ''] = await issued();
    const reprints = [];
    for (let times = 0; times < 3; times++) {
      const [page] = (await print([number])).sections;
      reprints.push(page?.layout === 'certificate' ? page.reprint : undefined);
    }
    expect(reprints[0]).toBeNull();
    expect(reprints.slice(1).map((words) => words?.other?.slice(0, 16))).toEqual([
      'Reprint · copy 2',
      'Reprint · copy 3',
    ]);
  });

  it('of another training, or of none, is not printed', async () => {
    await expect(async () => print(['NIN-2009-16-0001-AAAAA'])).rejects.toMatchObject({ code: 'not_found' });
  });
});
