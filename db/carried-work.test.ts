import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FieldValue } from '#shared/domain/field.ts';
import { tables } from '#shared/domain/registry.ts';
import type { DecodedFrame } from '#shared/sync/frame.ts';
import type { Change, Op } from '#shared/sync/op.ts';
import { carriedFrames, carriedLoads, letGo, takeCarried } from './carried-work.ts';
import { HeadquartersModel } from './headquarters-model.ts';
import { saveEnrolment, syncState } from './sync-state.ts';
import { openTestDatabase, type TestDatabase } from './test-database.ts';

const author = { advisorId: 7, site: 'BAS' };
const table = tables.attendanceMark;
const own = 16;
const other = 17;
const now = 1_000_000;

function newLaptop(): TestDatabase {
  const db = openTestDatabase({ device: null, now: () => now });
  const key = new Uint8Array(32);
  saveEnrolment(db.store, {
    device: own,
    spares: [],
    epoch: 'one',
    grant: { version: 1, sites: ['BAS'] },
    hqUrl: 'https://hq.example',
    hqId: 'hq',
    hqKey: key,
    tlsPin: null,
    publicKey: key,
    privateKey: key,
    certificate: '{}',
    site: 'BAS',
    label: 'Basra-1',
    role: 'advisor',
    programme: 'police',
  });
  return db;
}

/** Another laptop of the site: what it has written, and how much of that headquarters has. */
class OtherLaptop {
  readonly ops: Op[] = [];
  atHeadquarters = 0;

  write(person: number, fields: Change['fields'], seen: number, ms: number): void {
    const seq = this.ops.length + 1;
    const changes = [{ table: table.id, key: [5, person], fields }];
    this.ops.push({ seq, first: seq, hlc: { ms, counter: 0 }, seen, actor: 8, schema: 1, changes });
  }

  /** A file of everything that headquarters has not confirmed. */
  giveTo(db: TestDatabase): number {
    const ops = this.ops.slice(this.atHeadquarters);
    const [first] = ops;
    if (!first) return 0;
    const frame = { header: { from: first.seq, to: this.ops.length }, ops } as unknown as DecodedFrame;
    const laptop = { device: other, label: 'Basra-2', certificate: '{}' };
    return takeCarried(db.store, [laptop], [{ device: other, bytes: new Uint8Array(3), frame }]);
  }

  sync(hq: HeadquartersModel): void {
    for (const op of this.ops.slice(this.atHeadquarters)) hq.take(other, op);
    this.atHeadquarters = this.ops.length;
  }
}

const shown = (db: TestDatabase, person: number) =>
  db.read.one<Readonly<Record<string, FieldValue>>>(
    'SELECT site, mark, minutes, deleted FROM attendance_mark WHERE session_id = 5 AND person_id = ?',
    person,
  );

const late = (minutes: number): Change['fields'] => [
  [3, 'BAS'],
  [4, 'late'],
  [5, minutes],
];

function laptopWith(
  work: (db: TestDatabase, hq: HeadquartersModel, basra2: OtherLaptop) => void,
): () => void {
  return () => {
    const db = newLaptop();
    try {
      work(db, new HeadquartersModel(), new OtherLaptop());
    } finally {
      db.dispose();
    }
  };
}

describe('work of another laptop, brought by file', () => {
  it(
    'shows at once, and waits to be carried on to headquarters',
    laptopWith((db, _hq, basra2) => {
      basra2.write(1, late(9), 0, 500_000);
      expect(basra2.giveTo(db)).toBe(1);
      expect(shown(db, 1)).toEqual({ site: 'BAS', mark: 'late', minutes: 9, deleted: 0 });
      expect(carriedLoads(db.store)).toEqual([
        { device: other, label: 'Basra-2', certificate: '{}', ops: 1, since: new Date(now).toISOString() },
      ]);
      expect(carriedFrames(db.store)).toHaveLength(1);
    }),
  );

  it(
    'may come any number of times',
    laptopWith((db, _hq, basra2) => {
      basra2.write(1, late(9), 0, 500_000);
      basra2.giveTo(db);
      expect(basra2.giveTo(db)).toBe(0);
      basra2.write(1, late(4), 0, 500_001);
      expect(basra2.giveTo(db)).toBe(1);
      expect(shown(db, 1)?.minutes).toBe(4);
    }),
  );

  it(
    'never covers what was written here and is not at headquarters yet',
    laptopWith((db, _hq, basra2) => {
      db.commit(author, (tx) =>
        tx.insert(table, { session_id: 5, person_id: 1, site: 'BAS', mark: 'absent', minutes: null }),
      );
      basra2.write(1, late(9), 0, 500_000);
      basra2.giveTo(db);
      expect(shown(db, 1)?.mark).toBe('absent');
    }),
  );

  it(
    'gives way to what headquarters made of it, and is carried no further',
    laptopWith((db, hq, basra2) => {
      basra2.write(1, late(9), 0, 500_000);
      basra2.write(2, late(3), 0, 500_001);
      basra2.giveTo(db);
      basra2.sync(hq);
      hq.take(18, {
        ...(basra2.ops[0] as Op),
        seq: 1,
        seen: 1,
        changes: [{ table: table.id, key: [5, 1], fields: late(7) }],
      });
      hq.deliver(db);
      letGo(db.store, [[other, 2]]);
      expect(shown(db, 1)?.minutes).toBe(7);
      expect(shown(db, 2)?.minutes).toBe(3);
      expect(carriedLoads(db.store)).toEqual([]);
      expect(db.read.all('SELECT * FROM shadow')).toEqual([]);
    }),
  );

  it(
    'is not shown when it belongs to a site that this laptop may not see',
    laptopWith((db, _hq, basra2) => {
      basra2.write(
        1,
        [
          [3, 'MOS'],
          [4, 'late'],
          [5, 9],
        ],
        0,
        500_000,
      );
      basra2.giveTo(db);
      expect(shown(db, 1)).toBeUndefined();
    }),
  );

  it(
    'that headquarters is known to have is left alone',
    laptopWith((db, hq, basra2) => {
      basra2.write(1, late(9), 0, 500_000);
      const file = { ...basra2 } as const;
      for (const op of file.ops) hq.take(other, op);
      hq.take(18, {
        ...(basra2.ops[0] as Op),
        seq: 1,
        seen: 1,
        changes: [{ table: table.id, key: [5, 1], fields: late(7) }],
      });
      hq.deliver(db);
      expect(basra2.giveTo(db)).toBe(0);
      expect(shown(db, 1)?.minutes).toBe(7);
    }),
  );
});

const person = fc.integer({ min: 1, max: 3 });
const minutes = fc.integer({ min: 0, max: 3 });
const step = fc.oneof(
  fc.record({ kind: fc.constant('own' as const), person, minutes, deletes: fc.boolean() }),
  fc.record({
    kind: fc.constant('other' as const),
    person,
    minutes,
    deletes: fc.boolean(),
    knows: fc.boolean(),
    ms: fc.constantFrom(500_000, 2_000_000),
  }),
  fc.record({ kind: fc.constant('file' as const) }),
  fc.record({ kind: fc.constant('otherSyncs' as const) }),
  fc.record({ kind: fc.constant('carry' as const) }),
  fc.record({ kind: fc.constant('send' as const), count: fc.integer({ min: 1, max: 4 }) }),
  fc.record({ kind: fc.constant('receive' as const), count: fc.integer({ min: 1, max: 4 }) }),
  fc.record({ kind: fc.constant('exchange' as const) }),
);

describe('files and network in any order', () => {
  it('leave a laptop with headquarters’ state once headquarters has everything', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        laptopWith((db, hq, basra2) => {
          let sent = 0;
          const exchange = (): void => {
            sent = hq.send(db, sent);
            hq.deliver(db);
            letGo(db.store, [[other, basra2.atHeadquarters]]);
          };
          for (const one of steps) {
            if (one.kind === 'own') writeOwn(db, one);
            else if (one.kind === 'other') {
              const fields: Change['fields'] = one.deletes ? [[0, 1]] : late(one.minutes);
              basra2.write(one.person, fields, one.knows ? hq.stream.length : 0, one.ms);
            } else if (one.kind === 'file') basra2.giveTo(db);
            else if (one.kind === 'otherSyncs' || one.kind === 'carry') basra2.sync(hq);
            else if (one.kind === 'send') sent = hq.send(db, sent, one.count);
            else if (one.kind === 'exchange') exchange();
            else hq.deliver(db, Math.min(hq.stream.length, syncState(db.store).cursor + one.count));
          }
          basra2.sync(hq);
          exchange();
          for (const one of [1, 2, 3]) expect(shown(db, one)).toEqual(hq.shown(one));
          expect(db.read.all('SELECT * FROM shadow')).toEqual([]);
          expect(db.read.all('SELECT * FROM carried_group')).toEqual([]);
        })();
      }),
      { numRuns: 60 },
    );
  }, 120_000);
});

function writeOwn(db: TestDatabase, one: { person: number; minutes: number; deletes: boolean }): void {
  const row = { session_id: 5, person_id: one.person };
  db.commit(author, (tx) => {
    if (!one.deletes) tx.upsert(table, { ...row, site: 'BAS', mark: 'late', minutes: one.minutes });
    else if (tx.get(table, row)) tx.remove(table, row);
  });
}
