import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createPerson } from '#db/people.ts';
import { advisor, entry } from '#db/records-fixture.ts';
import { type TestRecords, testRecords } from '../records-fixture.ts';
import { vettingHandlers } from './vetting.ts';

const submitted = {
  caseId: null,
  status: 'submitted',
  caseNumber: 'V-1',
  submittedOn: '2009-02-01',
  decidedOn: null,
  validUntil: null,
  reason: null,
} as const;

let records: TestRecords;
let personId: number;
beforeEach(() => {
  records = testRecords();
  personId = records.db.commit(advisor, (tx) =>
    createPerson(
      tx,
      advisor,
      {
        nameAr: '',
        nameLatin: 'Haider Kadhim',
        sex: 'male',
        birthDate: null,
        rankCode: null,
        post: null,
        unit: null,
        institutionId: null,
        governorateCode: null,
        badge: null,
        phone: null,
        note: null,
      },
      entry.now,
    ),
  ).value;
});
afterEach(() => records.db.dispose());

const casesOf = async (): Promise<readonly { readonly status: string }[]> =>
  await vettingHandlers['vetting.cases']({ personId }, records);

describe('recording vetting', () => {
  it('can be taken back once', async () => {
    const { undoToken } = await vettingHandlers['vetting.record']({ personId, ...submitted }, records);
    expect(await casesOf()).toMatchObject([{ status: 'submitted' }]);
    await vettingHandlers['vetting.undo']({ undoToken }, records);
    expect(await casesOf()).toEqual([]);
    await expect(async () => vettingHandlers['vetting.undo']({ undoToken }, records)).rejects.toThrow(
      'cannot be taken back any more',
    );
  });

  it('is not taken back over what somebody decided since', async () => {
    const { id, undoToken } = await vettingHandlers['vetting.record']({ personId, ...submitted }, records);
    await vettingHandlers['vetting.record'](
      { personId, ...submitted, caseId: id, status: 'rejected', decidedOn: '2009-02-20' },
      records,
    );
    await expect(async () => vettingHandlers['vetting.undo']({ undoToken }, records)).rejects.toThrow(
      'changed since',
    );
    expect(await casesOf()).toMatchObject([{ status: 'rejected' }]);
  });
});
