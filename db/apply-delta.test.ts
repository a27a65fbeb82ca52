import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FieldValue } from '#shared/domain/field.ts';
import { tables } from '#shared/domain/registry.ts';
import { groupOf } from '#shared/domain/table.ts';
import type { DeltaEntry } from '#shared/sync/delta-entry.ts';
import { applyDelta } from './apply-delta.ts';
import { HeadquartersModel } from './headquarters-model.ts';
import { opAt, opsAfter } from './journal.ts';
import { acknowledge, syncState } from './sync-state.ts';
import { openTestDatabase, type TestDatabase } from './test-database.ts';

const author = { advisorId: 7, site: 'BAS' };
const table = tables.attendanceMark;
const key = [5, 6] as const;

const mine = (db: TestDatabase, person = 6) =>
  db.read.one<Readonly<Record<string, FieldValue>>>(
    'SELECT site, mark, minutes, deleted FROM attendance_mark WHERE session_id = 5 AND person_id = ?',
    person,
  );

function setMark(
  db: TestDatabase,
  mark: 'late' | 'present' | 'absent',
  minutes: number | null,
  person = 6,
): void {
  db.commit(author, (tx) =>
    tx.upsert(table, { session_id: 5, person_id: person, site: 'BAS', mark, minutes }),
  );
}

function withDatabase(work: (db: TestDatabase, hq: HeadquartersModel) => void): () => void {
  return () => {
    const db = openTestDatabase({ now: () => 1_000_000 });
    try {
      work(db, new HeadquartersModel());
    } finally {
      db.dispose();
    }
  };
}

const marked = (mark: string): readonly (readonly [number, FieldValue])[] => [
  [4, mark],
  [5, null],
];

const early = 500_000;
const late = 2_000_000;

describe('a delta', () => {
  it(
    'brings rows of others, and the cursor with them',
    withDatabase((db, hq) => {
      hq.foreign(
        [
          [3, 'BAS'],
          [4, 'late'],
          [5, 9],
        ],
        { ms: early, seen: 0 },
      );
      hq.deliver(db);
      expect(mine(db)).toEqual({ site: 'BAS', mark: 'late', minutes: 9, deleted: 0 });
      expect(syncState(db.store).cursor).toBe(1);
      setMark(db, 'absent', null);
      expect(opAt(db.store, 1)?.op.seen).toBe(1);
    }),
  );

  it(
    'keeps an own value that is still out on top of an older one',
    withDatabase((db, hq) => {
      setMark(db, 'present', null);
      hq.foreign(
        [
          [3, 'BAS'],
          [4, 'late'],
          [5, 9],
        ],
        { ms: early, seen: 0 },
      );
      hq.deliver(db);
      expect(mine(db)?.mark).toBe('present');
      hq.send(db, 0);
      hq.deliver(db);
      expect(mine(db)).toEqual(hq.shown());
      expect(mine(db)?.mark).toBe('present');
      expect(db.read.all('SELECT * FROM shadow')).toEqual([]);
    }),
  );

  it(
    'keeps a row that somebody edited while it was deleted here',
    withDatabase((db, hq) => {
      hq.foreign(
        [
          [3, 'BAS'],
          [4, 'late'],
          [5, 9],
        ],
        { ms: early, seen: 0 },
      );
      setMark(db, 'late', 9);
      removeIfThere(db, 6);
      hq.send(db, 0);
      hq.deliver(db);
      expect(hq.shown()?.deleted).toBe(0);
      expect(mine(db)).toEqual(hq.shown());
    }),
  );

  it(
    'gives way to a newer value once the own op has come back',
    withDatabase((db, hq) => {
      setMark(db, 'present', null);
      hq.foreign(
        [
          [3, 'BAS'],
          [4, 'late'],
          [5, 9],
        ],
        { ms: late, seen: 0 },
      );
      hq.deliver(db);
      expect(mine(db)?.mark).toBe('present');
      hq.send(db, 0);
      hq.deliver(db);
      expect(mine(db)).toEqual({ site: 'BAS', mark: 'late', minutes: 9, deleted: 0 });
    }),
  );

  it(
    'lets a removed row come back when somebody edited it meanwhile',
    withDatabase((db, hq) => {
      setMark(db, 'present', null);
      hq.send(db, 0);
      hq.deliver(db);
      hq.foreign([[0, 1]], { ms: late, seen: 1 });
      setMark(db, 'late', 3);
      hq.send(db, 1);
      hq.deliver(db);
      expect(mine(db)).toEqual({ site: 'BAS', mark: 'late', minutes: 3, deleted: 0 });
      expect(mine(db)).toEqual(hq.shown());
    }),
  );

  it(
    'changes nothing when it was applied before, and is refused when one before it is missing',
    withDatabase((db, hq) => {
      hq.foreign(
        [
          [3, 'BAS'],
          [4, 'late'],
          [5, 9],
        ],
        { ms: early, seen: 0 },
      );
      const stretch = { from: 0, to: 1, entries: hq.stream };
      applyDelta(db.store, stretch);
      expect(applyDelta(db.store, stretch).changed).toEqual([]);
      expect(() => applyDelta(db.store, { from: 3, to: 4, entries: [] })).toThrow('begins at 3');
      expect(syncState(db.store).cursor).toBe(1);
    }),
  );

  it(
    'changes nothing at all when one of its values does not fit',
    withDatabase((db, hq) => {
      hq.foreign(
        [
          [3, 'BAS'],
          [4, 'late'],
          [5, 9],
        ],
        { ms: early, seen: 0 },
      );
      hq.foreign(
        [
          [4, 'late'],
          [5, 'nine'],
        ],
        { ms: early, seen: 1 },
      );
      expect(() => hq.deliver(db)).toThrow('do not fit');
      expect(mine(db)).toBeUndefined();
      expect(syncState(db.store).cursor).toBe(0);
    }),
  );

  it(
    'keeps what this version does not know for the one that will',
    withDatabase((db, hq) => {
      hq.foreign(
        [
          [3, 'BAS'],
          [4, 'late'],
          [5, 9],
          [99, 'later'],
        ],
        { ms: early, seen: 0 },
      );
      const [entry] = hq.stream;
      if (!entry) throw new Error('no entry');
      const strange = { table: 9999, key: [1], fields: [[1, 'x']] as const };
      applyDelta(db.store, { from: 0, to: 1, entries: [{ ...entry, changes: [...entry.changes, strange] }] });
      expect(mine(db)?.mark).toBe('late');
      expect(db.read.all('SELECT hq_seq FROM deferred_op')).toEqual([{ hq_seq: 1 }]);
    }),
  );

  it(
    'takes rows out of sight, but one with own work only when that has come back',
    withDatabase((db, hq) => {
      const leave = (hqSeq: number, seq: number): DeltaEntry => ({
        hqSeq,
        device: 17,
        seq,
        actor: 8,
        hlc: { ms: early, counter: 0 },
        kind: 'leave',
        changes: [{ table: table.id, key: [...key], fields: [] }],
        lost: [],
      });
      setMark(db, 'present', null);
      applyDelta(db.store, { from: 0, to: 1, entries: [leave(1, 1)] });
      expect(mine(db)?.mark).toBe('present');
      hq.send(db, 0);
      const [own] = hq.stream;
      if (!own) throw new Error('no entry');
      applyDelta(db.store, { from: 1, to: 2, entries: [{ ...own, hqSeq: 2 }] });
      expect(mine(db)).toBeUndefined();
      expect(db.read.all('SELECT * FROM shadow')).toEqual([]);
    }),
  );

  it(
    'takes a row out of sight although the own work on it never comes back, once later work has',
    withDatabase((db, hq) => {
      setMark(db, 'present', null);
      const gone: DeltaEntry = {
        ...{ hqSeq: 1, device: 17, seq: 1, actor: 8, hlc: { ms: early, counter: 0 } },
        ...{ kind: 'leave', changes: [{ table: table.id, key: [...key], fields: [] }], lost: [] },
      };
      applyDelta(db.store, { from: 0, to: 1, entries: [gone] });
      setMark(db, 'late', 2, 7);
      hq.send(db, 1);
      const [own] = hq.stream;
      if (!own) throw new Error('no entry');
      applyDelta(db.store, { from: 1, to: 2, entries: [{ ...own, hqSeq: 2 }] });
      expect(mine(db)).toBeUndefined();
      expect(mine(db, 7)).toMatchObject({ mark: 'late', minutes: 2 });
      expect(db.read.all('SELECT * FROM shadow')).toEqual([]);
    }),
  );

  it(
    'shows what headquarters has once an own op was put aside there',
    withDatabase((db, hq) => {
      setMark(db, 'present', null);
      hq.foreign(
        [
          [3, 'BAS'],
          [4, 'late'],
          [5, 9],
        ],
        { ms: early, seen: 0 },
      );
      hq.deliver(db);
      expect(mine(db)?.mark).toBe('present');
      acknowledge(db.store, {
        epoch: 'e1',
        grant: { version: 1, sites: ['BAS'] },
        headSeq: 1,
        accepted: 1,
        durable: 0,
        quarantined: [{ seq: 1, reason: 'out_of_grant' }],
        skewMs: 0,
      });
      expect(mine(db)?.mark).toBe('late');
      expect(opAt(db.store, 1)).toBeDefined();
    }),
  );

  it(
    'shows what headquarters says of a value after the own op on it came back, however early it did',
    withDatabase((db, hq) => {
      setMark(db, 'late', 5);
      hq.foreign([[3, 'BAS'], ...marked('absent')], { ms: early, seen: 0 });
      hq.deliver(db);
      let sent = hq.send(db, 0);
      hq.deliver(db);
      setMark(db, 'present', null);
      sent = hq.send(db, sent);
      hq.deliver(db);
      expect(sent).toBe(2);
      db.commit(author, (tx) => tx.remove(table, { session_id: 5, person_id: 6 }));
      hq.foreign(marked('excused'), { ms: late, seen: hq.stream.length });
      hq.deliver(db);
      expect(mine(db)).toMatchObject({ mark: 'excused', deleted: 1 });
    }),
  );

  it(
    'never lets the clock run behind what was received',
    withDatabase((db, hq) => {
      hq.foreign(
        [
          [3, 'BAS'],
          [4, 'late'],
          [5, 9],
        ],
        { ms: late, seen: 0 },
      );
      hq.deliver(db);
      setMark(db, 'absent', null);
      expect(opAt(db.store, 1)?.op.hlc.ms).toBeGreaterThanOrEqual(late);
    }),
  );
});

const step = fc.oneof(
  fc.record({
    kind: fc.constant('own' as const),
    person: fc.integer({ min: 1, max: 3 }),
    minutes: fc.integer({ min: 0, max: 3 }),
  }),
  fc.record({ kind: fc.constant('remove' as const), person: fc.integer({ min: 1, max: 3 }) }),
  fc.record({
    kind: fc.constant('other' as const),
    person: fc.integer({ min: 1, max: 3 }),
    minutes: fc.integer({ min: 0, max: 3 }),
    site: fc.boolean(),
    deletes: fc.boolean(),
    ms: fc.constantFrom(early, late),
    knows: fc.boolean(),
  }),
  fc.record({ kind: fc.constant('send' as const), count: fc.integer({ min: 1, max: 4 }) }),
  fc.record({ kind: fc.constant('receive' as const), count: fc.integer({ min: 1, max: 4 }) }),
);

describe('any order of own work, work of others, sending and receiving', () => {
  it('shows headquarters’ state at the cursor with the own ops that are out on top, and ends the same on both sides', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        withDatabase((db, hq) => {
          let sent = 0;
          for (const one of steps) {
            if (one.kind === 'own') setMark(db, 'late', one.minutes, one.person);
            else if (one.kind === 'remove') removeIfThere(db, one.person);
            else if (one.kind === 'other') otherWrites(hq, one);
            else if (one.kind === 'send') sent = hq.send(db, sent, one.count);
            else hq.deliver(db, Math.min(hq.stream.length, syncState(db.store).cursor + one.count));
            for (const person of [1, 2, 3]) expect(mine(db, person)).toEqual(expectedRow(db, hq, person));
          }
          hq.send(db, sent);
          hq.deliver(db);
          for (const person of [1, 2, 3]) expect(mine(db, person)).toEqual(hq.shown(person));
          expect(db.read.all('SELECT * FROM shadow')).toEqual([]);
        })();
      }),
      { numRuns: 60 },
    );
  }, 120_000);
});

function removeIfThere(db: TestDatabase, person: number): void {
  db.commit(author, (tx) => {
    const row = { session_id: 5, person_id: person };
    if (tx.get(table, row)) tx.remove(table, row);
  });
}

function otherWrites(
  hq: HeadquartersModel,
  one: { person: number; minutes: number; site: boolean; deletes: boolean; ms: number; knows: boolean },
): void {
  const fields: (readonly [number, FieldValue])[] = one.deletes
    ? [[0, 1]]
    : [...(one.site ? [[3, 'MOS'] as const] : []), [4, 'late'], [5, one.minutes]];
  hq.foreign(fields, { ms: one.ms, seen: one.knows ? hq.stream.length : 0, person: one.person });
}

/** The simple model: replay the stream up to the cursor as this device sees it, then own ops that are out. */
function expectedRow(db: TestDatabase, hq: HeadquartersModel, person: number): unknown {
  const { cursor } = syncState(db.store);
  const fields = new Map<number, FieldValue>();
  const back = new Set<number>();
  const set = (entries: readonly (readonly [number, FieldValue])[]) => {
    for (const [field, value] of entries) fields.set(field, value);
  };
  const about = (
    changes: readonly { key: readonly FieldValue[]; fields: readonly (readonly [number, FieldValue])[] }[],
  ) => changes.filter((change) => change.key[1] === person).flatMap((change) => [...change.fields]);
  let known = false;
  for (const entry of hq.stream.slice(0, cursor)) {
    if (entry.device === 16) {
      back.add(entry.seq);
      const op = opAt(db.store, entry.seq)?.op;
      const lost = new Set(entry.lost.filter((one) => one.key[1] === person).map(({ group }) => group));
      const own = about(op?.changes ?? []).filter(([field]) => !lost.has(groupOf(table, field)));
      known ||= about(op?.changes ?? []).length > 0;
      set(own);
    }
    known ||= entry.changes.some((change) => change.key[1] === person);
    set(about(entry.changes));
  }
  for (const { op } of opsAfter(db.store, 0)) {
    if (back.has(op.seq)) continue;
    known ||= about(op.changes).length > 0;
    set(about(op.changes));
  }
  if (!known) return undefined;
  const value = (field: number) => fields.get(field) ?? null;
  return { site: value(3), mark: value(4), minutes: value(5), deleted: fields.get(0) ?? 0 };
}
