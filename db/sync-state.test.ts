import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { tables } from '#shared/domain/registry.ts';
import { encodeChanges } from '#shared/sync/op-body.ts';
import { applyDelta } from './apply-delta.ts';
import { replayDeferred } from './deferred.ts';
import { exchangeHistory, logExchange } from './exchange-log.ts';
import { outgoing, waitingOps } from './outbox.ts';
import { rowAuthor } from './row-author.ts';
import {
  type Acknowledgement,
  acknowledge,
  beginExchange,
  type EnrolledAs,
  saveEnrolment,
  syncState,
} from './sync-state.ts';
import { openTestDatabase, type TestDatabase } from './test-database.ts';

const author = { advisorId: 7, site: 'BAS' };
const enrolled: EnrolledAs = {
  device: 16,
  spares: [17, 18],
  epoch: 'first',
  grant: { version: 1, sites: ['BAS', 'MOS'] },
  hqUrl: 'https://hq.example',
  hqId: 'hq',
  hqKey: new Uint8Array(32).fill(1),
  tlsPin: null,
  publicKey: new Uint8Array(32).fill(2),
  privateKey: new Uint8Array(32).fill(3),
  certificate: '{}',
  site: 'BAS',
  label: 'Basra-2',
  role: 'advisor',
  programme: 'police',
};
const answer: Acknowledgement = {
  epoch: 'first',
  grant: enrolled.grant,
  headSeq: 2,
  accepted: 2,
  durable: 1,
  quarantined: [],
  skewMs: 90_000,
};

let db: TestDatabase;
beforeEach(() => {
  db = openTestDatabase({ device: null });
  saveEnrolment(db.store, enrolled);
});
afterEach(() => db.dispose());

const mark = (minutes: number) =>
  db.commit(author, (tx) =>
    tx.upsert(tables.attendanceMark, { session_id: 5, person_id: 6, site: 'BAS', mark: 'late', minutes }),
  );

describe('the state of the sync', () => {
  it('keeps an enrolment whole, and only one', () => {
    expect(syncState(db.store).enrolled).toEqual(enrolled);
    expect(db.device).toBe(16);
    expect(() => saveEnrolment(db.store, enrolled)).toThrow('already');
    const sample = openTestDatabase({ sample: true });
    expect(() => saveEnrolment(sample.store, enrolled)).toThrow('sample');
    sample.dispose();
  });

  it('never gives one exchange number twice', () => {
    expect([beginExchange(db.store), beginExchange(db.store)]).toEqual([1, 2]);
  });

  it('counts what waits by kind until headquarters has accepted it', () => {
    mark(1);
    expect(waitingOps(db.store).ops).toBe(1);
    mark(2);
    expect(waitingOps(db.store)).toEqual({
      ops: 2,
      kinds: [{ kind: 'attendance_mark', count: 2 }],
      quarantined: 0,
    });
    acknowledge(db.store, answer);
    expect(waitingOps(db.store).ops).toBe(0);
    expect(syncState(db.store)).toMatchObject({ accepted: 2, durable: 1, skewMs: 90_000 });
  });

  it('never takes an acknowledgement back within an epoch', () => {
    mark(1);
    mark(2);
    acknowledge(db.store, answer);
    acknowledge(db.store, { ...answer, accepted: 1, durable: 0 });
    expect(syncState(db.store)).toMatchObject({ accepted: 2, durable: 1 });
  });

  it('sends again what a restored headquarters has lost, and shows it until then', () => {
    mark(1);
    mark(2);
    acknowledge(db.store, answer);
    const hlc = { ms: 5, counter: 0 };
    const own = { actor: 7, hlc, kind: 'change', changes: [], lost: [] } as const;
    applyDelta(db.store, {
      from: 0,
      to: 2,
      entries: [
        { ...own, hqSeq: 1, device: 16, seq: 1 },
        { ...own, hqSeq: 2, device: 16, seq: 2 },
      ],
    });
    expect(syncState(db.store)).toMatchObject({ cursor: 2, settled: 2 });
    acknowledge(db.store, { ...answer, epoch: 'second', headSeq: 1, accepted: 1, durable: 1 });
    expect(syncState(db.store)).toMatchObject({ cursor: 0, settled: 1, accepted: 1, durable: 1 });
    const again = outgoing(db.store, syncState(db.store).accepted);
    expect([...(again?.ops ?? [])].map(({ op }) => op.seq)).toEqual([2]);
    applyDelta(db.store, { from: 0, to: 1, entries: [{ ...own, hqSeq: 1, device: 16, seq: 1 }] });
    expect(db.read.get(tables.attendanceMark, { session_id: 5, person_id: 6 })?.minutes).toBe(2);
  });

  it('has no stretch to send that its journal does not reach back to', () => {
    expect(outgoing(db.store, 5)).toBeUndefined();
  });
});

describe('what an older version could not hold', () => {
  it('is taken in once its table is known', () => {
    const body = encodeChanges([
      {
        table: tables.attendanceMark.id,
        key: [5, 6],
        fields: [
          [3, 'BAS'],
          [4, 'late'],
          [5, 3],
        ],
      },
      { table: 9999, key: [1], fields: [[1, 'x']] },
    ]);
    db.store.run("INSERT INTO deferred_op VALUES (4, 17, 1, 8, 1000, 0, 'change', ?)", body);
    expect(replayDeferred(db.store)).toBe(1);
    expect(db.read.get(tables.attendanceMark, { session_id: 5, person_id: 6 })?.minutes).toBe(3);
    expect(db.read.all('SELECT hq_seq FROM deferred_op')).toHaveLength(1);
    expect(replayDeferred(db.store)).toBe(0);
  });
});

describe('the author of a row', () => {
  it('is who wrote it here, or who wrote over it elsewhere', () => {
    mark(1);
    expect(rowAuthor(db.read, tables.attendanceMark, '5|6')).toMatchObject({
      advisorId: 7,
      device: undefined,
    });
    const entry = {
      hqSeq: 1,
      device: 16,
      seq: 1,
      actor: 7,
      hlc: { ms: 5, counter: 0 },
      kind: 'change',
    } as const;
    const change = {
      table: tables.attendanceMark.id,
      key: [5, 6],
      fields: [
        [4, 'absent'],
        [5, null],
      ] as const,
    };
    applyDelta(db.store, {
      from: 0,
      to: 2,
      entries: [
        { ...entry, changes: [], lost: [] },
        {
          ...entry,
          hqSeq: 2,
          device: 17,
          actor: 8,
          hlc: { ms: 9000, counter: 0 },
          changes: [change],
          lost: [],
        },
      ],
    });
    expect(rowAuthor(db.read, tables.attendanceMark, '5|6')).toEqual({
      advisorId: 8,
      device: 17,
      at: '1970-01-01T00:00:09.000Z',
    });
    mark(2);
    expect(rowAuthor(db.read, tables.attendanceMark, '5|6')).toMatchObject({
      advisorId: 7,
      device: undefined,
    });
  });
});

describe('the log of exchanges', () => {
  it('tells the last ones first and keeps a thousand', () => {
    for (let number = 1; number <= 1005; number++) {
      logExchange(db.store, {
        startedAt: '2009-03-01T08:00:00.000Z',
        durationMs: number,
        way: 'network',
        outcome: number === 1005 ? 'cut' : 'ok',
        error:
          number === 1005
            ? { code: 'network_cut', message: 'Cut.', details: { bytes: 3 }, issues: [] }
            : null,
        opsSent: 1,
        opsReceived: 2,
        bytesUp: 3,
        bytesDown: 4,
      });
    }
    const history = exchangeHistory(db.store, 2000);
    expect(history).toHaveLength(1000);
    expect(history[0]).toMatchObject({ durationMs: 1005, outcome: 'cut', error: { code: 'network_cut' } });
  });
});
